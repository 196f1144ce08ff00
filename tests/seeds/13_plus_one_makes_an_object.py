n = int("1000")
before = id(n)
keep = n
n = n + 1
print(n, id(n) == before, keep)
