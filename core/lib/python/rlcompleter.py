"""Completion of names at a prompt."""

import atexit
import builtins
import inspect
import keyword
import re
import __main__

__all__ = ["Completer"]


class Completer:
    """complete(text, 0), complete(text, 1) ... give the ways to go on, then None."""

    def __init__(self, namespace=None):
        if namespace and not isinstance(namespace, dict):
            raise TypeError('namespace must be a dictionary')
        self.use_main_ns = int(namespace is None)
        if not self.use_main_ns:
            self.namespace = namespace

    def complete(self, text, state):
        """The way with number `state` to go on, None when there are no more; a tab where nothing begins."""
        if self.use_main_ns:
            self.namespace = __main__.__dict__
        if not text.strip():
            return None if state else '\t'
        if not state:
            find = self.attr_matches if '.' in text else self.global_matches
            self.matches = find(text)
        return self.matches[state] if state < len(self.matches) else None

    def _callable_postfix(self, val, word):
        if not callable(val):
            return word
        try:
            takes_nothing = not inspect.signature(val).parameters
        except ValueError:
            takes_nothing = False
        return word + ('()' if takes_nothing else '(')

    def global_matches(self, text):
        """Keywords and names that begin so."""
        words = [word for word in keyword.kwlist + keyword.softkwlist if word.startswith(text)]
        known = {"__builtins__", *words}
        ways = [word + self._behind.get(word, ' ') for word in words]
        for names in (self.namespace, builtins.__dict__):
            for name, value in names.items():
                if name not in known and name.startswith(text):
                    known.add(name)
                    ways.append(self._callable_postfix(value, name))
        return ways

    # What stands behind a keyword; else a space.
    _behind = dict.fromkeys(('False', 'None', 'True', 'break', 'continue', 'pass', 'else', '_'), '') | {'finally': ':', 'try': ':'}

    def attr_matches(self, text):
        """Attributes that begin so; the expression before the last dot is evaluated."""
        parts = re.match(r"(\w+(?:\.\w+)*)\.(\w*)", text)
        if parts is None:
            return []
        expression, begun = parts.groups()
        try:
            thing = eval(expression, self.namespace)
        except Exception:
            return []
        names = {*dir(thing)} - {"__builtins__"}
        if hasattr(thing, '__class__'):
            names |= {'__class__', *get_class_members(thing.__class__)}
        # Names with underscores are shown when there are no others, or when so many were typed.
        for hidden in {'': ('_', '__', None), '_': ('__', None)}.get(begun, (None,)):
            fitting = [name for name in names if name.startswith(begun) and not (hidden and name.startswith(hidden, 0, len(begun) + 1))]
            if fitting:
                break
        return sorted(self._attribute(thing, name, f"{expression}.{name}") for name in fitting)

    def _attribute(self, thing, name, way):
        if isinstance(getattr(type(thing), name, None), property):
            return way  # its function is not called
        value = getattr(thing, name, None)
        return way if value is None else self._callable_postfix(value, way)


def get_class_members(klass):
    """Names of a class and its bases."""
    names = dir(klass)
    for base in getattr(klass, '__bases__', ()):
        names += get_class_members(base)
    return names
