# A default is made once, when def runs,
# and kept by the function.
def collect(item, seen=[]):
    seen.append(item)
    return seen

first = collect("a")
second = collect("b")
print(first is second, first)
