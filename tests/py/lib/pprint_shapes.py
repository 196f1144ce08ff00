import collections, dataclasses, pprint, types

@dataclasses.dataclass
class Point:
    first: list
    second: object = None

words = 'the quick brown fox jumps over the lazy dog'.split()
loop = [1]
loop.append(loop)
values = [words * 3, tuple(words), (words,), set(words), frozenset(words), {w: words[:i] for i, w in enumerate(words)}, ' '.join(words * 4), 'a\nb\n' * 9,
          bytes(range(90)), bytearray(b'abc ' * 20), collections.OrderedDict((w, 1) for w in words), collections.Counter('abracadabra' * 3), collections.deque(words, 20),
          collections.defaultdict(list, {w: [w] for w in words}), collections.ChainMap({w: 1 for w in words}, {}), types.SimpleNamespace(a=words, b={'k': words}),
          types.MappingProxyType({w: w for w in words}), Point(words, Point([], words)), {1: 'a', 'b': 2, (3,): None}, 10 ** 9, [[[[[words]]]]], 1.5, None, 'x']
for value in values:
    pprint.pprint(value)
    pprint.pp(value, width=40, indent=2, compact=True, depth=3)
print(pprint.pformat({'b': 1, 'a': 2}, sort_dicts=False), pprint.pformat(10 ** 9, underscore_numbers=True))
print(pprint.isreadable(loop), pprint.isrecursive(loop), pprint.isreadable([1]), pprint.isreadable([object]), pprint.saferepr([1])[:30])
print(pprint.pformat(loop).startswith('[1, <Recursion on list with id='))
for bad in {'indent': -1}, {'depth': 0}, {'width': 0}:
    try:
        pprint.PrettyPrinter(**bad)
    except ValueError as error:
        print(error)
