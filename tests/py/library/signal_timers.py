"""Timers: signals in the midst of loops, sleeps and waits."""
import signal, time, os
def h(n, f): print('handler', n, signal.Signals(n).name, f.f_code.co_name, f.f_lineno)
print(signal.signal(signal.SIGALRM, h))
print(signal.alarm(2), signal.alarm(0), signal.alarm(0))
signal.alarm(1)
t = time.time()
time.sleep(2)
print(round(time.time() - t))
class Timeout(Exception): pass
def boom(n, f): raise Timeout('too long')
signal.signal(signal.SIGALRM, boom)
def work():
    signal.alarm(1)
    try:
        while True:
            pass
    except Timeout as e:
        print('caught', e)
        print(e.__traceback__.tb_frame.f_code.co_name, e.__traceback__.tb_next.tb_frame.f_code.co_name)
    finally:
        signal.alarm(0)
work()
try:
    signal.alarm(1); time.sleep(10)
except Timeout: print('sleep interrupted')
print(signal.setitimer(signal.ITIMER_REAL, 0.1, 0.1))
ticks = []
def tick(n, f):
    ticks.append(n)
    if len(ticks) == 3: signal.setitimer(signal.ITIMER_REAL, 0)
signal.signal(signal.SIGALRM, tick)
while len(ticks) < 3: signal.pause()
print(ticks, signal.getitimer(signal.ITIMER_REAL))
signal.signal(signal.SIGVTALRM, lambda n, f: (_ for _ in ()).throw(Timeout('cpu')))
signal.setitimer(signal.ITIMER_VIRTUAL, 0.05)
x = 0
try:
    while True:
        x += 1
except Timeout as e: print('vt', e)
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1, signal.SIGALRM})
os.kill(os.getpid(), signal.SIGUSR1)
print(signal.sigpending())
print(signal.sigwait({signal.SIGUSR1}))
print(signal.sigtimedwait({signal.SIGUSR1}, 0.1))
signal.alarm(1)
print(signal.sigwait([signal.SIGALRM]))
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGUSR1, signal.SIGALRM})
for f in (lambda: signal.alarm(1.5), lambda: signal.setitimer(5, 1), lambda: signal.setitimer(0, -1), lambda: signal.setitimer(0, 'a'), lambda: signal.alarm(1 << 40), lambda: signal.getitimer(9),
          lambda: signal.sigwait([99]), lambda: signal.sigtimedwait([10], -1), lambda: signal.signal(signal.SIGKILL, h), lambda: signal.signal(10, 5), lambda: signal.raise_signal(100), lambda: signal.strsignal(0)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
import threading
got = []
signal.signal(signal.SIGUSR2, lambda n, f: got.append(threading.current_thread().name))
t = threading.Thread(target=lambda: os.kill(os.getpid(), signal.SIGUSR2)); t.start(); t.join()
time.sleep(0.01)
print(got)
lock = threading.Lock(); lock.acquire()
signal.signal(signal.SIGALRM, boom)
signal.setitimer(signal.ITIMER_REAL, 0.2)
try: lock.acquire()
except Timeout: print('lock interrupted')
ev = threading.Event()
signal.signal(signal.SIGALRM, lambda n, f: ev.set())
signal.setitimer(signal.ITIMER_REAL, 0.2)
print(ev.wait(5))
r, w = os.pipe(); os.set_blocking(w, False)
print(signal.set_wakeup_fd(w))
signal.raise_signal(signal.SIGUSR2)
print(os.read(r, 5), signal.set_wakeup_fd(-1) == w)
