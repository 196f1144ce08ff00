"""Documentation of modules, classes, functions and other objects as plain text; help() shows it."""
import builtins
import inspect
import io
import sys
from reprlib import Repr

__all__ = ['help']


# ---- what is told of objects ----

def getdoc(object):
    """The doc string of an object, or the comments above its definition; '' if there are none."""
    text = _own_doc(object) or inspect.getcomments(object)
    return text.rstrip().lstrip('\n') if text else ''


def _own_doc(object):
    """As inspect.getdoc(), but a class has only its own, and an object none that all of its type have."""
    if isinstance(object, type):
        doc = object.__doc__ if '__doc__' in object.__dict__ else None
        return inspect.cleandoc(doc) if isinstance(doc, str) else None
    try:
        if object.__getattribute__('__doc__') == type(object).__doc__:
            return None
        return inspect.getdoc(object)
    except Exception:
        return None


def splitdoc(doc):
    """The first line of a doc string, and what follows an empty one."""
    lines = doc.strip().split('\n')
    if len(lines) == 1:
        return lines[0], ''
    if lines[1].strip():
        return '', '\n'.join(lines)
    return lines[0], '\n'.join(lines[2:])


def classname(object, modname):
    """The name of a class, with its module unless that is `modname`."""
    return object.__name__ if object.__module__ == modname else f'{object.__module__}.{object.__name__}'


def isdata(object):
    """Whether an object is rather data than a thing that does something."""
    return not (inspect.ismodule(object) or inspect.isclass(object) or inspect.isroutine(object) or inspect.isframe(object)
                or inspect.istraceback(object) or inspect.iscode(object))


def visiblename(name, all=None, obj=None):
    """Whether documentation shows a name."""
    if name in ('__author__', '__builtins__', '__cached__', '__credits__', '__date__', '__doc__', '__docformat__', '__file__', '__loader__',
                '__module__', '__name__', '__package__', '__path__', '__qualname__', '__slots__', '__spec__', '__version__'):
        return 0
    if name.startswith('__') and name.endswith('__'):
        return 1
    if name.startswith('_') and hasattr(obj, '_fields'):
        return True
    return name in all if all is not None else not name.startswith('_')


def describe(thing):
    """What kind of thing it is, in a few words."""
    if inspect.ismodule(thing):
        kind = 'built-in module' if thing.__name__ in sys.builtin_module_names else 'package' if hasattr(thing, '__path__') else 'module'
        return f'{kind} {thing.__name__}'
    if inspect.isbuiltin(thing):
        return f'built-in function {thing.__name__}'
    for is_kind, kind in (inspect.isgetsetdescriptor, 'getset descriptor'), (inspect.ismemberdescriptor, 'member descriptor'):
        if is_kind(thing):
            return f'{kind} {thing.__objclass__.__module__}.{thing.__objclass__.__name__}.{thing.__name__}'
    for is_kind, kind in (inspect.isclass, 'class'), (inspect.isfunction, 'function'), (inspect.ismethod, 'method'):
        if is_kind(thing):
            return f'{kind} {thing.__name__}'
    return type(thing).__name__


def classify_class_attrs(object):
    """As inspect's, with data descriptors as kinds of their own."""
    found = []
    for name, kind, home, value in inspect.classify_class_attrs(object):
        if inspect.isdatadescriptor(value):
            kind = 'readonly property' if isinstance(value, property) and value.fset is None else 'data descriptor'
        found.append((name, kind, home, value))
    return found


def sort_attributes(attrs, object):
    """Sort attributes in place: a named tuple's fields first, in their order."""
    try:
        fields = {name: i for i, name in enumerate(getattr(object, '_fields', ()))}
    except TypeError:
        fields = {}
    attrs.sort(key=lambda attr: (fields.get(attr[0], len(fields)), attr[0]))


# ---- as text ----

def allmethods(cl):
    """{name: method} of a class with those of its bases."""
    names = {}
    for name, value in inspect.getmembers(cl, inspect.isroutine):
        names[name] = 1
    for base in cl.__bases__:
        names.update(allmethods(base))
    return {name: getattr(cl, name) for name in names}


def replace(text, *pairs):
    """The text with each second of the pairs in place of the first."""
    while pairs:
        text = pairs[1].join(text.split(pairs[0]))
        pairs = pairs[2:]
    return text


def cram(text, maxlen):
    """The text, with its middle left out if it is longer."""
    if len(text) > maxlen:
        before = max(0, (maxlen - 3) // 2)
        after = max(0, maxlen - 3 - before)
        return text[:before] + "..." + text[len(text) - after:]
    return text


def stripid(text):
    """A repr without its address."""
    import re
    return re.sub(r" at 0x[0-9a-f]{6,16}(>+)$", r"\1", text, flags=re.IGNORECASE)


def _get_revised_path(given_path, argv0):
    """A path with the current folder in front in place of the script's; None: it is in the path."""
    import os
    if "" in given_path or os.curdir in given_path or os.getcwd() in given_path:
        return None
    script = os.path.dirname(argv0)
    path = given_path.copy()
    if script in given_path and script != os.path.dirname(__file__):
        path.remove(script)
    path.insert(0, os.getcwd())
    return path


class TextRepr(Repr):
    """repr() of values, cut short."""

    def __init__(self):
        super().__init__()
        self.maxlist = self.maxtuple = 20
        self.maxdict = 10
        self.maxstring = self.maxother = 100

    def repr_instance(self, x, level):
        try:
            return _cut(repr(x), self.maxother)
        except Exception:
            return f'<{type(x).__name__} instance>'


def _cut(text, limit):
    if len(text) <= limit:
        return text
    before = max(0, (limit - 3) // 2)
    return text[:before] + '...' + text[len(text) - max(0, limit - 3 - before):]


class Doc:
    """Documentation of an object, by its kind."""

    def document(self, object, name=None, *args):
        args = (object, name) + args
        if inspect.ismodule(object):
            return self.docmodule(*args)
        if inspect.isclass(object):
            return self.docclass(*args)
        if inspect.isroutine(object):
            return self.docroutine(*args)
        if inspect.isdatadescriptor(object):
            return self.docdata(*args)
        return self.docother(*args)

    def getdocloc(self, object, basedir=None):
        """Where the documentation of a module of the library is; None: it is none of these."""
        import os
        try:
            file = inspect.getabsfile(object)
        except TypeError:
            file = "(built-in)"
        if basedir is None:
            basedir = os.path.dirname(os.__file__)
        place = os.environ.get("PYTHONDOCS", "https://docs.python.org/%d.%d/library" % sys.version_info[:2])
        base = os.path.normcase(basedir)
        inside = file.startswith(base) and not file.startswith(os.path.join(base, "site-packages"))
        built_in = object.__name__ in ("errno", "exceptions", "gc", "marshal", "posix", "signal", "sys", "_thread", "zipimport")
        if not isinstance(object, type(sys)) or not (built_in or inside) or object.__name__ in ("xml.etree", "test.test_pydoc.pydoc_mod"):
            return None
        if place.startswith(("http://", "https://")):
            return f"{place.rstrip('/')}/{object.__name__.lower()}.html"
        return os.path.join(place, object.__name__.lower() + ".html")


_SECTIONS = (('Methods', 'method'), ('Class methods', 'class method'), ('Static methods', 'static method'),
             ('Readonly properties', 'readonly property'), ('Data descriptors', 'data descriptor'), ('Data and other attributes', 'data'))


class TextDoc(Doc):
    """Documentation as text; titles are struck twice."""

    _repr_instance = TextRepr()
    repr = _repr_instance.repr

    def bold(self, text):
        return ''.join(c + '\b' + c for c in text)

    def indent(self, text, prefix='    '):
        lines = [prefix + line for line in text.split('\n')] if text else []
        if lines:
            lines[-1] = lines[-1].rstrip()
        return '\n'.join(lines)

    def section(self, title, contents):
        return f'{self.bold(title)}\n{self.indent(contents).rstrip()}\n\n'

    def docmodule(self, object, name=None, mod=None):
        name, all = object.__name__, getattr(object, '__all__', None)
        summary, more = splitdoc(getdoc(object))
        text = self.section('NAME', name + (summary and ' - ' + summary))
        if more:
            text += self.section('DESCRIPTION', more)
        classes, functions, data = [], [], []
        for key, value in inspect.getmembers(object):
            home = inspect.getmodule(value) or object
            if inspect.isclass(value):
                if (all is not None or home is object) and visiblename(key, all, object):
                    classes.append((key, value))
            elif inspect.isroutine(value):
                if (all is not None or inspect.isbuiltin(value) or home is object) and visiblename(key, all, object):
                    functions.append((key, value))
            elif isdata(value) and visiblename(key, all, object):
                data.append((key, value))
        if classes:
            pieces = [self.document(value, key, name) for key, value in classes]
            text += self.section('CLASSES', self._tree([value for _, value in classes], name) + '\n' + '\n'.join(pieces))
        if functions:
            text += self.section('FUNCTIONS', '\n'.join(self.document(value, key, name) for key, value in functions))
        if data:
            text += self.section('DATA', '\n'.join(self.docother(value, key, name, 70) for key, value in data))
        if hasattr(object, '__version__'):
            text += self.section('VERSION', str(object.__version__))
        path = getattr(object, '__file__', None)
        return text + self.section('FILE', path or '(built-in)')

    def _tree(self, classes, modname):
        """The classes below their bases, indented."""
        children, roots = {}, []
        for each in classes:
            for base in each.__bases__:
                children.setdefault(base, []).append(each)
                if base not in classes and base not in roots:
                    roots.append(base)
        lines = []

        def add(each, parent, depth):
            bases = ', '.join(classname(base, modname) for base in each.__bases__)
            more = f'({bases})' if each.__bases__ and each.__bases__ != (parent,) and each in classes else ''
            lines.append('    ' * depth + classname(each, modname) + more)
            for child in sorted(children.get(each, ()), key=lambda c: (c.__module__, c.__name__)):
                add(child, each, depth + 1)
        for root in sorted(roots, key=lambda c: (c.__module__, c.__name__)):
            add(root, None, 0)
        return '\n'.join(lines) + '\n'

    def docclass(self, object, name=None, mod=None, *ignored):
        real, bases = object.__name__, object.__bases__
        name = name or real
        title = 'class ' + self.bold(real) if name == real else f'{self.bold(name)} = class {real}'
        if bases:
            title += f"({', '.join(classname(base, object.__module__) for base in bases)})"
        lines = []
        try:
            signature = inspect.signature(object)
        except (ValueError, TypeError):
            signature = None
        if signature and str(signature) != '()':
            lines.append(f'{name}{signature}\n')
        doc = getdoc(object)
        if doc:
            lines.append(doc + '\n')
        mro = inspect.getmro(object)
        if len(mro) > 2:
            lines.append('Method resolution order:')
            lines.extend('    ' + classname(base, object.__module__) for base in mro)
            lines.append('')
        lines.extend(self._subclasses(object))
        for heading, entries in self._attributes(object, mro, mod):
            lines += (['-' * 70] if heading and self._ruled else []) + ([heading] if heading else []) + entries
            self._ruled = True
        self._ruled = False
        contents = '\n'.join(lines)
        return title + '\n' + (self.indent(contents.rstrip(), ' |  ') + '\n' if contents else '')

    _ruled = False

    def _subclasses(self, object):
        names = sorted((str(each.__name__) for each in type.__subclasses__(object)
                        if not each.__name__.startswith('_') and each.__module__ == 'builtins'), key=str.lower)
        if not names:
            return []
        rest = len(names) - 4
        more = [f'    ... and {rest} other subclasses'] if rest > 0 else []
        return ['Built-in subclasses:', *('    ' + each for each in names[:4]), *more, '']

    def _attributes(self, object, mro, mod):
        """(title, lines) of each section: the own ones of the class, then those of each class that it inherits from."""
        attrs = [attr for attr in classify_class_attrs(object) if visiblename(attr[0], obj=object)]
        waiting = list(mro)
        while attrs:
            home = waiting.pop(0) if waiting else attrs[0][2]
            own = [attr for attr in attrs if attr[2] is home]
            attrs = [attr for attr in attrs if attr[2] is not home]
            if home is builtins.object and object is not home:
                continue
            sort_attributes(own, object)
            tag = 'defined here' if home is object else f'inherited from {classname(home, object.__module__)}'
            for title, kind in _SECTIONS:
                entries = [entry for attr in own if attr[1] == kind for entry in self._entry(attr, object, mod)]
                if entries:
                    yield f'{title} {tag}:\n', entries

    def _entry(self, attr, object, mod):
        name, kind, home, value = attr
        if kind in ('readonly property', 'data descriptor'):
            return [self.docdata(value, name, mod)]
        if kind == 'data':
            doc = getdoc(value) if callable(value) or inspect.isdatadescriptor(value) else None
            try:
                value = getattr(object, name)
            except AttributeError:
                value = home.__dict__[name]
            return [self.docother(value, name, mod, 70, doc) + '\n']
        try:
            value = getattr(object, name)
        except Exception:
            return [self.docdata(value, name, mod)]
        return [self.document(value, name, mod, object)]

    def formatvalue(self, object):
        return '=' + self.repr(object)

    def docroutine(self, object, name=None, mod=None, cl=None):
        real = object.__name__
        name, note, skip = name or real, '', False
        if inspect.ismethod(object) or inspect.isbuiltin(object) and not inspect.ismodule(getattr(object, '__self__', None)):
            owner = getattr(object, '__self__', None)
            if owner is not None:
                kind = type(owner)
                if cl:
                    if kind is not cl and not issubclass(cl, kind) or inspect.isclass(owner):
                        note = f' from {classname(kind, mod)}'
                else:
                    note = f' method of {classname(kind, mod)} instance'
        elif inspect.ismethoddescriptor(object) or hasattr(object, '__objclass__'):
            home = getattr(object, '__objclass__', None)
            if home is not None and cl and home is not cl:
                note = ''
        if name == real:
            title = self.bold(real)
        else:
            if cl and real in cl.__dict__ and cl.__dict__[real] is object:
                skip = True
            title = f'{self.bold(name)} = {real}'
        asynchronous = inspect.iscoroutinefunction(object) or inspect.isasyncgenfunction(object)
        arguments = None
        try:
            arguments = str(inspect.signature(object))
        except (ValueError, TypeError):
            pass
        if arguments is None:
            arguments = '(...)'
        elif real == '<lambda>':
            title, arguments = f'{self.bold(name)} lambda ', arguments[1:-1]
        line = ('async ' if asynchronous else '') + title + arguments + note
        doc = '' if skip else getdoc(object)
        return line + '\n' + (self.indent(doc).rstrip() + '\n' if doc else '')

    def docdata(self, object, name=None, mod=None, cl=None):
        doc = getdoc(object) or ''
        text = self.bold(name) + '\n' if name else ''
        return text + (self.indent(doc) + '\n' if doc else '')

    docproperty = docdata

    def docother(self, object, name=None, mod=None, maxlen=None, doc=None):
        value = self.repr(object)
        if maxlen:
            line = (name + ' = ' if name else '') + value
            if len(line) > maxlen:
                value = value[:maxlen - len(line)] + '...'
        text = (self.bold(name) + ' = ' if name else '') + value
        doc = doc or getdoc(object) if isdata(object) and inspect.isroutine(object) else doc
        return text + ('\n' + self.indent(str(doc)) + '\n' if doc else '')


class _PlainTextDoc(TextDoc):
    """Without double strokes."""

    def bold(self, text):
        return text


text, plaintext = TextDoc(), _PlainTextDoc()


def plain(text):
    """Text without the characters that were struck over."""
    pieces, i = [], 0
    while i < len(text):
        if text[i + 1:i + 2] == '\b':
            i += 2
        else:
            pieces.append(text[i])
            i += 1
    return ''.join(pieces)


def pager(text):
    """Show a text: there is no terminal, so all at once."""
    sys.stdout.write(plain(text))


plainpager = pager


# ---- finding and showing ----

class ErrorDuringImport(Exception):
    """A module that could not be imported, and why."""

    def __init__(self, filename, exc_info):
        self.filename = filename
        self.exc, self.value, self.tb = exc_info

    def __str__(self):
        return f'problem in {self.filename} - {self.exc.__name__}: {self.value}'


def safeimport(path, forceload=0, cache={}):
    """The module of that name, None if there is none."""
    try:
        __import__(path)
    except ImportError as error:
        if error.name and (path == error.name or path.startswith(error.name + '.')):
            return None
        raise ErrorDuringImport(path, sys.exc_info())
    except Exception:
        raise ErrorDuringImport(path, sys.exc_info())
    return sys.modules.get(path)


def locate(path, forceload=0):
    """The object of a dotted name, None if there is none."""
    parts = [part for part in path.split('.') if part]
    found, used = None, 0
    while used < len(parts):
        module = safeimport('.'.join(parts[:used + 1]), forceload)
        if module is None:
            break
        found, used = module, used + 1
    found = found or builtins
    for part in parts[used:]:
        try:
            found = getattr(found, part)
        except AttributeError:
            return None
    return found


def resolve(thing, forceload=0):
    """An object, or that of a name; with its name."""
    if isinstance(thing, str):
        found = locate(thing, forceload)
        if found is None:
            raise ImportError(f'No Python documentation found for {thing!r}.\n'
                              'Use help() to get the interactive help utility.\nUse help(str) for help on the str class.')
        return found, thing
    name = getattr(thing, '__name__', None)
    return thing, name if isinstance(name, str) else None


def render_doc(thing, title='Python Library Documentation: %s', forceload=0, renderer=None):
    """Documentation of an object, or of that of a name."""
    renderer = renderer or text
    object, name = resolve(thing, forceload)
    words, module = describe(object), inspect.getmodule(object)
    if name and '.' in name:
        words += ' in ' + name[:name.rfind('.')]
    elif module and module is not object:
        words += ' in module ' + module.__name__
    if not (inspect.ismodule(object) or inspect.isclass(object) or inspect.isroutine(object) or inspect.isdatadescriptor(object)
            or _own_doc(object)):
        if hasattr(object, '__origin__'):
            object = object.__origin__
        else:
            object = type(object)
            words += ' object'
    return title % words + '\n\n' + renderer.document(object, name)


def doc(thing, title='Python Library Documentation: %s', forceload=0, output=None):
    """Show the documentation of an object; where `output` is given, plainly there."""
    try:
        if output is None:
            pager(render_doc(thing, title, forceload))
        else:
            output.write(render_doc(thing, title, forceload, plaintext))
    except (ImportError, ErrorDuringImport) as error:
        print(error, file=output, end='\n' if output is None else '')


class Helper:
    """help(): the documentation of what it is called with. There is no dialogue."""

    def __init__(self, input=None, output=None):
        self._input, self._output = input, output

    @property
    def input(self):
        return self._input or sys.stdin

    @property
    def output(self):
        return self._output or sys.stdout

    def __repr__(self):
        return f'<{type(self).__module__}.{type(self).__qualname__} instance>'

    def __call__(self, request=None):
        if request is not None:
            self.help(request)

    def help(self, request):
        if isinstance(request, Helper):
            return
        doc(request, 'Help on %s:', output=self._output)
        self.output.write('\n')


help = Helper()
