"""Processes and pipes in an event loop."""
import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, STDOUT

UPPER = 'import sys\nfor line in sys.stdin: print(line.upper(), end="", flush=True)'


async def run(text, **options):
    return await asyncio.create_subprocess_exec(sys.executable, '-c', text, **options)


async def streams():
    process = await run(UPPER, stdin=PIPE, stdout=PIPE)
    print(type(process).__name__, process.returncode, process.stderr, process.pid > 0)
    for word in b'one\n', b'two\n':
        process.stdin.write(word)
        await process.stdin.drain()
        print(await process.stdout.readline())
    process.stdin.close()
    await process.stdin.wait_closed()
    print(await process.stdout.read(), await process.wait(), process.returncode)


async def both_ends():
    process = await run(UPPER, stdin=PIPE, stdout=PIPE, stderr=PIPE)
    print(await process.communicate(b'a\nb\n'), process.returncode)
    process = await run('import sys; print("out"); print("error", file=sys.stderr); sys.exit(3)', stdout=PIPE, stderr=STDOUT)
    print(sorted((await process.communicate())[0].split()), process.returncode)
    process = await run('import sys; sys.exit("no")', stdout=DEVNULL, stderr=PIPE)
    print(await process.communicate(), await process.wait())
    much = b'x' * 300000 + b'\n'
    process = await run(UPPER, stdin=PIPE, stdout=PIPE)
    out, errors = await process.communicate(much)
    print(len(out), out == much.upper(), errors)
    process = await run('print("unread")', stdin=PIPE, stdout=PIPE)
    print(await process.communicate(b'y' * 200000))


async def shell():
    process = await asyncio.create_subprocess_shell('echo one; echo two 1>&2; exit 4', stdout=PIPE, stderr=PIPE)
    print(await process.communicate(), process.returncode)


async def together():
    async def one(number):
        process = await run(f'import time; time.sleep({number} / 100); print({number})', stdout=PIPE)
        return (await process.communicate())[0], process.returncode
    print(await asyncio.gather(*map(one, (3, 1, 2))))


async def signals():
    process = await run('import time; time.sleep(60)')
    await asyncio.sleep(0)
    process.terminate()
    print(await process.wait(), process.returncode)
    try:
        process.kill()
    except ProcessLookupError as error:
        print('gone', error)
    process = await run('import time; time.sleep(60)', stdout=PIPE)
    try:
        await asyncio.wait_for(process.communicate(), 0.05)
    except TimeoutError:
        process.kill()
        print(await process.wait())


class Heard(asyncio.SubprocessProtocol):
    def __init__(self):
        self.events, self.over = [], asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.events.append('made')

    def pipe_data_received(self, fd, data):
        self.events.append((fd, data))

    def pipe_connection_lost(self, fd, exc):
        self.events.append((fd, exc))

    def process_exited(self):
        self.events.append('exited')

    def connection_lost(self, exc):
        self.over.set_result(exc)


async def protocols():
    transport, protocol = await asyncio.get_running_loop().subprocess_exec(Heard, sys.executable, '-c', 'print("said")', stdin=None, stderr=None)
    await protocol.over
    said = b''.join(event[1] for event in protocol.events if isinstance(event, tuple) and event[1])
    print(await protocol.over, protocol.events[0], said, (1, None) in protocol.events, 'exited' in protocol.events, transport.get_returncode())
    transport.close()


async def plain_pipes():
    loop = asyncio.get_running_loop()
    reading, writing = os.pipe()
    reader = asyncio.StreamReader()
    transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), open(reading, 'rb', 0))
    out, _ = await loop.connect_write_pipe(asyncio.Protocol, open(writing, 'wb', 0))
    out.write(b'through ')
    loop.call_later(0.01, out.write, b'a pipe\n')
    print(await reader.readline())
    out.close()
    print(await reader.read(), reader.at_eof())
    transport.close()


async def refused():
    for name, value in ('universal_newlines', True), ('bufsize', 1), ('text', True), ('encoding', 'utf-8'), ('errors', 'strict'), ('shell', True):
        try:
            await asyncio.create_subprocess_exec('true', **{name: value})
        except ValueError as error:
            print(error)
    for call in (lambda: asyncio.create_subprocess_shell(['a']), lambda: asyncio.create_subprocess_exec('/no/such/program')):
        try:
            await call()
        except (ValueError, OSError) as error:
            print(type(error).__name__, error)


for part in streams, both_ends, shell, together, signals, protocols, plain_pipes, refused:
    print(part.__name__)
    asyncio.run(part())
