"""More of C's library: memory, text in memory, printing, sorting, numbers by chance, time."""

import os
import re
import sys
import time

from . import addressof, create_string_buffer, memmove, string_at

_blocks = {}  # address: what holds the memory
_START = 16   # the least room that is given


def _text(value):
    return value if isinstance(value, bytes) else string_at(value)


def _at(value):
    """An address: of an argument that is a number, or of what lies in memory."""
    if value is None or isinstance(value, int):
        return value or 0
    return addressof(getattr(value, '_object', value))


def malloc(size):
    block = create_string_buffer(max(size, 1))
    _blocks[addressof(block)] = block
    return addressof(block)


def calloc(count, size):
    return malloc(count * size)


def free(place):
    if _at(place) and _blocks.pop(_at(place), None) is None:
        raise ValueError('free(): invalid pointer')


def realloc(place, size):
    old = _blocks.get(_at(place))
    new = malloc(size)
    if old is not None:
        memmove(new, _at(place), min(len(old), size))
        free(place)
    return new


def usable(place):
    """What glibc gives for so much: 8 bytes less than a multiple of 16, 24 at least."""
    block = _blocks.get(_at(place))
    return 0 if block is None else max(24, (len(block) + 8 + 15 & ~15) - 8)


def strcpy(target, source):
    memmove(target, _text(source) + b'\0', len(_text(source)) + 1)
    return target


def strcat(target, source):
    return strcpy(target, string_at(target) + _text(source))


def strncpy(target, source, count):
    memmove(target, _text(source)[:count].ljust(count, b'\0'), count)
    return target


def strdup(source):
    made = malloc(len(_text(source)) + 1)
    strcpy(made, source)
    return made


def strstr(text, part):
    at = _text(text).find(_text(part))
    return None if at < 0 else _text(text)[at:]


def memcmp(left, right, count):
    a, b = (value[:count] if isinstance(value, bytes) else string_at(value, count) for value in (left, right))
    return (a > b) - (a < b)


_VERB = re.compile(rb'%([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?(hh|h|ll|l|z|j|t|L|q)?([diouxXeEfFgGcsp%])')
_BITS = {b'hh': 8, b'h': 16, b'l': 64, b'll': 64, b'z': 64, b'j': 64, b't': 64, b'q': 64}


def formatted(form, values):
    """As printf has it. A number is as wide as the verb says."""
    left = iter(values)

    def one(found):
        flags, width, precision, size, verb = found.groups()
        if verb == b'%':
            return b'%'
        width = b'%d' % next(left) if width == b'*' else width or b''
        if precision is not None:
            precision = b'.' + (b'%d' % next(left) if precision == b'*' else precision)
        value, start = next(left), b'%' + flags + width + (precision or b'')
        if verb == b's':
            return (start + b's') % (b'(null)' if value is None else _text(value))
        if verb == b'p':
            return b'%*s' % (int(width or 0), b'(nil)' if not _at(value) else b'%#x' % _at(value))
        if verb == b'c':
            return b'%*c' % (int(width or 0) * (-1 if b'-' in flags else 1), value if isinstance(value, bytes) else value & 255)
        if verb in b'eEfFgG':
            return (start + verb) % value
        bits = _BITS.get(size, 32)
        value = _at(value) & (1 << bits) - 1
        if verb in b'di' and value >> bits - 1:
            value -= 1 << bits
        return (start + (b'd' if verb in b'diu' else verb)) % value

    return _VERB.sub(one, _text(form))


def _print(text):
    """At once, as after python -u."""
    sys.stdout.flush()
    os.write(1, text)
    return len(text)


def sprintf(target, form, *values):
    text = formatted(form, values)
    memmove(target, text + b'\0', len(text) + 1)
    return len(text)


def snprintf(target, size, form, *values):
    text = formatted(form, values)
    if size:
        memmove(target, text[:size - 1] + b'\0', min(len(text) + 1, size))
    return len(text)


def qsort(base, count, width, compare):
    """By merging, as glibc does while there is memory; places are what the comparison is given."""
    start = _at(base)
    function = compare._function if hasattr(compare, '_function') else compare
    kinds = getattr(compare, 'argtypes', None) or ()

    def answer(left, right):
        holders = [create_string_buffer(item, width) for item in (left, right)]
        args = [kind._type_.from_buffer(holder) if hasattr(kind, '_type_') and hasattr(kind, 'contents') else addressof(holder)
                for kind, holder in zip(kinds or (None, None), holders)]
        from . import pointer
        return function(*(arg if isinstance(arg, int) else pointer(arg) for arg in args))

    def ordered(items):
        if len(items) < 2:
            return items
        middle = len(items) // 2
        first, second, merged = ordered(items[:middle]), ordered(items[middle:]), []
        while first and second:
            merged.append((first if answer(first[0], second[0]) <= 0 else second).pop(0))
        return merged + first + second

    items = [string_at(start + i * width, width) for i in range(count)]
    memmove(start, b''.join(ordered(items)), count * width)


class _Chance:
    """rand() of glibc: an additive feedback over 31 numbers."""

    def __init__(self, seed):
        state = [seed or 1]
        for _ in range(30):
            word = state[-1] - (state[-1] >> 31 << 32)
            state.append(16807 * word % 2147483647)
        self.state = state
        self.front, self.back = 3, 0
        for _ in range(310):
            self.next()

    def next(self):
        state = self.state
        state[self.front] = state[self.front] + state[self.back] & 0xffffffff
        value = state[self.front] >> 1
        self.front, self.back = (self.front + 1) % 31, (self.back + 1) % 31
        return value


_chance = None


def srand(seed):
    global _chance
    _chance = _Chance(seed & 0xffffffff)


def rand():
    if _chance is None:
        srand(1)
    return _chance.next()


def getenv(name):
    value = os.environb.get(_text(name)) if hasattr(os, 'environb') else os.environ.get(_text(name).decode())
    return value.encode() if isinstance(value, str) else value


def _kind(test):
    return lambda character: int(0 <= character < 128 and test(chr(character)))


TABLE = {
    'malloc': malloc, 'calloc': calloc, 'realloc': realloc, 'free': free, 'malloc_usable_size': usable, 'malloc_trim': lambda pad: 0,
    'strcpy': strcpy, 'strcat': strcat, 'strncpy': strncpy, 'strdup': strdup, 'strstr': strstr, 'memcmp': memcmp,
    'printf': lambda form, *values: _print(formatted(form, values)), 'puts': lambda text: _print(_text(text) + b'\n'),
    'putchar': lambda byte: (_print(bytes([byte & 255])), byte & 255)[1], 'fflush': lambda stream: 0, 'sprintf': sprintf, 'snprintf': snprintf,
    'qsort': qsort, 'rand': rand, 'srand': srand, 'getenv': getenv,
    'time': lambda place: int(time.time()), 'clock': lambda: int(time.process_time() * 1000000), 'getpid': os.getpid, 'getppid': os.getppid, 'gettid': os.getpid,
    'usleep': lambda count: (time.sleep(count / 1000000), 0)[1], 'sleep': lambda count: (time.sleep(count), 0)[1],
    'isdigit': _kind(str.isdigit), 'isalpha': _kind(str.isalpha), 'isspace': _kind(str.isspace), 'isupper': _kind(str.isupper), 'islower': _kind(str.islower),
    'isalnum': _kind(str.isalnum),
}
