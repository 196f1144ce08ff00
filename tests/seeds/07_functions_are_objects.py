made = []
for i in range(3):
    def f(n): return n + i
    made.append(f)
print(len({id(f) for f in made}), [f(10) for f in made])
def apply(g, x): return g(x)
print(apply(made[0], 1), apply(str, 5))
