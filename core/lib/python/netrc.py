"""The file .netrc: logins of machines."""

import os

__all__ = ["netrc", "NetrcParseError"]


class NetrcParseError(Exception):
    """Something wrong in the file: msg, filename, lineno."""

    def __init__(self, msg, filename=None, lineno=None):
        self.filename, self.lineno, self.msg = filename, lineno, msg
        Exception.__init__(self, msg)

    def __str__(self):
        return "%s (%s, line %s)" % (self.msg, self.filename, self.lineno)


class _netrclex:
    def __init__(self, fp):
        self.lineno = 1
        self.instream = fp
        self.whitespace = "\n\t\r "
        self.pushback = []

    def _read_char(self):
        ch = self.instream.read(1)
        if ch == "\n":
            self.lineno += 1
        return ch

    def get_token(self):
        """The next word, "" at the end."""
        if self.pushback:
            return self.pushback.pop(0)
        token = ""
        while ch := self._read_char():
            if ch in self.whitespace:
                continue
            if ch == '"':
                while ch := self._read_char():
                    if ch == '"':
                        return token
                    token += self._read_char() if ch == "\\" else ch
            else:
                token += self._read_char() if ch == "\\" else ch
                while ch := self._read_char():
                    if ch in self.whitespace:
                        return token
                    token += self._read_char() if ch == "\\" else ch
        return token

    def push_token(self, token):
        self.pushback.append(token)


class netrc:
    """hosts {machine: (login, account, password)} and macros {name: lines}."""

    def __init__(self, file=None):
        default_netrc = file is None
        if file is None:
            file = os.path.join(os.path.expanduser("~"), ".netrc")
        self.hosts = {}
        self.macros = {}
        try:
            with open(file, encoding="utf-8") as fp:
                self._parse(file, fp, default_netrc)
        except UnicodeDecodeError:
            with open(file, encoding="locale") as fp:
                self._parse(file, fp, default_netrc)

    def _parse(self, file, fp, default_netrc):
        lexer = _netrclex(fp)
        while True:
            saved_lineno = lexer.lineno
            tt = lexer.get_token()
            if not tt:
                break
            if tt[0] == '#':
                if lexer.lineno == saved_lineno and len(tt) == 1:
                    lexer.instream.readline()
                    lexer.lineno += 1
                elif lexer.lineno == saved_lineno:
                    lexer.instream.readline()
                    lexer.lineno += 1
                continue
            if tt == 'machine':
                entryname = lexer.get_token()
            elif tt == 'default':
                entryname = 'default'
            elif tt == 'macdef':
                entryname = lexer.get_token()
                self.macros[entryname] = []
                while True:
                    line = lexer.instream.readline()
                    if not line:
                        raise NetrcParseError("Macro definition missing null line terminator.", file, lexer.lineno)
                    if line == '\n':
                        break
                    self.macros[entryname].append(line)
                continue
            else:
                raise NetrcParseError("bad toplevel token %r" % tt, file, lexer.lineno)
            if not entryname:
                raise NetrcParseError("missing %r name" % tt, file, lexer.lineno)
            login = account = password = ''
            self.hosts[entryname] = {}
            while True:
                prev_lineno = lexer.lineno
                tt = lexer.get_token()
                if tt.startswith('#'):
                    if lexer.lineno == prev_lineno:
                        lexer.instream.readline()
                        lexer.lineno += 1
                    continue
                if tt in {'', 'machine', 'default', 'macdef'}:
                    self.hosts[entryname] = login, account, password
                    lexer.push_token(tt)
                    break
                if tt in ('login', 'user'):
                    login = lexer.get_token()
                elif tt == 'account':
                    account = lexer.get_token()
                elif tt == 'password':
                    password = lexer.get_token()
                else:
                    raise NetrcParseError("bad follower token %r" % tt, file, lexer.lineno)

    def authenticators(self, host):
        """(login, account, password) of a machine, or the default's; None."""
        return self.hosts[host] if host in self.hosts else self.hosts.get('default')

    def __repr__(self):
        """The file's text."""
        rep = ""
        for host, attrs in self.hosts.items():
            rep += f"machine {host}\n\tlogin {attrs[0]}\n"
            if attrs[1]:
                rep += f"\taccount {attrs[1]}\n"
            rep += f"\tpassword {attrs[2]}\n"
        for macro, lines in self.macros.items():
            rep += f"macdef {macro}\n" + ''.join(lines) + "\n"
        return rep


if __name__ == '__main__':
    print(netrc())
