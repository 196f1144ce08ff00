# Numbers, text, tuples can't change:
# += makes another object.
n = 1000
m = n
n += 1
print(m, n)

pair = (1, 2)
old = pair
pair += (3,)
print(old, pair)

# Lists, dicts, sets change in place.
colours = ["red"]
also = colours
colours += ["blue"]
print(also, also is colours)
