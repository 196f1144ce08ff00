"""What courses have people write: sorting, searching, primes, games."""
def bubble(items):
    items = items[:]
    for i in range(len(items)):
        swapped = False
        for j in range(len(items) - 1 - i):
            if items[j] > items[j + 1]:
                items[j], items[j + 1] = items[j + 1], items[j]
                swapped = True
        if not swapped:
            break
    return items

def quick(items):
    if len(items) <= 1:
        return items
    pivot, *rest = items
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if x >= pivot])

def merge(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left, right, merged = merge(items[:middle]), merge(items[middle:]), []
    while left and right:
        merged.append(left.pop(0) if left[0] <= right[0] else right.pop(0))
    return merged + left + right

def search(items, wanted):
    low, high = 0, len(items) - 1
    while low <= high:
        middle = (low + high) // 2
        if items[middle] == wanted:
            return middle
        elif items[middle] < wanted:
            low = middle + 1
        else:
            high = middle - 1
    return -1

numbers = [38, 27, 43, 3, 9, 82, 10]
print(bubble(numbers), quick(numbers), merge(numbers), search(sorted(numbers), 43), search(numbers, 5), numbers)

def sieve(limit):
    is_prime = [True] * (limit + 1)
    is_prime[0:2] = [False, False]
    for n in range(2, int(limit ** 0.5) + 1):
        if is_prime[n]:
            for multiple in range(n * n, limit + 1, n):
                is_prime[multiple] = False
    return [n for n, prime in enumerate(is_prime) if prime]

def gcd(a, b):
    while b:
        a, b = b, a % b
    return a

def permutations(items):
    if not items:
        return [[]]
    return [[items[i]] + rest for i in range(len(items)) for rest in permutations(items[:i] + items[i + 1:])]

def queens(n, columns=()):
    row = len(columns)
    if row == n:
        return 1
    return sum(queens(n, columns + (c,)) for c in range(n)
               if all(c != other and abs(c - other) != row - r for r, other in enumerate(columns)))

print(sieve(50), gcd(84, 36), len(permutations([1, 2, 3, 4])), queens(5))
left, right = [[1, 2], [3, 4]], [[5, 6], [7, 8]]
print([[sum(a * b for a, b in zip(row, column)) for column in zip(*right)] for row in left])
board = [[' '] * 3 for _ in range(3)]
for turn, (row, column) in enumerate([(1, 1), (0, 0), (2, 2), (0, 2), (0, 1)]):
    board[row][column] = 'XO'[turn % 2]
print('\n-+-+-\n'.join('|'.join(row) for row in board))
alive = {(1, 0), (1, 1), (1, 2)}
for _ in range(2):
    near = {}
    for x, y in alive:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if (dx, dy) != (0, 0):
                    near[x + dx, y + dy] = near.get((x + dx, y + dy), 0) + 1
    alive = {cell for cell, n in near.items() if n == 3 or (n == 2 and cell in alive)}
    print(sorted(alive))
for n in range(1, 16):
    print('FizzBuzz' if n % 15 == 0 else 'Fizz' if n % 3 == 0 else 'Buzz' if n % 5 == 0 else n, end=' ')
print()
def command(text):
    match text.split():
        case ['go', direction]:
            return f'going {direction}'
        case ['quit' | 'exit']:
            return 'bye'
        case [single]:
            return f'only {single}'
        case _:
            return 'what?'
print(command('go north'), command('exit'), command('jump'), command('a b c'))
if (n := len(numbers)) > 5:
    print(n, 'numbers')
value = 1000
while value > 1:
    value //= 2
    if value == 3:
        continue
    if value < 2:
        break
else:
    print('not reached')
print(value, *numbers[:2], sep='-')
