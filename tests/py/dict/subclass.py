# __missing__ and subclass behaviour.
import sys
gs = sys.getsizeof
class M(dict):
    def __missing__(s, k): return k * 2
m = M(a=1); print(m['a'], m['zz'], m.get('zz'), m, type(m.copy()), gs(m))
