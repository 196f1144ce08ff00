"""Processes with the interface of threading: what a program forks, and what its processes share."""

import sys
from . import context

__all__ = [name for name in dir(context._default_context) if not name.startswith('_')]
globals().update((name, getattr(context._default_context, name)) for name in __all__)
SUBDEBUG, SUBWARNING = 5, 25
if '__main__' in sys.modules:
    sys.modules['__mp_main__'] = sys.modules['__main__']
