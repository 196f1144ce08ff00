"""Other threads and signals wake an event loop."""
import asyncio, time, threading, concurrent.futures
def blocking(n):
    time.sleep(0.05*n); return n, threading.current_thread().name.split('_')[0]
async def tick():
    for i in range(3):
        await asyncio.sleep(0.03); print('tick', i)
async def main():
    loop = asyncio.get_running_loop()
    r = await asyncio.gather(loop.run_in_executor(None, blocking, 2), asyncio.to_thread(blocking, 1), tick())
    print(r)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        print(await loop.run_in_executor(pool, blocking, 0))
    try: await asyncio.to_thread(lambda: 1/0)
    except ZeroDivisionError as e: print(e)
    ev = asyncio.Event()
    threading.Timer(0.02, lambda: loop.call_soon_threadsafe(ev.set)).start()
    await ev.wait(); print('event')
    def other(): 
        f = asyncio.run_coroutine_threadsafe(co(), loop)
        return f.result(1)
    async def co(): await asyncio.sleep(0.01); return 'from thread'
    print(await asyncio.to_thread(other))
    try: await asyncio.wait_for(asyncio.to_thread(time.sleep, 0.1), 0.02)
    except TimeoutError: print('timed out')
asyncio.run(main())
loop = asyncio.new_event_loop()
th = threading.Thread(target=loop.run_forever); th.start()
async def add(a, b): await asyncio.sleep(0.01); return a + b
print(asyncio.run_coroutine_threadsafe(add(1, 2), loop).result())
loop.call_soon_threadsafe(loop.stop); th.join(); loop.close(); print(loop)
import signal, os
async def sig():
    loop = asyncio.get_running_loop(); ev = asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, ev.set)
    loop.call_later(0.01, os.kill, os.getpid(), signal.SIGUSR1)
    await ev.wait(); print('signal'); print(loop.remove_signal_handler(signal.SIGUSR1))
asyncio.run(sig())
