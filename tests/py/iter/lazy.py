# slice, enumerate, zip, map, filter, reversed and the general iterators.
import sys
gs = sys.getsizeof
class B:
    def __len__(s): return 3
    def __getitem__(s, i):
        if i >= 3: raise IndexError
        return i * 10
print(list(B()), 20 in B(), list(reversed(B())), list(iter(B())), B()[1], iter(B()).__length_hint__(), iter(B()).__reduce__()[1:][1])
print(slice(1,2,3), slice(5), slice(None,None,-1).indices(10), slice(-3,None).indices(10), slice(1,2) == slice(1,2), slice(1) < slice(2), slice(1,2,3).start, slice(1,10**30).indices(10**31), slice(10**30,None,-2).indices(5), gs(slice(1)), slice(1,2).__reduce__())
a = slice(1); i = id(a); del a; b = slice(2); print(id(b) == i)
e = enumerate("abc", 5); print(list(e), gs(e)); e = enumerate("abc"); x = id(next(e)); y = id(next(e)); print(x == y); e = enumerate("abc"); p = next(e); q = next(e); print(p, q, e.__reduce__()[1][1]); print(list(enumerate("ab", 2**63-1)), list(enumerate("ab", 10**20)), list(enumerate(start=3, iterable="z")), list(enumerate("z", start=4)))
z = zip([1,2],"ab"); print(list(z), gs(z)); z = zip([1,2],"ab"); print(id(next(z)) == id(next(z)), list(zip()), list(zip([1])), list(zip([1,2],[3],[4,5])), list(zip("ab","cd",strict=True)))
m = map(lambda a,b: a+b, [1,2],[10,20,30]); print(list(m), gs(m), list(map(str, [1,2])), list(filter(None, [0,1,'',2])), list(filter(lambda x: x>1, [1,2,3])), list(filter(bool,[0,3])), gs(filter(None,[])), gs(reversed([1])), gs(reversed("ab")), list(reversed("abc")), list(reversed((1,2))))
c = iter(iter([1,2,3,4]).__next__, 3); print(list(c), list(c), gs(c))
print(isinstance(1, (str, (int,))), isinstance(1, int|str), issubclass(bool, (str, int)), isinstance(True, int), isinstance([], list), issubclass(int, int|None))
