"""What sysconfig asks on a Mac."""

import re
import sys

__all__ = ['get_platform_osx']

_INITPRE = '_OSX_SUPPORT_INITIAL_'


def _save_modified_value(_config_vars, cv, newvalue):
    """Change a value; the first one is kept."""
    if _config_vars.get(cv, '') != newvalue:
        _config_vars.setdefault(_INITPRE + cv, _config_vars.get(cv, ''))
    _config_vars[cv] = newvalue


def _remove_original_values(_config_vars):
    """Forget the first values."""
    for name in [name for name in _config_vars if name.startswith(_INITPRE)]:
        del _config_vars[name]


# The machines of a program made for more than one.
_FAT = {('i386', 'ppc'): 'fat', ('i386', 'x86_64'): 'intel', ('i386', 'ppc', 'x86_64'): 'fat3', ('ppc64', 'x86_64'): 'fat64',
        ('i386', 'ppc', 'ppc64', 'x86_64'): 'universal', ('arm64', 'x86_64'): 'universal2'}


def get_platform_osx(_config_vars, osname, release, machine):
    """(system, release, machine) by the options with which Python was compiled."""
    target = _config_vars.get('MACOSX_DEPLOYMENT_TARGET', '')
    if not target:
        return osname, release, machine
    flags = _config_vars.get(_INITPRE + 'CFLAGS', _config_vars.get('CFLAGS', ''))
    machines = tuple(sorted(set(re.findall(r'-arch\s+(\S+)', flags))))
    if '-arch' in flags:
        if len(machines) == 1:
            machine = machines[0]
        elif machines in _FAT:
            machine = _FAT[machines]
        else:
            raise ValueError(f"Don't know machine value for archs={machines!r}")
    elif machine == 'i386':
        machine = 'x86_64' if sys.maxsize >= 2 ** 32 else machine
    elif machine in ('PowerPC', 'Power_Macintosh'):
        machine = 'ppc64' if sys.maxsize >= 2 ** 32 else 'ppc'
    return 'macosx', target, machine
