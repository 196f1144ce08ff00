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


def system_alias(system, release, version):
    """The names under which systems are sold."""
    if system == 'SunOS':
        major, dot, rest = release.partition('.')
        if not major.isdigit() or int(major) < 5:
            return system, release, version
        return 'Solaris', str(int(major) - 3) + dot + rest, version
    return 'Windows' if system in ('win32', 'win16') else system, release, version


def java_ver(release='', vendor='', vminfo=('', '', ''), osinfo=('', '', '')):
    return release, vendor, vminfo, osinfo


def win32_ver(release='', version='', csd='', ptype=''):
    return release, version, csd, ptype


def win32_edition():
    return None


def win32_is_iot():
    return False


def mac_ver(release='', versioninfo=('', '', ''), machine=''):
    return release, versioninfo, machine


def _parse_os_release(lines):
    """The fields of a file os-release: names in capitals, values perhaps in quotes."""
    import re
    field = re.compile(r"""([A-Z0-9_]+)=(["']?)(.*)\2$""")
    fields = {'NAME': 'Linux', 'ID': 'linux', 'PRETTY_NAME': 'Linux'}
    for line in lines:
        if found := field.match(line.rstrip('\n')):
            fields[found[1]] = re.sub(r"""\\([\\$"'`])""", r'\1', found[3])
    return fields


_os_release_cache = None


def freedesktop_os_release():
    """What the system says of itself in os-release."""
    global _os_release_cache
    if _os_release_cache is None:
        for path in ('/etc/os-release', '/usr/lib/os-release'):
            try:
                with open(path, encoding='utf-8') as file:
                    _os_release_cache = _parse_os_release(file)
                break
            except OSError as error:
                number = error.errno
        else:
            raise OSError(number, "Unable to read files /etc/os-release, /usr/lib/os-release")
    return _os_release_cache.copy()
