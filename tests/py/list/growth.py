# Capacities while appending and popping, and of lists made in other ways.
import sys
gs = sys.getsizeof
caps = []
l = []
for i in range(220):
    s = gs(l)
    if not caps or caps[-1] != s: caps.append(s)
    l.append(i)
print(caps)
caps = []
while l:
    l.pop()
    s = gs(l)
    if not caps or caps[-1] != s: caps.append(s)
print(caps)
for n in range(0, 12):
    print(n, gs(list(range(n))), gs([0]*n), gs(list(tuple(range(n)))), gs([x for x in range(n)]), gs(list(x for x in range(n))), gs([*range(n)]), gs([1]+[2]*n), gs(list(map(int, range(n)))))
