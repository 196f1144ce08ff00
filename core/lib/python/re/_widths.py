"""How wide the matches of a pattern are: what is asked of re._parser by those who read patterns themselves."""
from . import _parser

MAXWIDTH = 1 << 64


class SubPattern:
    """A pattern that has been read."""

    def __init__(self, state, tree):
        self.state, self.tree = state, tree

    def getwidth(self):
        """(least, most) characters of a match."""
        low, high = _parser.width(self.tree, self.state.widths)
        return min(low, MAXWIDTH), high if high < _parser.MAX else MAXWIDTH


def parse(str, flags=0, state=None):
    """A pattern, read but not compiled."""
    return SubPattern(*_parser.read(str, flags))
