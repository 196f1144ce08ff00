# Events of sys.settrace and sys.setprofile, in the order in which CPython gives them.
import sys

events = []


def note(frame, what, arg):
    if what == 'exception':
        arg = arg[0].__name__
    elif what in ('c_call', 'c_return', 'c_exception'):
        arg = arg.__name__
    arg = arg if isinstance(arg, (int, str, list, type(None))) else type(arg).__name__
    events.append((what, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno, arg))
    return note


def show(title):
    print(title)
    for event in events:
        print('   ', *event)
    events.clear()


def run(function, *args, set=sys.settrace):
    set(note)
    try:
        return function(*args)
    except Exception as e:
        events.append(repr(e).split())
    finally:
        set(None)


def plain(a):
    b = a + 1
    for i in range(2):
        b += i
    while b < 6:
        b += 1
    return b


def gen(n):
    try:
        for i in range(n):
            x = yield i
    finally:
        done = True


def uses():
    total = 0
    for v in gen(2):
        total += v
    return sum([k for k in (1, 2)])


def fails():
    try:
        int('x')
    except ValueError as e:
        y = 1
    raise KeyError(2)


def inner():
    fails()


class C:
    def __init__(self):
        self.x = 1

    @property
    def p(self):
        return self.x

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return True


def objects():
    c = C()
    with c:
        c.p
        raise OSError
    return (lambda: 3)()


for function, *args in (plain, 2), (uses,), (inner,), (objects,), (len, 'abc'), (sorted, [2, 1], ):
    print(run(function, *args))
    show('trace ' + function.__name__)
    run(function, *args, set=sys.setprofile)
    show('profile ' + function.__name__)

# ---- f_trace, f_trace_lines, f_trace_opcodes; a function that says no; a function that fails ----


def only_calls(frame, what, arg):
    events.append((what, frame.f_code.co_name))


def opcodes(frame, what, arg):
    frame.f_trace_opcodes, frame.f_trace_lines = True, False
    events.append((what, frame.f_lasti))
    return opcodes


def broken(frame, what, arg):
    if what == 'line':
        raise ZeroDivisionError(frame.f_code.co_name)
    return broken


sys.settrace(only_calls)
plain(1)
sys.settrace(None)
show('only calls')


def tiny():
    return 1 + len('a')


sys.settrace(opcodes)
tiny()
sys.settrace(None)
show('opcodes')
sys.settrace(broken)
try:
    plain(1)
except ZeroDivisionError as e:
    print('raised', e, sys.gettrace())


def change(frame, what, arg):
    if what == 'line' and 'b' in frame.f_locals:
        frame.f_locals['b'] = 10
    return change


sys.settrace(change)
print(plain(1))
sys.settrace(None)
print(sys.gettrace(), sys.getprofile())


def outer():
    sys._getframe().f_trace = note
    sys.settrace(note)
    a = 1
    b = 2
    sys.settrace(None)
    c = 3


outer()
show('in the middle')

hooks = []
sys.addaudithook(lambda event, args: hooks.append((event, args)) if event.startswith('mine') else None)
sys.audit('mine.one', 1, 2)
print(hooks)
