# Objects and blocks that locks, conditions, events, barriers and threads take, what they answer, and the frames below a thread's function.
import threading,gc,sys,warnings
T=threading
def fields(o): return list(vars(o))
def grown(make):
    a=make(); gc.collect(); gc.disable()
    n=sys.getallocatedblocks(); c=len(gc.get_objects()); x=make(); d=len(gc.get_objects())-c; m=sys.getallocatedblocks()-n
    gc.enable()
    del x
    return d,m
for make in (T.Lock,T.RLock,T.Condition,lambda:T.Condition(T.Lock()),T.Event,T.Semaphore,T.BoundedSemaphore,lambda:T.Barrier(2),lambda:T.Thread(target=print),T._PyRLock):
    o=make()
    print(type(o).__name__, fields(o) if hasattr(o,'__dict__') else None, grown(make), sys.getsizeof(o), [type(x).__name__ for x in gc.get_referents(o)], len(gc.get_referents(o)))
t=T.Thread(target=print); print([type(c.cell_contents).__name__ for c in t._invoke_excepthook.__closure__])
r=T._PyRLock(); print(r.acquire(),r.acquire(),r._count); print(repr(r).split(' at ')[0]); r.release(); r.release(); print(repr(r).split(' at ')[0])
try: r.release()
except RuntimeError as e: print(e)
c=T.Condition(r)
def waiter(x):
    with c: c.wait(); seen.append(x)
seen=[]
ts=[T.Thread(target=waiter,args=(i,)) for i in range(3)]
for t in ts: t.start()
while True:
    with c:
        if len(c._waiters)==3: break
with c: c.notify(2)
with c: c.notify_all()
for t in ts: t.join()
print(sorted(seen),len(c._waiters))
with T.Condition() as b: pass
c=T.Condition()
with c: print(c.wait(0.01), c.wait_for(lambda:0,0.01), c.wait_for(lambda:5), len(c._waiters), c.wait(0), c.wait(-1))
for f in (c.wait,c.notify):
    try: f()
    except RuntimeError as e: print(e)
s=T.Semaphore(1); print(s.acquire(),s.acquire(False),s.acquire(timeout=0.01),s.acquire(True,0)); s.release(3); print(s._value, repr(s).split(' at')[0])
for f in (lambda:s.acquire(False,1),lambda:s.release(0),lambda:T.Semaphore(-1),lambda:T.BoundedSemaphore(2).release(),lambda:T.BoundedSemaphore(2).release(0)):
    try: f()
    except ValueError as e: print(e)
b=T.Barrier(3,action=lambda:print('action')); out=[]
def meet():
    try: out.append(b.wait())
    except T.BrokenBarrierError as e: out.append('broken')
for k in range(2):
    ts=[T.Thread(target=meet) for i in range(3)]
    for t in ts: t.start()
    for t in ts: t.join()
    print(sorted(out),b.n_waiting,b.broken); out.clear()
ts=[T.Thread(target=meet) for i in range(2)]
for t in ts: t.start()
while b.n_waiting<2: pass
print(repr(b).split(': ')[1])
b.reset()
for t in ts: t.join()
print(out,b.broken,b._state); out.clear()
try: b.wait(0.01)
except T.BrokenBarrierError: print('late',b.broken,b._state)
print(repr(b).split(': ')[1])
b.reset(); print(b.broken); b.abort(); meet(); print(out)
bad=T.Barrier(1,action=lambda:1/0)
try: bad.wait()
except ZeroDivisionError as e:
    n=0; tb=e.__traceback__
    names=[]
    while tb: names.append(tb.tb_frame.f_code.co_name); tb=tb.tb_next
    print(names[0],len(names),bad.broken)
warnings.simplefilter('always')
import io
sys.stderr=io.StringIO()
t=T.Thread(target=print,name='n'); t.setName('x'); t.getName(); t.isDaemon(); t.setDaemon(True); T.activeCount(); T.currentThread(); c.acquire(); c.notifyAll(); c.release(); T.Event().isSet()
import re
e=sys.stderr.getvalue(); sys.stderr=sys.__stderr__
print(re.sub(r'^.*?:\d+: ','',e,flags=re.M))
print(t, T.main_thread().name, T.current_thread() is T.main_thread())
for f in (lambda:t.join(),lambda:T.current_thread().join()):
    try: f()
    except RuntimeError as e: print(e)
t=T.Thread(target=lambda:None); t.start(); t.join()
try: t.start()
except RuntimeError as e: print(e)
try: t.daemon=1
except RuntimeError as e: print(e)
print(re.sub(r'\d+','N',repr(t)), t.is_alive(), T.active_count(), T.enumerate()==[T.main_thread()])
class U(T.Thread):
    def __init__(self): pass
u=U()
for f in (lambda:u.start(),lambda:u.join(),lambda:u.name,lambda:repr(u),lambda:u.is_alive(),lambda:setattr(u,'daemon',1)):
    try: f()
    except (RuntimeError,AssertionError) as e: print(type(e).__name__,e)
def stack():
    f=sys._getframe(); n=[]
    while f: n.append(f.f_code.co_name); f=f.f_back
    print(n)
t=T.Thread(target=stack); t.start(); t.join()
import _thread
done=T.Event()
def raw():
    me=T.current_thread(); print(type(me).__name__, me.daemon, re.sub(r'\d+','N',repr(me)), me.is_alive())
    try: me.join()
    except AssertionError as e: print(e)
    done.set()
_thread.start_new_thread(raw,()); done.wait()
T.excepthook=lambda a: 1/0
t=T.Thread(target=lambda: [][0]); sys.stderr=io.StringIO(); t.start(); t.join(); e=sys.stderr.getvalue(); sys.stderr=sys.__stderr__
print(e.splitlines()[0], e.splitlines()[-1])
T.excepthook=T.__excepthook__
log=[]
T.setprofile(lambda f,e,a: log.append(e)); T.settrace(lambda f,e,a: None); print(T.gettrace() is not None, T.getprofile() is not None)
t=T.Thread(target=len,args=((),)); t.start(); t.join(); print(log[:3]); T.settrace(None); T.setprofile(None)
x=T.Timer(5,print,('never',)); x.start(); x.cancel(); x.join(); print(x.finished.is_set())
x=T.Timer(0,print,('now',),{'sep':''}); x.start(); x.join()
