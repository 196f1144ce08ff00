# What a tracer hears at the end of a loop: an exception event where the iterator says by an exception that it has ended.
import sys

events = []
def trace(frame, event, arg):
    events.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno, arg[0].__name__ + repr(arg[1].args) if event == "exception" else None))
    return trace

def gives(last):
    yield 1
    return last

class Counts:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration(self.n)
        return self.n

def loops():
    for x in gives(None): pass
    for x in gives(7): pass
    for x in Counts(): pass
    for x in map(abs, [1]): pass
    for x in iter([1].pop, 1): pass
    [x for x in gives(8)]
    list(gives(9))
    a, = gives(10)
    it = iter(())
    for x in it: pass

def delegates():
    got = yield from gives(3)
    got = yield from gives(None)
    got = yield from Counts()

def all_of():
    for x in delegates(): pass

for function in loops, all_of:
    sys.settrace(trace)
    function()
    sys.settrace(None)
    print(*[e for e in events if e[1] == "exception"], sep="\n")
    print(len(events)); events.clear()

class Bad(Exception): pass
def spoils(frame, event, arg):
    if event == "exception" and frame.f_code.co_name == "victim": raise Bad
    return spoils
def victim():
    for x in gives(5): pass
    return "went on"
def victim2():
    for x in Counts(): pass
    return "went on"
victim2.__code__ = victim2.__code__.replace(co_name="victim")
for v in victim, victim2:
    sys.settrace(spoils)
    try: print(v())
    except Bad: print("Bad")
    print(sys.gettrace() is None)
    sys.settrace(None)
