# Values are released in insertion order.
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n, end=' ')
d = {i: D(i) for i in range(4)}; d.clear(); print(); d = {i: D(i) for i in range(4)}; d[2] = None; print(); del d[0]; print(); del d; print()
