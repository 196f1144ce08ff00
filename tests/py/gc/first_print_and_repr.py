"""What the first print() and a thread's first repr of a container leave behind, and what tracing functions leave alone."""
import gc
import sys

write = sys.stdout.write


def counted(function):
    gc.collect()
    gc.set_threshold(0)
    before = gc.get_count()[0]
    function()
    after = gc.get_count()[0]
    new = []
    return after - before, gc.get_count()[0] - after


results = []
for turn in range(2):
    results.append(counted(lambda: None))
    results.append(counted(lambda: write("written\n")))
    results.append(counted(lambda: print()))
    results.append(counted(lambda: print("text", 1, sep=", ")))
    results.append(counted(lambda: repr((1, 2))))
    results.append(counted(lambda: repr([1, 2])))
    results.append(counted(lambda: str({1: 2})))
print(results)

thing = object()
events = []


def trace(frame, event, arg):
    events.append((event, sys.getrefcount(thing)))
    return trace


def look(frame, event, arg):
    events.append((event, sys.getrefcount(thing), len(frame.f_locals)))
    return look


def called(parameter):
    local = parameter
    return local


for function in trace, look, trace:
    sys.settrace(function)
    called(thing)
    sys.settrace(None)
    print(events)
    events.clear()
