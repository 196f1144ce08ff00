import gc

# Two lists, each holding the other.
a = []
b = []
a.append(b)
b.append(a)

# One name moves: its list is freed.
t = [0] * 3
t = "gone"

# Counts fall to 1, never to 0.
del a
del b

# Only the collector finds them now.
print(gc.collect())
