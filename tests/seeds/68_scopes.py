x = 1
def local():
    del x
    x = 2
def glob():
    global x
    del x
try:
    local()
except UnboundLocalError as e:
    print(e)
glob()
try:
    print(x)
except NameError as e:
    print(e)
def outer():
    y = 1
    def inner(): return y
    del y
    try:
        inner()
    except NameError as e:
        print(e)
outer()
