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
