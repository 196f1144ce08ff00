"""What os.system() runs: a shell without programs, with what is built into one: echo, pwd, cd, true, false, exit; lists, quotes, variables, > and >>."""
import os
import re

_TOKEN = re.compile(r'''\s*(?:(#.*)|(&&|\|\||;|\n)|(\d?>>|\d?>&\d|\d?>)|((?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\;&|<>])+))''', re.DOTALL)
_PIECE = re.compile(r'''\'([^']*)\'|"((?:\\.|[^"\\])*)"|\\(.)|\$(?:\{(\w+)\}|(\w+)|\?)|([^'"\\$]+|\$)''', re.DOTALL)
_VARIABLE = re.compile(r'\\([\\"$`])|\$(?:\{(\w+)\}|(\w+)|(\?))')


def _word(text, status):
    def value(match):
        return match[1] or (str(status) if match[4] else os.environ.get(match[2] or match[3], ''))

    def piece(match):
        single, double, escaped, braces, name, plain = match.groups()
        if single is not None or escaped is not None or plain is not None:
            return single if single is not None else escaped or plain
        return _VARIABLE.sub(value, double) if double is not None else _VARIABLE.sub(value, match[0])
    return _PIECE.sub(piece, text)


class _Exit(Exception):
    pass


def _command(words, out):
    name, *rest = words
    if name == 'echo':
        newline = rest[:1] != ['-n']
        os.write(out, (' '.join(rest if newline else rest[1:]) + '\n' * newline).encode('utf-8', 'surrogateescape'))
    elif name == 'pwd':
        os.write(out, os.getcwd().encode() + b'\n')
    elif name == 'cd':
        os.chdir(rest[0] if rest else os.environ['HOME'])
    elif name == 'exit':
        raise _Exit(int(rest[0]) & 255 if rest else 0)
    elif name not in ('true', 'false', ':'):
        os.write(2, f'sh: 1: {name}: not found\n'.encode())
        return 127
    return int(name == 'false')


def _simple(tokens, status):
    """A command and where its output goes."""
    words, out, opened, tokens = [], 1, [], iter(tokens)
    for kind, text in tokens:
        if kind == 'word':
            words.append(_word(text, status))
        elif '&' in text:
            out = int(text[-1]) if text[0] != '2' else out
        else:
            target = _word(next(tokens)[1], status)
            opened.append(os.open(target, os.O_WRONLY | os.O_CREAT | (os.O_APPEND if '>>' in text else os.O_TRUNC)))
            out = opened[-1] if text[0] != '2' else out
    try:
        return _command(words, out) if words else 0
    finally:
        for number in opened:
            os.close(number)


def run(text):
    """The exit status of a command line."""
    tokens, at = [], 0
    while match := _TOKEN.match(text, at):
        at = match.end()
        for kind, found in zip(('comment', 'list', 'redirection', 'word'), match.groups()):
            if found is not None and kind != 'comment':
                tokens.append((kind, found))
    if text[at:].strip():
        os.write(2, b'sh: 1: Syntax error\n')
        return 2
    folder, status, joined, command = os.getcwd(), 0, ';', []
    try:
        for kind, found in [*tokens, ('list', ';')]:
            if kind != 'list':
                command.append((kind, found))
                continue
            if command and (joined in ';\n' or (joined == '&&') == (status == 0)):
                status = _simple(command, status)
            command, joined = [], found
        return status
    except _Exit as error:
        return error.args[0]
    finally:
        os.chdir(folder)
