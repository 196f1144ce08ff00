"""How this Python was made: there is nothing but names."""

__all__ = ['get_config_h_filename', 'get_config_var', 'get_config_vars', 'get_makefile_filename', 'get_path', 'get_path_names', 'get_paths',
           'get_platform', 'get_python_version', 'get_scheme_names', 'parse_config_h']

import sys

_NAMES = ('stdlib', 'platstdlib', 'purelib', 'platlib', 'include', 'platinclude', 'scripts', 'data')
_VARIABLES = {'prefix': sys.prefix, 'exec_prefix': sys.exec_prefix, 'py_version': '3.11.7', 'py_version_short': '3.11',
              'py_version_nodot': '311', 'platlibdir': 'lib', 'base': sys.prefix, 'platbase': sys.exec_prefix, 'projectbase': sys.prefix,
              'abiflags': '', 'implementation': 'Python', 'implementation_lower': 'python', 'Py_DEBUG': 0, 'Py_ENABLE_SHARED': 0,
              'WITH_PYMALLOC': 1, 'Py_TRACE_REFS': 0, 'HAVE_FORK': 0, 'SIZEOF_VOID_P': 8, 'EXT_SUFFIX': '.so'}


def get_config_vars(*names):
    return [_VARIABLES.get(name) for name in names] if names else _VARIABLES


def get_config_var(name):
    return _VARIABLES.get(name)


def get_platform():
    return 'linux-x86_64'


def get_python_version():
    return '3.11'


def get_scheme_names():
    return 'nt', 'nt_user', 'osx_framework_user', 'posix_home', 'posix_prefix', 'posix_user', 'venv'


def get_default_scheme():
    return 'posix_prefix'


def get_preferred_scheme(key):
    return {'prefix': 'posix_prefix', 'home': 'posix_home', 'user': 'posix_user'}[key]


def get_path_names():
    return _NAMES


def get_paths(scheme='posix_prefix', vars=None, expand=True):
    lib = f'{sys.prefix}/lib/python3.11'
    include = f'{sys.prefix}/include/python3.11'
    return dict(zip(_NAMES, (lib, lib, f'{lib}/site-packages', f'{lib}/site-packages', include, include, f'{sys.prefix}/bin', sys.prefix)))


def get_path(name, scheme='posix_prefix', vars=None, expand=True):
    return get_paths(scheme, vars, expand)[name]


def get_config_h_filename():
    return f'{get_path("include")}/pyconfig.h'


def get_makefile_filename():
    return f'{get_path("stdlib")}/config-3.11-x86_64-linux-gnu/Makefile'


def is_python_build(check_home=None):
    return False
