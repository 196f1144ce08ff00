# Processes that wait for each other through pipes, and what is common to them.
import os

r, w = os.pipe()
back, answer = os.pipe()
pid = os.fork()
if not pid:
    os.close(w)
    with os.fdopen(r) as lines, os.fdopen(answer, 'w') as out:
        for line in lines:
            out.write(line.upper())
    os._exit(0)
os.close(r)
os.close(answer)
with os.fdopen(w, 'w') as out:
    out.write('one\n')
    out.flush()
    out.write('two\n')
print(repr(os.fdopen(back).read()), os.waitpid(pid, 0)[1])

# more than fits
r, w = os.pipe()
pid = os.fork()
if not pid:
    os.close(r)
    for _ in range(50):
        os.write(w, b'x' * 4000)
    os._exit(0)
os.close(w)
total = 0
while chunk := os.read(r, 1 << 16):
    total += len(chunk)
os.close(r)
print(total, os.wait()[1])

# to and fro
down, up = os.pipe(), os.pipe()
pid = os.fork()
if not pid:
    while (number := os.read(down[0], 1)[0]) < 10:
        os.write(up[1], bytes([number + 1]))
    os._exit(number)
number = 0
while number < 10:
    os.write(down[1], bytes([number]))
    number = os.read(up[0], 1)[0] if number < 9 else 10
os.write(down[1], bytes([number]))
print(os.waitstatus_to_exitcode(os.wait()[1]))

# an open file's position, and files
name = f'/tmp/pipes-{os.getpid()}'
fd = os.open(name, os.O_RDWR | os.O_CREAT)
os.write(fd, b'abc')
pid = os.fork()
if not pid:
    os.write(fd, b'def')
    os.rename(name, name + '2')
    os.chdir('/')
    os._exit(0)
os.wait()
os.write(fd, b'ghi')
os.lseek(fd, 0, os.SEEK_SET)
print(os.read(fd, 100), os.path.exists(name), os.path.getsize(name + '2'))
os.remove(name + '2')

# stdout into a pipe
r, w = os.pipe()
pid = os.fork()
if not pid:
    os.dup2(w, 1)
    os.close(w)
    print('printed', flush=True)
    os.write(1, b'written\n')
    os._exit(0)
os.close(w)
os.wait()
print(os.read(r, 100))

r, w = os.pipe2(os.O_NONBLOCK)
for call in lambda: os.read(r, 1), lambda: [os.write(w, b'x' * 50000) for _ in range(3)], lambda: os.lseek(r, 0, 0):
    try:
        call()
    except OSError as error:
        print(repr(error))
os.close(r)
try:
    os.write(w, b'x')
except OSError as error:
    print(repr(error))
for call in lambda: os.dup(99), lambda: os.dup2(99, 1), lambda: os.read(w, 1), lambda: os.close(99):
    try:
        call()
    except OSError as error:
        print(repr(error))
