# Recursive repr, iterators and their state.
r = []; r.append(r); r.append([r]); print(r)
it = iter([1,2,3]); next(it); print(it.__length_hint__(), it.__reduce__()); it.__setstate__(0); print(list(it), it.__length_hint__(), it.__reduce__()[1])
ri = reversed([1,2,3]); next(ri); print(ri.__length_hint__(), type(ri).__name__, list(ri), ri.__reduce__()[1])
print([1,2]==[1,2],[1,2]<[1,3],[1]<[1,2],[2]>[1,5],[1]!=[1])
