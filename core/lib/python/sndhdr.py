"""Kinds of sound files, told by their first bytes."""
import warnings
from collections import namedtuple

warnings.warn("'sndhdr' is deprecated and slated for removal in Python 3.13", DeprecationWarning, stacklevel=2)

__all__ = ['what', 'whathdr']

SndHeaders = namedtuple('SndHeaders', 'filetype framerate nchannels nframes sampwidth')


def what(filename):
    """What is known of a file of sound, or None."""
    return whathdr(filename)


def whathdr(filename):
    """The same: each test is asked with the first 512 bytes and the open file."""
    with open(filename, 'rb') as file:
        head = file.read(512)
        found = (test(head, file) for test in tests)
        return next((SndHeaders(*answer) for answer in found if answer), None)


tests = []


def _test(function):
    tests.append(function)
    return function


@_test
def test_aifc(h, f):
    if h[:4] == b'FORM' and h[8:12] in (b'AIFF', b'AIFC'):
        return ('aifc' if h[8:12] == b'AIFC' else 'aiff'), -1, -1, -1, -1


@_test
def test_au(h, f):
    order = {b'.snd': 'big', b'\0ds.': 'little', b'dns.': 'little'}.get(h[:4])
    if not order or len(h) < 24:
        return None
    at, size, encoding, rate, channels = (int.from_bytes(h[i:i + 4], order) for i in range(4, 24, 4))
    width = {1: 'U', 2: 8, 3: 16}.get(encoding, '?')
    frame = (width // 8 if isinstance(width, int) else 1) * channels
    return 'au', rate, channels, size / frame if frame else -1, width


@_test
def test_hcom(h, f):
    if h[65:69] == b'FSSD' and h[128:132] == b'HCOM':
        divisor = int.from_bytes(h[144:148], 'big')
        return 'hcom', 22050 / divisor if divisor else 0, 1, -1, 8


@_test
def test_voc(h, f):
    if h[:20] != b'Creative Voice File\x1a':
        return None
    at = int.from_bytes(h[20:22], 'little')
    rate = 0
    if 0 <= at < 500 and h[at] == 1:
        rate = int(1000000.0 / (256 - h[at + 4]))
    return 'voc', rate, 1, -1, 8


@_test
def test_wav(h, f):
    if h[:4] != b'RIFF' or h[8:12] != b'WAVE' or h[12:16] != b'fmt ':
        return None
    import wave
    f.seek(0)
    try:
        reader = wave.open(f, 'r')
    except (EOFError, wave.Error):
        return None
    return 'wav', reader.getframerate(), reader.getnchannels(), reader.getnframes(), 8 * reader.getsampwidth()


@_test
def test_8svx(h, f):
    if h[:4] == b'FORM' and h[8:12] == b'8SVX':
        return '8svx', 0, 1, 0, 8


@_test
def test_sndt(h, f):
    if h[:5] == b'SOUND':
        return 'sndt', int.from_bytes(h[20:22], 'little'), 1, int.from_bytes(h[8:12], 'little'), 8


@_test
def test_sndr(h, f):
    if h[:2] == b'\0\0':
        rate = int.from_bytes(h[2:4], 'little')
        if 4000 <= rate <= 25000:
            return 'sndr', rate, 1, -1, 8
