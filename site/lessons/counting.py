import sys

# Every object counts who refers to it.
# The ring shows that number.
a = object()
b = a              # a second name
box = [a, a]       # two slots more

# The call holds it too: one higher.
print(sys.getrefcount(a))

def look(at):
    return sys.getrefcount(at)

print(look(a))     # a parameter counts

box.clear()
del b
a = None           # the last one: freed
