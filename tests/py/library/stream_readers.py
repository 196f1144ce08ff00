# Readers and writers of asyncio without a network: what comes, what is too long, what breaks, and the functions that tracebacks name.
import asyncio, traceback
def names(e): return [f.name for f in traceback.extract_tb(e.__traceback__)]
async def go(c):
    try: print(repr(await c))
    except BaseException as e: print(repr(e), names(e))
class T:
    def __init__(s, can=True): s.can=can; s.log=[]
    def pause_reading(s):
        if not s.can: raise NotImplementedError
        s.log.append('pause')
    def resume_reading(s): s.log.append('resume')
    def is_closing(s): return False
    def write(s, d): s.log.append(d)
    def get_extra_info(s, n, d=None): return (n, d)
async def main():
    for can in (True, False):
        r = asyncio.StreamReader(limit=8); t = T(can); r.set_transport(t); print(repr(r)[:30])
        r.feed_data(b'ab\ncd'); r.feed_data(b''); await go(r.readline()); await go(r.read(1)); r.feed_data(b'x'*40); print(t.log); await go(r.readuntil(b'y')); await go(r.readexactly(30)); print(t.log); await go(r.readexactly(-1)); await go(r.readexactly(0)); await go(r.readuntil(b''))
        r.feed_data(b'q\n'); await go(r.readline()); r.feed_eof(); await go(r.readexactly(5)); await go(r.read()); await go(r.readline()); await go(r.readuntil()); print(r.at_eof(), [l async for l in r])
        r.set_exception(ValueError('v')); await go(r.read()); await go(r.readline()); await go(r.readexactly(2)); await go(r.readuntil())
        try: r.feed_data(b'1')
        except AssertionError as e: print(e, names(e))
    r = asyncio.StreamReader(); a = asyncio.create_task(go(r.readline())); await asyncio.sleep(0); await go(r.read(1)); r.feed_data(b'1\n'); await a
    a = asyncio.create_task(go(r.readexactly(9))); await asyncio.sleep(0); r.set_exception(OSError('gone')); await a
    loop = asyncio.get_running_loop()
    r = asyncio.StreamReader(); p = asyncio.StreamReaderProtocol(r); t = T(); w = asyncio.StreamWriter(t, p, r, loop); p.connection_made(t)
    await go(w.drain()); p.pause_writing(); a = asyncio.create_task(go(w.drain())); b = asyncio.create_task(go(w.drain())); await asyncio.sleep(0); b.cancel(); await asyncio.sleep(0); p.resume_writing(); await a
    p.pause_writing(); a = asyncio.create_task(go(w.drain())); await asyncio.sleep(0); p.connection_lost(OSError('x')); await a; await go(w.drain()); await go(w.wait_closed()); await go(r.read())
    w.write(b'1'); print(t.log, w.get_extra_info('a'), w.transport is t, p.eof_received()); p.data_received(b'q')
    r = asyncio.StreamReader(); p = asyncio.StreamReaderProtocol(r); p._closed.cancel(); p.connection_made(T()); p.connection_lost(None); print(p._closed)
asyncio.run(main())
