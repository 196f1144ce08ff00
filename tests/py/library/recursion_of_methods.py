"""Special methods that call themselves through operators, attributes and functions of C go as deep as CPython's, however short the host's stack is,
and answer as ever on the way back."""


class Count:
    def __init__(self, n):
        self.n = n

    def less(self):
        return type(self)(self.n - 1)


class Add(Count):
    def __add__(self, other):
        return other if not self.n else self.less() + other


class Reflected(Count):
    def __radd__(self, other):
        return other if not self.n else other + self.less()


class InPlace(Count):
    def __iadd__(self, other):
        if self.n:
            less = self.less()
            less += other
        return self


class Declines(Count):
    def __mul__(self, other):
        if self.n and isinstance(other, int):
            self.less() * other
        return NotImplemented if other == 'x' else 1


class Negative(Count):
    def __neg__(self):
        return self if not self.n else -self.less()


class Attribute(Count):
    def __getattr__(self, name):
        return name if not self.n else getattr(self.less(), name) if self.n % 2 else self.less().other


class Every(Count):
    def __getattribute__(self, name):
        n = object.__getattribute__(self, 'n')
        return n if not n or name == 'n' else Every(n - 1).any


class Set(Count):
    def __setattr__(self, name, value):
        object.__setattr__(self, name, value)
        if name == 'n' and value:
            Set(0).__dict__.clear()
        if name == 'm' and self.n:
            self.less().m = value


class Property(Count):
    @property
    def end(self):
        return 'end' if not self.n else self.less().end


class Equal(Count):
    def __eq__(self, other):
        return NotImplemented if not self.n else self.less() == other


class Less(Count):
    def __lt__(self, other):
        return self.n == 0 or self.less() < other


class Item(Count):
    def __getitem__(self, key):
        return key if not self.n else self.less()[key]

    def __setitem__(self, key, value):
        if self.n:
            self.less()[key] = value

    def __delitem__(self, key):
        if self.n:
            del self.less()[key]


class Contains(Count):
    def __contains__(self, item):
        return not self.n or item in self.less()


class Iterable(Count):
    def __iter__(self):
        if self.n:
            for _ in self.less():
                pass
        return iter('ab')


class Text(Count):
    def __repr__(self):
        return 'end' if not self.n else repr(self.less())

    def __str__(self):
        return 'end' if not self.n else str(self.less())

    def __format__(self, spec):
        return spec if not self.n else f'{self.less():{spec}}'


class Wrapped(Count):
    def __repr__(self):
        return 'end' if not self.n else f'{self.less()!r}'


class Truth(Count):
    def __bool__(self):
        return not self.n or not (not self.less())


class Length(Count):
    def __len__(self):
        return 7 if not self.n else len(self.less())


def deepest(name, act):
    low, high, answer = 1, 1100, None
    for depth in range(1, 30):
        act(depth)
    while low < high:
        middle = (low + high + 1) // 2
        try:
            answer, low = act(middle), middle
        except RecursionError as error:
            text, high = str(error), middle - 1
    print(name, low, text, answer)


def put(n):
    Item(n)[1] = 2


def remove(n):
    del Item(n)[1]


def set_m(n):
    Set(n).m = 1


def in_place(n):
    value = InPlace(n)
    value += 1


for name, act in [('add', lambda n: Add(n) + 'sum'), ('radd', lambda n: 'sum' + Reflected(n)), ('iadd', in_place), ('mul', lambda n: Declines(n) * 3),
                  ('neg', lambda n: (-Negative(n)).n), ('getattr', lambda n: Attribute(n).name), ('getattribute', lambda n: Every(n).x),
                  ('setattr', set_m), ('property', lambda n: Property(n).end), ('eq', lambda n: Equal(n) == 1), ('lt', lambda n: Less(n) < 1),
                  ('getitem', lambda n: Item(n)['key']), ('setitem', put), ('delitem', remove), ('contains', lambda n: 1 in Contains(n)),
                  ('iter', lambda n: [x for x in Iterable(n)]), ('repr', lambda n: repr(Text(n))), ('str', lambda n: str(Text(n))),
                  ('f-string', lambda n: f'{Wrapped(n)!r}'), ('format', lambda n: f'{Text(n):>3}'), ('not', lambda n: not Truth(n)),
                  ('len', lambda n: len(Length(n)))]:
    deepest(name, act)


class Fails(Count):
    def __add__(self, other):
        if not self.n:
            raise KeyError('end')
        return self.less() + other

    def __getattr__(self, name):
        if not self.n:
            raise AttributeError('end')
        return self.less().other


for act in lambda: Fails(450) + 1, lambda: Fails(450).name, lambda: Declines(300) * 'x', lambda: getattr(Fails(400), 'name', 'otherwise'):
    try:
        print(act())
    except Exception as error:
        depth, traceback = 0, error.__traceback__
        while traceback:
            depth, traceback = depth + 1, traceback.tb_next
        print(type(error).__name__, error, depth)
