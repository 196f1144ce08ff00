import functools, gc, weakref
log = []

class Word:
    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        same = self.text == other.text
        return same

    def __hash__(self):
        size = len(self.text)
        return size

    def __lt__(self, other):
        return self.text < other.text

    def __del__(self):
        name = self.text
        log.append(name)

    def __getattr__(self, name):
        if name.startswith('_'):
            raise AttributeError(name)
        return name * 2

    def __len__(self):
        return 3

    def __bool__(self):
        return True

    def __contains__(self, item):
        found = item in self.text
        return found

    def __repr__(self):
        return f'W({self.text})'

    def __iter__(self):
        for letter in self.text:
            yield letter


words = [Word('ccc'), Word('a'), Word('bb')]
words.sort(key=lambda word: (len(word.text),
                             word.text))
ordered = sorted(words)
reversed_ = sorted([3, 1, 2], key=functools.cmp_to_key(
    lambda m, n: n - m))
known = {words[0]: 1, words[1]: 2}
found = known[Word('bb')]
kinds = {Word('zz'), Word('zz')}
doubled = list(map(lambda n: n * 2,
                   filter(lambda n: n % 2, range(5))))
missing = words[0].colour
has = hasattr(words[0], '_hidden')
text = repr(words)
total = sum(n * n for n in range(3))
inside = 'b' in words[1]
letters = ''.join(words[2])
low = min(words, key=lambda w: w.text)
any(word.text == 'bb' for word in words)
ref = weakref.ref(low, lambda r: log.append('weak'))
fin = weakref.finalize(words[1], log.append, 'final')


def watch(phase, info):
    log.append(phase)


gc.callbacks.append(watch)


class Ring:
    def __init__(self):
        self.me = self

    def __del__(self):
        log.append('ring')


Ring()
gc.collect()
gc.callbacks.remove(watch)
del words[0]
del low, ordered, known, words
import helper
value = helper.answer(2)
try:
    {}[Word('k')]
except KeyError as error:
    shown = str(error)


class Meta(type):
    def __call__(cls, *args):
        made = super().__call__(*args)
        return made


class Made(metaclass=Meta):
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        return 5


class Holder:
    made = Made()


x = Holder().made
with open('x') if False else memoryview(b'a') as m:
    pass
b = bytes(Made() for _ in ())
lookup = dict.fromkeys(Word('p') for _ in range(2))
print(log, value, shown)
