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
        if namespace is None:
            self.use_main_ns = 1
        else:
            self.use_main_ns = 0
            self.namespace = namespace

    def complete(self, text, state):
        if self.use_main_ns:
            self.namespace = __main__.__dict__
        if not text.strip():
            return '\t' if state == 0 else None
        if state == 0:
            self.matches = self.attr_matches(text) if "." in text else self.global_matches(text)
        try:
            return self.matches[state]
        except IndexError:
            return None

    def _callable_postfix(self, val, word):
        if callable(val):
            word += "("
            try:
                if not inspect.signature(val).parameters:
                    word += ")"
            except ValueError:
                pass
        return word

    def global_matches(self, text):
        """Keywords and names that begin so."""
        matches = []
        seen = {"__builtins__"}
        n = len(text)
        for word in keyword.kwlist + keyword.softkwlist:
            if word[:n] == text:
                seen.add(word)
                if word in {'finally', 'try'}:
                    word += ':'
                elif word not in {'False', 'None', 'True', 'break', 'continue', 'pass', 'else', '_'}:
                    word += ' '
                matches.append(word)
        for space in (self.namespace, builtins.__dict__):
            for word, val in space.items():
                if word[:n] == text and word not in seen:
                    seen.add(word)
                    matches.append(self._callable_postfix(val, word))
        return matches

    def attr_matches(self, text):
        """Attributes that begin so; the expression before the last dot is evaluated."""
        m = re.match(r"(\w+(\.\w+)*)\.(\w*)", text)
        if not m:
            return []
        expr, attr = m.group(1, 3)
        try:
            thisobject = eval(expr, self.namespace)
        except Exception:
            return []
        words = set(dir(thisobject))
        words.discard("__builtins__")
        if hasattr(thisobject, '__class__'):
            words.add('__class__')
            words.update(get_class_members(thisobject.__class__))
        matches = []
        n = len(attr)
        noprefix = '_' if attr == '' else '__' if attr == '_' else None
        while True:
            for word in words:
                if word[:n] == attr and not (noprefix and word[:n + 1] == noprefix):
                    match = f"{expr}.{word}"
                    if isinstance(getattr(type(thisobject), word, None), property):
                        matches.append(match)  # its function is not called
                    elif (value := getattr(thisobject, word, None)) is not None:
                        matches.append(self._callable_postfix(value, match))
                    else:
                        matches.append(match)
            if matches or not noprefix:
                break
            noprefix = '__' if noprefix == '_' else None
        matches.sort()
        return matches


def get_class_members(klass):
    """Names of a class and its bases."""
    ret = dir(klass)
    if hasattr(klass, '__bases__'):
        for base in klass.__bases__:
            ret = ret + get_class_members(base)
    return ret
