import io, linecache, os, pdb, sys
# The debugger's commands, given by a file.
SOURCE = """# traced
def fact(n):
    if n <= 1:
        return 1
    r = n * fact(n - 1)
    return r
def main():
    x = 3
    debugger.set_trace()
    y = fact(x)
    lst = [i for i in range(3)]
    print('y is', y)
    try:
        1 / 0
    except ZeroDivisionError:
        pass
    return y
"""
name = '<prog>'
linecache.cache[name] = (len(SOURCE), None, SOURCE.splitlines(True), name)
COMMANDS = """w
p x
b 6
b fact, n == 1
b
tbreak 12
s
a
n
c
p n
w
u
d
l
l 1,3
ll
r
retval
display r
whatis n
whatis fact
whatis int
source fact
pp {'a': n}
n + 1
zz
alias pv p %1
pv n
alias
disable 1
ignore 1 3
condition 2 n > 2
condition 2
enable 1
b
commands 1
silent
p 'hit', r
end
cl 1
b 99
b nofunc
until
until 3
h next2
j zz
x = 99
p x
undisplay r
c
c
q
"""
class Homeless:
    """Standard output, without the folder that this file lies in."""
    def write(self, text):
        return sys.stdout.write(text.replace(os.path.dirname(os.path.abspath(__file__)) + os.sep, ''))

    def flush(self):
        sys.stdout.flush()


debugger = pdb.Pdb(stdin=io.StringIO(COMMANDS), stdout=Homeless(), nosigint=True, readrc=False)
debugger.use_rawinput = 0
space = {'debugger': debugger}
exec(compile(SOURCE, name, 'exec'), space)
space['main']()
try:
    pdb.Pdb(stdin=io.StringIO('b fact\ncl 1\nq\n'), nosigint=True, readrc=False).runcall(space['fact'], 1)
    print('done')
except BaseException as e:
    print(type(e))
def fail(a): return 1 / a
try: fail(0)
except ZeroDivisionError as e: tb = e.__traceback__
p = pdb.Pdb(stdin=io.StringIO('p a\nq\n'), nosigint=True, readrc=False)
p.use_rawinput = 0
p.reset()
p.format_stack_entry = lambda entry, prefix='': entry[0].f_code.co_name
p.interaction(None, tb)
try: pdb.post_mortem()
except ValueError as e: print(e)
