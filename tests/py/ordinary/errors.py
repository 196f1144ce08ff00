"""Errors: raised, caught, cleaned up after."""
def attempt(work):
    try:
        result = work()
    except (KeyError, IndexError) as error:
        return 'lookup', type(error).__name__, str(error)
    except ZeroDivisionError as error:
        return 'division', error.args
    except Exception as error:
        return type(error).__name__, str(error)
    else:
        return 'fine', result
    finally:
        print('tried', end=' ')

print(attempt(lambda: 1 / 0))
print(attempt(lambda: {}['missing']))
print(attempt(lambda: [1, 2][5]))
print(attempt(lambda: int('x1')))
print(attempt(lambda: 'a' + 1))
print(attempt(lambda: None.name))
print(attempt(lambda: undefined))
print(attempt(lambda: len(5)))
print(attempt(lambda: attempt()))
print(attempt(lambda: sum([1, 2])))

class TooHot(Exception):
    def __init__(self, degrees):
        super().__init__(f'{degrees} degrees')
        self.degrees = degrees

def check(degrees):
    if degrees > 30:
        raise TooHot(degrees)
    return degrees

for degrees in (20, 35):
    try:
        print(check(degrees))
    except TooHot as hot:
        print('too hot:', hot, hot.degrees)

def convert(text):
    try:
        return float(text)
    except ValueError as error:
        raise RuntimeError('cannot convert') from error

try:
    convert('abc')
except RuntimeError as error:
    print(error, '<-', error.__cause__)

class Timer:
    def __enter__(self):
        print('start')
        return self

    def __exit__(self, kind, error, traceback):
        print('stop', kind.__name__ if kind else None)
        return kind is ValueError

with Timer() as timer:
    print('inside', type(timer).__name__)
with Timer():
    raise ValueError('swallowed')
for n in range(10):
    try:
        if n == 2:
            continue
        if n == 4:
            break
    finally:
        print(n, end=' ')
else:
    print('never')
try:
    assert n == 5, 'n is not 5'
except AssertionError as error:
    print(error)
try:
    try:
        raise KeyError('inner')
    except KeyError:
        raise
except KeyError as error:
    print('again', error)
def deep(n):
    return deep(n + 1)
try:
    deep(0)
except RecursionError as error:
    print(error)
