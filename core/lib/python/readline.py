"""Editing of input lines: there is no terminal, so what is set here is only remembered."""

_history, _completer, _delims, _startup, _pre_input, _display = [], None, ' \t\n`~!@#$%^&*()-=+[{]}\\|;:\'",<>/?', None, None, None
_length, _auto = -1, True


def parse_and_bind(string, /):
    """A line of an init file."""


def read_init_file(filename=None, /):
    """An init file."""
    if filename is not None:
        with open(filename):
            pass


def get_line_buffer():
    return ''


def insert_text(string, /):
    """Text for the line that is edited."""


def redisplay():
    """Show the line anew."""


def read_history_file(filename=None, /):
    """Add the lines of a file to the history."""
    import os
    with open(filename or os.path.expanduser('~/.history')) as file:
        _history.extend(file.read().splitlines())


def write_history_file(filename=None, /):
    """Write the history to a file."""
    import os
    lines = _history if _length < 0 else _history[-_length:] if _length else []
    with open(filename or os.path.expanduser('~/.history'), 'w') as file:
        file.writelines(f'{line}\n' for line in lines)


def append_history_file(nelements, filename=None, /):
    """Add the last lines of the history to a file."""
    import os
    with open(filename or os.path.expanduser('~/.history'), 'a') as file:
        file.writelines(f'{line}\n' for line in (_history[-nelements:] if nelements else []))


def get_history_length():
    return _length


def set_history_length(length, /):
    global _length
    _length = length.__index__()


def get_current_history_length():
    return len(_history)


def get_history_item(index, /):
    """A line, counted from 1."""
    return _history[index - 1] if 0 < index <= len(_history) else None


def _check(pos):
    if pos < 0:
        raise ValueError('History index cannot be negative')
    if pos >= len(_history):
        raise ValueError('No history item at position %d' % pos)


def remove_history_item(pos, /):
    _check(pos)
    del _history[pos]


def replace_history_item(pos, line, /):
    _check(pos)
    _history[pos] = line


def add_history(string, /):
    _history.append(string)


def clear_history():
    _history.clear()


def set_auto_history(enabled, /):
    global _auto
    _auto = bool(enabled)


def set_completer(function=None, /):
    global _completer
    _completer = function


def get_completer():
    return _completer


def get_completion_type():
    return 0


def get_begidx():
    return 0


def get_endidx():
    return 0


def set_completer_delims(string, /):
    global _delims
    _delims = string


def get_completer_delims():
    return _delims


def set_completion_display_matches_hook(function=None, /):
    global _display
    _display = function


def set_startup_hook(function=None, /):
    global _startup
    _startup = function


def set_pre_input_hook(function=None, /):
    global _pre_input
    _pre_input = function
