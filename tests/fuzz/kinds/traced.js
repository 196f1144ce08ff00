/**
 * tracemalloc (deltas, peaks, statistics by line, comparisons, filters) and threads that are joined: their locals, locks,
 * conditions, queues and thread-local values.
 *
 * @typedef {import('../generate.js').Random} Random
 */
import { Writer } from '../writer.js';
import { makes } from './ids.js';

const PROLOGUE = `import array, collections, functools, gc, itertools, queue, sys, threading, tracemalloc, types, weakref
class P:
    def __init__(self, x=None): self.x = x
    def __del__(self): print("del", threading.get_ident() == threading.main_thread().ident)
    def method(self): pass
class S1: __slots__ = ("x",)
class S3: __slots__ = ("x", "y", "z", "__weakref__")
class L(list): pass
class T(tuple): pass
class I(int): pass
class F(float): pass
class B(str): pass
class D(dict): pass
Pair = collections.namedtuple("Pair", "left right")
def gen(x=None): yield x
def hold(x): return lambda: x
def add(x, y): return x + y
def fail():
    try: raise ValueError
    except ValueError as error: return error
async def agen(): yield
n, word, ints = 7, "word", [1000, 2000]
def rc(x):
    count = sys.getrefcount(x)
    return count if count < 60 else "shared"
def traced(f):
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    held = f()
    between = tracemalloc.get_traced_memory()[0]
    del held
    after = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    print(between - before, after - before)
def lines(snapshot, key="lineno"): return [(s.traceback[0].lineno, s.size, s.count) for s in sorted(snapshot.statistics(key), key=lambda s: (s.traceback[0].lineno, s.size)) if s.traceback[0].filename == "program" and s.traceback[0].lineno > 55]
def compared(old, new): return [(s.traceback[0].lineno, s.size_diff, s.count_diff, s.size, s.count) for s in sorted(new.compare_to(old, "lineno"), key=lambda s: s.traceback[0].lineno) if s.traceback[0].filename == "program" and s.traceback[0].lineno > 55]
def where(x):
    t = tracemalloc.get_object_traceback(x)
    return [f.lineno for f in t] if t else None
results = []
def run(target, *args):
    t = threading.Thread(target=target, args=args)
    t.start()
    t.join()
    return t
run(results.append, 1), queue.Queue(), threading.local(), threading.Condition(), threading.Event(), threading.Semaphore(), threading.Barrier(1)
for f in (traced, traced): f(lambda: None)
`;

const NAMES = ['a', 'b', 'c', 'd'];

/** How full the dict of object's subclasses is depends on the classes that the interpreter itself has: none of the programs fills it. */
export const tracedSetup = `room = [type("X", (), {}) for i in range(12000)]
del room
gc.collect()
`;

/** @param {Random} r */
export function tracedProgram(r) {
  const w = new Writer();
  const e = () => makes(r, 1);
  for (const n of NAMES) w.add(`${n} = None`);
  for (let i = 3 + r.below(10); i > 0; i--) {
    const n = r.pick(NAMES);
    const m = r.pick(NAMES);
    const x = e();
    r.pick([
      () => w.add(`f = lambda: ${x}\nf(), f()\ntraced(f); traced(f)`), () => w.add(`f = lambda: [${x} for i in range(${r.below(20)})]\nf(), f()\ntraced(f)`),
      () => { w.add(`tracemalloc.start(${r.pick(['', '3', '5'])})\nfirst = tracemalloc.take_snapshot()`); for (const v of NAMES) w.add(`${v} = [None] * ${2 + r.below(300)}`); w.add(`second = tracemalloc.take_snapshot()\n${n} = None\nthird = tracemalloc.take_snapshot()\ntracemalloc.stop()\nprint(compared(first, second), compared(second, third)); print(lines(second)); print(lines(third, "${r.pick(['lineno', 'traceback', 'lineno'])}")); del first, second, third`); },
      () => w.add(`tracemalloc.start(${1 + r.below(4)})\n${n} = [bytes(${r.below(900)}) for i in range(${r.below(9)})]\nprint(where(${n}), where(${n}[0]) if ${n} else None, tracemalloc.get_traceback_limit(), tracemalloc.is_tracing())\ntracemalloc.stop(); print(where(${n}))`),
      () => w.add(`tracemalloc.start()\n${n} = [bytearray(${r.below(99)}) for i in range(3)]\nshot = tracemalloc.take_snapshot().filter_traces((tracemalloc.Filter(${r.pick(['True', 'False'])}, "program"${r.pick(['', ', lineno=3'])}),))\ntracemalloc.stop()\nprint(lines(shot)); del shot`),
      () => w.add(`tracemalloc.start()\n${n} = bytearray(${1 + r.below(5000)})\nbefore = tracemalloc.get_traced_memory()[0]; ${n}.${r.pick(['extend(bytes(100))', 'clear()', 'append(1)', 'pop()'])}; print(tracemalloc.get_traced_memory()[0] - before)\ntracemalloc.clear_traces(); print(tracemalloc.get_traced_memory()[0] < 5000)\ntracemalloc.stop()`),
      () => w.add(`tracemalloc.start()\n${n} = []\nfor i in range(${r.below(60)}): ${n}.append(i)\nprint(tracemalloc.get_object_traceback(${n})[0].lineno > 0)\nbefore = tracemalloc.get_traced_memory()[0]; ${n} = None; print(tracemalloc.get_traced_memory()[0] - before)\ntracemalloc.stop()`),
      () => w.add(`${n} = P(${r.pick(['1', '[]', m])}); t = run(lambda x: results.append(rc(x)), ${n}); print(results.pop(), rc(${n}), rc(t)); del t; print(rc(${n}))`),
      () => w.add(`t = run(lambda: results.append(P(1))); print(len(results), rc(results[-1])); results.pop(); del t`),
      () => w.add(`local = threading.local(); local.x = ${n} = [1]; run(lambda: setattr(local, "x", P(2))); print(rc(${n}), vars(local) == {"x": [1]}); del local; print(rc(${n}))`),
      () => w.add(`class Mine(threading.local):\n    def __init__(self, x): self.x = x; print("init", rc(x))\n${n} = P(3); local = Mine(${n}); run(lambda: results.append(rc(local.x))); print(results.pop(), rc(${n})); del local, Mine; print(rc(${n}), gc.collect())`),
      () => w.add(`q = queue.${r.pick(['Queue()', 'LifoQueue()', 'SimpleQueue()'])}; q.put(P(4)); ${n} = [5]; q.put(${n}); run(lambda: results.append(rc(q.get()))); print(results.pop(), q.qsize(), rc(${n})); del q; print(rc(${n}))`),
      () => w.add(`condition = threading.Condition(); ready = []\ndef consumer():\n    with condition:\n        condition.wait_for(lambda: ready)\n        results.append((rc(ready[0]), rc(condition)))\nt = threading.Thread(target=consumer); t.start()\nwith condition: ready.append(P(6)); condition.notify()\nt.join(); print(results.pop()); ready.clear(); del t, condition, consumer`),
      () => w.add(`lock = threading.${r.pick(['Lock()', 'RLock()', 'Semaphore(2)', 'BoundedSemaphore()'])}\nwith lock: print(rc(lock))\nlock.acquire(); print(lock.acquire(False)); lock.release(); print(rc(lock), sys.getsizeof(lock)); del lock`),
      () => w.add(`barrier = threading.Barrier(3); ts = [threading.Thread(target=lambda: results.append(barrier.wait())) for i in range(2)]\nfor t in ts: t.start()\nbarrier.wait()\nfor t in ts: t.join()\nprint(len(results), sorted(map(type, results), key=str) == [int] * len(results), rc(barrier)); results.clear(); del t, ts, barrier`),
      () => w.add(`event = threading.Event(); ${n} = P(7)\nt = threading.Thread(target=lambda x: (event.wait(), results.append(rc(x))), args=(${n},)); t.start(); print(rc(t) > 2); event.set(); t.join(); print(results.pop(), rc(${n}), t.is_alive(), event.is_set()); del t, event`),
      () => w.add(`def work(x):\n    y = [x]\n    raise KeyError(x)\nthreading.excepthook = lambda args: results.append((args.exc_type.__name__, rc(args.exc_value), rc(args.thread)))\n${n} = P(8); t = run(work, ${n}); print(results.pop(), rc(${n}), rc(t)); threading.excepthook = threading.__excepthook__; del t, work; print(rc(${n}))`),
      () => w.add(`class Worker(threading.Thread):\n    def __init__(self, x): super().__init__(); self.x = x\n    def run(self): results.append((rc(self), rc(self.x)))\nt = Worker([9]); t.start(); t.join(); print(results.pop(), rc(t), rc(t.x)); del t, Worker; print(gc.collect())`),
      () => w.add(`t = threading.Timer(0, lambda x: results.append(rc(x)), ([1],)); t.start(); t.join(); print(results.pop(), rc(t), rc(t.args[0]) if t.args else None); del t`),
      () => w.add(`ts = [threading.Thread(target=results.append, args=(i,)) for i in range(${1 + r.below(5)})]\nfor t in ts: t.start(); t.join()\nprint(results, [rc(t) for t in ts], threading.active_count()); results.clear(); del t, ts; print(gc.collect())`),
      () => w.add(`ref = weakref.ref(run(len, ())); print(ref() is None, gc.collect(), threading.active_count())`),
    ])();
  }
  return PROLOGUE + w.text;
}
