# Reflected and in-place operators, subclass priority, __index__.
class V:
    def __add__(s, o): return "V+"
    def __radd__(s, o): return "+V"
    def __iadd__(s, o): return "V+="
    def __eq__(s, o): return NotImplemented
    def __lt__(s, o): return "lt"
    def __mul__(s, o): return NotImplemented
    def __rpow__(s, o, m=None): return "rpow"
    def __divmod__(s, o): return "dm"
class W(V):
    def __radd__(s, o): return "+W"
v = V(); w = W(); print(v+1, 1+v, v+w, w+v, v+v, v==1, v!=v, v<1, 1>v, 2**v, divmod(v,1)); v += 1; print(v)
try: w * 2
except TypeError as x: print(x)
try: w < w; print(w <= w)
except TypeError as x: print(x)
class I:
    def __index__(s): return 2
print([1,2,3][I()], "ab" * I(), [0] * I(), range(I()), (1,2,3)[I()], int(I()), float(I()), "abc"[I()], [1,2,3,4][I():], 10 ** 2 ** 3, hex(I()))
