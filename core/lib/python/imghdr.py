"""The kind of an image, by its first bytes."""

import warnings
from os import PathLike

__all__ = ["what"]

warnings.warn("'imghdr' is deprecated and slated for removal in Python 3.13", DeprecationWarning, stacklevel=2)


def what(file, h=None):
    """The kind of a file, by path or open, or of bytes; None if it is not known."""
    if h is not None:
        return _kind(h, None)
    if isinstance(file, (str, PathLike)):
        with open(file, 'rb') as image:
            return _kind(image.read(32), image)
    place = file.tell()
    head = file.read(32)
    file.seek(place)
    return _kind(head, None)


def _kind(head, file):
    return next(filter(None, (look(head, file) for look in tests)), None)


tests = []


def _test(name, check):
    def test(h, f):
        return name if check(h) else None
    test.__name__ = test.__qualname__ = 'test_' + name
    globals()[test.__name__] = test
    tests.append(test)


_test('jpeg', lambda h: h[6:10] in (b'JFIF', b'Exif') or h[:4] == b'\xff\xd8\xff\xdb')
_test('png', lambda h: h.startswith(b'\211PNG\r\n\032\n'))
_test('gif', lambda h: h[:6] in (b'GIF87a', b'GIF89a'))
_test('tiff', lambda h: h[:2] in (b'MM', b'II'))
_test('rgb', lambda h: h.startswith(b'\001\332'))
for _name, _kinds in (('pbm', b'14'), ('pgm', b'25'), ('ppm', b'36')):
    _test(_name, lambda h, kinds=_kinds: len(h) >= 3 and h[0] == ord(b'P') and h[1] in kinds and h[2] in b' \t\n\r')
_test('rast', lambda h: h.startswith(b'\x59\xA6\x6A\x95'))
_test('xbm', lambda h: h.startswith(b'#define '))
_test('bmp', lambda h: h.startswith(b'BM'))
_test('webp', lambda h: h.startswith(b'RIFF') and h[8:12] == b'WEBP')
_test('exr', lambda h: h.startswith(b'\x76\x2f\x31\x01'))
del _name, _kinds


def test():
    import sys
    testall(sys.argv[1:] or ['.'], '-r' in sys.argv, 1)


def testall(list, recursive, toplevel):
    """Print the kinds of files, and of those in folders."""
    import glob
    import os
    for path in list:
        if not os.path.isdir(path):
            print(f'{path}:', end=' ', flush=True)
            try:
                print(what(path))
            except OSError:
                print('*** not found ***')
        elif recursive or toplevel:
            print(f'{path}/: recursing down:')
            testall(glob.glob(os.path.join(glob.escape(path), '*')), recursive, 0)
        else:
            print(f'{path}/: *** directory (use -r) ***')
