# assertSequenceEqual of what is no sequence, or cannot be indexed.
import unittest
t = unittest.TestCase()
class Seq:
    def __init__(s, n, bad=()): s.n, s.bad = n, bad
    def __len__(s): return s.n
    def __getitem__(s, i):
        if i in s.bad: raise IndexError(i)
        return i * s.n
    def __repr__(s): return f'Seq({s.n})'
class NoLen:
    def __repr__(s): return 'NoLen'
class NI(NoLen):
    def __len__(s): raise NotImplementedError
for a, b in ((None, None), (None, []), ([], None), ([1], NoLen()), (NI(), [1]), (Seq(2, (0,)), [1, 2]), ([1, 2], Seq(2, (1,))), ([1,2,3], Seq(2)), ([1], Seq(3, (2,))), (Seq(3,(1,)), [0]), ([1,2],(1,2)), ([1,2],[1,3]), ([], [1])):
    try: t.assertSequenceEqual(a, b); print('ok')
    except Exception as e: print(type(e).__name__, e)
print(unittest.util.safe_repr(3))
