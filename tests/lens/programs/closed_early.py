# A generator or coroutine that is closed before it began: since 3.12 its arguments stay until it goes.
import gc


class N:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print('del', self.n, end=' ')


def gen(*values):
    mine = N('mine')
    try:
        yield values
    finally:
        print('finally', end=' ')


async def wait(x):
    await x


def closed():
    g = gen(N(1))
    g.close()
    print('closed', g.gi_frame, next(g, 'over'), gc.is_tracked(g), end=' ')


def closed_coroutine():
    c = wait(N(2))
    c.close()
    print('closed', c.cr_frame, end=' ')


def cleared():
    g = gen(N(3))
    g.gi_frame.clear()
    print('cleared', g.gi_frame, end=' ')


def thrown():
    g = gen(N(4))
    try:
        g.throw(ValueError)
    except ValueError:
        print('thrown', end=' ')


def suspended():
    g = gen(N(5))
    next(g)
    try:
        g.gi_frame.clear()
    except RuntimeError as error:
        print(error, end=' ')
    print('still here' if g.gi_frame else 'gone', end=' ')


def delegated():
    def outer():
        inner = gen(N(6))
        yield inner.close()
        print('outer goes on', end=' ')
    for _ in outer():
        pass


for part in closed, closed_coroutine, cleared, thrown, suspended, delegated:
    part()
    print()
