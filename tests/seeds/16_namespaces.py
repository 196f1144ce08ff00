x = 1
def f(y):
    z = 2
    print(sorted(locals()), "x" in globals())
    def g(): return z
    return g
print(f(0).__closure__[0].cell_contents)
class C:
    attr = 5
print("attr" in C.__dict__, "attr" in globals())
