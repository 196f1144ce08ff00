# Breadth and depth first, shortest ways, counting and grouping: dicts, sets, deques and heaps.
import heapq
from collections import Counter, defaultdict, deque


def flood(size):
    seen, queue = {(0, 0)}, deque([((0, 0), 0)])
    while queue:
        (x, y), steps = queue.popleft()
        if (x, y) == (size - 1, size - 1):
            return steps
        for dx, dy in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            place = a, b = x + dx, y + dy
            if 0 <= a < size and 0 <= b < size and (a * b) % 7 != 3 and place not in seen:
                seen.add(place)
                queue.append((place, steps + 1))


def ways(graph, start):
    far = dict.fromkeys(graph, float("inf"))
    far[start] = 0
    heap = [(0, start)]
    while heap:
        distance, node = heapq.heappop(heap)
        if distance > far[node]:
            continue
        for other, weight in graph[node].items():
            if distance + weight < far[other]:
                far[other] = distance + weight
                heapq.heappush(heap, (far[other], other))
    return sum(far.values())


def reach(graph, node, seen):
    seen.add(node)
    for other in graph[node]:
        if other not in seen:
            reach(graph, other, seen)
    return len(seen)


def run(nodes):
    graph = {i: {(i * 7 + k) % nodes: (i * k) % 13 + 1 for k in range(1, 8)} for i in range(nodes)}
    groups = defaultdict(list)
    for i in range(nodes * 20):
        groups[i % 97].append(str(i))
    letters = Counter("".join(map("".join, groups.values())))
    few = {node: list(others)[:2] for node, others in graph.items()}
    return flood(90), sum(ways(graph, start) for start in range(12)), reach(few, 0, set()), letters.most_common(2)


print("graphs", *run(700))
