"""Programs that a process can become: python itself, and small ones as every Unix has them. Each runs in a forked process."""

import os
import sys

_KEPT = {'sys', 'builtins', 'io', 'os', 'abc', 'codecs', 'site', 'stat', 'posixpath', 'genericpath', 'signal', 'threading', 'marshal', 'time', 'atexit',
         'zipimport', 'faulthandler', 'tracemalloc', 'gc', 'weakref', 'types', 'enum', 'functools', 'collections', 'operator', 'keyword', 'reprlib',
         'itertools', 'importlib', 'encodings', 'errno', 'posix', 'multiprocessing'}


def find(name):
    """What runs a program of that name, or None."""
    base = os.path.basename(os.fsdecode(name))
    if name in ('', sys.executable) or base.rstrip('0123456789.') == 'python':
        return _python
    if base in ('sh', 'bash', 'dash'):
        return _sh
    return globals().get(f'_do_{base}')


def _take_environ(env):
    """The environment of the program: this process's own with what putenv() and unsetenv() did, or another one."""
    if env is not None and env is not os.environ:
        pairs = {os.fsencode(key): os.fsencode(value) for key, value in env.items()}
        os.environ.clear()
    else:
        pairs = dict(os._put)
    for name, value in pairs.items():
        if value is None:
            os.environb.pop(name, None)
        else:
            os.environb[name] = value


def become(program, args, env=None):
    """In a forked process: run a program to its end."""
    status = 1
    _take_environ(env)
    try:
        sys.stdin, sys.stdout = open(0, closefd=False), open(1, 'w', closefd=False)
        sys.stderr = open(2, 'w', closefd=False, errors='backslashreplace', buffering=1)
        sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
        import atexit
        atexit._clear()
        if 'threading' in sys.modules:
            sys.modules['threading']._threading_atexits.clear()
        status = program([os.fsdecode(arg) for arg in args])
        atexit._run_exitfuncs()
        sys.modules.pop('__main__', None)
        import gc
        gc.collect()
    except SystemExit as error:
        status = error.code
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (ValueError, OSError):
                pass
        os._exit(status & 255 if isinstance(status, int) else int(status is not None))


# ---- python ----

def _python(args):
    """python [options] [-c text | -m module | file | -] [arguments]"""
    args, options, way = args[1:], [], 'file'
    while args and args[0][:1] == '-' and args[0] != '-':
        option = args.pop(0)
        if option == '-V' or option == '--version':
            print('Python', sys.version.split()[0])
            return 0
        letter = next((c for c in option[1:] if c in 'cmWX'), '')
        if not letter or option[:2] == '--':
            options.append(option)
            continue
        rest = option[option.index(letter) + 1:]
        value = rest or (args.pop(0) if args else '')
        if letter in 'cm':
            way = letter
            args.insert(0, value)
            break
        if letter == 'W':
            sys.warnoptions.append(value)
    _forget(options)
    target, sys.argv = (args[0] if args else '-'), args or ['']
    if way == 'file' and target != '-':
        sys.path[0:1] = [os.path.dirname(os.path.abspath(target)) if os.path.isfile(target) else target]
    else:
        sys.path[0:1] = [os.getcwd() if way == 'm' else '']
    try:
        _run(way, target)
        status = 0
    except SystemExit as error:
        status = error.code
        if status is not None and not isinstance(status, int):
            print(status, file=sys.stderr)
            status = 1
        status = status or 0
    except BaseException as error:
        trace = error.__traceback__.tb_next
        while trace and trace.tb_frame.f_code.co_filename.startswith('<frozen _programs'):
            trace = trace.tb_next
        sys.excepthook(type(error), error.with_traceback(trace), trace)
        status = 1
    if 'threading' in sys.modules:
        sys.modules['threading']._shutdown()
    return status


def _forget(options):
    """A new interpreter: modules are imported anew, but for those that belong to the runtime."""
    for name in list(sys.modules):
        if name.partition('.')[0] not in _KEPT and name[0] != '_':
            del sys.modules[name]
    sys.excepthook, sys.displayhook = sys.__excepthook__, sys.__displayhook__
    sys.settrace(None)
    main = type(sys)('__main__')
    main.__builtins__, main.__annotations__ = sys.modules['builtins'], {}
    sys.modules['__main__'] = main
    if sys.warnoptions:
        import warnings


def _called(text, name, names):
    """Runs a text as a function whose names are those of the module, so that no C code lies below it: it can fork, too."""
    type(_called)(compile(text, name, 'exec', dont_inherit=True), names)()


def _run(way, target):
    names = sys.modules['__main__'].__dict__
    if way == 'm':
        import runpy

        class Missing(Exception):
            """There is no such module."""

        sys.argv[0] = '-m'
        try:
            target, spec, code = runpy._get_module_details(target, Missing)
        except Missing as error:
            raise SystemExit(f"{sys.executable or 'python3'}: {error}") from None
        sys.argv[0] = spec.origin
        names.update(__spec__=spec, __file__=spec.origin, __package__=spec.parent, __loader__=spec.loader, __cached__=spec.cached)
        type(_run)(code, names)()
    elif way == 'c':
        sys.argv[0] = '-c'
        _called(target, '<string>', names)
    elif target == '-':
        _called(sys.stdin.read(), '<stdin>', names)
    elif os.path.isdir(target) or target.endswith(('.zip', '.pyz')):
        import runpy
        runpy.run_path(target, run_name='__main__')
    else:
        try:
            with open(target, 'rb') as file:
                text = file.read()
        except OSError as error:
            print(f"python: can't open file {os.path.abspath(target)!r}: [Errno {error.errno}] {error.strerror}", file=sys.stderr)
            raise SystemExit(2)
        names['__file__'] = os.path.abspath(target)
        _called(text, names['__file__'], names)


# ---- the shell, and small programs ----

def _sh(args):
    from _shell import run
    name, *args = args
    while args and args[0][:1] == '-':
        if 'c' in args.pop(0):
            return run(args[0], name)
    if args:
        with open(args[0]) as file:
            return run(file.read(), args[0])
    return run(sys.stdin.read(), name)


def _fail(name, text, status=1):
    print(f'{name}: {text}', file=sys.stderr)
    return status


def _texts(args):
    """The bytes of each file of the arguments, or of the input; status."""
    texts, status = [], 0
    for name in [arg for arg in args[1:] if arg == '-' or arg[:1] != '-'] or ['-']:
        try:
            texts.append((name, sys.stdin.buffer.read() if name == '-' else open(name, 'rb').read()))
        except OSError as error:
            status = _fail(args[0], f'{name}: {error.strerror}')
    return texts, status


def _write(data):
    while data:
        data = data[os.write(1, data):]
    return 0


def _do_echo(args):
    from _shell import _command
    return _command(['echo', *args[1:]], 1)


def _do_true(args):
    return 0


def _do_false(args):
    return 1


def _do_pwd(args):
    return _write(os.fsencode(os.getcwd()) + b'\n')


def _do_sleep(args):
    import time
    time.sleep(float(args[1].removesuffix('s')))
    return 0


def _do_env(args):
    return _write(b''.join(os.fsencode(f'{name}={value}\n') for name, value in os.environ.items()))


_do_printenv = _do_env


def _do_cat(args):
    texts, status = _texts(args)
    _write(b''.join(data for _, data in texts))
    return status


def _do_ls(args):
    hidden, lines, status = any(arg[0] == '-' and 'a' in arg for arg in args[1:]), [], 0
    for name in [arg for arg in args[1:] if arg[:1] != '-'] or ['.']:
        try:
            names = sorted(os.listdir(name), key=lambda n: n.lower().lstrip('.')) if os.path.isdir(name) else [name] if os.stat(name) else []
            lines += [entry for entry in ((['.', '..'] if hidden else []) + names) if hidden or entry[0] != '.']
        except OSError as error:
            status = _fail('ls', f"cannot access '{name}': {error.strerror}", 2)
    _write(b''.join(os.fsencode(line) + b'\n' for line in lines))
    return status


def _do_wc(args):
    texts, status = _texts(args)
    for name, data in texts:
        counts = {'l': data.count(b'\n'), 'w': len(data.split()), 'c': len(data)}
        wanted = [letter for letter in 'lwc' if any(letter in arg for arg in args[1:] if arg[0] == '-')] or ['l', 'w', 'c']
        width = 1 if len(wanted) == 1 else 7
        print(*(str(counts[letter]).rjust(width) for letter in wanted), *([] if name == '-' else [name]))
    return status


def _do_sort(args):
    texts, status = _texts(args)
    lines = sorted(line for _, data in texts for line in data.decode().splitlines())
    print(*(lines[::-1] if '-r' in args else lines), sep='\n', end='\n' if lines else '')
    return status


def _do_head(args):
    count, files = 10, []
    rest = iter(args[1:])
    for arg in rest:
        if arg == '-n':
            count = int(next(rest))
        elif arg[0] == '-' and arg[1:].removeprefix('n').isdigit():
            count = int(arg[1:].removeprefix('n'))
        else:
            files.append(arg)
    texts, status = _texts([args[0], *files])
    for _, data in texts:
        _write(b''.join(data.splitlines(True)[:count]))
    return status


def _do_uname(args):
    facts = os.uname()
    return _write((' '.join(facts) if '-a' in args else facts.machine if '-m' in args else facts.sysname).encode() + b'\n')
