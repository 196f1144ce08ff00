# Views, their set operations and iterators; the reused result pair.
import sys
gs = sys.getsizeof
d = {'a': 1, 'b': 2}; k = d.keys(); v = d.values(); i = d.items()
print(k, v, i, len(k), 'a' in k, ('a', 1) in i, ('a', 2) in i, list(reversed(k)), list(reversed(v)), list(reversed(i)))
print(sorted(k | {'c'}), sorted(k & ['a', 'z']), sorted(k - {'a'}), sorted(k ^ {'a', 'q'}), k == {'a','b'}, k <= {'a','b','c'}, k > {'a'}, k.isdisjoint(['z']), i == {('a',1),('b',2)}, sorted(i ^ {'a':1,'b':3}.items()), sorted({'a'} | k), sorted(['a'] & k) )
print(k.mapping, type(k.mapping), gs(k), gs(iter(k)), gs(iter(i)))
it = iter(d.items()); x = next(it); y = x; z = next(it); print(y, z, it.__length_hint__(), it.__reduce__()[1])
it = iter(d.items()); a = id(next(it)); b = id(next(it)); print(a == b)


class Logged:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        log.append('hash ' + self.name)
        return 42

    def __eq__(self, other):
        log.append(self.name + ' == ' + other.name)
        return True


log = []
left, right = {Logged('a'): 1}, {Logged('b'): 1}
for work in (lambda: left.items() ^ right.items(), lambda: left.keys() ^ right.keys(), lambda: left.items() & right.items(),
             lambda: left.items() | right.items(), lambda: left.items() - right.items(), lambda: left.items() <= right.items()):
    log.clear()
    result = work()
    print(result if isinstance(result, bool) else len(result), log)
