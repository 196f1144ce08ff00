"""Processes started in what C code calls: classes, spread arguments, operators, properties, iterators, partials."""
import contextlib
import functools
import subprocess


def said(*words, **options):
    return subprocess.Popen(['echo', *words], stdout=subprocess.PIPE, **options).communicate()[0].decode().strip()


class Says:
    def __init__(self, *words, **options):
        self.first = said(*words, **options)

    def __new__(cls, *words, **options):
        print('new', said('made'), end=' ')
        return super().__new__(cls)

    def __call__(self, *words, loud=False):
        return said(*words, *['!'] * loud)

    @property
    def text(self):
        return said('property')

    def __add__(self, other):
        return said('add', other)

    def __getitem__(self, i):
        return said('item', str(i))

    def __contains__(self, item):
        return bool(said(item))

    def __eq__(self, other):
        return bool(said('eq'))

    def __getattr__(self, name):
        return said('attribute', name)

    def __iter__(self):
        return self

    def __next__(self):
        return said('next')

    def __enter__(self):
        return said('enter')

    def __exit__(self, *error):
        print(said('exit'), error[0])

    def __str__(self):
        return said('str')


says = Says('a')
print(says.first, Says(*['b'], **{'bufsize': 0}).first, Says('c', bufsize=-1).first)
print(says('d'), says(*['e']), says(*['f'], **{'loud': True}), says('g', loud=True))
print(says.text, says + 'h', says[3], 'x' in says, says == 4, says.other, getattr(says, 'more'))
print(next(says), str(says), f'{says}')
print(says)
for item in says:
    print(item)
    break
for i, item in enumerate(map(said, 'ij')):
    print(i, item)
print(*[item for item in filter(None, map(said, 'kl'))])
with says as entered:
    print(entered)
print(functools.partial(said, 'm')('n'), functools.partial(said, bufsize=0)('o'), functools.lru_cache(said)('p'))
print(subprocess.run(*[['echo', 'q']], **{'stdout': subprocess.PIPE}).stdout)


@contextlib.contextmanager
def around():
    yield said('r')
    print(said('s'))


with around() as text:
    print(text)
