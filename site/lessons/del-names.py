# del removes names. It frees nothing
# by itself.
a = [1]
b = a
del a              # b still has the list

x, y, z = "one", "two", "three"
del x, (y, [z])    # left to right

def forget():
    global b
    del b          # a name of the module

forget()

def twice():
    here = 1
    del here
    return here    # bound no longer

twice()
