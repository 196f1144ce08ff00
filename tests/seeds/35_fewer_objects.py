import sys
text = "the cat and the dog and the bird"
words = text.split()
print(len({id(w) for w in words}))
words = [sys.intern(w) for w in words]
print(len({id(w) for w in words}))
