class T:
    def __new__(cls, n):
        print("make", n)
        return super().__new__(cls)
    def __init__(self, n): self.n = n
    def __del__(self): print("free", self.n)
x = T(1)
x = T(2)
print("bound")
