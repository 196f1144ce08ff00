# Signals that a program sends to itself.
import _thread
import signal
import threading


def tried(function, *args):
    try:
        return repr(function(*args))
    except (Exception, KeyboardInterrupt) as error:
        return f'{type(error).__name__}: {error}'


def note(number, frame):
    print('got', signal.Signals(number).name, frame is not None and frame.f_code.co_name)


print([(s.name, int(s)) for s in signal.Signals], signal.NSIG, signal.SIGCLD, list(signal.Handlers), list(signal.Sigmasks))
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.getsignal(15), signal.getsignal(13), signal.getsignal(32))
print(signal.signal(signal.SIGUSR1, note), signal.getsignal(10) is note)


def send():
    signal.raise_signal(signal.SIGUSR1)


send()
print(signal.signal(signal.SIGUSR1, signal.SIG_IGN) is note, signal.raise_signal(10), signal.signal(10, 0))
for args in ((100, print), (9, print), (2, 5), (2, None), ('a', print), (0, print)):
    print(tried(signal.signal, *args))
for function, *args in ((signal.raise_signal, 100), (signal.raise_signal, 2), (signal.getsignal, 0), (signal.strsignal, 65), (signal.default_int_handler, 2, None),
                        (signal.raise_signal, signal.SIGCHLD), (signal.getitimer, 0), (signal.pthread_sigmask, 9, [2])):
    print(tried(function, *args))
print([signal.strsignal(n) for n in (1, 2, 9, 15, 31, 32, 34, 64)], len(signal.valid_signals()), signal.SIGINT in signal.valid_signals())

signal.signal(signal.SIGTERM, note)
print(signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM]))
signal.raise_signal(signal.SIGTERM)
print('blocked', signal.sigpending())
print(signal.pthread_sigmask(signal.SIG_UNBLOCK, [15]), signal.sigpending())

thread = threading.Thread(target=lambda: print(tried(signal.signal, 10, note)))
thread.start()
thread.join()
print(tried(_thread.interrupt_main))
before = signal.signal(signal.SIGINT, lambda number, frame: print('instead', number))
print(tried(_thread.interrupt_main), tried(_thread.interrupt_main, 15))
signal.signal(signal.SIGINT, signal.SIG_IGN)
print(tried(_thread.interrupt_main), tried(_thread.interrupt_main, 65), tried(signal.raise_signal, 2))
signal.signal(signal.SIGINT, before)
