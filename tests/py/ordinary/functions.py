"""Functions: arguments of all kinds, recursion, closures, generators."""
def greet(name, greeting='Hello', *, mark='!'):
    """Says hello."""
    return f'{greeting}, {name}{mark}'

def spread(*args, **options):
    return len(args), sorted(options.items()), args[1:] if args else None

def factorial(n):
    return 1 if n <= 1 else n * factorial(n - 1)

def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def hanoi(n, source, target, spare):
    if n == 0:
        return 0
    return hanoi(n - 1, source, spare, target) + 1 + hanoi(n - 1, spare, target, source)

print(greet('Ann'), greet('Bob', 'Hi', mark='.'), greet(greeting='Hey', name='Cid'), greet.__doc__, greet.__name__)
print(spread(), spread(1, 2, 3, a=4), spread(*[1, 2], **{'b': 5}), factorial(20), factorial(25), fib(12), hanoi(4, 'A', 'C', 'B'))

def counter(start=0):
    count = start
    def step(by=1):
        nonlocal count
        count += by
        return count
    return step

first, second = counter(), counter(10)
print(first(), first(), second(5), first(3), [f(2) for f in (lambda x: x + 1, lambda x: x * x)], (lambda *a: a)(1, 2))
total = 0
def add(n):
    global total
    total += n
for n in range(5):
    add(n)
print(total, list(map(lambda n: n * 2, range(4))), list(filter(lambda n: n % 2, range(6))), sorted([-3, 1, -2], key=abs))

def twice(function):
    def inner(*args, **kwargs):
        return function(*args, **kwargs), function(*args, **kwargs)
    return inner

@twice
def shout(text='a'):
    return text.upper()
print(shout('b'), shout())

def countdown(n):
    while n > 0:
        yield n
        n -= 1
    return 'done'

def flatten(item):
    if isinstance(item, list):
        for part in item:
            yield from flatten(part)
    else:
        yield item

def primes():
    found, n = [], 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1

source = primes()
print(list(countdown(3)), list(flatten([1, [2, [3]], []])), [next(source) for _ in range(8)], sum(n * n for n in range(5)))
it = iter([1, 2])
print(next(it), next(it), next(it, 'empty'), max((len(w), w) for w in ['a', 'bb']), tuple(n for n in 'ab'), 3 in countdown(4))
def average(*numbers: float) -> float:
    assert numbers, 'nothing to average'
    return sum(numbers) / len(numbers)
print(average(1, 2, 4), average.__annotations__, callable(average), type(average).__name__)
def grow(item, into=[]):
    into.append(item)
    return into
print(grow(1), grow(2) is grow(3), grow.__defaults__)
