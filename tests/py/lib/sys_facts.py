import sys
print(sys._git, sys._home, sys._framework, len(sys.orig_argv) - len(sys.argv), sys.orig_argv[1:] == sys.argv, sys.base_exec_prefix == sys.exec_prefix)
print(sys.call_tracing(lambda a, b: (a, b), (1, 2)))
for arguments in ((1, [2]), (len, (1,)), (len,)):
    try: print(sys.call_tracing(*arguments))
    except TypeError as error: print(error)
heard = []
def inner(n):
    return n + 1
def listen(frame, event, arg):
    if event == "call" and frame.f_code.co_name != "<lambda>":
        heard.append(frame.f_code.co_name)
        if frame.f_code is outer.__code__: heard.append((inner(1), sys.call_tracing(inner, (2,))))
def outer(): return 5
sys.settrace(listen); outer(); sys.settrace(None)
print(heard)
