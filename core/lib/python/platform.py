"""What the program runs on: a virtual x86-64 Linux machine with CPython 3.11, so that every run is the same."""
import collections
import sys

_MACHINE = 'x86_64'

class uname_result(collections.namedtuple('uname_result_base', 'system node release version machine')):
    """What uname() gives: five named values and, as the sixth, what processor() says."""

    _fields = 'system', 'node', 'release', 'version', 'machine', 'processor'

    @property
    def processor(self):
        return processor()

    def __iter__(self):
        yield from super().__iter__()
        yield self.processor

    @classmethod
    def _make(cls, values):
        return cls(*values)

    def __getitem__(self, key):
        return tuple(self)[key]

    def __len__(self):
        return len(self._fields)

    def __reduce__(self):
        return uname_result, tuple(self)[:5]


def uname():
    return uname_result('Linux', 'heapscope', '', '', _MACHINE)


def system():
    return 'Linux'


def node():
    return 'heapscope'


def release():
    return ''


def version():
    return ''


def machine():
    return _MACHINE


def processor():
    return ''


def architecture(executable='', bits='', linkage=''):
    return bits or '64bit', linkage or 'ELF'


def libc_ver(executable=None, lib='', version='', chunksize=16384):
    return lib, version


def platform(aliased=False, terse=False):
    return f'Linux-{_MACHINE}'


def python_implementation():
    return 'CPython'


def python_version():
    return '%d.%d.%d' % sys.version_info[:3]


def python_version_tuple():
    return tuple(python_version().split('.'))


def python_branch():
    return ''


def python_revision():
    return ''


def python_build():
    return 'main', ''


def python_compiler():
    return 'Clang'
