# How many turns of the loop each thing takes that a task can wait for.
import asyncio
async def count(coro):
    t = asyncio.ensure_future(coro); n = 0
    while not t.done():
        n += 1; await asyncio.sleep(0)
    return n, t
async def echo(r, w):
    w.write(await r.read(10)); await w.drain(); w.close()
async def main():
    n, t = await count(asyncio.start_server(echo, "127.0.0.1", 8123)); print('server', n)
    s = t.result()
    n, t2 = await count(asyncio.start_server(echo, ["127.0.0.1"], 8124)); print('server2', n)
    s2 = t2.result(); s2.close(); 
    n, _ = await count(s2.wait_closed()); print('wait_closed', n)
    n, _ = await count(asyncio.gather(asyncio.sleep(0), asyncio.sleep(0))) ; print('gather', n)
    n, _ = await count(asyncio.wait_for(asyncio.sleep(0), 5)) ; print('wait_for', n)
    n, _ = await count(asyncio.wait([asyncio.create_task(asyncio.sleep(0))])) ; print('wait', n)
    q = asyncio.Queue(); 
    n, _ = await count(q.put(1)); print('put', n)
    n, _ = await count(q.get()); print('get', n)
    e = asyncio.Event(); asyncio.get_running_loop().call_soon(e.set)
    n, _ = await count(e.wait()); print('event', n)
    l = asyncio.Lock()
    n, _ = await count(l.acquire()); print('lock', n)
    async def tg():
        async with asyncio.TaskGroup() as g: g.create_task(asyncio.sleep(0))
    n, _ = await count(tg()); print('tg', n)
    async def to():
        try:
            async with asyncio.timeout(0): await asyncio.sleep(1)
        except TimeoutError: pass
    n, _ = await count(to()); print('timeout', n > 0)
    async def sh(): await asyncio.shield(asyncio.sleep(0))
    n, _ = await count(sh()); print('shield', n)
    async def ac():
        for f in asyncio.as_completed([asyncio.sleep(0), asyncio.sleep(0)]): await f
    n, _ = await count(ac()); print('as_completed', n)
    b = asyncio.Barrier(2)
    n, _ = await count(asyncio.gather(b.wait(), b.wait())); print('barrier', n)
    async def cond():
        c = asyncio.Condition()
        async def w():
            async with c: await c.wait()
        t = asyncio.create_task(w()); await asyncio.sleep(0)
        async with c: c.notify()
        await t
    n, _ = await count(cond()); print('cond', n)
    s.close()
async def many():
    t = asyncio.create_task(asyncio.sleep(0)); 
    n, _ = await count(asyncio.wait_for(t, None)); print('wf none', n)
asyncio.run(main()); asyncio.run(many())

import socket
for arguments in (None,), (socket.AF_INET, None), (socket.AF_INET, socket.SOCK_STREAM, None), ("inet",):
    try:
        socket.socket(*arguments)
    except TypeError as error:
        print(error)
