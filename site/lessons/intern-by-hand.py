import sys

# Text made while running is not shared,
# unless you ask for it.
word = "a long piece of text, "
a = word + "made twice"
b = word + "made twice"
print(a is b)

a = sys.intern(a)
b = sys.intern(b)  # the second copy goes
print(a is b)
