# Slice assignment and deletion in every form.
import sys
gs = sys.getsizeof
a = [1,2,3,4,5,6,7,8,9]
a[2:5] = "abcdefg"; print(a, gs(a))
a[::2] = range(7); print(a)
try: a[::2] = [1]
except ValueError as e: print(e)
del a[1::3]; print(a)
del a[::-2]; print(a)
a[5:2] = [99]; print(a)
a[1:1] = a; print(a)
a[:] = []; print(a, gs(a))
