"""The file .netrc: logins of machines."""

import os

__all__ = ["netrc", "NetrcParseError"]


class NetrcParseError(Exception):
    """Something wrong in the file: msg, filename, lineno."""

    def __init__(self, msg, filename=None, lineno=None):
        self.filename, self.lineno, self.msg = filename, lineno, msg
        Exception.__init__(self, msg)

    def __str__(self):
        return f"{self.msg} ({self.filename}, line {self.lineno})"


class _Words:
    """The words of a file. One that was taken too early may be given back."""

    def __init__(self, file):
        self._file, self._back, self.line = file, None, 1

    def _letter(self):
        letter = self._file.read(1)
        self.line += letter == "\n"
        return letter

    def _up_to(self, ends, word=""):
        """Letters before one of `ends`; the one behind a backslash is what it is."""
        while (letter := self._letter()) and letter not in ends:
            word += self._letter() if letter == "\\" else letter
        return word

    def next(self):
        """The next word, "" at the end."""
        if self._back is not None:
            word, self._back = self._back, None
            return word
        while (first := self._letter()) and first in "\n\t\r ":
            pass
        if first == '"':
            return self._up_to('"')
        return self._up_to("\n\t\r ", self._letter() if first == "\\" else first) if first else ""

    def next_but_comments(self):
        """The next word; what begins with # goes to the end of its line."""
        while True:
            before, word = self.line, self.next()
            if word[:1] != '#':
                return word
            if self.line == before:
                self.rest_of_line()
                self.line += 1

    def give_back(self, word):
        self._back = word

    def rest_of_line(self):
        return self._file.readline()


class netrc:
    """hosts {machine: (login, account, password)} and macros {name: lines}."""

    def __init__(self, file=None):
        self.hosts, self.macros = {}, {}
        place = os.path.join(os.path.expanduser("~"), ".netrc") if file is None else file
        try:
            self._read(place, "utf-8")
        except UnicodeDecodeError:
            self._read(place, "locale")

    def _read(self, place, encoding):
        with open(place, encoding=encoding) as file:
            self._parse(place, _Words(file))

    def _parse(self, file, words):
        while word := words.next_but_comments():
            if word not in ('machine', 'default', 'macdef'):
                raise NetrcParseError("bad toplevel token %r" % word, file, words.line)
            name = word if word == 'default' else words.next()
            if word == 'macdef':
                self.macros[name] = self._macro(file, words)
            elif name:
                self.hosts[name] = {}
                self.hosts[name] = self._login(file, words)
            else:
                raise NetrcParseError("missing %r name" % word, file, words.line)

    def _macro(self, file, words):
        """Lines up to an empty one."""
        lines = []
        while (line := words.rest_of_line()) != '\n':
            if not line:
                raise NetrcParseError("Macro definition missing null line terminator.", file, words.line)
            lines.append(line)
        return lines

    def _login(self, file, words):
        """(login, account, password), up to the next entry."""
        facts = dict.fromkeys(('login', 'account', 'password'), '')
        while (word := words.next_but_comments()) not in ('', 'machine', 'default', 'macdef'):
            kind = 'login' if word == 'user' else word
            if kind not in facts:
                raise NetrcParseError("bad follower token %r" % word, file, words.line)
            facts[kind] = words.next()
        words.give_back(word)
        return tuple(facts.values())

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
