"""Where the parts of an installation are, and how this Python was made."""

import os
import sys

__all__ = ['get_config_h_filename', 'get_config_var', 'get_config_vars', 'get_makefile_filename', 'get_path', 'get_path_names', 'get_paths',
           'get_platform', 'get_python_version', 'get_scheme_names', 'parse_config_h']

_SCHEME_KEYS = ('stdlib', 'platstdlib', 'purelib', 'platlib', 'include', 'scripts', 'data')
_HAS_USER_BASE = True
_PYTHON_BUILD = False
_PY_VERSION = sys.version.split()[0]
_PY_VERSION_SHORT = '%d.%d' % sys.version_info[:2]
_PY_VERSION_SHORT_NO_DOT = '%d%d' % sys.version_info[:2]
_PREFIX, _BASE_PREFIX = os.path.normpath(sys.prefix), os.path.normpath(sys.base_prefix)
_EXEC_PREFIX, _BASE_EXEC_PREFIX = os.path.normpath(sys.exec_prefix), os.path.normpath(sys.base_exec_prefix)
_PROJECT_BASE = _PREFIX + '/bin'
_CONFIG_VARS = None
_USER_BASE = None


def _scheme(base, platbase, lib, libs, include, scripts='bin', keys=''):
    """The places of a scheme: folders under `base` and `platbase`."""
    installed = base if base == '{userbase}' else '{installed_base}'
    scheme = {'stdlib': f'{installed}/{libs}', 'platstdlib': f'{platbase}/{libs}', 'purelib': f'{base}/{lib}', 'platlib': f'{platbase}/{keys or lib}',
              'include': f'{installed}/{include}', 'platinclude': f'{"{installed_platbase}" if platbase == "{platbase}" else installed}/{include}',
              'scripts': f'{base}/{scripts}', 'data': base}
    if base == '{userbase}':
        del scheme['platinclude']
    return scheme


def _schemes():
    python = 'python{py_version_short}'
    prefix = _scheme('{base}', '{platbase}', f'lib/{python}/site-packages', '{platlibdir}/' + python, f'include/{python}{{abiflags}}',
                     keys=f'{{platlibdir}}/{python}/site-packages')
    nt = _scheme('{base}', '{base}', 'Lib/site-packages', 'Lib', 'Include', 'Scripts')
    user_nt = 'Python{py_version_nodot_plat}'
    return {'posix_prefix': prefix, 'posix_home': _scheme('{base}', '{base}', 'lib/python', 'lib/python', 'include/python'), 'nt': nt,
            'posix_venv': dict(prefix), 'nt_venv': dict(nt), 'venv': dict(prefix if os.name != 'nt' else nt),
            'nt_user': _scheme('{userbase}', '{userbase}', f'{user_nt}/site-packages', user_nt, f'{user_nt}/Include', f'{user_nt}/Scripts'),
            'posix_user': _scheme('{userbase}', '{userbase}', f'lib/{python}/site-packages', '{platlibdir}/' + python, f'include/{python}'),
            'osx_framework_user': _scheme('{userbase}', '{userbase}', 'lib/python/site-packages', 'lib/python', f'include/{python}')}


_INSTALL_SCHEMES = _schemes()


def _getuserbase():
    return os.environ.get('PYTHONUSERBASE') or os.path.join(os.path.expanduser('~'), '.local')


def _expand_vars(scheme, vars):
    """The places of a scheme, with the values of their names."""
    names = {**get_config_vars(), **(vars or {})}
    return {key: os.path.normpath(os.path.expanduser(value.format(**names))) for key, value in _INSTALL_SCHEMES[scheme].items()}


def _get_preferred_schemes():
    if os.name == 'nt':
        return {'prefix': 'nt', 'home': 'posix_home', 'user': 'nt_user'}
    framework = sys.platform == 'darwin' and getattr(sys, '_framework', '')
    return {'prefix': 'posix_prefix', 'home': 'posix_home', 'user': 'osx_framework_user' if framework else 'posix_user'}


def get_preferred_scheme(key):
    if key == 'prefix' and sys.prefix != sys.base_prefix:
        return 'venv'
    scheme = _get_preferred_schemes()[key]
    if scheme not in _INSTALL_SCHEMES:
        raise ValueError(f'{key!r} returned {scheme!r}, which is not a valid scheme on this platform')
    return scheme


def get_default_scheme():
    return get_preferred_scheme('prefix')


def get_scheme_names():
    return tuple(sorted(_INSTALL_SCHEMES))


def get_path_names():
    return _SCHEME_KEYS


def get_paths(scheme=get_default_scheme(), vars=None, expand=True):
    """The places of a scheme, by name."""
    return _expand_vars(scheme, vars) if expand else _INSTALL_SCHEMES[scheme]


def get_path(name, scheme=get_default_scheme(), vars=None, expand=True):
    """One place of a scheme."""
    return get_paths(scheme, vars, expand)[name]


def get_config_vars(*names):
    """The values that the installation has, or those of some names."""
    global _CONFIG_VARS
    if _CONFIG_VARS is None:
        lib = f'{_PREFIX}/{sys.platlibdir}'
        soabi = f'cpython-{_PY_VERSION_SHORT_NO_DOT}-x86_64-linux-gnu'
        _CONFIG_VARS = {
            'prefix': _PREFIX, 'exec_prefix': _EXEC_PREFIX, 'py_version': _PY_VERSION, 'py_version_short': _PY_VERSION_SHORT,
            'py_version_nodot': _PY_VERSION_SHORT_NO_DOT, 'installed_base': _BASE_PREFIX, 'base': _PREFIX,
            'installed_platbase': _BASE_EXEC_PREFIX, 'platbase': _EXEC_PREFIX, 'projectbase': _PROJECT_BASE, 'platlibdir': sys.platlibdir,
            'abiflags': '', 'py_version_nodot_plat': '', 'userbase': _getuserbase(),
            'srcdir': os.path.dirname(get_makefile_filename()), 'implementation': 'Python', 'implementation_lower': 'python',
            'VERSION': _PY_VERSION_SHORT, 'LIBDIR': lib, 'LIBDEST': f'{lib}/python{_PY_VERSION_SHORT}', 'BINDIR': f'{_PREFIX}/bin',
            'INCLUDEPY': f'{_PREFIX}/include/python{_PY_VERSION_SHORT}', 'MACHDEP': 'linux', 'MULTIARCH': 'x86_64-linux-gnu', 'EXE': '',
            'SHLIB_SUFFIX': '.so', 'SOABI': soabi, 'EXT_SUFFIX': f'.{soabi}.so', 'CC': 'gcc', 'CFLAGS': '-Wsign-compare -DNDEBUG -g -fwrapv -O3 -Wall',
            'LDFLAGS': '', 'LDSHARED': 'gcc -shared', 'LIBRARY': f'libpython{_PY_VERSION_SHORT}.a', 'Py_DEBUG': 0, 'Py_ENABLE_SHARED': 0,
            'WITH_PYMALLOC': 1, 'Py_TRACE_REFS': 0, 'HAVE_FORK': 0, 'SIZEOF_LONG': 8, 'SIZEOF_SIZE_T': 8, 'SIZEOF_VOID_P': 8,
            'TZPATH': '/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo:/etc/zoneinfo'}
    return [_CONFIG_VARS.get(name) for name in names] if names else _CONFIG_VARS


def get_config_var(name):
    """One of these values."""
    return get_config_vars().get(name)


def get_platform():
    """What the system and its machine are called."""
    if os.name == 'nt':
        for mark, name in (('amd64', 'win-amd64'), ('(arm)', 'win-arm32'), ('(arm64)', 'win-arm64')):
            if mark in sys.version.lower():
                return name
        return sys.platform
    if os.name != 'posix' or not hasattr(os, 'uname'):
        return sys.platform
    system, host, release, version, machine = os.uname()
    system, machine = system.lower().replace('/', ''), machine.replace(' ', '_').replace('/', '-')
    if system == 'darwin':
        import _osx_support
        system, release, machine = _osx_support.get_platform_osx(get_config_vars(), system, release, machine)
    elif system == 'linux':
        return f'linux-{machine}'
    return f'{system}-{release}-{machine}'


def get_python_version():
    return _PY_VERSION_SHORT


def get_config_h_filename():
    return f'{get_path("include")}/pyconfig.h'


def get_makefile_filename():
    return f'{_PREFIX}/{sys.platlibdir}/python{_PY_VERSION_SHORT}/config-{_PY_VERSION_SHORT}-x86_64-linux-gnu/Makefile'


def is_python_build(check_home=None):
    return _PYTHON_BUILD


def _value(text):
    try:
        return int(text)
    except ValueError:
        return text


def parse_config_h(fp, vars=None):
    """The names that a header defines, and those that it says are not defined (0)."""
    import re
    vars = {} if vars is None else vars
    for line in fp:
        if found := re.match(r'#define ([A-Z][A-Za-z0-9_]+) (.*)\n', line):
            vars[found[1]] = _value(found[2])
        elif found := re.match(r'/[*] #undef ([A-Z][A-Za-z0-9_]+) [*]/\n', line):
            vars[found[1]] = 0
    return vars


def _parse_makefile(filename, vars=None, keep_unresolved=True):
    """The variables of a makefile, with those in their values filled in."""
    import re
    raw = {}
    with open(filename, encoding=sys.getfilesystemencoding(), errors='surrogateescape') as file:
        for line in file:
            if not line.startswith('#') and (found := re.match(r'([a-zA-Z][a-zA-Z0-9_]+)\s*=\s*(.*)', line)):
                raw[found[1]] = found[2].strip()

    def filled(text, used):
        def value(match):
            name = match[1] or match[2]
            if name is None:
                return '$'
            known = name if name in raw else 'PY_' + name
            if name in used or known not in raw:
                return os.environ.get(name, match[0] if keep_unresolved and name in used else '')
            return filled(raw[known], (*used, name))
        return re.sub(r'\$(?:\(([A-Za-z][A-Za-z0-9_]*)\)|\{([A-Za-z][A-Za-z0-9_]*)\}|\$)', value, text)
    vars = {} if vars is None else vars
    vars.update((name, _value(filled(text, (name,)))) for name, text in raw.items())
    return vars


def _print_dict(title, data):
    for index, (key, value) in enumerate(sorted(data.items())):
        if index == 0:
            print(f'{title}: ')
        print(f'\t{key} = "{value}"')


def _main():
    """Print all of it."""
    print(f'Platform: "{get_platform()}"')
    print(f'Python version: "{get_python_version()}"')
    print(f'Current installation scheme: "{get_default_scheme()}"')
    print()
    _print_dict('Paths', get_paths())
    print()
    _print_dict('Variables', get_config_vars())


if __name__ == '__main__':
    _main()
