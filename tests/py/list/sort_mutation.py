# A list is empty while it is sorted; changing it is an error and loses nothing.
l = [3,2,1]
def mod(x): l.append(9); return x
try: l.sort(key=mod)
except ValueError as e: print(e, l)
def look(x): print(l, len(l)); return x
l.sort(key=look); print(l)
def bad(x): raise KeyError("k")
try: l.sort(key=bad)
except KeyError as e: print(repr(e), l)
