# code and codeop: a prompt in Python.
import code
import codeop
import sys

for text in ('1', '1\n', '', '# x', 'if 1:', 'if 1:\n', 'if 1:\n  x = 1', 'if 1:\n  x = 1\n', 'def f():\n  pass', 'x = (', 'x = (1,\n2)', "'''a", "'''a\nb'''", 'class A: pass',
             'class A: pass\n', 'for i in 1, 2: print(i)', 'a b', '(]', "'a", 'x = \\', 'if 1: pass\nelse:', 'try:\n  x\n', '@d', '@d\ndef f(): pass', 'return', 'x = = 1', 'if 1:\nx', 'lambda: (',
             'while 1:\n  if 2:\n    pass\n', 'f(a for a in b, c)', 'import a.', 'del (', 'async def f():', '[\n1,\n', '{1:', 'f"{', 'x +', 'not'):
    try:
        made = codeop.compile_command(text)
        print(repr(text), made is not None)
    except SyntaxError as error:
        print(repr(text), 'no')
lines = iter(['x = 1', 'x', 'for i in range(2):', '    print(i)', '', 'def f(a):', '  return a * 2', '', 'f(x)', '1 / 0', 'y', 'x = = 2', "'''a", "b'''", 'None'])


def reader(prompt):
    sys.stdout.write(prompt)
    for line in lines:
        print(line)
        return line
    raise EOFError


sys.stderr = sys.stdout
code.interact('hello', reader, {'__name__': '__console__'}, 'bye')
code.interact('', lambda prompt: next(iter([])) if 0 else (_ for _ in ()).throw(EOFError), exitmsg='')
interpreter = code.InteractiveInterpreter({'a': [1]})
print(interpreter.runsource('a.append(2)'), interpreter.runsource('if a:'), interpreter.runsource('a', symbol='eval'), interpreter.locals['a'])
