"""Policies: how messages are parsed and written."""

import abc
from email import charset as _charset, header
from email.utils import _has_surrogates

__all__ = ['Policy', 'Compat32', 'compat32']


class _PolicyBase:
    """Attributes that are set once; clone() and + make others."""

    def __init__(self, **kw):
        for name, value in kw.items():
            if not hasattr(self, name):
                raise TypeError("{!r} is an invalid keyword argument for {}".format(name, self.__class__.__name__))
            super().__setattr__(name, value)

    def __repr__(self):
        return "{}({})".format(self.__class__.__name__, ", ".join("{}={!r}".format(n, v) for n, v in self.__dict__.items()))

    def clone(self, **kw):
        """The same with other attributes."""
        cls = self.__class__
        other = cls.__new__(cls)
        vars(other).update(vars(self))
        for name, value in kw.items():
            if not hasattr(self, name):
                raise TypeError("{!r} is an invalid keyword argument for {}".format(name, cls.__name__))
            object.__setattr__(other, name, value)
        return other

    def __setattr__(self, name, value):
        msg = "{!r} object attribute {!r} is read-only" if hasattr(self, name) else "{!r} object has no attribute {!r}"
        raise AttributeError(msg.format(self.__class__.__name__, name))

    def __add__(self, other):
        return self.clone(**other.__dict__)


class Policy(_PolicyBase, metaclass=abc.ABCMeta):
    """What all policies have."""

    max_line_length, linesep, cte_type = 78, '\n', '8bit'
    raise_on_defect, mangle_from_, message_factory = False, False, None

    def handle_defect(self, obj, defect):
        """A defect was found: raise or note it."""
        if self.raise_on_defect:
            raise defect
        self.register_defect(obj, defect)

    def register_defect(self, obj, defect):
        obj.defects.append(defect)

    def header_max_count(self, name):
        """How many headers of the name there may be; None: any number."""
        return None

    @abc.abstractmethod
    def header_source_parse(self, sourcelines):
        """(name, value) of a header's lines."""
        raise NotImplementedError

    @abc.abstractmethod
    def header_store_parse(self, name, value):
        """(name, value) to keep of what a program sets."""
        raise NotImplementedError

    @abc.abstractmethod
    def header_fetch_parse(self, name, value):
        """What a program gets of a value."""
        raise NotImplementedError

    @abc.abstractmethod
    def fold(self, name, value):
        """The header's text in lines."""
        raise NotImplementedError

    @abc.abstractmethod
    def fold_binary(self, name, value):
        """The header's bytes in lines."""
        raise NotImplementedError


class Compat32(Policy):
    """As mail was handled in Python 3.2."""

    mangle_from_ = True

    def _sanitize_header(self, name, value):
        if isinstance(value, str) and _has_surrogates(value):
            return header.Header(value, charset=_charset.UNKNOWN8BIT, header_name=name)
        return value

    def header_source_parse(self, sourcelines):
        name, value = sourcelines[0].split(':', 1)
        return name, (value.lstrip(' \t') + ''.join(sourcelines[1:])).rstrip('\r\n')

    def header_store_parse(self, name, value):
        return name, value

    def header_fetch_parse(self, name, value):
        return self._sanitize_header(name, value)

    def fold(self, name, value):
        return self._fold(name, value, sanitize=True)

    def fold_binary(self, name, value):
        return self._fold(name, value, sanitize=self.cte_type == '7bit').encode('ascii', 'surrogateescape')

    def _fold(self, name, value, sanitize):
        raw = isinstance(value, str) and _has_surrogates(value)
        if raw and not sanitize:
            return f'{name}: {value}{self.linesep}'  # bytes that nobody understands, as they came
        if isinstance(value, str):
            value = header.Header(value, charset=_charset.UNKNOWN8BIT if raw else None, header_name=name)
        text = '' if value is None else value.encode(linesep=self.linesep, maxlinelen=self.max_line_length or 0)
        return f'{name}: {text}{self.linesep}'


compat32 = Compat32()
