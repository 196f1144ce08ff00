"""Arguments that become a C int: what is too large for one is refused in the same words everywhere."""
import gc
import random
import sys
import tracemalloc


class Index:
    def __index__(self):
        return 2**40


FUNCTIONS = {
    'setrecursionlimit': sys.setrecursionlimit,
    'setdlopenflags': sys.setdlopenflags,
    'set_coroutine_origin_tracking_depth': sys.set_coroutine_origin_tracking_depth,
    'set_int_max_str_digits': sys.set_int_max_str_digits,
    '_getframe': sys._getframe,
    'collect': gc.collect,
    'set_debug': gc.set_debug,
    'set_threshold': gc.set_threshold,
    'get_objects': gc.get_objects,
    'tracemalloc.start': tracemalloc.start,
    'getrandbits': random.getrandbits,
    'chr': chr,
    'sort': lambda value: [].sort(reverse=value),
    'sorted': lambda value: sorted([], reverse=value),
    'splitlines': lambda value: ''.splitlines(keepends=value),
    'expandtabs': ''.expandtabs,
}

for name, function in FUNCTIONS.items():
    for value in (2**80, -2**80, 2**31, -2**31 - 1, Index(), 1.5, 'a', None):
        try:
            result = function(value)
        except Exception as error:
            print(name, type(error).__name__, error)
        else:
            print(name, type(result).__name__)
