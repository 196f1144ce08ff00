# Which loop asyncio takes: policies.
import asyncio
p = asyncio.get_event_loop_policy()
print(type(p).__name__, type(p).__mro__)
l = p.new_event_loop(); p.set_event_loop(l); print(p.get_event_loop() is l, asyncio.get_event_loop_policy() is p)
asyncio.set_event_loop_policy(None); print(asyncio.get_event_loop_policy() is p)
l.close()
class P(asyncio.DefaultEventLoopPolicy): pass
q = P(); asyncio.set_event_loop_policy(q); print(asyncio.get_event_loop_policy() is q)
async def f(): return 3
print(asyncio.run(f()))
try: asyncio.get_event_loop()
except RuntimeError as e: print(e)
try: asyncio.set_event_loop_policy(1)
except TypeError as e: print(e)
try: q.set_event_loop(2)
except TypeError as e: print(e)
print(asyncio.AbstractEventLoopPolicy, [n for n in dir(asyncio.AbstractEventLoopPolicy) if n[0] != '_'])
try: asyncio.AbstractEventLoopPolicy().get_event_loop()
except NotImplementedError as e: print('ni')
print(asyncio.SelectorEventLoop, asyncio.DefaultEventLoopPolicy)
