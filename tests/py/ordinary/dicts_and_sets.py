"""Dicts and sets, and counting with them."""
ages = {'Ann': 31, 'Bob': 25}
ages['Cid'] = 40
ages['Bob'] += 1
print(ages, ages['Ann'], ages.get('Dan'), ages.get('Dan', 0), 'Bob' in ages, len(ages), list(ages), sorted(ages.values()))
for name, age in ages.items():
    print(name, age, end='; ')
print(ages.pop('Ann'), ages.setdefault('Eve', 22), ages.setdefault('Bob', 1), ages.pop('nobody', None), list(ages.keys()))
ages.update({'Bob': 27}, Fay=19)
del ages['Cid']
print(ages, {k: v for k, v in ages.items() if v > 20}, dict([('a', 1), ('b', 2)]), dict(zip('xy', (1, 2))), {**ages, 'z': 0} == ages)
text = 'the cat and the dog and the bird'
counts = {}
for word in text.split():
    counts[word] = counts.get(word, 0) + 1
print(counts, max(counts, key=counts.get), sorted(counts.items(), key=lambda item: (-item[1], item[0])), sum(counts.values()))
groups = {}
for word in counts:
    groups.setdefault(len(word), []).append(word)
print(groups, sorted(groups), groups[3][0], 5 in groups)
a, b = {1, 2, 3}, {2, 3, 4}
print(a & b, a | b, a - b, a ^ b, a <= b, a.isdisjoint({9}), a.union([5]), a.intersection(b), a.difference(b), {2} < a)
a.add(10)
a.discard(99)
a.remove(1)
a.update([6, 7])
a -= {7}
print(a, len(a), 10 in a, set([1, 1, 2]), {x % 3 for x in range(10)}, sorted(set('hello')), set(), frozenset([1]) == {1}, a.copy() == a)
seen, twice = set(), []
for n in [3, 5, 3, 8, 5]:
    if n in seen:
        twice.append(n)
    else:
        seen.add(n)
print(twice, seen, a.issubset(b), a.issuperset({6}), bool(set()))
graph = {'a': ['b', 'c'], 'b': ['d'], 'c': ['d'], 'd': []}
order, todo = [], ['a']
while todo:
    node = todo.pop(0)
    if node not in order:
        order.append(node)
        todo.extend(graph[node])
print(order)
memo = {}
def ways(n):
    if n < 2:
        return 1
    if n not in memo:
        memo[n] = ways(n - 1) + ways(n - 2)
    return memo[n]
print(ways(40), len(memo), memo.clear(), memo, {1: 'one', (1, 2): 'pair', 'k': None})
