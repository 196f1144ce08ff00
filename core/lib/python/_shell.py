"""What os.system() runs: a shell with what is built into one: echo, pwd, cd, true, false, exit; the programs of _programs; lists, pipes, quotes,
variables, <, > and >>."""
import os
import re
import sys

_TOKEN = re.compile(r'''\s*(?:(#.*)|(&&|\|\|?|;|\n)|(\d?>>|\d?>&\d|\d?>|<)|((?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\;&|<>])+))''', re.DOTALL)
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


def _program(words, inp, out, error, shell):
    """The status of a program run in a process of its own."""
    from _programs import become, find
    program = find(words[0])
    if program is None:
        os.write(error, f'{shell}: 1: {words[0]}: not found\n'.encode())
        return 127
    sys.stdout.flush()
    pid = os.fork()
    if not pid:
        for number, wanted in ((inp, 0), (out, 1), (error, 2)):
            if number != wanted:
                os.dup2(number, wanted)
        become(program, words)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return status if status >= 0 else 128 - status


class _Exit(Exception):
    pass


def _command(words, out, inp=0, error=2, shell='sh'):
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
        return _program(words, inp, out, error, shell)
    return int(name == 'false')


def _simple(tokens, status, shell, start=0, end=1):
    """A command and where its output goes."""
    words, inp, out, error, opened, tokens = [], start, end, 2, [], iter(tokens)
    for kind, text in tokens:
        if kind == 'word':
            words.append(_word(text, status))
        elif '&' in text:
            target = {0: inp, 1: out, 2: error}.get(int(text[-1]), int(text[-1]))
            out, error = (out, target) if text[0] == '2' else (target, error)
        elif text == '<':
            opened.append(os.open(_word(next(tokens)[1], status), os.O_RDONLY))
            inp = opened[-1]
        else:
            target = _word(next(tokens)[1], status)
            opened.append(os.open(target, os.O_WRONLY | os.O_CREAT | (os.O_APPEND if '>>' in text else os.O_TRUNC)))
            out, error = (out, opened[-1]) if text[0] == '2' else (opened[-1], error)
    try:
        return _command(words, out, inp, error, shell) if words else 0
    finally:
        for number in opened:
            os.close(number)


def _pipeline(tokens, status, shell):
    """Commands of which each reads what the one before writes; the last one's status."""
    stages = [[]]
    for token in tokens:
        stages.append([]) if token == ('list', '|') else stages[-1].append(token)
    start, children = 0, []
    for stage in stages[:-1]:
        reading, writing = os.pipe()
        sys.stdout.flush()
        pid = os.fork()
        if not pid:
            os.close(reading)
            try:
                os._exit(_simple(stage, status, shell, start, writing))
            except _Exit as error:
                os._exit(error.args[0])
            finally:
                os._exit(1)
        children.append(pid)
        os.close(writing)
        if start:
            os.close(start)
        start = reading
    try:
        return _simple(stages[-1], status, shell, start)
    finally:
        if start:
            os.close(start)
        for pid in children:
            os.waitpid(pid, 0)


def run(text, name='sh'):
    """The exit status of a command line."""
    tokens, at = [], 0
    while match := _TOKEN.match(text, at):
        at = match.end()
        for kind, found in zip(('comment', 'list', 'redirection', 'word'), match.groups()):
            if found is not None and kind != 'comment':
                tokens.append((kind, found))
    if text[at:].strip():
        os.write(2, f'{name}: 1: Syntax error\n'.encode())
        return 2
    folder, status, joined, command = os.getcwd(), 0, ';', []
    try:
        for kind, found in [*tokens, ('list', ';')]:
            if kind != 'list' or found == '|':
                command.append((kind, found))
                continue
            if command and (joined in ';\n' or (joined == '&&') == (status == 0)):
                status = _pipeline(command, status, name)
            command, joined = [], found
        return status
    except _Exit as error:
        return error.args[0]
    finally:
        os.chdir(folder)
