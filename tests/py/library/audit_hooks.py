"""sys.addaudithook: what the runtime tells of compiling, running, importing, opening, looking at objects; a hook can forbid it, or keep
later hooks out."""
import gc
import sys
import time

log, busy = [], []


def hook(event, args):
    if not busy and not event.startswith(("os.", "object.")):
        log.append((event, [arg if isinstance(arg, (str, int, bytes, type(None))) else type(arg).__name__ for arg in args]))


def tell(call, *args):
    log.clear()
    try:
        call(*args)
    except Exception as error:
        print("raised", type(error).__name__, error)
    busy.append(1)
    for event, parts in log:
        print(call.__name__, event, parts)
    busy.clear()


sys.addaudithook(hook)
code = compile("1", "place", "eval")
tell(exec, "x = 1")
tell(eval, "1 + 1")
tell(eval, code)
tell(compile, "1", "name", "exec")
tell(gc.get_objects, 0)
tell(gc.get_objects)
tell(gc.get_referrers, 1, 2)
tell(gc.get_referents, [1])
tell(sys.settrace, None)
tell(sys.setprofile, None)
tell(sys.addaudithook, lambda event, args: None)
tell(open, "/nowhere/at/all")
tell(__import__, "no_such_module")
tell(__import__, "sys")
tell(sys.audit, "mine.event", 1, "two")
log.clear()
id(log)
print([event for event, args in log])


def forbid(event, args):
    if event == "mine.forbidden":
        raise PermissionError(event)
    if event == "sys.addaudithook":
        raise RuntimeError("no more hooks")


# Trace functions hear of a hook only if it says so.
def traced(event, args):
    pass


def trace(frame, event, arg):
    if frame.f_code.co_name == "traced":
        print("traced", event, arg)
    return trace


sys.addaudithook(traced)
for traced.__cantrace__ in False, True:
    sys.settrace(trace)
    sys.audit("mine.traced")
    sys.settrace(None)

sys.addaudithook(forbid)
tell(sys.audit, "mine.forbidden")
sys.addaudithook(lambda event, args: print("never seen", event))
tell(sys.audit, "mine.other")
