# Dotted names take and give back blocks of their own when they are compiled: where the next objects lie tells.
import sys
sub = sys.modules['pk.sub'] = type(sys)('pk.sub')
deep = sys.modules['pk.sub.deep'] = type(sys)('pk.sub.deep')
pk = sys.modules['pk'] = type(sys)('pk')
pk.sub, sub.deep, deep.name = sub, deep, 1
for module in pk, sub, deep:
    module.__path__ = []
hold = [bytes(16 - i % 2 * 6) for i in range(6000)]  # no free blocks are left of these sizes
kept = [None] * 8
ids = [0] * 8
seen = {}


def show(text, run):
    code = compile(text, 'text', 'exec')
    if run:
        exec(code, {})
    code = None
    for size in 10, 16:
        i = 0
        while i < 8:
            kept[i] = bytes(size)
            ids[i] = id(kept[i])
            i += 1
        print(text, size, *[seen.setdefault(i, len(seen)) for i in ids])
        i = 0
        while i < 8:
            kept[i] = None
            i += 1


for run in range(2):
    for text in ('a = 1', 'import pk', 'import pk.sub', 'import pk.sub.deep', 'import pk.sub as x', 'import pk.sub.deep as x', 'import pk.sub as y, pk.sub.deep, pk',
                 'from pk.sub import deep', 'from pk.sub.deep import name as n', 'class A:\n import pk.sub', 'def f():\n import pk.sub\nf()'):
        show(text, run)
