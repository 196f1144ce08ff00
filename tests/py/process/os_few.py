"""Parts of os that few programs use: programs run and become, reading at places, numbers of processes, limits."""
import os
import tempfile

print(os.popen('echo hi').read(), end='')
with os.popen('exit 3') as stream:
    pass
print(stream.close())
stream = os.popen('cat', 'w')
stream.write('written\n')
stream.close()
print(os.spawnlp(os.P_WAIT, 'echo', 'echo', 'spawned'), os.spawnv(os.P_WAIT, '/bin/false', ['false']))
pid = os.fork()
if pid == 0:
    os.execvp('echo', ['echo', 'became echo'])
print(os.waitpid(pid, 0)[1])
try:
    os.execv('/no/such', ['such'])
except FileNotFoundError as error:
    print(error)
number, path = tempfile.mkstemp()
print(os.pwrite(number, b'hello', 2), os.pread(number, 3, 2), os.lseek(number, 0, 1), os.writev(number, [b'ab', b'cd']), os.readv(number, [bytearray(2)]))
print(os.sysconf('SC_PAGE_SIZE'), os.major(os.makedev(8, 3)), os.minor(os.makedev(8, 3)), len(os.times()), os.O_ACCMODE, os.getpgid(os.getpid()) > 0)
for wrong in (lambda: os.no_such_name, lambda: os.sysconf('no'), lambda: os.popen(3), lambda: os.popen('x', 'q')):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
