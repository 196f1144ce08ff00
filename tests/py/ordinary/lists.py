"""Lists and tuples: methods, slices, comprehensions, aliases."""
a = [3, 1, 2]
a.append(5)
a.insert(1, 9)
a.extend([7, 8])
a.remove(2)
print(a, a.pop(), a.pop(0), len(a), a.index(5), a.count(9), 9 in a, 4 not in a)
a.sort()
print(a, sorted(a, reverse=True), a[::-1], a[1:3], a[-2:], a + [0] * 2, list(range(0, 10, 3)), min(a), max(a), sum(a))
a.reverse()
a[0] = 'x'
a[1:2] = ['y', 'z']
del a[-1]
b = a
c = a[:]
b.append('shared')
print(a, b is a, c is a, c == a, c, a.copy() == b)
squares = [n * n for n in range(6)]
evens = [n for n in squares if n % 2 == 0]
pairs = [(x, y) for x in 'ab' for y in (1, 2)]
table = [[row * column for column in range(1, 4)] for row in range(1, 4)]
print(squares, evens, pairs, table, table[1][2])
for i, value in enumerate(['a', 'b'], start=1):
    print(i, value)
for x, y in zip([1, 2, 3], ('p', 'q', 'r')):
    print(x, y, end=' ')
print([list(column) for column in zip(*table)], list(map(str, squares)), list(filter(None, [0, 1, '', 'a'])), any([0, 1]), all([]))
first, *rest = squares
low, high = min(squares), max(squares)
low, high = high, low
point = (2, 5)
px, py = point
print(first, rest, low, high, px + py, point + (1,), point * 2, point < (3,), tuple('ab'), (1,), (), point.index(5), hash(point) == hash((2, 5)))
words = ['pear', 'fig', 'banana', 'kiwi']
print(sorted(words, key=len), sorted(words, key=lambda w: (-len(w), w)), ' '.join(sorted(words)), words.sort(key=str.lower), words)
stack, queue = [], [1, 2, 3]
stack.append(1), stack.append(2)
print(stack.pop(), queue.pop(0), stack, queue, [] == [], [1, 2] < [1, 3], [[0] * 2 for _ in range(2)], list(reversed(words)))
nested = [1, [2, [3, 4]], 5]
nested[1][1].append(nested[0])
nested.clear() if not nested else print(nested)
