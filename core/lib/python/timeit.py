"""How long statements take."""

__all__ = ['Timer', 'timeit', 'repeat', 'default_timer']

import gc
import itertools
import time

default_timer = time.perf_counter
default_number = 1000000
default_repeat = 5


def _indented(text, indent):
    return text.replace('\n', '\n' + ' ' * indent)


class Timer:
    """A statement and what comes before it, as text or as functions."""

    def __init__(self, stmt='pass', setup='pass', timer=default_timer, globals=None):
        self.timer = timer
        namespace = {} if globals is None else globals
        names = {'_time': time}
        for name, value in (('stmt', stmt), ('setup', setup)):
            if isinstance(value, str):
                compile(value, '<timeit-src>', 'exec')
            elif callable(value):
                names[f'_{name}'] = value
            else:
                raise ValueError(f'{name} is neither a string nor callable')
        inputs = ''.join(f', {name}={name}' for name in names if name != '_time')
        body = _indented(stmt, 8) if isinstance(stmt, str) else '_stmt()'
        before = _indented(setup, 4) if isinstance(setup, str) else '_setup()'
        self.src = (f'def inner(_it, _timer{inputs}):\n    {before}\n    _t0 = _timer()\n    for _i in _it:\n        {body}\n        pass\n'
                    '    _t1 = _timer()\n    return _t1 - _t0\n')
        local = {}
        exec(compile(self.src, '<timeit-src>', 'exec'), {**namespace, **names} if len(names) > 1 else namespace, local)
        self.inner = local['inner']

    def timeit(self, number=default_number):
        enabled = gc.isenabled()
        gc.disable()
        try:
            return self.inner(itertools.repeat(None, number), self.timer)
        finally:
            if enabled:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        number = 1
        while True:
            for factor in 1, 2, 5:
                count = number * factor
                taken = self.timeit(count)
                if callback:
                    callback(count, taken)
                if taken >= 0.2:
                    return count, taken
            number *= 10


def timeit(stmt='pass', setup='pass', timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt='pass', setup='pass', timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
