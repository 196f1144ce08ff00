# Items are released last to first.
class D:
    def __init__(s, n): s.n = n
    def __del__(s): print("del", s.n, end=' ')
l = [D(i) for i in range(4)]; l.clear(); print()
l = [D(i) for i in range(4)]; del l[1:3]; print(); l[0] = None; print(); del l; print()
l = [D(i) for i in range(6)]; del l[::2]; print(); l[:] = [D(9)]; print(); l = None; print()
t = (D(1), D(2)); t = None; print()
