"""multiprocessing: processes, what they share, and what they send each other."""
import sys
import time
from multiprocessing import (Array, Barrier, Condition, Event, JoinableQueue, Lock, Manager, Pipe, Process, Queue, Semaphore, Value,
                             active_children, current_process, get_context, parent_process, shared_memory)


def add(value, lock, times):
    for _ in range(times):
        with lock:
            value.value += 1


def produce(queue):
    for i in range(4):
        queue.put({'i': i})
    queue.put(None)


def square(queue, out):
    while (item := queue.get()) is not None:
        out.send(item['i'] ** 2)
    out.close()


def negate(array):
    for i in range(len(array)):
        array[i] = -array[i]


def work(queue):
    while True:
        queue.get()
        time.sleep(0.001)
        queue.task_done()


def fill(name):
    memory = shared_memory.SharedMemory(name=name)
    memory.buf[0] = 99
    memory.buf[1:4] = b'abc'
    memory.close()


def note(table, items, key):
    table[key] = key * key
    items.append(key)


class Counting(Process):
    def __init__(self, n, **options):
        super().__init__(**options)
        self.n = n

    def run(self):
        print('runs', self.n, self.name, current_process() is self, parent_process().name, flush=True)
        sys.exit(self.n)


def tell(condition, ready):
    with condition:
        ready.value = 1
        condition.notify()


def meet(barrier, queue):
    queue.put(barrier.wait() in (0, 1, 2))


total, lock = Value('i', 0), Lock()
processes = [Process(target=add, args=(total, lock, 10)) for _ in range(3)]
for process in processes:
    process.start()
print(all(process.pid for process in processes))
for process in processes:
    process.join()
print(total.value, active_children(), [process.exitcode for process in processes], total, lock)

queue, (left, right) = Queue(), Pipe()
children = Process(target=produce, args=(queue,)), Process(target=square, args=(queue, right))
for child in children:
    child.start()
right.close()
try:
    while True:
        print(left.recv(), end=' ')
except EOFError:
    print('end')
for child in children:
    child.join()

numbers = Array('d', [1, 2, 3])
child = Process(target=negate, args=(numbers,), name='negating', daemon=True)
child.start()
child.join()
print(numbers[:], len(numbers), child.name, child.daemon)
tasks = JoinableQueue()
Process(target=work, args=(tasks,), daemon=True).start()
for i in range(3):
    tasks.put(i)
tasks.join()
print('done', tasks.empty())
child = Counting(5)
child.start()
child.join()
print(child.exitcode)

memory = shared_memory.SharedMemory(create=True, size=8)
child = Process(target=fill, args=(memory.name,))
child.start()
child.join()
print(bytes(memory.buf[:5]), len(memory.buf), memory.buf[0])
memory.close()
memory.unlink()
for long in (True, False):
    child = Process(target=time.sleep, args=(100,))
    child.start()
    child.join(0.01)
    print(child.exitcode, child.is_alive())
    child.terminate() if long else child.kill()
    child.join()
    print(child.exitcode)

flag, semaphore, condition, ready = Event(), Semaphore(2), Condition(), Value('i', 0, lock=False)
child = Process(target=flag.set)
child.start()
print(flag.wait(5), flag.is_set(), semaphore.acquire(), semaphore, semaphore.acquire(), semaphore.acquire(False))
child.join()
child = Process(target=tell, args=(condition, ready))
with condition:
    child.start()
    print(condition.wait_for(lambda: ready.value, 5))
child.join()
barrier, met = Barrier(3), Queue()
children = [Process(target=meet, args=(barrier, met)) for _ in range(3)]
for child in children:
    child.start()
print([met.get() for _ in children])
for child in children:
    child.join()

with Manager() as manager:
    table, items = manager.dict(), manager.list()
    for key in range(3):
        child = Process(target=note, args=(table, items, key))
        child.start()
        child.join()
    print(table, items, dict(table), sorted(items), [key for key in table], 7 in table, len(items))
    table['inner'] = manager.list([1])
    table['inner'].append(2)
    print(table['inner'][:], manager.Namespace(a=1), manager.Value('i', 3).value, manager.Queue().empty())
    try:
        items[9]
    except IndexError as error:
        print(repr(error))
for wrong in (lambda: lock.release(), lambda: get_context('x'), lambda: queue.get(timeout=0.01), lambda: child.start(), lambda: Process(3),
              lambda: left.send(1) or Pipe(False)[0].send(1)):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
big = Queue()
big.put(b'x' * 200_000)
for i in range(1500):
    big.put('y' * 100)
print(len(big.get()), sum(len(big.get()) for _ in range(1500)))
