"""Options of a command line in the manner of C's getopt()."""

import os

__all__ = ["GetoptError", "error", "getopt", "gnu_getopt"]


class GetoptError(Exception):
    """An option is not known or lacks its argument."""

    opt = ""
    msg = ""

    def __init__(self, msg, opt=""):
        self.msg, self.opt = msg, opt
        Exception.__init__(self, msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    """([(option, value) ...], arguments after the options)"""
    opts = []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    while args and args[0].startswith("-") and args[0] != "-":
        if args[0] == "--":
            args = args[1:]
            break
        read = _long if args[0].startswith("--") else _short
        args = read(opts, args[0][2 if read is _long else 1:], longopts if read is _long else shortopts, args[1:])
    return opts, args


def gnu_getopt(args, shortopts, longopts=[]):
    """The same; options may stand between the arguments."""
    opts, rest = [], []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    stop = shortopts.startswith("+") or bool(os.environ.get("POSIXLY_CORRECT"))
    shortopts = shortopts.removeprefix("+")
    while args:
        if args[0] == "--":
            rest += args[1:]
            break
        if args[0][:2] == "--":
            args = _long(opts, args[0][2:], longopts, args[1:])
        elif args[0][:1] == "-" and args[0] != "-":
            args = _short(opts, args[0][1:], shortopts, args[1:])
        elif stop:
            rest += args
            break
        else:
            rest.append(args[0])
            args = args[1:]
    return opts, rest


def _long(opts, opt, longopts, args):
    opt, mark, value = opt.partition("=")
    value = value if mark else None
    takes, opt = _find_long(opt, longopts)
    if takes and value is None:
        if not args:
            raise GetoptError(f"option --{opt} requires argument", opt)
        value, args = args[0], args[1:]
    elif not takes and value is not None:
        raise GetoptError(f"option --{opt} must not have an argument", opt)
    opts.append(("--" + opt, value or ""))
    return args


def _find_long(opt, longopts):
    """(whether it takes an argument, the whole name)"""
    found = [name for name in longopts if name.startswith(opt)]
    if not found:
        raise GetoptError(f"option --{opt} not recognized", opt)
    if opt in found:
        return False, opt
    if opt + "=" in found:
        return True, opt
    if len(found) > 1:
        raise GetoptError(f"option --{opt} not a unique prefix", opt)
    return found[0].endswith("="), found[0].removesuffix("=")


def _short(opts, text, shortopts, args):
    while text:
        opt, text = text[0], text[1:]
        at = shortopts.find(opt)
        if at < 0 or opt == ":":
            raise GetoptError(f"option -{opt} not recognized", opt)
        value = ""
        if shortopts.startswith(":", at + 1):
            if not text:
                if not args:
                    raise GetoptError(f"option -{opt} requires argument", opt)
                text, args = args[0], args[1:]
            value, text = text, ""
        opts.append(("-" + opt, value))
    return args
