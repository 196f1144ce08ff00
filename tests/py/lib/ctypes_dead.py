# The count of an object that is dead, read where it lay.
import ctypes, gc, sys


def count(address):
    return ctypes.c_long.from_address(address).value


class Plain:
    pass


class Slots:
    __slots__ = ('x',)


class Head(ctypes.Structure):
    _fields_ = [('refcount', ctypes.c_ssize_t), ('type', ctypes.c_void_p)]


def before_and_after(make):
    thing = make()
    address = id(thing)
    before = count(address), Head.from_address(address).refcount
    del thing
    return before, count(address), ctypes.c_int.from_address(address).value, Head.from_address(address).refcount


for make in (lambda: [1, 2], lambda: {1: 2}, lambda: (1, object()), lambda: Plain(), lambda: Slots(), lambda: {1, 2},
             lambda: lambda: 1, lambda: Exception(), lambda: iter([]), lambda: len('abc') * 1.5, lambda: Plain().__init__):
    print(before_and_after(make))

# A cycle: the count stays until the collector comes.
gc.disable()
a, b = Plain(), Plain()
a.other, b.other = b, a
addresses = id(a), id(b)
print([count(address) for address in addresses])
del a, b
print([count(address) for address in addresses])
gc.collect()
print([count(address) for address in addresses])

node = []
node.append(node)
address = id(node)
del node
print(count(address), gc.collect(), count(address))
my_list = [1, 2, 3]
other = my_list
address = id(my_list)
print(count(address), sys.getrefcount(my_list))
other = None
print(count(address))
my_list = None
print(count(address))
