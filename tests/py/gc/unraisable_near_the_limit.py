# Near the recursion limit: the hook that reports an error needs levels for writing, and so does print().
import sys

sys.stderr = sys.stdout


def level():
    frame, count = sys._getframe(), 0
    while frame: frame, count = frame.f_back, count + 1
    return count


TEXT = '''
class Failing:
    __del__ = len


def below(depth, call):
    if depth: return below(depth - 1, call)
    try: call()
    except RecursionError: return 'fails'
    return 'succeeds'
'''
exec(compile(TEXT, '<text>', 'exec'))

for call in lambda: print('written'), Failing:
    for depth in range(14, 22):
        sys.setrecursionlimit(level() + 22)
        try: result = below(depth, call)
        except RecursionError: result = 'too deep'
        finally: sys.setrecursionlimit(1000)
        print(depth, result)
