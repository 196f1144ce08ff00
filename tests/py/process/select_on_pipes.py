# select and poll tell which end of a pipe can be read or written, and wait for another process.
import os
import select
import time

r, w = os.pipe()
name = f'/tmp/select-{os.getpid()}'
with open(name, 'w') as file:
    print(select.select([r, file], [w, file], [], 0) == ([file], [w, file], []))
os.remove(name)
poll = select.poll()
poll.register(r)
poll.register(w)
events = lambda: sorted(event for _, event in poll.poll(0))
print(events())
os.write(w, b'x' * 65000)
print(events(), select.select([r], [w], [], 0) == ([r], [], []))
os.read(r, 65000)
os.close(w)
print(events())
r, w = os.pipe()
os.close(r)
print(select.select([w], [w], [], 0) == ([w], [w], []))
try:
    select.select([99], [], [], 0)
except OSError as error:
    print(repr(error))

ends = []
for i in range(3):
    r, w = os.pipe()
    if not os.fork():
        time.sleep(0.3 - i / 10)
        os.write(w, b'%d' % i)
        os._exit(0)
    os.close(w)
    ends.append(r)
print(select.select(ends, [], [], 0), select.select(ends, [], [], 0.01))
while ends:
    ready = select.select(ends, [], [])[0]
    for end in ready:
        print(os.read(end, 10))
        ends.remove(end)
start = time.monotonic()
select.select([], [], [], 0.05)
print(time.monotonic() - start >= 0.05)
