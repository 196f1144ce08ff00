"""The module stat, as it is below it."""
from stat import *  # noqa: F403
