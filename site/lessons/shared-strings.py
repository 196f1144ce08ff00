# Letters, digits and _ only: shared.
a = "wtf"
b = "wtf"
print(a is b)

# True in one script, as one constant;
# False at the Prompt.
c = "wtf!"
d = "wtf!"
print(c is d)

# Made while running: not shared.
e = "".join(["w", "t", "f"])
print(a == e, a is e)

# Worked out before the program runs.
long = "a" * 20
again = "aaaaaaaaaaaaaaaaaaaa"
print(long is again)
