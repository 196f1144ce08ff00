"""What struct sequences of C look like."""
import os
import sys
import time

print(sys.version_info)
print(sys.float_info)
print(sys.int_info)
print(sys.hash_info)
print(sys.thread_info)
print(str(sys.flags).partition(',')[0], type(sys.flags).__name__, type(sys.flags).__module__, type(sys.flags).__qualname__)
print(time.gmtime(0))
print(os.terminal_size((80, 24)), repr(os.stat_result(range(10)))[:24])
print(type(sys.version_info), type(time.gmtime(0)), type(os.stat_result(range(10))))

# made by a program: from a sequence of as many items
import threading
for make in (lambda: threading.ExceptHookArgs([1]), lambda: threading.ExceptHookArgs([1] * 5), lambda: threading.ExceptHookArgs(3),
             lambda: threading.ExceptHookArgs([1, 2, 3, 4], 3), lambda: threading.ExceptHookArgs(), lambda: type(sys.float_info)([1]),
             lambda: threading.ExceptHookArgs(sequence=[1, 2, 3, 4]), lambda: threading.ExceptHookArgs(iter([1, 2, 3, 4]), {}).thread):
    try:
        print(make())
    except TypeError as error:
        print(error)
