# A child has a copy of the memory; how it ended is told by wait() and its kin.
import atexit
import os
import signal
import sys
import time

main = os.getpid()
atexit.register(lambda: print('exit handler', os.getpid() == main))
kept = ['before']


class Noisy:
    def __del__(self):
        print('deleted', os.getpid() == main)


def run(body):
    pid = os.fork()
    if not pid:
        body()
        os._exit(99)
    ended, status = os.waitpid(pid, 0)
    print(ended == pid, status, os.WIFEXITED(status), os.WEXITSTATUS(status), os.WIFSIGNALED(status), os.WTERMSIG(status),
          os.waitstatus_to_exitcode(status))


def changes():
    kept.append('in the child')
    print(kept, os.getppid() == main)


def leaves():
    noisy = Noisy()
    sys.exit(3)


def fails():
    raise ValueError('in the child')


def nested():
    pid = os.fork()
    if not pid:
        os._exit(7)
    print('grandchild', os.WEXITSTATUS(os.wait()[1]))
    os._exit(8)


for body in changes, leaves, fails, nested, lambda: os._exit(300), lambda: sys.exit('text'), lambda: os.kill(os.getpid(), signal.SIGKILL):
    run(body)
print(kept)

pid = os.fork()
if not pid:
    while True:
        time.sleep(1)
print(os.waitpid(pid, os.WNOHANG))
os.kill(pid, 0)
os.kill(pid, signal.SIGTERM)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
pid = os.fork()
if not pid:
    os._exit(5)
result = os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
print(result.si_pid == pid, result.si_status, result.si_code == os.CLD_EXITED, os.wait4(pid, 0)[1])
for call in os.wait, lambda: os.waitpid(pid, 0), lambda: os.kill(pid, 0), lambda: os.waitid(os.P_ALL, 0, os.WEXITED):
    try:
        call()
    except OSError as error:
        print(repr(error), error.errno)

children = []
for i in range(3):
    pid = os.fork()
    if not pid:
        time.sleep(0.3 - i / 10)
        os._exit(i)
    children.append(pid)
for _ in children:
    pid, status = os.wait()
    print(children.index(pid), status >> 8)
