# Where new objects lie depends on the blocks that compiling took and gave back.
seen = {}
out = []
space = {'note': lambda *objects: out.append([id(o) for o in objects]), 'q': 7}


def show(title):
    print(title, *[[seen.setdefault(i, len(seen)) for i in ids] for ids in out])
    out.clear()
    seen.clear()


def run(mode, *statements):
    for s in statements:
        exec(compile(s + '\n', '<input>', mode), space)


run('single', 'class A: pass', 'def f(x): return x', 'a = b = c = None')
for mode in ('exec',):
    run(mode, 'note(A())', 'a = A()', 'b = A(); note(a, b)', 'a = None', 'note(A(), A(), object())')
    show(mode)
