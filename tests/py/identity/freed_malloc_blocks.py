"""Objects above 512 bytes: freed ones of up to 1032 are taken again last first, seven of each size. bytes(n) takes none of these."""
import gc


class P:
    pass


def again(make):
    first = make()
    where = id(first)
    del first
    return id(make()) == where


def places(make, n):
    made = [make() for i in range(n)]
    ids = [id(x) for x in made]
    for i in range(n):
        made[i] = None
    gc.collect()
    return [ids.index(id(x)) if id(x) in ids else "new" for x in [make() for i in range(n)]]


for n in range(480, 1100, 20):
    print(n, again(lambda: bytes(n)), again(lambda: "x" * n), again(lambda: (1,) * (n // 8)), again(lambda: b"y" * n), again(lambda: 1 << n * 8))
for n in range(500, 1100, 99):
    print(n, places(lambda: "x" * n, 5), places(lambda: (1,) * (n // 8), 7), places(lambda: bytes(n), 3))
for n in 1, 5, 7:
    print(places(lambda: type("X", (P,), {}), n), places(lambda: type("Y", (), {"x": 1}), n))
