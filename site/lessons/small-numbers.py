# -5 to 256 are made once, at the start.
a = 256
b = 256
print(a is b)

# At the Prompt (switch above): False.
c = 257
d = 257
print(c is d)

# Worked out while running: always new.
e = int("257")
print(c is e, c == e)

low = -5
also_low = int("-5")
print(low is also_low)
