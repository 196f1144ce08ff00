# range of machine and big ints.
import sys
gs = sys.getsizeof
r = range(10); print(r, r[2], r[-1], r[2:5], r[::-1], r[::3], len(r), 3 in r, 10 in r, r.index(3), r.count(3), r == range(0,10,1), hash(r) == hash(range(10)), range(0) == range(5,5), gs(r), gs(iter(r)), list(reversed(range(0,10,3))), r.start, r.stop, r.step)
print(range(10**30), len(range(0, 10**18)), range(10**30)[5], range(10**30)[-1], 10**29 in range(10**30), range(10**30)[10**29:10**29+5], list(range(10**30, 10**30+3)), list(reversed(range(10**30, 10**30+3))), range(2**63-2, 2**63+1), list(range(2**63-2, 2**63+1)), bool(range(0)), bool(range(3)))
