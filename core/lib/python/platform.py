"""What the program runs on: a virtual x86-64 Linux machine with CPython 3.11, so that every run is the same."""
import collections
import sys

_MACHINE = 'x86_64'

uname_result = collections.namedtuple('uname_result', 'system node release version machine')


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
