"""Policies: how messages are parsed and written."""

import re
import sys
from email._policybase import Compat32, Policy, compat32
from email.contentmanager import raw_data_manager
from email.headerregistry import HeaderRegistry
from email.message import EmailMessage
from email.utils import _has_surrogates

__all__ = ['Compat32', 'compat32', 'Policy', 'EmailPolicy', 'default', 'strict', 'SMTP', 'HTTP']

linesep_splitter = re.compile(r'\n|\r')


class EmailPolicy(Policy):
    """Headers are objects of email.headerregistry."""

    content_manager = raw_data_manager
    message_factory = EmailMessage
    header_factory = HeaderRegistry()
    refold_source, utf8 = 'long', False

    def __init__(self, **kw):
        # Each policy has a registry of its own, so that header classes can be mapped for it alone.
        own = {} if 'header_factory' in kw else {'header_factory': HeaderRegistry()}
        vars(self).update(own)
        super().__init__(**kw)

    def header_max_count(self, name):
        return self.header_factory[name].max_count

    # ---- headers of a text, of the program, for the program ----

    def header_source_parse(self, sourcelines):
        first, *more = sourcelines
        name, start = first.split(':', 1)
        return name, ''.join([start.lstrip(' \t\r\n'), *more]).rstrip('\r\n')

    def header_store_parse(self, name, value):
        made_for = getattr(value, 'name', None)
        if made_for is not None and made_for.lower() == name.lower():
            return name, value
        if isinstance(value, str) and value.splitlines()[1:]:
            raise ValueError("Header values may not contain linefeed or carriage return characters")
        return name, self.header_factory(name, value)

    def header_fetch_parse(self, name, value):
        return value if hasattr(value, 'name') else self.header_factory(name, linesep_splitter.sub('', value))

    # ---- headers as text ----

    def fold(self, name, value):
        return self._fold(name, value, refold_binary=True)

    def fold_binary(self, name, value):
        charset = 'utf8' if self.utf8 else 'ascii'
        return self._fold(name, value, refold_binary=self.cte_type == '7bit').encode(charset, 'surrogateescape')

    def _needs_refold(self, name, lines, refold_binary):
        """Whether a header is not written as it was read: by the policy, because of its length, or of what it is made of."""
        longest = self.max_line_length or sys.maxsize
        if self.refold_source == 'all':
            return True
        if self.refold_source == 'long' and lines and max(len(name) + 2 + len(lines[0]), *map(len, lines)) > longest:
            return True
        return refold_binary and any(map(_has_surrogates, lines))

    def _fold(self, name, value, refold_binary=False):
        if hasattr(value, 'name'):
            return value.fold(policy=self)
        lines = value.splitlines()
        if self._needs_refold(name, lines, refold_binary):
            whole = self.header_factory(name, ''.join(lines))
            return whole.fold(policy=self)
        return f'{name}: {self.linesep.join(lines)}{self.linesep}'


default = EmailPolicy()
del default.header_factory  # that of the class, which programs may extend for all
strict = default.clone(raise_on_defect=True)
SMTP, HTTP = (default.clone(linesep='\r\n', **more) for more in ({}, {'max_line_length': None}))
SMTPUTF8 = SMTP.clone(utf8=True)
