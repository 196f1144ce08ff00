# codeop and code: which texts are complete, and a console that runs lines.
import code
import codeop
import io
import sys

for text in ('', '# c', 'a', 'a +', 'a = (', 'if 1:', 'if 1:\n  pass', 'if 1:\n  pass\n', 'def f():\n  x', '"""', 'a b', 'x = 1\ny',
             'for x in y:\n  z\nelse:', 'a\\', '@d', 'try:\n  x\n', '1/0', 'from __future__ import annotations', 'class A:\n  pass\n\n'):
    try:
        result = codeop.compile_command(text)
        print(repr(text), type(result).__name__)
    except (SyntaxError, ValueError, OverflowError) as e:
        print(repr(text), type(e).__name__, e)
for text in ('', ' ', '1 +', '1'):
    try:
        print(repr(text), type(codeop.compile_command(text, symbol='eval')).__name__)
    except SyntaxError as e:
        print(repr(text), e)
compiler = codeop.CommandCompiler()
flags = compiler.compiler.flags
compiler('from __future__ import annotations')
print(compiler.compiler.flags - flags)

shown = []
console = code.InteractiveConsole({'__name__': 'c'})
console.write = shown.append
for line in ('x = 1', 'x + 1', 'def f():', '    return 1/0', '', 'f()', 'a b', 'for i in range(2):', '    print(i)', '', 'if 1:', 'y'):
    print(repr(line), console.push(line))
print(''.join(shown))
lines = iter(['a = 5', 'print(a)', 'raise KeyError(1)'])


def read(prompt):
    sys.stdout.write(prompt)
    for line in lines:
        return line
    raise EOFError


shown = []
console = code.InteractiveConsole()
console.write, console.raw_input = shown.append, read
console.interact('hello', 'bye')
print(''.join(shown))
