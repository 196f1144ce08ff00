# Frames and tracebacks as inspect tells of them know which part of the line runs.
import inspect
import sys

here = inspect.stack()[0]
print(here.function, here.lineno, here.positions, here.code_context, here.index)
print(here._fields, [cls.__name__ for cls in type(here).__mro__], vars(here))


def fails(value):
    return [1, 2][value] + (
        value // (value - value))


try:
    fails(1)
except ZeroDivisionError as error:
    for entry in inspect.trace():
        print(entry.function, entry.lineno, entry.positions, entry.code_context)
    last = error.__traceback__.tb_next
    print(inspect.getframeinfo(last).positions, len(inspect.getinnerframes(error.__traceback__)))
    print(repr(inspect.getframeinfo(last, 3)).partition("lineno")[2])
print(inspect.getframeinfo(sys._getframe()).positions.col_offset, inspect.getframeinfo(sys._getframe(), context=0).code_context)
print(inspect.FrameInfo(1, 2, 3, 4, 5, 6, positions=7), inspect.Traceback(1, 2, 3, 4, 5))
try:
    inspect.getframeinfo(5)
except AttributeError as error:
    print(error)
