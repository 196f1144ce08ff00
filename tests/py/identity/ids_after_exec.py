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
for mode in 'single', 'exec':
    run(mode, 'a = 257', 'b = 257', 'note(a, b)', 'note(257)', 'a, b = 257, 257', 'note(a, b)', 'a = 257', 'b = 257', 'note(a, b)')
    show('ints')
    run(mode, 'note(1.5)', 'a = 1.5', 'b = [1.5, 2.25 + q]', 'note(a, *b)', 'a = b = None', 'note(3.5, 1.5)', 'c = 2.25 + q', 'note(c)')
    show('floats')
    run(mode, 'note([])', 'a = [1, 2, q]', 'note(a, [q])', 'a = None; b = (q, 300)', 'note(b, (1, 2, q), {1: q})', 'b = {"k": [q]}', 'note(b, b["k"], {})')
    show('containers')
    run(mode, 'note(lambda: q)', 'def f(x, y=(1.5, 257)):\n    try:\n        return [i for i in (x, y)]\n    finally:\n        x = 1', 'note(f(300))',
        'a = f', 'def f(x):\n    def g(): return x\n    return g', 'note(f(1), a, f)', 'a = None', 'note(f(1.5), lambda p=q: p)')
    show('functions')
for text in 'a = 1.5', 'b = [2.5, (2.5, q)]', 'c = a + b[0]', 'a = b = None', 'def f(x): return x + 2.25', 'c = f(1.5)', 'note(a, c, f(q))':
    exec(text, space)
    eval('note(q + 1.5, (q, 2.5), f)', space)
show('exec and eval')
