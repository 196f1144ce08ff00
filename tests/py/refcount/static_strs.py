"""Strings that CPython 3.11 keeps as static objects, by their counts; the name of the main module; str(x) in warm code."""
import gc
import sys


def kind(text):
    count = sys.getrefcount(text)
    return "static" if count > 10**8 else "counted" if count < 100 else "?"


def scopes():
    [x for x in ()]
    {x for x in ()}
    {x: x for x in ()}


print("lambda", kind((lambda: 0).__name__), kind((lambda: 0).__code__.co_name))
print("generator", kind((x for x in ()).__name__), kind((x for x in ()).gi_code.co_name))
for constant in scopes.__code__.co_consts:
    if hasattr(constant, "co_name"):
        print(constant.co_name, kind(constant.co_name))
print("module", kind(compile("1", "a", "exec").co_name), kind(compile("1", "a", "eval").co_name))
print("encoding", kind(sys.getdefaultencoding()), kind(sys.getfilesystemencoding()))
namespace = {}
exec("def g(): pass", namespace)
print("filename", kind(namespace["g"].__code__.co_filename))


def message(action):
    try:
        action()
    except IndexError as error:
        print(error, kind(error.args[0]))


message(lambda: [][1])
message(lambda: [].__getitem__(1))
message(lambda: [].pop())
message(lambda: ()[1])

main = "__main__"
print("name", __name__ is main, __name__ == main, kind(__name__))
print(scopes.__module__ is __name__, [key is __name__ for key in sys.modules if key == main])


def texts(x):
    return str(x)


def new_tuples(held):
    """Tuples of one that are made though the free list is empty: each counts as an allocation."""
    held.append((held,))
    before = gc.get_count()[0]
    texts(12345)
    return gc.get_count()[0] - before


gc.disable()
held = [(i,) for i in range(3000)]
print("str(x) allocates", [new_tuples(held) for i in range(12)])


def numbers():
    for i in range(6):
        held.append((i,))
        before = gc.get_count()[0]
        str(i * 1000)
        yield gc.get_count()[0] - before


for run in range(4):
    print("in a generator", list(numbers()))
