"""What warnings has in C: its functions and what they share."""
import warnings as _warnings
from warnings import filters, warn, warn_explicit  # noqa: F401

_defaultaction, _onceregistry = 'default', _warnings.onceregistry


def _filters_mutated():
    """Nothing is kept that depends on them."""
