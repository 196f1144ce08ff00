"""What objects are, what is in them, where they come from, and how they are called."""
import abc
import collections
import collections.abc
import enum
import functools
import itertools
import keyword
import linecache
import sys
import types

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR = 1, 2, 4, 8, 16, 32
CO_NOFREE, CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 64, 128, 256, 512
TPFLAGS_IS_ABSTRACT = 1 << 20

__all__ = """
    ArgInfo Arguments Attribute BlockFinder BoundArguments CORO_CLOSED CORO_CREATED CORO_RUNNING CORO_SUSPENDED CO_ASYNC_GENERATOR CO_COROUTINE
    CO_GENERATOR CO_ITERABLE_COROUTINE CO_NESTED CO_NEWLOCALS CO_NOFREE CO_OPTIMIZED CO_VARARGS CO_VARKEYWORDS ClassFoundException ClosureVars
    EndOfBlock FrameInfo FullArgSpec GEN_CLOSED GEN_CREATED GEN_RUNNING GEN_SUSPENDED Parameter Signature TPFLAGS_IS_ABSTRACT Traceback
    classify_class_attrs cleandoc currentframe findsource formatannotation formatannotationrelativeto formatargvalues get_annotations getabsfile
    getargs getargvalues getattr_static getblock getcallargs getclasstree getclosurevars getcomments getcoroutinelocals getcoroutinestate getdoc
    getfile getframeinfo getfullargspec getgeneratorlocals getgeneratorstate getinnerframes getlineno getmembers getmembers_static getmodule
    getmodulename getmro getouterframes getsource getsourcefile getsourcelines indentsize isabstract isasyncgen isasyncgenfunction isawaitable
    isbuiltin isclass iscode iscoroutine iscoroutinefunction isdatadescriptor isframe isfunction isgenerator isgeneratorfunction
    isgetsetdescriptor ismemberdescriptor ismethod ismethoddescriptor ismethodwrapper ismodule isroutine istraceback signature stack trace unwrap
    walktree""".split()

# ---- kinds of objects ----


def ismodule(object):
    return isinstance(object, types.ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return isinstance(object, types.MethodType)


def isfunction(object):
    return isinstance(object, types.FunctionType)


def istraceback(object):
    return isinstance(object, types.TracebackType)


def isframe(object):
    return isinstance(object, types.FrameType)


def iscode(object):
    return isinstance(object, types.CodeType)


def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)


def isgenerator(object):
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    return isinstance(object, types.AsyncGeneratorType)


def isgetsetdescriptor(object):
    return isinstance(object, types.GetSetDescriptorType)


def ismemberdescriptor(object):
    return isinstance(object, types.MemberDescriptorType)


def ismethodwrapper(object):
    return isinstance(object, types.MethodWrapperType)


def ismethoddescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    return hasattr(type(object), "__get__") and not hasattr(type(object), "__set__")


def isdatadescriptor(object):
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    return hasattr(type(object), "__set__") or hasattr(type(object), "__delete__")


def isroutine(object):
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object) or ismethodwrapper(object)


def isabstract(object):
    if not isclass(object):
        return False
    if object.__flags__ & TPFLAGS_IS_ABSTRACT:
        return True
    if not issubclass(type(object), abc.ABCMeta) or hasattr(object, '__abstractmethods__'):
        return False
    # a class that is being made has no set of names yet: its own functions and what the bases left open
    own = list(object.__dict__.values())
    open_names = [name for base in object.__bases__ for name in getattr(base, '__abstractmethods__', ())]
    return any(getattr(value, '__isabstractmethod__', False) for value in own + [getattr(object, name, None) for name in open_names])


def isawaitable(object):
    return (isinstance(object, types.CoroutineType) or
            isinstance(object, types.GeneratorType) and bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE) or
            isinstance(object, collections.abc.Awaitable))


def _has_code_flag(function, flag):
    while ismethod(function):
        function = function.__func__
    while isinstance(function, functools.partial):
        function = function.func
    return (isfunction(function) or _is_like_function(function)) and bool(function.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    return _has_code_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    return _has_code_flag(obj, CO_COROUTINE)


def isasyncgenfunction(obj):
    return _has_code_flag(obj, CO_ASYNC_GENERATOR)


# ---- states of what can be suspended ----

GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = 'GEN_CREATED', 'GEN_RUNNING', 'GEN_SUSPENDED', 'GEN_CLOSED'
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = 'CORO_CREATED', 'CORO_RUNNING', 'CORO_SUSPENDED', 'CORO_CLOSED'


def _state(object, prefix, name):
    if getattr(object, prefix + '_running'):
        return name + '_RUNNING'
    if getattr(object, prefix + '_suspended'):
        return name + '_SUSPENDED'
    return name + ('_CLOSED' if getattr(object, prefix + '_frame') is None else '_CREATED')


def getgeneratorstate(generator):
    return _state(generator, 'gi', 'GEN')


def getcoroutinestate(coroutine):
    return _state(coroutine, 'cr', 'CORO')


def getgeneratorlocals(generator):
    if not isgenerator(generator):
        raise TypeError("{!r} is not a Python generator".format(generator))
    frame = generator.gi_frame
    return {} if frame is None else frame.f_locals


def getcoroutinelocals(coroutine):
    frame = getattr(coroutine, "cr_frame", None)
    return {} if frame is None else frame.f_locals


ClosureVars = collections.namedtuple('ClosureVars', 'nonlocals globals builtins unbound')


def getclosurevars(func):
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError("{!r} is not a Python function".format(func))
    code = func.__code__
    nonlocals = {name: cell.cell_contents for name, cell in zip(code.co_freevars, func.__closure__ or ())}
    builtins = func.__globals__.get("__builtins__", sys.modules['builtins'].__dict__)
    if ismodule(builtins):
        builtins = builtins.__dict__
    found_globals, found_builtins, unbound = {}, {}, set()
    for name in code.co_names:
        if name in ("None", "True", "False"):
            continue
        if name in func.__globals__:
            found_globals[name] = func.__globals__[name]
        elif name in builtins:
            found_builtins[name] = builtins[name]
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, found_globals, found_builtins, unbound)


# ---- attributes, documentation ----

def _members(object, predicate, getter):
    found, seen = [], set()
    names, homes = dir(object), ()
    if isclass(object):
        homes = (object,) + getmro(object)
        names += [name for base in getattr(object, '__bases__', ()) for name, value in base.__dict__.items()
                  if isinstance(value, types.DynamicClassAttribute)]
    for name in names:
        value = _missing
        try:
            value = getter(object, name)
        except AttributeError:
            pass
        if value is _missing or name in seen:  # a virtual attribute comes twice: then as it is kept
            home = next((base for base in homes if name in base.__dict__), None)
            if home is None:
                continue
            value = home.__dict__[name]
        if not predicate or predicate(value):
            found.append((name, value))
        seen.add(name)
    found.sort(key=lambda pair: pair[0])
    return found


def getmembers(object, predicate=None):
    """[(name, value)] of all attributes, by name; those for which predicate(value) is true."""
    return _members(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    """getmembers() without calling descriptors."""
    return _members(object, predicate, getattr_static)


_missing = object()
_mro_of = type.__dict__['__mro__'].__get__
_dict_of = type.__dict__['__dict__'].__get__


def _is_class(obj):
    """isclass() that asks no __class__ of the object's own."""
    try:
        _mro_of(obj)
    except TypeError:
        return False
    return True


def _own_dict(kind):
    """What stands under __dict__ in a class or its bases in place of the usual descriptor; _missing if nothing does."""
    for base in _mro_of(kind):
        kept = _dict_of(base).get('__dict__', _missing)
        if kept is _missing:
            continue
        usual = type(kept) is types.GetSetDescriptorType and kept.__name__ == '__dict__' and kept.__objclass__ is base
        if not usual:
            return kept
    return _missing


def _kept_in(classes, attr):
    for base in classes:
        if _own_dict(type(base)) is _missing and attr in base.__dict__:
            return base.__dict__[attr]
    return _missing


def _kept_in_instance(obj, attr):
    shadow = _own_dict(type(obj))
    if shadow is not _missing and type(shadow) is not types.MemberDescriptorType:
        return _missing
    try:
        return dict.get(object.__getattribute__(obj, '__dict__'), attr, _missing)
    except AttributeError:
        return _missing


def getattr_static(obj, attr, default=_missing):
    """The attribute as it is kept, without running descriptors, __getattr__() or __getattribute__()."""
    is_class = _is_class(obj)
    own = _missing if is_class else _kept_in_instance(obj, attr)
    value = _kept_in(_mro_of(obj if is_class else type(obj)), attr)
    if own is not _missing and value is not _missing:
        has = [_kept_in(_mro_of(type(value)), name) is not _missing for name in ('__get__', '__set__', '__delete__')]
        return value if has[0] and (has[1] or has[2]) else own
    if own is not _missing or value is not _missing:
        return value if own is _missing else own
    if is_class:
        value = _kept_in(_mro_of(type(obj)), attr)
        if value is not _missing:
            return value
    if default is not _missing:
        return default
    raise AttributeError(attr)


def getmro(cls):
    return cls.__mro__


def unwrap(func, *, stop=None):
    first, seen = func, {id(func): func}
    while not (stop is not None and stop(func)) and hasattr(func, '__wrapped__'):
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= sys.getrecursionlimit():
            raise ValueError('wrapper loop when unwrapping {!r}'.format(first))
        seen[id(func)] = func
    return func


def cleandoc(doc):
    lines = doc.expandtabs().split('\n')
    margins = [len(line) - len(line.lstrip()) for line in lines[1:] if line.lstrip()]
    if lines:
        lines[0] = lines[0].lstrip()
    if margins:
        lines[1:] = [line[min(margins):] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return '\n'.join(lines)


def _class_of(function):
    """The class in whose body a function stands, by its qualified name."""
    place = sys.modules.get(function.__module__)
    if place is None:
        return None
    for name in function.__qualname__.split('.')[:-1]:
        place = getattr(place, name)
    return place if isclass(place) else None


def _owner(object):
    """(class, name) under which a routine or property is found, or (None, None)."""
    if ismethod(object) or isbuiltin(object):
        name, owner = object.__name__, object.__self__
        if ismethod(object):
            name = object.__func__.__name__
            is_of_class = isclass(owner) and getattr(getattr(owner, name, None), '__func__', None) is object.__func__
        else:
            is_of_class = isclass(owner) and owner.__qualname__ + '.' + name == object.__qualname__
        return owner if is_of_class else owner.__class__, name
    if isfunction(object) or isinstance(object, property):
        function = object.fget if isinstance(object, property) else object
        name, owner = function.__name__, _class_of(function)
    elif ismethoddescriptor(object) or isdatadescriptor(object):
        name, owner = object.__name__, object.__objclass__
    else:
        return None, None
    return (None, None) if owner is None or getattr(owner, name) is not object else (owner, name)


def _inherited_doc(object):
    if isclass(object):
        docs = (base.__doc__ for base in object.__mro__ if base is not _object)
        return next((doc for doc in docs if doc is not None), None)
    owner, name = _owner(object)
    if owner is None:
        return None
    if ismemberdescriptor(object):
        slots = getattr(owner, '__slots__', None)
        if isinstance(slots, dict) and name in slots:
            return slots[name]
    for base in owner.__mro__:
        doc = getattr(getattr(base, name, None), '__doc__', None)
        if doc is not None:
            return doc
    return None


_object = object


def getdoc(object):
    try:
        doc = object.__doc__
        if doc is None:
            doc = _inherited_doc(object)
    except (AttributeError, TypeError):
        return None
    return cleandoc(doc) if isinstance(doc, str) else None


# ---- files and modules ----

modulesbyfile, _filesbymodname = {}, {}


def getmodule(object, _filename=None):
    """The module that an object comes from: by its __module__, or by its file; None if it cannot be found."""
    if ismodule(object):
        return object
    if hasattr(object, '__module__'):
        return sys.modules.get(object.__module__)
    import os
    try:
        if _filename not in modulesbyfile:
            _filename = getabsfile(object, _filename)
    except (TypeError, FileNotFoundError):
        return None
    if _filename not in modulesbyfile:
        for name, module in sys.modules.copy().items():
            file = getattr(module, '__file__', None) if ismodule(module) else None
            if file is None or file == _filesbymodname.get(name):
                continue
            _filesbymodname[name] = file
            file = getabsfile(module)
            modulesbyfile[file] = modulesbyfile[os.path.realpath(file)] = module.__name__
    if _filename in modulesbyfile:
        return sys.modules.get(modulesbyfile[_filename])
    name = getattr(object, '__name__', None)
    for module in (sys.modules['__main__'], sys.modules['builtins']) if name is not None else ():
        if getattr(module, name, _missing) is object:
            return module
    return None


def getmodulename(path):
    import importlib.machinery
    import os
    name = os.path.basename(path)
    fitting = [suffix for suffix in importlib.machinery.all_suffixes() if name.endswith(suffix)]
    return name[:-max(map(len, fitting))] if fitting else None


def _code_of(object):
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    return object.f_code if isframe(object) else object


def getfile(object):
    if ismodule(object):
        if getattr(object, '__file__', None):
            return object.__file__
        raise TypeError('{!r} is a built-in module'.format(object))
    if isclass(object):
        if hasattr(object, '__module__'):
            file = getattr(sys.modules.get(object.__module__), '__file__', None)
            if file:
                return file
            if object.__module__ == '__main__':
                raise OSError('source code not available')
        raise TypeError('{!r} is a built-in class'.format(object))
    code = _code_of(object)
    if iscode(code):
        return code.co_filename
    raise TypeError('module, class, method, function, traceback, frame, or code object was expected, got {}'.format(
        type(object).__name__))


def getsourcefile(object):
    """The file of the source text; None where there is none."""
    import importlib.machinery as machinery
    import os
    file = getfile(object)
    if any(file.endswith(suffix) for suffix in machinery.BYTECODE_SUFFIXES):
        file = os.path.splitext(file)[0] + machinery.SOURCE_SUFFIXES[0]
    elif any(file.endswith(suffix) for suffix in machinery.EXTENSION_SUFFIXES):
        return None
    if file in linecache.cache or os.path.exists(file):
        return file
    module = getmodule(object, file)
    loader = getattr(module, '__loader__', None) or getattr(getattr(module, '__spec__', None), 'loader', None)
    return file if loader is not None else None


def getabsfile(object, _filename=None):
    import os
    return os.path.normcase(os.path.abspath(getsourcefile(object) or getfile(object) if _filename is None else _filename))


# ---- the source text ----

class ClassFoundException(Exception):
    """Ends the search for a class; its argument is the line."""


class EndOfBlock(Exception):
    """Ends the search for the last line of a block."""


def indentsize(line):
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


def _find_class(body, qualname, prefix=''):
    """Index of the line where the class with this qualified name begins, its decorators included."""
    import ast
    for node in body:
        inner = prefix
        if isinstance(node, ast.ClassDef):
            inner = prefix + node.name
            if inner == qualname:
                raise ClassFoundException((node.decorator_list[0].lineno if node.decorator_list else node.lineno) - 1)
            inner += '.'
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            inner = prefix + node.name + '.<locals>.'
        _find_class(ast.iter_child_nodes(node), qualname, inner)


def _starts_function(line):
    """Whether a def or a decorator begins a line, or a lambda is in it."""
    text = line.lstrip()
    words = text.split(None, 2)
    if text.startswith('@') or words[:1] == ['def'] or words[:2] == ['async', 'def']:
        return True
    at = line.find('lambda')
    while at >= 0:
        before, behind = line[at - 1:at], line[at + 6:at + 7]
        if not (before.isalnum() or before == '_') and (behind == ':' or behind.isspace()):
            return True
        at = line.find('lambda', at + 1)
    return False


def findsource(object):
    """(lines of the whole file, index of the line where the object begins)."""
    file = getsourcefile(object)
    if file:
        linecache.checkcache(file)
    else:
        file = getfile(object)
        if not (file.startswith('<') and file.endswith('>')):
            raise OSError('source code not available')
    module = getmodule(object, file)
    lines = linecache.getlines(file, module.__dict__) if module else linecache.getlines(file)
    if not lines:
        raise OSError('could not get source code')
    if ismodule(object):
        return lines, 0
    if isclass(object):
        import ast
        try:
            _find_class(ast.parse(''.join(lines)).body, object.__qualname__)
        except ClassFoundException as found:
            return lines, found.args[0]
        raise OSError('could not find class definition')
    code = _code_of(object)
    if not iscode(code):
        raise OSError('could not find code object')
    if not hasattr(code, 'co_firstlineno'):
        raise OSError('could not find function definition')
    number = code.co_firstlineno - 1
    while number > 0:
        if number >= len(lines):
            raise OSError('lineno is out of bounds')
        if _starts_function(lines[number]):
            break
        number -= 1
    return lines, number


class BlockFinder:
    """Takes the tokens of a text one by one; `last` is the last line of its first definition. Raises EndOfBlock behind that."""

    def __init__(self):
        self.indent = 0
        self.islambda = self.started = self.passline = self.indecorator = False
        self.last = 1
        self.body_col0 = None

    def tokeneater(self, type, token, srowcol, erowcol, line):
        import tokenize
        if not self.started and not self.indecorator:
            if token == '@':
                self.indecorator = True
            elif token in ('def', 'class', 'lambda'):
                self.islambda = token == 'lambda'
                self.started = True
            self.passline = True
        elif type == tokenize.NEWLINE:
            self.passline = False
            self.last = srowcol[0]
            if self.islambda:
                raise EndOfBlock
            self.indecorator = False
        elif not self.passline:
            self._in_body(tokenize, type, srowcol, erowcol)

    def _in_body(self, tokenize, type, srowcol, erowcol):
        if type == tokenize.INDENT:
            if self.body_col0 is None and self.started:
                self.body_col0 = erowcol[1]
            self.indent += 1
            self.passline = True
        elif type == tokenize.DEDENT:
            self.indent -= 1
            if self.indent <= 0:
                raise EndOfBlock
        elif type == tokenize.COMMENT:
            if self.body_col0 is not None and srowcol[1] >= self.body_col0:
                self.last = srowcol[0]
        elif self.indent == 0 and type != tokenize.NL:
            raise EndOfBlock


def getblock(lines):
    """The lines of the definition at the beginning."""
    import tokenize
    finder = BlockFinder()
    try:
        for token in tokenize.generate_tokens(iter(lines).__next__):
            finder.tokeneater(*token)
    except (EndOfBlock, IndentationError):
        pass
    return lines[:finder.last]


def getsourcelines(object):
    object = unwrap(object)
    lines, number = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or isframe(object) and object.f_code.co_name == '<module>':
        return lines, 0
    return getblock(lines[number:]), number + 1


def getsource(object):
    return ''.join(getsourcelines(object)[0])


def getcomments(object):
    """The comment lines in front of a definition, or at the beginning of a module; None if there are none."""
    try:
        lines, number = findsource(object)
    except (OSError, TypeError):
        return None
    if ismodule(object):
        first = 1 if lines and lines[0].startswith('#!') else 0
        lines = itertools.dropwhile(lambda line: line.strip() in ('', '#'), lines[first:])
        return ''.join(line.expandtabs() for line in itertools.takewhile(lambda line: line.startswith('#'), lines)) or None
    found = collections.deque()
    indent = indentsize(lines[number])
    while number > 0 and lines[number - 1].lstrip().startswith('#') and indentsize(lines[number - 1]) == indent:
        number -= 1
        found.appendleft(lines[number].expandtabs().lstrip())
    if not found:
        return None
    while found and found[0].strip() == '#':
        found.popleft()
    while found and found[-1].strip() == '#':
        found.pop()
    return ''.join(found)


# ---- frames ----

_Traceback = collections.namedtuple('_Traceback', 'filename lineno function code_context index')
_FrameInfo = collections.namedtuple('_FrameInfo', ('frame',) + _Traceback._fields)


class Traceback(_Traceback):
    """A place in a traceback; `positions` says which part of the source line runs."""

    def __new__(cls, filename, lineno, function, code_context, index, *, positions=None):
        self = super().__new__(cls, filename, lineno, function, code_context, index)
        self.positions = positions
        return self

    def __repr__(self):
        return f'{super().__repr__()[:-1]}, positions={self.positions!r})'


class FrameInfo(_FrameInfo):
    """A frame and its place; `positions` says which part of the source line runs."""

    def __new__(cls, frame, filename, lineno, function, code_context, index, *, positions=None):
        self = super().__new__(cls, frame, filename, lineno, function, code_context, index)
        self.positions = positions
        return self

    def __repr__(self):
        return f'{super().__repr__()[:-1]}, positions={self.positions!r})'


def currentframe():
    return sys._getframe(1)


def _positions(frame):
    """Where in the source the instruction of a frame or traceback is, as dis.Positions."""
    import dis
    if istraceback(frame):
        code, last, line = frame.tb_frame.f_code, frame.tb_lasti, frame.tb_lineno
    else:
        line, code, last = frame.f_lineno, frame.f_code, frame.f_lasti
    first, *rest = next(itertools.islice(code.co_positions(), last // 2, None)) if last >= 0 else (None,) * 4
    return dis.Positions(line if first is None else first, *rest)


def getframeinfo(frame, context=1):
    positions = _positions(frame)
    place = frame.tb_frame if istraceback(frame) else frame
    if not isframe(place):
        raise TypeError(f'{place!r} is not a frame or traceback object')
    code, line = place.f_code, positions.lineno
    lines = linecache.getlines(code.co_filename) if context > 0 else None
    if lines:
        start = max(0, min(line - 1 - context // 2, len(lines) - context))
        lines, index = lines[start:start + context], line - 1 - start
    else:
        lines = index = None
    return Traceback(code.co_filename, line, code.co_name, lines, index, positions=positions)


def getouterframes(frame, context=1):
    frames = []
    while frame:
        info = getframeinfo(frame, context)
        frames.append(FrameInfo(frame, *info, positions=info.positions))
        frame = frame.f_back
    return frames


def getinnerframes(tb, context=1):
    frames = []
    while tb:
        info = getframeinfo(tb, context)
        frames.append(FrameInfo(tb.tb_frame, *info, positions=info.positions))
        tb = tb.tb_next
    return frames


def stack(context=1):
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    return getinnerframes(sys.exc_info()[2], context)


# ---- signatures ----

class _empty:
    """Marks what a parameter does not have."""


class _void:
    """Marks what replace() leaves as it is."""


class _ParameterKind(enum.IntEnum):
    POSITIONAL_ONLY = 'positional-only'
    POSITIONAL_OR_KEYWORD = 'positional or keyword'
    VAR_POSITIONAL = 'variadic positional'
    KEYWORD_ONLY = 'keyword-only'
    VAR_KEYWORD = 'variadic keyword'

    def __new__(cls, description):
        value = len(cls.__members__)
        member = int.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member

    def __str__(self):
        return self.name


_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY, _VAR_KEYWORD = _ParameterKind


def formatannotation(annotation, base_module=None):
    if getattr(annotation, '__module__', None) == 'typing':
        return _without_typing(repr(annotation))
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return annotation.__module__ + '.' + annotation.__qualname__
    return repr(annotation)


def _without_typing(text):
    """A text without the `typing.` in front of names, but where it is part of a longer name."""
    parts = text.split('typing.')
    for i, part in enumerate(parts[:-1]):
        if part and (part[-1] == '.' or part[-1] == '_' or part[-1].isalnum()):
            parts[i] += 'typing.'
    return ''.join(parts)


def formatannotationrelativeto(object):
    module = getattr(object, '__module__', None)
    return lambda annotation: formatannotation(annotation, module)


class Parameter:
    """A parameter: name, kind, default, annotation."""

    __slots__ = ('_name', '_kind', '_default', '_annotation')
    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f'value {kind!r} is not a valid Parameter.kind') from None
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError('{} parameters cannot have default values'.format(self._kind.description))
        if name is _empty:
            raise ValueError('name is a required attribute for Parameter')
        if not isinstance(name, str):
            raise TypeError('name must be a str, not a {}'.format(type(name).__name__))
        if name.startswith('.') and name[1:].isdigit():  # of a comprehension
            if self._kind is not _POSITIONAL_OR_KEYWORD:
                raise ValueError('implicit arguments must be passed as positional or keyword arguments, not {}'.format(self._kind.description))
            self._kind, name = _POSITIONAL_ONLY, 'implicit' + name[1:]
        if not name.isidentifier() or keyword.iskeyword(name) and self._kind is not _POSITIONAL_ONLY:
            raise ValueError('{!r} is not a valid parameter name'.format(name))
        self._name = name
        self._default = default
        self._annotation = annotation

    name = property(lambda self: self._name)
    default = property(lambda self: self._default)
    annotation = property(lambda self: self._annotation)
    kind = property(lambda self: self._kind)

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        def pick(new, old):
            return old if new is _void else new
        return type(self)(pick(name, self._name), pick(kind, self._kind), default=pick(default, self._default),
                          annotation=pick(annotation, self._annotation))

    def __reduce__(self):
        return type(self), (self._name, self._kind), {'_default': self._default, '_annotation': self._annotation}

    def __setstate__(self, state):
        self._default, self._annotation = state['_default'], state['_annotation']

    def __str__(self):
        text = {_VAR_POSITIONAL: '*', _VAR_KEYWORD: '**'}.get(self._kind, '') + self._name
        if self._annotation is not _empty:
            text += ': ' + formatannotation(self._annotation)
        if self._default is not _empty:
            text += (' = ' if self._annotation is not _empty else '=') + repr(self._default)
        return text

    def __repr__(self):
        return '<{} "{}">'.format(type(self).__name__, self)

    def _key(self):
        return self._name, self._kind, self._default, self._annotation

    def __hash__(self):
        return hash(self._key())

    def __eq__(self, other):
        if self is other:
            return True
        return self._key() == other._key() if isinstance(other, Parameter) else NotImplemented


class BoundArguments:
    """Arguments by the names of the parameters that get them."""

    __slots__ = ('arguments', '_signature', '__weakref__')

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                break
            if parameter.kind is _VAR_POSITIONAL:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs, by_name = {}, False
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                by_name = True
            if by_name and name in self.arguments:
                if parameter.kind is _VAR_KEYWORD:
                    kwargs.update(self.arguments[name])
                else:
                    kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        made = {}
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                made[name] = self.arguments[name]
            elif parameter.default is not _empty:
                made[name] = parameter.default
            elif parameter.kind is _VAR_POSITIONAL:
                made[name] = ()
            elif parameter.kind is _VAR_KEYWORD:
                made[name] = {}
        self.arguments = made

    def __getstate__(self):
        return {'_signature': self._signature, 'arguments': self.arguments}

    def __setstate__(self, state):
        self._signature, self.arguments = state['_signature'], state['arguments']

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self._signature == other._signature and self.arguments == other.arguments

    def __repr__(self):
        return '<{} ({})>'.format(type(self).__name__, ', '.join(
            '{}={!r}'.format(*item) for item in self.arguments.items()))


class Signature:
    """The parameters of a callable and the annotation of its result."""

    __slots__ = ('_return_annotation', '_parameters')
    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        parameters = list(parameters or ())
        if __validate_parameters__:
            _check_order(parameters)
        self._parameters = types.MappingProxyType(collections.OrderedDict((parameter.name, parameter) for parameter in parameters))
        self._return_annotation = return_annotation

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        return _Reader(cls, follow_wrapped, True, globals, locals, eval_str).read(obj)

    def replace(self, *, parameters=_void, return_annotation=_void):
        return type(self)(self._parameters.values() if parameters is _void else parameters,
                          return_annotation=self._return_annotation if return_annotation is _void else return_annotation)

    def _key(self):
        """What makes signatures equal: the order of keyword-only parameters does not count."""
        parameters = self._parameters.values()
        return (tuple(parameter for parameter in parameters if parameter.kind is not _KEYWORD_ONLY),
                {parameter.name: parameter for parameter in parameters if parameter.kind is _KEYWORD_ONLY}, self._return_annotation)

    def __eq__(self, other):
        if self is other:
            return True
        return self._key() == other._key() if isinstance(other, Signature) else NotImplemented

    def __hash__(self):
        ordered, by_name, annotation = self._key()
        return hash((ordered, frozenset(by_name.values()), annotation))

    def __reduce__(self):
        return type(self), (tuple(self._parameters.values()),), {'_return_annotation': self._return_annotation}

    def __setstate__(self, state):
        self._return_annotation = state['_return_annotation']

    def _bind_positional(self, parameters, args, kwargs, arguments, partial):
        """Give the positional arguments; answers the parameter that comes next and may be given by name, or None."""
        values = iter(args)
        for value in values:
            parameter = next(parameters, None)
            if parameter is None or parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                raise TypeError('too many positional arguments')
            if parameter.kind is _VAR_POSITIONAL:
                arguments[parameter.name] = (value, *values)
                return None
            if parameter.name in kwargs and parameter.kind is not _POSITIONAL_ONLY:
                raise TypeError('multiple values for argument {!r}'.format(parameter.name))
            arguments[parameter.name] = value
        parameter = next(parameters, None)
        if parameter is None or parameter.kind is _VAR_POSITIONAL:
            return None
        if parameter.name in kwargs:
            if parameter.kind is _POSITIONAL_ONLY:
                raise TypeError('{!r} parameter is positional only, but was passed as a keyword'.format(parameter.name))
        elif parameter.kind is not _VAR_KEYWORD and parameter.default is _empty and not partial:
            raise TypeError('missing a required argument: {!r}'.format(parameter.name))
        return parameter

    def _bind(self, args, kwargs, partial):
        arguments, collector = {}, None
        parameters = iter(self._parameters.values())
        first = self._bind_positional(parameters, args, kwargs, arguments, partial)
        for parameter in itertools.chain(() if first is None else (first,), parameters):
            name = parameter.name
            if parameter.kind is _VAR_KEYWORD:
                collector = name
            elif parameter.kind is _VAR_POSITIONAL:
                continue
            elif name in kwargs:
                if parameter.kind is _POSITIONAL_ONLY:
                    raise TypeError('{!r} parameter is positional only, but was passed as a keyword'.format(name))
                arguments[name] = kwargs.pop(name)
            elif parameter.default is _empty and not partial:
                raise TypeError('missing a required argument: {!r}'.format(name))
        if kwargs:
            if collector is None:
                raise TypeError('got an unexpected keyword argument {!r}'.format(next(iter(kwargs))))
            arguments[collector] = kwargs
        return self._bound_arguments_cls(self, arguments)

    def bind(self, /, *args, **kwargs):
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def __str__(self):
        parts, slash, star = [], False, False
        for parameter in self._parameters.values():
            if parameter.kind is _POSITIONAL_ONLY:
                slash = True
            elif slash:
                parts.append('/')
                slash = False
            if parameter.kind is _VAR_POSITIONAL:
                star = True
            elif parameter.kind is _KEYWORD_ONLY and not star:
                parts.append('*')
                star = True
            parts.append(str(parameter))
        if slash:
            parts.append('/')
        text = '({})'.format(', '.join(parts))
        if self._return_annotation is not _empty:
            text += ' -> ' + formatannotation(self._return_annotation)
        return text

    def __repr__(self):
        return '<{} {}>'.format(type(self).__name__, self)


def _check_order(parameters):
    names, before, has_default = set(), _POSITIONAL_ONLY, False
    for parameter in parameters:
        if parameter.kind < before:
            raise ValueError('wrong parameter order: {} parameter before {} parameter'.format(
                before.description, parameter.kind.description))
        before = parameter.kind
        if parameter.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            if parameter.default is not _empty:
                has_default = True
            elif has_default:
                raise ValueError('non-default argument follows default argument')
        if parameter.name in names:
            raise ValueError('duplicate parameter name: {!r}'.format(parameter.name))
        names.add(parameter.name)


# ---- signatures of callables ----

_IN_C = (types.WrapperDescriptorType, types.MethodWrapperType, types.ClassMethodDescriptorType, types.BuiltinFunctionType)


def _is_like_function(obj):
    """Whether an object has all that a function has: code, defaults, annotations."""
    if not callable(obj) or isclass(obj):
        return False
    annotations = getattr(obj, '__annotations__', None)
    defaults, by_name = getattr(obj, '__defaults__', _void), getattr(obj, '__kwdefaults__', _void)
    return (iscode(getattr(obj, '__code__', None)) and isinstance(getattr(obj, '__name__', None), str) and
            (defaults is None or isinstance(defaults, tuple)) and (by_name is None or isinstance(by_name, dict)) and
            (annotations is None or isinstance(annotations, dict)))


def _is_in_c(obj):
    return isbuiltin(obj) or ismethoddescriptor(obj) or isinstance(obj, _IN_C) or obj in (type, object)


def _in_python(kind, name):
    """A special method of a class that is not written in C; None if there is no such."""
    method = getattr(kind, name, None)
    return None if isinstance(method, _IN_C) else method


def _without_first(signature):
    parameters = tuple(signature.parameters.values())
    if not parameters or parameters[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError('invalid method signature')
    return signature.replace(parameters=parameters if parameters[0].kind is _VAR_POSITIONAL else parameters[1:])


def _of_partial(signature, partial, before=()):
    """What is left to give when a functools.partial has given its arguments, and `before` those in front of them."""
    try:
        bound = signature.bind_partial(*before, *(partial.args or ()), **(partial.keywords or {})).arguments
    except TypeError as error:
        raise ValueError('partial object {!r} has incorrect arguments'.format(partial)) from error
    ordered, by_name = [], []
    for name, parameter in signature.parameters.items():
        kind = parameter.kind
        if name in bound and kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            if kind is _POSITIONAL_ONLY or name not in (partial.keywords or {}):
                continue
            by_name.append(parameter.replace(kind=_KEYWORD_ONLY, default=bound[name]))
            continue
        if name in bound and kind is _KEYWORD_ONLY:
            parameter = parameter.replace(default=bound[name])
        if not by_name or kind is _POSITIONAL_ONLY:
            ordered.append(parameter)
        elif kind is _POSITIONAL_OR_KEYWORD:
            by_name.append(parameter.replace(kind=_KEYWORD_ONLY))
        elif kind is not _VAR_POSITIONAL:
            by_name.append(parameter)
    return signature.replace(parameters=ordered + by_name)


def _default_of(node, scopes):
    """The value of a default in a text: literals, names of constants in one of two dicts, sums of them. ValueError for others."""
    import ast
    if isinstance(node, ast.BinOp):
        left, right = _default_of(node.left, scopes), _default_of(node.right, scopes)
        if isinstance(node.op, ast.Add):
            return left + right
        if isinstance(node.op, ast.Sub):
            return left - right
        if isinstance(node.op, ast.BitOr):
            return left | right
        raise ValueError
    if not isinstance(node, (ast.Name, ast.Attribute)):
        return ast.literal_eval(node)
    for scope in scopes:
        try:
            value = eval(ast.unparse(node), scope)
        except NameError:
            continue
        if isinstance(value, (str, int, float, bytes, bool, type(None))):
            return value
        break
    raise ValueError


def _of_text(cls, obj, text, is_method=True):
    """The signature that something in C tells of itself, as "($self, a, /, b=1)"."""
    import ast
    wrong = '{!r} builtin has invalid signature'.format(obj)
    try:
        given = ast.parse('def f%s: pass' % text.replace('$', '').replace('\n', '')).body[0].args
    except SyntaxError:
        raise ValueError(wrong) from None
    if any(node.annotation is not None for node in ast.walk(given) if isinstance(node, ast.arg)):
        raise ValueError('Annotations are not currently supported')
    module = sys.modules.get(getattr(obj, '__module__', None) or '')
    scopes = dict(module.__dict__) if module else {}, sys.modules.copy()
    ordered = given.posonlyargs + given.args
    defaults = [None] * (len(ordered) - len(given.defaults)) + given.defaults
    kinds = [_POSITIONAL_ONLY] * len(given.posonlyargs) + [_POSITIONAL_OR_KEYWORD] * len(given.args)
    rows = list(zip(ordered, kinds, defaults))
    if given.vararg:
        rows.append((given.vararg, _VAR_POSITIONAL, None))
    rows += [(name, _KEYWORD_ONLY, default) for name, default in zip(given.kwonlyargs, given.kw_defaults)]
    if given.kwarg:
        rows.append((given.kwarg, _VAR_KEYWORD, None))
    try:
        parameters = [cls._parameter_cls(name.arg, kind, default=_empty if default is None else _default_of(default, scopes))
                      for name, kind, default in rows]
    except ValueError:
        raise ValueError(wrong) from None
    if '$' in text:
        owner = getattr(obj, '__self__', None)
        if owner is not None and (ismodule(owner) or is_method):
            del parameters[0]
        else:
            parameters[0] = parameters[0].replace(kind=_POSITIONAL_ONLY)
    return cls(parameters, return_annotation=cls.empty)


class _Reader:
    """Reads signatures of callables into a class of signatures. follows: through __wrapped__; binds: a method is without its first parameter;
    the rest evaluates annotations that are texts."""

    def __init__(self, cls, follows, binds, globals=None, locals=None, eval_str=False):
        self.cls, self.follows, self.binds = cls, follows, binds
        self.scopes = dict(globals=globals, locals=locals, eval_str=eval_str)

    def read(self, obj):
        if not callable(obj):
            raise TypeError('{!r} is not a callable object'.format(obj))
        if ismethod(obj):
            return self._bound(self.read(obj.__func__))
        if self.follows:
            obj = unwrap(obj, stop=lambda function: hasattr(function, '__signature__') or ismethod(function))
            if ismethod(obj):
                return self.read(obj)
        given = getattr(obj, '__signature__', None)
        if given is not None:
            if not isinstance(given, Signature):
                raise TypeError('unexpected object {!r} in __signature__ attribute'.format(given))
            return given
        partial = getattr(obj, '_partialmethod', None)
        if isinstance(partial, functools.partialmethod):
            return self._partial_method(partial)
        if isfunction(obj) or _is_like_function(obj):
            return self._function(obj)
        if _is_in_c(obj):
            text = getattr(obj, '__text_signature__', None)
            if not text:
                raise ValueError('no signature found for builtin {!r}'.format(obj))
            return _of_text(self.cls, obj, text, self.binds)
        if isinstance(obj, functools.partial):
            return _of_partial(self.read(obj.func), obj)
        return self._class(obj) if isclass(obj) else self._instance(obj)

    def _bound(self, signature):
        return _without_first(signature) if self.binds else signature

    def _partial_method(self, partial):
        inner = self.read(partial.func)
        signature = _of_partial(inner, partial, (None,))
        first = next(iter(inner.parameters.values()))
        if first.kind is _VAR_POSITIONAL:
            return signature
        return signature.replace(parameters=(first, *signature.parameters.values()))

    def _class(self, kind):
        maker = _in_python(type(kind), '__call__')
        if maker is None:
            methods = {name: _in_python(kind, name) for name in ('__new__', '__init__')}
            maker = next((method for base in kind.__mro__ for name, method in methods.items()
                          if method is not None and name in base.__dict__), None)
        if maker is not None:
            return self._bound(self.read(maker))
        for base in kind.__mro__[:-1]:
            text = getattr(base, '__text_signature__', None)
            if text:
                return _of_text(self.cls, base, text)
        if type in kind.__mro__:
            raise ValueError('callable {!r} is not supported by signature'.format(kind))
        if kind.__init__ is object.__init__ and kind.__new__ is object.__new__:
            return self.cls.from_callable(object)
        raise ValueError('no signature found for builtin type {!r}'.format(kind))

    def _instance(self, obj):
        call = _in_python(type(obj), '__call__')
        if call is None:
            raise ValueError('callable {!r} is not supported by signature'.format(obj))
        try:
            signature = self.read(call)
        except ValueError as error:
            raise ValueError('no signature found for {!r}'.format(obj)) from error
        return self._bound(signature)

    def _function(self, function):
        text = getattr(function, '__text_signature__', None)
        if text:
            return _of_text(self.cls, function, text, self.binds)
        code = function.__code__
        names, count, by_name = code.co_varnames, code.co_argcount, code.co_kwonlyargcount
        defaults, kwdefaults = function.__defaults__ or (), function.__kwdefaults__ or {}
        annotations = get_annotations(function, **self.scopes)
        parameters = []

        def add(name, kind, default=_empty):
            parameters.append(self.cls._parameter_cls(name, kind, default=default, annotation=annotations.get(name, _empty)))

        for i, name in enumerate(names[:count]):
            at = i - (count - len(defaults))
            add(name, _POSITIONAL_ONLY if i < code.co_posonlyargcount else _POSITIONAL_OR_KEYWORD, defaults[at] if at >= 0 else _empty)
        rest = iter(names[count + by_name:])
        if code.co_flags & CO_VARARGS:
            add(next(rest), _VAR_POSITIONAL)
        for name in names[count:count + by_name]:
            add(name, _KEYWORD_ONLY, kwdefaults.get(name, _empty))
        if code.co_flags & CO_VARKEYWORDS:
            add(next(rest), _VAR_KEYWORD)
        return self.cls(parameters, return_annotation=annotations.get('return', _empty),
                        __validate_parameters__=isfunction(function) is False)


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals, eval_str=eval_str)


# ---- arguments of a call ----

def _raise_missing(name, names, how):
    *before, last = map(repr, names)
    text = ', '.join(before[:-1] + [' and '.join(before[-1:] + [last])])
    raise TypeError(f"{name}() missing {len(names)} required {how} argument{'s' if before else ''}: {text}")


def _raise_too_many(name, spec, given, result):
    least, most = len(spec.args) - len(spec.defaults or ()), len(spec.args)
    wanted = f'from {least} to {most}' if spec.defaults else str(most)
    extra = sum(key in result for key in spec.kwonlyargs)
    more = f" positional argument{'s' * (given != 1)} (and {extra} keyword-only argument{'s' * (extra != 1)})" if extra else ''
    raise TypeError(f"{name}() takes {wanted} positional argument{'s' * bool(spec.defaults or most != 1)} but {given}{more} "
                    f"{'was' if given == 1 and not extra else 'were'} given")


def getcallargs(func, /, *positional, **named):
    """{parameter: value} of a call."""
    spec = getfullargspec(func)
    args, defaults, name = spec.args, spec.defaults or (), func.__name__
    if ismethod(func) and func.__self__ is not None:
        positional = (func.__self__,) + positional
    result = dict(zip(args, positional))
    if spec.varargs:
        result[spec.varargs] = tuple(positional[len(args):])
    if spec.varkw:
        result[spec.varkw] = {}
    for key, value in named.items():
        if key not in args and key not in spec.kwonlyargs:
            if not spec.varkw:
                raise TypeError(f"{name}() got an unexpected keyword argument {key!r}")
            result[spec.varkw][key] = value
        elif key in result:
            raise TypeError(f"{name}() got multiple values for argument {key!r}")
        else:
            result[key] = value
    if len(positional) > len(args) and not spec.varargs:
        _raise_too_many(name, spec, len(positional), result)
    if len(positional) < len(args):
        required = len(args) - len(defaults)
        missing = [key for key in args[:required] if key not in result]
        if missing:
            _raise_missing(name, missing, 'positional')
        for key, value in zip(args[required:], defaults):
            result.setdefault(key, value)
    for key, value in (spec.kwonlydefaults or {}).items():
        result.setdefault(key, value)
    missing = [key for key in spec.kwonlyargs if key not in result]
    if missing:
        _raise_missing(name, missing, 'keyword-only')
    return result


Arguments = collections.namedtuple('Arguments', 'args, varargs, varkw')
ArgInfo = collections.namedtuple('ArgInfo', 'args varargs keywords locals')


def getargs(co):
    """The parameters of a code object."""
    if not iscode(co):
        raise TypeError(f'{co!r} is not a code object')
    names, count = co.co_varnames, co.co_argcount + co.co_kwonlyargcount
    varargs = varkw = None
    if co.co_flags & CO_VARARGS:
        varargs, count = names[count], count + 1
    if co.co_flags & CO_VARKEYWORDS:
        varkw = names[count]
    return Arguments(list(names[:co.co_argcount + co.co_kwonlyargcount]), varargs, varkw)


def getargvalues(frame):
    """The parameters of a frame and their values."""
    args, varargs, varkw = getargs(frame.f_code)
    return ArgInfo(args, varargs, varkw, frame.f_locals)


def formatargvalues(args, varargs, varkw, locals, formatarg=str, formatvarargs=lambda name: '*' + name,
                    formatvarkw=lambda name: '**' + name, formatvalue=lambda value: '=' + repr(value)):
    """What getargvalues() gives as text."""
    specs = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        specs.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        specs.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return '(' + ', '.join(specs) + ')'


def walktree(classes, children, parent):
    """What getclasstree() gives, from one class down."""
    results = []
    for c in sorted(classes, key=lambda cls: (cls.__module__, cls.__name__)):
        results.append((c, c.__bases__))
        if c in children:
            results.append(walktree(children[c], children, c))
    return results


def getclasstree(classes, unique=False):
    """Classes as nested lists of (class, bases)."""
    children, roots = {}, []
    for c in classes:
        for parent in c.__bases__:
            if c not in children.setdefault(parent, []):
                children[parent].append(c)
            if unique and parent in classes:
                break
        else:
            if not c.__bases__ and c not in roots:
                roots.append(c)
    return walktree(roots + [parent for parent in children if parent not in classes], children, None)


def getlineno(frame):
    return frame.f_lineno


FullArgSpec = collections.namedtuple('FullArgSpec',
                                     'args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations')


def getfullargspec(func):
    try:
        found = _Reader(Signature, False, False).read(func)
    except Exception as error:
        raise TypeError('unsupported callable') from error
    args, varargs, varkw, defaults, only, only_defaults, annotations = [], None, None, (), [], {}, {}
    if found.return_annotation is not _empty:
        annotations['return'] = found.return_annotation
    for name, parameter in found.parameters.items():
        kind = parameter.kind
        if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            args.append(name)
            if parameter.default is not _empty:
                defaults += (parameter.default,)
        elif kind is _VAR_POSITIONAL:
            varargs = name
        elif kind is _KEYWORD_ONLY:
            only.append(name)
            if parameter.default is not _empty:
                only_defaults[name] = parameter.default
        else:
            varkw = name
        if parameter.annotation is not _empty:
            annotations[name] = parameter.annotation
    return FullArgSpec(args, varargs, varkw, defaults or None, only, only_defaults or None, annotations)


def _annotations_of(obj):
    """(annotations, globals, locals, what may be wrapped) of a class, module or callable."""
    if isclass(obj):
        found = obj.__dict__.get('__annotations__')
        module = sys.modules.get(getattr(obj, '__module__', None) or '')
        return None if isinstance(found, types.GetSetDescriptorType) else found, getattr(module, '__dict__', None), dict(vars(obj)), obj
    found = getattr(obj, '__annotations__', None)
    if ismodule(obj):
        return found, obj.__dict__, None, None
    if callable(obj):
        return found, getattr(obj, '__globals__', None), None, obj
    raise TypeError(f'{obj!r} is not a module, class, or callable.')


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """A new dict of the annotations; with eval_str those that are texts evaluated."""
    found, own_globals, own_locals, inner = _annotations_of(obj)
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise ValueError(f'{obj!r}.__annotations__ is neither a dict nor None')
    if not eval_str:
        return dict(found)
    while inner is not None and (hasattr(inner, '__wrapped__') or isinstance(inner, functools.partial)):
        inner = inner.__wrapped__ if hasattr(inner, '__wrapped__') else inner.func
    own_globals = getattr(inner, '__globals__', own_globals)
    globals, locals = own_globals if globals is None else globals, own_locals if locals is None else locals
    return {name: eval(value, globals, locals) if isinstance(value, str) else value for name, value in found.items()}


# ---- what a class consists of ----

Attribute = collections.namedtuple('Attribute', 'name kind defining_class object')


def _home_of(cls, name, value, classes, metaclasses):
    """The class that a value which getattr() gave comes from; None if none of them has it."""
    home = getattr(value, '__objclass__', None)
    if home in classes:
        return home
    home = None
    for each in classes:
        if getattr(each, name, None) is value:
            home = each
    for each in metaclasses:
        try:
            if each.__getattr__(cls, name) is value:
                home = each
        except AttributeError:
            pass
    return home


def classify_class_attrs(cls):
    """Attribute(name, kind, defining_class, object) of all that dir() names; kind: 'class method', 'static method', 'property', 'method',
    'data'."""
    classes = (cls,) + getmro(cls)
    metaclasses = tuple(each for each in getmro(type(cls)) if each not in (type, object))
    names = dir(cls) + [name for each in getmro(cls) for name, value in each.__dict__.items()
                        if isinstance(value, types.DynamicClassAttribute) and value.fget is not None]
    found, seen = [], set()
    for name in names:
        home = value = kept = None
        if name not in seen and name != '__dict__':  # of which getattr() gives a proxy
            try:
                value = getattr(cls, name)
            except Exception:
                pass
            else:
                home = _home_of(cls, name, value, classes, metaclasses)
        keeper = next((each for each in classes + metaclasses if name in each.__dict__), None)
        if keeper is not None:
            kept = keeper.__dict__[name]
            if home not in metaclasses:
                home = keeper
        if home is None:
            continue
        value = kept if value is None else value
        kinds = ((staticmethod, types.BuiltinMethodType), 'static method'), ((classmethod, types.ClassMethodDescriptorType), 'class method'), \
            (property, 'property')
        kind = next((kind for each, kind in kinds if isinstance(kept, each)), None)
        if kind:
            value = kept
        else:
            kind = 'method' if isroutine(value) else 'data'
        found.append(Attribute(name, kind, home, value))
        seen.add(name)
    return found
