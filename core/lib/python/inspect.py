"""What objects are, what is in them, and how they are called."""
import collections
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
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object)


def isabstract(object):
    return isclass(object) and bool(getattr(object, '__abstractmethods__', None))


def isawaitable(object):
    return (isinstance(object, types.CoroutineType) or
            isinstance(object, types.GeneratorType) and bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE) or
            hasattr(type(object), '__await__'))


def _has_code_flag(function, flag):
    while ismethod(function) or isinstance(function, functools.partial):
        function = function.__func__ if ismethod(function) else function.func
    return isfunction(function) and bool(function.__code__.co_flags & flag)


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
    builtins = func.__globals__.get("__builtins__", {})
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

def getmembers(object, predicate=None):
    found = []
    names = dir(object)
    if isclass(object):
        for base in object.__mro__[1:]:
            names += [name for name, value in base.__dict__.items()
                      if isinstance(value, types.DynamicClassAttribute) and name not in names]
    for name in names:
        try:
            value = getattr(object, name)
        except AttributeError:
            for base in (object.__mro__ if isclass(object) else ()):
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue
        if predicate is None or predicate(value):
            found.append((name, value))
    found.sort(key=lambda pair: pair[0])
    return found


_missing = object()


def getattr_static(obj, attr, default=_missing):
    """The attribute as it is kept, without running descriptors."""
    kinds = obj.__mro__ if isclass(obj) else type(obj).__mro__
    own = _missing
    if not isclass(obj):
        try:
            own = object.__getattribute__(obj, '__dict__').get(attr, _missing)
        except AttributeError:
            pass
    for base in kinds:
        if attr in base.__dict__:
            value = base.__dict__[attr]
            if own is _missing or (hasattr(type(value), '__get__') and hasattr(type(value), '__set__')):
                return value
            break
    if own is not _missing:
        return own
    if isclass(obj):
        for base in type(obj).__mro__:
            if attr in base.__dict__:
                return base.__dict__[attr]
    if default is not _missing:
        return default
    raise AttributeError(attr)


def getmro(cls):
    return cls.__mro__


def unwrap(func, *, stop=None):
    first, seen = func, {id(func)}
    while hasattr(func, '__wrapped__') and not (stop is not None and stop(func)):
        func = func.__wrapped__
        if id(func) in seen:
            raise ValueError('wrapper loop when unwrapping {!r}'.format(first))
        seen.add(id(func))
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


def _inherited_doc(object):
    if isclass(object):
        for base in object.__mro__[1:]:
            if base.__doc__ is not None and base.__bases__:
                return base.__doc__
        return None
    owner = None
    if ismethod(object):
        owner = object.__self__ if isclass(object.__self__) else type(object.__self__)
    elif isfunction(object):
        module = sys.modules.get(object.__module__)
        for part in object.__qualname__.split('.')[:-1]:
            module = getattr(module, part, None)
        owner = module if isclass(module) else None
    elif isinstance(object, property) and object.fget is not None:
        return _inherited_doc(object.fget)
    for base in (owner.__mro__ if owner is not None else ()):
        doc = getattr(getattr(base, object.__name__, None), '__doc__', None)
        if doc is not None:
            return doc
    return None


def getdoc(object):
    doc = getattr(object, '__doc__', None)
    if doc is None:
        doc = _inherited_doc(object)
    return cleandoc(doc) if isinstance(doc, str) else None


# ---- places in the source ----

def getmodule(object, _filename=None):
    return object if ismodule(object) else sys.modules.get(getattr(object, '__module__', None))


def getmodulename(path):
    name = path.rpartition('/')[2]
    return name[:-3] if name.endswith('.py') else None


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
        file = getattr(sys.modules.get(object.__module__), '__file__', None)
        if file:
            return file
        raise (OSError('source code not available') if object.__module__ == '__main__'
               else TypeError('{!r} is a built-in class'.format(object)))
    code = _code_of(object)
    if iscode(code):
        return code.co_filename
    raise TypeError('module, class, method, function, traceback, frame, or code object was expected, got {}'.format(
        type(object).__name__))


def getsourcefile(object):
    return getfile(object)


def _block(lines):
    """The lines of the first statement, with what is indented under it."""
    def indent(line):
        return len(line) - len(line.lstrip())
    start = indent(lines[0])
    end, header = 0, True
    depth = 0
    for number, line in enumerate(lines):
        text = line.strip()
        if header:
            depth += sum(text.count(c) for c in '([{') - sum(text.count(c) for c in ')]}')
            end = number + 1
            if depth <= 0 and text.endswith(':') or (depth <= 0 and not text.startswith('@') and ':' in text):
                header = False
        elif text and not text.startswith('#') and indent(line) <= start:
            break
        elif text:
            end = number + 1
    return lines[:end]


def findsource(object):
    file = getfile(object)
    lines = linecache.getlines(file)
    if not lines:
        raise OSError('could not get source code')
    if ismodule(object):
        return lines, 0
    if isclass(object):
        name = object.__qualname__.rpartition('.')[2]
        for number, line in enumerate(lines):
            words = line.strip()
            if words.startswith('class ' + name) and words[6 + len(name):7 + len(name)] in ('(', ':', ' '):
                return lines, number
        raise OSError('could not find class definition')
    return lines, _code_of(object).co_firstlineno - 1


def getsourcelines(object):
    object = unwrap(object)
    lines, number = findsource(object)
    return (lines, 0) if ismodule(object) else (_block(lines[number:]), number + 1)


def getsource(object):
    return ''.join(getsourcelines(object)[0])


def getcomments(object):
    try:
        lines, number = findsource(object)
    except (OSError, TypeError):
        return None
    found = []
    if ismodule(object):  # the first ones
        first = 1 if lines and lines[0].startswith('#!') else 0
        lines = list(itertools.dropwhile(lambda line: line.strip() in ('', '#'), lines[first:]))
        return ''.join(line.expandtabs() for line in itertools.takewhile(lambda line: line.startswith('#'), lines)) or None
    while number > 0 and lines[number - 1].strip().startswith('#'):
        number -= 1
        found.insert(0, lines[number].lstrip())
    return ''.join(found) or None


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
        return repr(annotation).replace('typing.', '')
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ('builtins', base_module):
            return annotation.__qualname__
        return annotation.__module__ + '.' + annotation.__qualname__
    return repr(annotation)


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
        if not isinstance(name, str):
            raise TypeError('name must be a str, not a {}'.format(type(name).__name__))
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

    def __eq__(self, other):
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self._signature == other._signature and self.arguments == other.arguments

    def __repr__(self):
        return '<{} ({})>'.format(type(self).__name__, ', '.join(
            '{}={!r}'.format(*item) for item in self.arguments.items()))


class Signature:
    """The parameters of a callable and the annotation of its result."""

    __slots__ = ('_return_annotation', '_parameters')
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        ordered = {}
        before, has_default = _POSITIONAL_ONLY, False
        for parameter in parameters or ():
            if parameter.kind < before:
                raise ValueError('wrong parameter order: {} parameter before {} parameter'.format(
                    before.description, parameter.kind.description))
            before = parameter.kind
            if parameter.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                if parameter.default is not _empty:
                    has_default = True
                elif has_default:
                    raise ValueError('non-default argument follows default argument')
            if parameter.name in ordered:
                raise ValueError('duplicate parameter name: {!r}'.format(parameter.name))
            ordered[parameter.name] = parameter
        self._parameters = types.MappingProxyType(collections.OrderedDict(ordered))
        self._return_annotation = return_annotation

    parameters = property(lambda self: self._parameters)
    return_annotation = property(lambda self: self._return_annotation)

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        return _signature_of(obj, cls, follow_wrapped)

    def replace(self, *, parameters=_void, return_annotation=_void):
        return type(self)(self._parameters.values() if parameters is _void else parameters,
                          return_annotation=self._return_annotation if return_annotation is _void else return_annotation)

    def __eq__(self, other):
        if not isinstance(other, Signature):
            return NotImplemented
        return (list(self._parameters.values()) == list(other._parameters.values())
                and self._return_annotation == other._return_annotation)

    def __hash__(self):
        return hash((tuple(self._parameters.values()), self._return_annotation))

    def _bind(self, args, kwargs, partial):
        arguments, kwargs = {}, dict(kwargs)
        args = list(args)
        for name, parameter in self._parameters.items():
            kind = parameter.kind
            if kind is _VAR_POSITIONAL:
                if args:
                    arguments[name] = tuple(args)
                    args = []
            elif kind is _VAR_KEYWORD:
                if kwargs:
                    arguments[name], kwargs = kwargs, {}
            elif args and kind is not _KEYWORD_ONLY:
                if name in kwargs and kind is not _POSITIONAL_ONLY:
                    raise TypeError('multiple values for argument {arg!r}'.format(arg=name))
                arguments[name] = args.pop(0)
            elif name in kwargs and kind is not _POSITIONAL_ONLY:
                arguments[name] = kwargs.pop(name)
            elif name in kwargs and not any(p.kind is _VAR_KEYWORD for p in self._parameters.values()):
                raise TypeError('{arg!r} parameter is positional only, but was passed as a keyword'.format(arg=name))
            elif args:
                raise TypeError('too many positional arguments') from None
            elif parameter.default is _empty and not partial:
                raise TypeError('missing a required argument: {!r}'.format(name))
        if args:
            raise TypeError('too many positional arguments')
        if kwargs:
            raise TypeError('got an unexpected keyword argument {arg!r}'.format(arg=next(iter(kwargs))))
        return BoundArguments(self, arguments)

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


def _from_function(function, cls):
    code = function.__code__
    names = code.co_varnames
    count, keyword_only = code.co_argcount, code.co_kwonlyargcount
    defaults = function.__defaults__ or ()
    annotations = function.__annotations__
    parameters = []

    def add(name, kind, default=_empty):
        parameters.append(Parameter(name, kind, default=default, annotation=annotations.get(name, _empty)))

    for i, name in enumerate(names[:count]):
        from_end = i - (count - len(defaults))
        add(name, _POSITIONAL_ONLY if i < code.co_posonlyargcount else _POSITIONAL_OR_KEYWORD,
            defaults[from_end] if from_end >= 0 else _empty)
    at = count + keyword_only
    if code.co_flags & CO_VARARGS:
        add(names[at], _VAR_POSITIONAL)
        at += 1
    for name in names[count:count + keyword_only]:
        add(name, _KEYWORD_ONLY, (function.__kwdefaults__ or {}).get(name, _empty))
    if code.co_flags & CO_VARKEYWORDS:
        add(names[at], _VAR_KEYWORD)
    return cls(parameters, return_annotation=annotations.get('return', _empty))


def _from_text(obj, text, cls):
    """The signature that a function in C tells of itself."""
    text = text.replace('$self', 'self').replace('$module', 'module').replace('$type', 'type')
    drop = text.startswith(('(self', '(module', '(type'))
    namespace = {'sys': sys}
    try:
        exec('def f%s: pass' % text, namespace)
    except SyntaxError:
        raise ValueError('{!r} builtin has invalid signature'.format(obj)) from None
    signature = _from_function(namespace['f'], cls)
    parameters = list(signature.parameters.values())
    return parameters, drop


def _without_first(signature):
    parameters = list(signature.parameters.values())
    if not parameters or parameters[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError('invalid method signature')
    return signature.replace(parameters=parameters if parameters[0].kind is _VAR_POSITIONAL else parameters[1:])


def _from_partial(partial, cls):
    signature = _signature_of(partial.func, cls, True)
    bound = signature.bind_partial(*partial.args, **partial.keywords).arguments
    parameters, by_name = [], False
    for name, parameter in signature.parameters.items():
        if name in partial.keywords and parameter.kind is _POSITIONAL_OR_KEYWORD:
            by_name = True
            parameters.append(parameter.replace(kind=_KEYWORD_ONLY, default=partial.keywords[name]))
        elif name in partial.keywords:
            parameters.append(parameter.replace(default=partial.keywords[name]))
        elif name in bound and parameter.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            continue
        elif by_name and parameter.kind is _VAR_POSITIONAL:
            continue
        elif by_name and parameter.kind is _POSITIONAL_OR_KEYWORD:
            parameters.append(parameter.replace(kind=_KEYWORD_ONLY))
        else:
            parameters.append(parameter)
    return signature.replace(parameters=parameters)


def _signature_of(obj, cls, follow_wrapped):
    if not callable(obj):
        raise TypeError('{!r} is not a callable object'.format(obj))
    if ismethod(obj):
        return _without_first(_signature_of(obj.__func__, cls, follow_wrapped))
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, '__signature__') or ismethod(f))
        if ismethod(obj):
            return _signature_of(obj, cls, follow_wrapped)
    given = getattr(obj, '__signature__', None)
    if given is not None:
        if not isinstance(given, Signature):
            raise TypeError('unexpected object {!r} in __signature__ attribute'.format(given))
        return given
    if isfunction(obj):
        return _from_function(obj, cls)
    if isinstance(obj, functools.partial):
        return _from_partial(obj, cls)
    if isclass(obj):
        return _of_class(obj, cls, follow_wrapped)
    text = getattr(obj, '__text_signature__', None)
    if text:
        parameters, drop = _from_text(obj, text, cls)
        bound = getattr(obj, '__self__', None) is not None
        return cls(parameters[1:] if drop and bound else parameters)
    if not isroutine(obj):
        call = getattr(type(obj), '__call__', None)
        if isfunction(call):
            return _without_first(_signature_of(call, cls, follow_wrapped))
    if isbuiltin(obj) or ismethoddescriptor(obj):
        raise ValueError('no signature found for builtin {!r}'.format(obj))
    raise ValueError('callable {!r} is not supported by signature'.format(obj))


def _of_class(kind, cls, follow_wrapped):
    call = getattr_static(type(kind), '__call__', None)
    if isfunction(call):
        return _without_first(_signature_of(call, cls, follow_wrapped))
    for name in '__new__', '__init__':
        for base in kind.__mro__:
            method = base.__dict__.get(name)
            if isinstance(method, staticmethod):
                method = method.__func__
            if isfunction(method):
                return _without_first(_signature_of(method, cls, follow_wrapped))
    text = getattr(kind, '__text_signature__', None)
    if text:
        parameters, drop = _from_text(kind, text, cls)
        return cls(parameters[1:] if drop else parameters)
    if kind.__init__ is object.__init__ and kind.__new__ is object.__new__:
        return cls()
    raise ValueError('no signature found for builtin {}{!r}'.format('' if kind is type else 'type ', kind))


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped)


def _named(names):
    return " and ".join([", ".join(map(repr, names[:-1]))] * (len(names) > 1) + [repr(names[-1])]) if len(names) < 3 else (
        ", ".join(map(repr, names[:-1])) + ", and " + repr(names[-1]))


def _raise_missing(name, names, how):
    raise TypeError(f"{name}() missing {len(names)} required {how} argument{'s' if len(names) > 1 else ''}: {_named(names)}")


def getcallargs(func, /, *positional, **named):
    """{parameter: value} of a call."""
    args, varargs, varkw, defaults, only, only_defaults, _ = getfullargspec(func)
    name, result = func.__name__, {}
    if ismethod(func) and func.__self__ is not None:
        positional = (func.__self__,) + positional
    defaults = defaults or ()
    result.update(zip(args, positional))
    if varargs:
        result[varargs] = tuple(positional[len(args):])
    if varkw:
        result[varkw] = {}
    for key, value in named.items():
        if key not in args and key not in only:
            if not varkw:
                raise TypeError(f"{name}() got an unexpected keyword argument {key!r}")
            result[varkw][key] = value
        elif key in result:
            raise TypeError(f"{name}() got multiple values for argument {key!r}")
        else:
            result[key] = value
    if len(positional) > len(args) and not varargs:
        given, least = len(positional), len(args) - len(defaults)
        wanted = f"from {least} to {len(args)}" if defaults else str(len(args))
        extra = [key for key in only if key in result]
        more = (f" positional argument{'s' if given != 1 else ''} (and {len(extra)} keyword-only argument{'s' if len(extra) != 1 else ''})"
                if extra else "")
        plural = "s" if defaults and len(args) != 1 or not defaults and len(args) != 1 else ""
        raise TypeError(f"{name}() takes {wanted} positional argument{plural} but {given}{more} {'was' if given == 1 and not extra else 'were'} given")
    if len(positional) < len(args):
        missing = [key for key in args[:len(args) - len(defaults)] if key not in result]
        if missing:
            _raise_missing(name, missing, "positional")
        for key, value in zip(args[len(args) - len(defaults):], defaults):
            result.setdefault(key, value)
    missing = []
    for key in only:
        if key not in result:
            if only_defaults and key in only_defaults:
                result[key] = only_defaults[key]
            else:
                missing.append(key)
    if missing:
        _raise_missing(name, missing, "keyword-only")
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


def getblock(lines):
    """The lines of the definition at the beginning."""
    return _block(lines)


def getlineno(frame):
    return frame.f_lineno


def getabsfile(object, _filename=None):
    import os
    return os.path.normcase(os.path.abspath(_filename or getsourcefile(object) or getfile(object)))


def getmembers_static(object, predicate=None):
    """getmembers() without calling descriptors."""
    found = [(name, getattr_static(object, name)) for name in sorted(dir(object)) if getattr_static(object, name, _missing) is not _missing]
    return [pair for pair in found if predicate is None or predicate(pair[1])]


FullArgSpec = collections.namedtuple('FullArgSpec',
                                     'args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations')


def getfullargspec(func):
    try:
        found = _signature_of(func.__func__ if ismethod(func) else func, Signature, False)
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


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    found = obj.__dict__.get('__annotations__') if isclass(obj) else getattr(obj, '__annotations__', None)
    if not isinstance(found, dict):
        return {}
    if not eval_str:
        return dict(found)
    if globals is None:
        globals = getattr(obj, '__globals__', None) or getattr(sys.modules.get(getattr(obj, '__module__', None)), '__dict__', {})
    return {name: eval(value, globals, locals) if isinstance(value, str) else value for name, value in found.items()}


# ---- what a class consists of ----

Attribute = collections.namedtuple('Attribute', 'name kind defining_class object')


def _stored(name, classes):
    """The class that has the name in its own dict, and what stands there."""
    for each in classes:
        if name in each.__dict__:
            return each, each.__dict__[name]
    return None, None


def classify_class_attrs(cls):
    """Attribute(name, kind, defining_class, object) of all that dir() names; kind: 'class method', 'static method', 'property', 'method',
    'data'."""
    bases, meta = getmro(cls), tuple(each for each in getmro(type(cls)) if each not in (type, object))
    names = dir(cls) + [name for each in bases for name, value in each.__dict__.items()
                        if isinstance(value, types.DynamicClassAttribute) and value.fget is not None]
    found = []
    for name in dict.fromkeys(names):
        value = _missing
        try:
            if name != '__dict__':
                value = getattr(cls, name)
        except Exception:
            pass
        home, stored = _stored(name, bases + meta)
        value = stored if value is _missing else value
        maker = getattr(value, '__objclass__', None) if name != '__dict__' else None
        if maker in bases + meta:
            home = maker
        elif home is None:
            home = next((each for each in bases if getattr(each, name, None) is value), None)
        elif home in bases and isinstance(stored, types.DynamicClassAttribute) and _stored(name, meta)[0]:
            home, stored = _stored(name, meta)
        if home is None:
            continue
        kinds = ((staticmethod, types.BuiltinMethodType), 'static method'), ((classmethod, types.ClassMethodDescriptorType), 'class method'), \
            (property, 'property')
        kind = next((kind for each, kind in kinds if isinstance(stored, each)), None)
        if kind:
            value = stored
        else:
            kind = 'method' if isroutine(value) else 'data'
        found.append(Attribute(name, kind, home, value))
    return found
