"""Syntax trees of Python programs: parsing, walking, changing, printing them, and writing them as source again."""

from _ast import *
from enum import IntEnum, _simple_enum, auto
import sys


def parse(source, filename='<unknown>', mode='exec', *, type_comments=False, feature_version=None):
    """The syntax tree of a text."""
    flags = PyCF_TYPE_COMMENTS | PyCF_ONLY_AST if type_comments else PyCF_ONLY_AST
    minor = -1
    if isinstance(feature_version, tuple):
        major, minor = feature_version
        assert major == 3
    elif feature_version is not None:
        minor = feature_version
    return compile(source, filename, mode, flags, _feature_version=minor)


# ---- literals ----

def literal_eval(node_or_string):
    """Value of an expression made of literals only, as text or as a tree."""
    node = node_or_string
    if isinstance(node, str):
        node = parse(node.lstrip(' \t'), mode='eval')
    if isinstance(node, Expression):
        node = node.body
    return _literal(node)


def _malformed(node):
    line = getattr(node, 'lineno', None)
    where = f' on line {line}' if line else ''
    raise ValueError(f'malformed node or string{where}: {node!r}')


def _number(node):
    if not isinstance(node, Constant) or type(node.value) not in (int, float, complex):
        _malformed(node)
    return node.value


def _signed_number(node):
    if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
        value = _number(node.operand)
        return +value if isinstance(node.op, UAdd) else -value
    return _number(node)


def _literal(node):
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, Tuple):
        return tuple(map(_literal, node.elts))
    if isinstance(node, List):
        return list(map(_literal, node.elts))
    if isinstance(node, Set):
        return set(map(_literal, node.elts))
    if (isinstance(node, Call) and isinstance(node.func, Name) and node.func.id == 'set'
            and node.args == node.keywords == []):
        return set()
    if isinstance(node, Dict):
        if len(node.keys) != len(node.values):
            _malformed(node)
        return dict(zip(map(_literal, node.keys), map(_literal, node.values)))
    if isinstance(node, BinOp) and isinstance(node.op, (Add, Sub)):
        left, right = _signed_number(node.left), _number(node.right)
        if isinstance(left, (int, float)) and isinstance(right, complex):
            return left + right if isinstance(node.op, Add) else left - right
    return _signed_number(node)


# ---- printing the tree ----

def _present(node, names):
    """(name, value) of the attributes that are there and are not a None that the class has anyway."""
    for name in names:
        try:
            value = getattr(node, name)
        except AttributeError:
            continue
        if value is not None or getattr(type(node), name, ...) is not None:
            yield name, value


def dump(node, annotate_fields=True, include_attributes=False, *, indent=None):
    """The tree as text, as the calls that would make it."""
    def format_list(items, level):
        if not items:
            return '[]', True
        return f'[{start(level)}{between(level).join([format(item, level)[0] for item in items])}]', False

    def format(node, level):
        level += 1
        if isinstance(node, list):
            return format_list(node, level)
        if not isinstance(node, AST):
            return repr(node), True
        parts, simple, position = [], True, 0
        fields = dict(_present(node, node._fields))
        for position, name in enumerate(fields):
            text, is_simple = format(fields[name], level)
            simple = simple and is_simple
            skipped = position < len(node._fields) and node._fields[position] != name
            parts.append(f'{name}={text}' if annotate_fields or skipped else text)
        if include_attributes and node._attributes:
            for name, value in _present(node, node._attributes):
                text, is_simple = format(value, level)
                simple = simple and is_simple
                parts.append(f'{name}={text}')
        label = type(node).__name__
        if simple and len(parts) <= 3:
            return f"{label}({', '.join(parts)})", not parts
        return f'{label}({start(level)}{between(level).join(parts)})', False

    def start(level):
        return '' if indent is None else '\n' + indent * level

    def between(level):
        return ', ' if indent is None else ',\n' + indent * level

    if not isinstance(node, AST):
        raise TypeError('expected AST, got %r' % node.__class__.__name__)
    if indent is not None and not isinstance(indent, str):
        indent = ' ' * indent
    return format(node, 0)[0]


# ---- positions ----

def copy_location(new_node, old_node):
    """Give new_node the position of old_node where both have one; returns new_node."""
    for name in 'lineno', 'col_offset', 'end_lineno', 'end_col_offset':
        if name in old_node._attributes and name in new_node._attributes:
            value = getattr(old_node, name, None)
            if value is not None or (hasattr(old_node, name) and name.startswith('end_')):
                setattr(new_node, name, value)
    return new_node


def fix_missing_locations(node):
    """Give every node without a position that of its parent, starting with line 1; returns node."""
    def fix(node, position):
        position = list(position)
        for i, (name, empty) in enumerate((('lineno', ...), ('end_lineno', None), ('col_offset', ...), ('end_col_offset', None))):
            if name not in node._attributes:
                continue
            if not hasattr(node, name) if empty is ... else getattr(node, name, None) is None:
                setattr(node, name, position[i])
            else:
                position[i] = getattr(node, name)
        for child in iter_child_nodes(node):
            fix(child, position)

    fix(node, (1, 1, 0, 0))
    return node


def increment_lineno(node, n=1):
    """Move a tree down by n lines; returns it."""
    for child in walk(node):
        if isinstance(child, TypeIgnore):
            child.lineno = getattr(child, 'lineno', 0) + n
            continue
        if 'lineno' in child._attributes:
            child.lineno = getattr(child, 'lineno', 0) + n
        if 'end_lineno' in child._attributes and (end := getattr(child, 'end_lineno', 0)) is not None:
            child.end_lineno = end + n
    return node


# ---- walking ----

def iter_fields(node):
    """(name, value) of each field that the node has."""
    for name in node._fields:
        try:
            yield name, getattr(node, name)
        except AttributeError:
            pass


def iter_child_nodes(node):
    """The nodes directly below."""
    for _, value in iter_fields(node):
        if isinstance(value, AST):
            yield value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, AST):
                    yield item


def walk(node):
    """The node and all below it, level by level."""
    from collections import deque
    waiting = deque([node])
    while waiting:
        node = waiting.popleft()
        waiting.extend(iter_child_nodes(node))
        yield node


def get_docstring(node, clean=True):
    """The docstring of a function, class or module node, or None."""
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
        raise TypeError("%r can't have docstrings" % (node.__class__.__name__))
    if not (node.body and isinstance(node.body[0], Expr)):
        return None
    value = node.body[0].value
    if not isinstance(value, Constant) or not isinstance(value.value, str):
        return None
    if clean:
        import inspect
        return inspect.cleandoc(value.value)
    return value.value


def _source_lines(source):
    """The lines with their ends; a form feed ends none."""
    lines, start, i = [], 0, 0
    while i < len(source):
        c = source[i]
        i += 1
        if c == '\r' and source[i:i + 1] == '\n':
            i += 1
        if c in '\r\n':
            lines.append(source[start:i])
            start = i
    if start < len(source):
        lines.append(source[start:])
    return lines


def get_source_segment(source, node, *, padded=False):
    """The part of the text that a node was made of, or None."""
    try:
        if node.end_lineno is None or node.end_col_offset is None:
            return None
        first, last = node.lineno - 1, node.end_lineno - 1
        begin, end = node.col_offset, node.end_col_offset
    except AttributeError:
        return None
    lines = [line.encode() for line in _source_lines(source)[first:last + 1]]
    if first == last:
        return lines[0][begin:end].decode()
    padding = ''
    if padded:
        padding = ''.join([c if c in '\f\t' else ' ' for c in lines[0][:begin].decode()])
    lines[0] = lines[0][begin:]
    lines[-1] = lines[-1][:end]
    return padding + b''.join(lines).decode()


class NodeVisitor(object):
    """Calls visit_<class> for a node, or generic_visit, which goes on below it."""

    def visit(self, node):
        """Visit a node."""
        return getattr(self, 'visit_' + node.__class__.__name__, self.generic_visit)(node)

    def generic_visit(self, node):
        """Visit what lies below a node."""
        for _, value in iter_fields(node):
            if isinstance(value, list):
                for item in value:
                    if isinstance(item, AST):
                        self.visit(item)
            elif isinstance(value, AST):
                self.visit(value)

    def visit_Constant(self, node):
        value = node.value
        name = _const_node_type_names.get(type(value))
        if name is None:
            name = next((name for cls, name in _const_node_type_names.items() if isinstance(value, cls)), None)
        if name is not None:
            try:
                visitor = getattr(self, 'visit_' + name)
            except AttributeError:
                pass
            else:
                import warnings
                warnings.warn(f"visit_{name} is deprecated; add visit_Constant", DeprecationWarning, 2)
                return visitor(node)
        return self.generic_visit(node)


class NodeTransformer(NodeVisitor):
    """A visitor whose methods' results take the place of the nodes: None removes one, a list puts several there."""

    def generic_visit(self, node):
        for name, old in iter_fields(node):
            if isinstance(old, list):
                new = []
                for item in old:
                    if isinstance(item, AST):
                        item = self.visit(item)
                        if item is None:
                            continue
                        if not isinstance(item, AST):
                            new.extend(item)
                            continue
                    new.append(item)
                old[:] = new
            elif isinstance(old, AST):
                item = self.visit(old)
                if item is None:
                    delattr(node, name)
                else:
                    setattr(node, name, item)
        return node


# ---- classes of older versions ----

if not hasattr(Constant, 'n'):
    def _old_value(self):
        """Deprecated. Use value instead."""
        return self.value

    def _set_old_value(self, value):
        self.value = value

    Constant.n = property(_old_value, _set_old_value)
    Constant.s = property(_old_value, _set_old_value)


class _ABC(type):

    def __init__(cls, *args):
        cls.__doc__ = """Deprecated AST node class. Use ast.Constant instead"""

    def __instancecheck__(cls, inst):
        if not isinstance(inst, Constant):
            return False
        if cls in _const_types:
            try:
                value = inst.value
            except AttributeError:
                return False
            return isinstance(value, _const_types[cls]) and not isinstance(value, _const_types_not.get(cls, ()))
        return type.__instancecheck__(cls, inst)


def _new(cls, *args, **kwargs):
    for key in kwargs:
        if key in cls._fields and cls._fields.index(key) < len(args):
            raise TypeError(f"{cls.__name__} got multiple values for argument {key!r}")
    if cls in _const_types:
        return Constant(*args, **kwargs)
    return Constant.__new__(cls, *args, **kwargs)


class Num(Constant, metaclass=_ABC):
    _fields = ('n',)
    __new__ = _new


class Str(Constant, metaclass=_ABC):
    _fields = ('s',)
    __new__ = _new


class Bytes(Constant, metaclass=_ABC):
    _fields = ('s',)
    __new__ = _new


class NameConstant(Constant, metaclass=_ABC):
    __new__ = _new


class Ellipsis(Constant, metaclass=_ABC):
    _fields = ()

    def __new__(cls, *args, **kwargs):
        if cls is Ellipsis:
            return Constant(..., *args, **kwargs)
        return Constant.__new__(cls, *args, **kwargs)


_const_types = {Num: (int, float, complex), Str: (str,), Bytes: (bytes,), NameConstant: (type(None), bool), Ellipsis: (type(...),)}
_const_types_not = {Num: (bool,)}
_const_node_type_names = {bool: 'NameConstant', type(None): 'NameConstant', int: 'Num', float: 'Num', complex: 'Num',
                          str: 'Str', bytes: 'Bytes', type(...): 'Ellipsis'}


class slice(AST):
    """Deprecated AST node class."""


class Index(slice):
    """Deprecated AST node class. Use the index value directly instead."""

    def __new__(cls, value, **kwargs):
        return value


class ExtSlice(slice):
    """Deprecated AST node class. Use ast.Tuple instead."""

    def __new__(cls, dims=(), **kwargs):
        return Tuple(list(dims), Load(), **kwargs)


if not hasattr(Tuple, 'dims'):
    def _dims(self):
        """Deprecated. Use elts instead."""
        return self.elts

    def _set_dims(self, value):
        self.elts = value

    Tuple.dims = property(_dims, _set_dims)


class Suite(mod):
    """Deprecated AST node class.  Unused in Python 3."""


class AugLoad(expr_context):
    """Deprecated AST node class.  Unused in Python 3."""


class AugStore(expr_context):
    """Deprecated AST node class.  Unused in Python 3."""


class Param(expr_context):
    """Deprecated AST node class.  Unused in Python 3."""


# ---- source text of a tree ----

_INFSTR = '1e' + repr(sys.float_info.max_10_exp + 1)


@_simple_enum(IntEnum)
class _Precedence:
    """How tightly an expression binds; what stands in a place of a higher one gets parentheses."""
    NAMED_EXPR, TUPLE, YIELD, TEST, OR, AND, NOT, CMP, EXPR = [auto() for _ in range(9)]
    BOR = EXPR
    BXOR, BAND, SHIFT, ARITH, TERM, FACTOR, POWER, AWAIT, ATOM = [auto() for _ in range(9)]

    def next(self):
        """The level above, if there is one."""
        return self.__class__(min(self + 1, self.__class__.ATOM))


_above = _Precedence.next


_SINGLE_QUOTES = ("'", '"')
_MULTI_QUOTES = ('"""', "'''")
_ALL_QUOTES = (*_SINGLE_QUOTES, *_MULTI_QUOTES)
_P = _Precedence
_BINARY = {'Add': ('+', _P.ARITH), 'Sub': ('-', _P.ARITH), 'Mult': ('*', _P.TERM), 'MatMult': ('@', _P.TERM), 'Div': ('/', _P.TERM),
           'Mod': ('%', _P.TERM), 'LShift': ('<<', _P.SHIFT), 'RShift': ('>>', _P.SHIFT), 'BitOr': ('|', _P.BOR),
           'BitXor': ('^', _P.BXOR), 'BitAnd': ('&', _P.BAND), 'FloorDiv': ('//', _P.TERM), 'Pow': ('**', _P.POWER)}
_UNARY = {'Invert': ('~', _P.FACTOR), 'Not': ('not ', _P.NOT), 'UAdd': ('+', _P.FACTOR), 'USub': ('-', _P.FACTOR)}
_COMPARE = {'Eq': '==', 'NotEq': '!=', 'Lt': '<', 'LtE': '<=', 'Gt': '>', 'GtE': '>=', 'Is': 'is', 'IsNot': 'is not',
            'In': 'in', 'NotIn': 'not in'}
_BOOLEAN = {'And': ('and', _P.AND), 'Or': ('or', _P.OR)}


def _quoted(text, quotes=_ALL_QUOTES, escape_space=False):
    """The inside of a literal for the text with as few backslashes as can be, and the quotes that would do."""
    def escape(c):
        if not escape_space and c in '\n\t':
            return c
        return c.encode('unicode_escape').decode('ascii') if c == '\\' or not c.isprintable() else c

    inside = ''.join(map(escape, text))
    fitting = [quote for quote in quotes if quote not in inside and ('\n' not in inside or quote in _MULTI_QUOTES)]
    if not fitting:
        inside = repr(text)
        return inside[1:-1], [next((quote for quote in quotes if inside[0] in quote), inside[0])]
    if inside:
        fitting.sort(key=lambda quote: quote[0] == inside[-1])
        if fitting[0][0] == inside[-1]:
            inside = inside[:-1] + '\\' + inside[-1]
    return inside, fitting


class _Unparser(NodeVisitor):
    """Expressions are returned as text, given the precedence of their place; statements are added to the output."""

    def __init__(self, *, _avoid_backslashes=False):
        self._out = []
        self._indent = 0
        self._ignored = {}
        self._avoid_backslashes = _avoid_backslashes

    def visit(self, node):
        self._out = []
        self._traverse(node)
        return ''.join(self._out)

    def _traverse(self, node):
        if isinstance(node, list):
            for item in node:
                self._traverse(item)
        elif hasattr(self, '_stmt_' + type(node).__name__):
            getattr(self, '_stmt_' + type(node).__name__)(node)
        else:
            self._out.append(self._text(node))

    # -- output --

    def _newline(self):
        if self._out:
            self._out.append('\n')

    def _line(self, text):
        self._newline()
        self._out.append('    ' * self._indent + text)

    def _block(self, head, body, comment='', node=None):
        """A line with a colon and what belongs to it; node: what may have a docstring."""
        self._line(f'{head}:{comment}')
        self._indent += 1
        self._body(body, node)
        self._indent -= 1

    def _body(self, body, node=None):
        doc = node is not None and body and isinstance(body[0], Expr) and body[0].value
        if doc and isinstance(doc, Constant) and isinstance(doc.value, str):
            inside, quotes = _quoted(doc.value, _MULTI_QUOTES)
            self._line(f"{'u' if doc.kind == 'u' else ''}{quotes[0]}{inside}{quotes[0]}")
            body = body[1:]
        self._traverse(body)

    def _comment(self, node):
        comment = self._ignored.get(node.lineno) or node.type_comment
        return '' if comment is None else f' # type: {comment}'

    # -- modules and statements --

    def _stmt_Module(self, node):
        self._ignored = {ignore.lineno: f'ignore{ignore.tag}' for ignore in node.type_ignores}
        self._body(node.body, node)
        self._ignored.clear()

    def _stmt_Interactive(self, node):
        self._traverse(node.body)

    def _stmt_Expr(self, node):
        self._line(self._text(node.value, _P.YIELD))

    def _stmt_Import(self, node):
        self._line('import ' + self._list(node.names))

    def _stmt_ImportFrom(self, node):
        self._line(f"from {'.' * (node.level or 0)}{node.module or ''} import {self._list(node.names)}")

    def _stmt_Assign(self, node):
        targets = ''.join([self._text(target, _P.TUPLE) + ' = ' for target in node.targets])
        self._line(f'{targets}{self._text(node.value)}{self._comment(node)}')

    def _stmt_AugAssign(self, node):
        self._line(f'{self._text(node.target)} {_BINARY[type(node.op).__name__][0]}= {self._text(node.value)}')

    def _stmt_AnnAssign(self, node):
        target = self._text(node.target)
        if not node.simple and isinstance(node.target, Name):
            target = f'({target})'
        value = f' = {self._text(node.value)}' if node.value else ''
        self._line(f'{target}: {self._text(node.annotation)}{value}')

    def _stmt_Return(self, node):
        self._line('return ' + self._text(node.value) if node.value else 'return')

    def _stmt_Pass(self, node):
        self._line('pass')

    def _stmt_Break(self, node):
        self._line('break')

    def _stmt_Continue(self, node):
        self._line('continue')

    def _stmt_Delete(self, node):
        self._line('del ' + self._list(node.targets))

    def _stmt_Assert(self, node):
        self._line(f"assert {self._text(node.test)}{', ' + self._text(node.msg) if node.msg else ''}")

    def _stmt_Global(self, node):
        self._line('global ' + ', '.join(node.names))

    def _stmt_Nonlocal(self, node):
        self._line('nonlocal ' + ', '.join(node.names))

    def _stmt_Raise(self, node):
        if not node.exc:
            if node.cause:
                raise ValueError("Node can't be used without a value attribute.")
            return self._line('raise')
        self._line(f"raise {self._text(node.exc)}{' from ' + self._text(node.cause) if node.cause else ''}")

    def _try(self, node, word):
        self._block('try', node.body)
        for handler in node.handlers:
            self._handler(handler, word)
        if node.orelse:
            self._block('else', node.orelse)
        if node.finalbody:
            self._block('finally', node.finalbody)

    def _handler(self, node, word):
        kind = ' ' + self._text(node.type) if node.type else ''
        self._block(f"{word}{kind}{' as ' + node.name if node.name else ''}", node.body)

    def _stmt_Try(self, node):
        self._try(node, 'except')

    def _stmt_TryStar(self, node):
        self._try(node, 'except*')

    def _stmt_ExceptHandler(self, node):
        self._handler(node, 'except')

    def _decorated(self, node, head, comment=''):
        self._newline()
        for decorator in node.decorator_list:
            self._line('@' + self._text(decorator))
        self._block(head, node.body, comment, node)

    def _stmt_ClassDef(self, node):
        bases = self._list(node.bases + node.keywords)
        self._decorated(node, f"class {node.name}{f'({bases})' if bases else ''}")

    def _function(self, node, word):
        returns = ' -> ' + self._text(node.returns) if node.returns else ''
        self._decorated(node, f'{word} {node.name}({self._text(node.args)}){returns}', self._comment(node))

    def _stmt_FunctionDef(self, node):
        self._function(node, 'def')

    def _stmt_AsyncFunctionDef(self, node):
        self._function(node, 'async def')

    def _for(self, node, word):
        self._block(f'{word} {self._text(node.target, _P.TUPLE)} in {self._text(node.iter)}', node.body, self._comment(node))
        if node.orelse:
            self._block('else', node.orelse)

    def _stmt_For(self, node):
        self._for(node, 'for')

    def _stmt_AsyncFor(self, node):
        self._for(node, 'async for')

    def _stmt_If(self, node):
        word = 'if'
        while True:
            self._block(f'{word} {self._text(node.test)}', node.body)
            if len(node.orelse) != 1 or not isinstance(node.orelse[0], If):
                break
            node, word = node.orelse[0], 'elif'
        if node.orelse:
            self._block('else', node.orelse)

    def _stmt_While(self, node):
        self._block('while ' + self._text(node.test), node.body)
        if node.orelse:
            self._block('else', node.orelse)

    def _stmt_With(self, node):
        self._block('with ' + self._list(node.items), node.body, self._comment(node))

    def _stmt_AsyncWith(self, node):
        self._block('async with ' + self._list(node.items), node.body, self._comment(node))

    def _stmt_Match(self, node):
        self._block('match ' + self._text(node.subject), node.cases)

    def _stmt_match_case(self, node):
        self._block(f"case {self._text(node.pattern)}{' if ' + self._text(node.guard) if node.guard else ''}", node.body)

    # -- expressions --

    def _text(self, node, level=_P.TEST):
        method = getattr(self, '_' + type(node).__name__, None)
        if method:
            return method(node, level)
        if not isinstance(node, AST):
            raise AttributeError(f"'{type(node).__name__}' object has no attribute '_fields'")
        return ''.join([self._text(child) for child in iter_child_nodes(node)])

    def _list(self, nodes):
        return ', '.join([self._text(node) for node in nodes])

    def _items(self, nodes, write=None):
        """The inside of a tuple: one alone has a comma."""
        parts = [(write or self._text)(node) for node in nodes]
        return parts[0] + ',' if len(parts) == 1 else ', '.join(parts)

    def _paren(self, text, wanted):
        return f'({text})' if wanted else text

    def _Expression(self, node, level):
        return self._text(node.body)

    def _FunctionType(self, node, level):
        return f'({self._list(node.argtypes)}) -> {self._text(node.returns)}'

    def _Name(self, node, level):
        return node.id

    def _constant(self, value):
        if isinstance(value, (float, complex)):
            return repr(value).replace('inf', _INFSTR).replace('nan', f'({_INFSTR}-{_INFSTR})')
        if self._avoid_backslashes and isinstance(value, str):
            return self._plain_string(value)
        return repr(value)

    def _plain_string(self, text, quotes=_ALL_QUOTES):
        inside, fitting = _quoted(text, quotes)
        return f'{fitting[0]}{inside}{fitting[0]}'

    def _Constant(self, node, level):
        value = node.value
        if isinstance(value, tuple):
            return f'({self._items(value, self._constant)})'
        if value is ...:
            return '...'
        return ('u' if node.kind == 'u' else '') + self._constant(value)

    def _JoinedStr(self, node, level):
        if self._avoid_backslashes:
            return 'f' + self._plain_string(self._fstring(node))
        quotes, inside = _ALL_QUOTES, ''
        for value in node.values:
            part, fitting = _quoted(self._fstring(value), quotes, isinstance(value, Constant))
            if not set(fitting) & set(quotes):  # no quotes that do for all parts: escaped ones between '''
                inside = ''.join(repr('"' + self._fstring(value))[2:-1] for value in node.values)
                return f"f'''{inside}'''"
            quotes = fitting
            inside += part
        return f'f{quotes[0]}{inside}{quotes[0]}'

    def _FormattedValue(self, node, level):
        return 'f' + self._plain_string(self._fstring(node))

    def _fstring(self, node):
        """A part of an f-string without its quotes."""
        if isinstance(node, JoinedStr):
            return ''.join(map(self._fstring, node.values))
        if isinstance(node, Constant):
            if isinstance(node.value, str):
                return node.value.replace('{', '{{').replace('}', '}}')
        if not isinstance(node, FormattedValue):
            raise ValueError(f"Unexpected node inside JoinedStr, {node!r}")
        inner = type(self)(_avoid_backslashes=True)
        text = inner._text(node.value, _above(_P.TEST))
        if text.startswith('{'):
            text = ' ' + text
        if '\\' in text:
            raise ValueError("Unable to avoid backslash in f-string expression part")
        if node.conversion != -1:
            conversion = chr(node.conversion)
            if conversion not in 'sra':
                raise ValueError("Unknown f-string conversion.")
            text += '!' + conversion
        if node.format_spec:
            text += ':' + self._fstring(node.format_spec)
        return '{' + text + '}'

    def _List(self, node, level):
        return f'[{self._list(node.elts)}]'

    def _Set(self, node, level):
        return '{' + (self._list(node.elts) if node.elts else '*()') + '}'

    def _Tuple(self, node, level):
        return self._paren(self._items(node.elts), not node.elts or level > _P.TUPLE)

    def _Dict(self, node, level):
        return '{' + ', '.join([f'**{self._text(value, _P.EXPR)}' if key is None else f'{self._text(key)}: {self._text(value)}'
                                for key, value in zip(node.keys, node.values)]) + '}'

    def _generators(self, node):
        return ''.join([self._text(generator) for generator in node.generators])

    def _ListComp(self, node, level):
        return f'[{self._text(node.elt)}{self._generators(node)}]'

    def _SetComp(self, node, level):
        return '{' + self._text(node.elt) + self._generators(node) + '}'

    def _GeneratorExp(self, node, level):
        return f'({self._text(node.elt)}{self._generators(node)})'

    def _DictComp(self, node, level):
        return '{' + f'{self._text(node.key)}: {self._text(node.value)}{self._generators(node)}' + '}'

    def _comprehension(self, node, level):
        tests = ''.join([' if ' + self._text(test, _above(_P.TEST)) for test in node.ifs])
        word = ' async for' if node.is_async else ' for'
        return f'{word} {self._text(node.target, _P.TUPLE)} in {self._text(node.iter, _above(_P.TEST))}{tests}'

    def _IfExp(self, node, level):
        above = _above(_P.TEST)
        return self._paren(f'{self._text(node.body, above)} if {self._text(node.test, above)} else {self._text(node.orelse)}',
                           level > _P.TEST)

    def _NamedExpr(self, node, level):
        return self._paren(f'{self._text(node.target, _P.ATOM)} := {self._text(node.value, _P.ATOM)}', level > _P.NAMED_EXPR)

    def _Lambda(self, node, level):
        args = self._text(node.args)
        return self._paren(f"lambda{' ' + args if args else ''}: {self._text(node.body)}", level > _P.TEST)

    def _UnaryOp(self, node, level):
        text, own = _UNARY[type(node.op).__name__]
        return self._paren(text + self._text(node.operand, own), level > own)

    def _BinOp(self, node, level):
        text, own = _BINARY[type(node.op).__name__]
        left, right = (_above(own), own) if text == '**' else (own, _above(own))
        return self._paren(f'{self._text(node.left, left)} {text} {self._text(node.right, right)}', level > own)

    def _Compare(self, node, level):
        above = _above(_P.CMP)
        rest = [f' {_COMPARE[type(op).__name__]} {self._text(value, above)}' for op, value in zip(node.ops, node.comparators)]
        return self._paren(self._text(node.left, above) + ''.join(rest), level > _P.CMP)

    def _BoolOp(self, node, level):
        word, own = _BOOLEAN[type(node.op).__name__]
        place, parts = own, []
        for value in node.values:
            place = _above(place)
            parts.append(self._text(value, place))
        return self._paren(f' {word} '.join(parts), level > own)

    def _Attribute(self, node, level):
        is_int = isinstance(node.value, Constant) and isinstance(node.value.value, int)
        return f"{self._text(node.value, _P.ATOM)}{' ' if is_int else ''}.{node.attr}"

    def _Call(self, node, level):
        return f'{self._text(node.func, _P.ATOM)}({self._list(node.args + node.keywords)})'

    def _Subscript(self, node, level):
        if isinstance(node.slice, Tuple) and node.slice.elts:
            inside = self._items(node.slice.elts)
        else:
            inside = self._text(node.slice)
        return f'{self._text(node.value, _P.ATOM)}[{inside}]'

    def _Starred(self, node, level):
        return '*' + self._text(node.value, _P.EXPR)

    def _Slice(self, node, level):
        text = f"{self._text(node.lower) if node.lower else ''}:{self._text(node.upper) if node.upper else ''}"
        return text + ':' + self._text(node.step) if node.step else text

    def _Await(self, node, level):
        return self._paren('await ' + self._text(node.value, _P.ATOM) if node.value else 'await', level > _P.AWAIT)

    def _Yield(self, node, level):
        return self._paren('yield ' + self._text(node.value, _P.ATOM) if node.value else 'yield', level > _P.YIELD)

    def _YieldFrom(self, node, level):
        if not node.value:
            raise ValueError("Node can't be used without a value attribute.")
        return self._paren('yield from ' + self._text(node.value, _P.ATOM), level > _P.YIELD)

    # -- parts of statements and calls --

    def _arg(self, node, level=None):
        return f'{node.arg}: {self._text(node.annotation)}' if node.annotation else node.arg

    def _arguments(self, node, level):
        def with_default(arg, default, level=None):
            return f'{self._text(arg)}={self._text(default)}' if default else self._text(arg)

        positional = node.posonlyargs + node.args
        defaults = [None] * (len(positional) - len(node.defaults)) + node.defaults
        parts = []
        for i, (arg, default) in enumerate(zip(positional, defaults), 1):
            parts.append(with_default(arg, default))
            if i == len(node.posonlyargs):
                parts.append('/')
        if node.vararg or node.kwonlyargs:
            parts.append('*' + (self._text(node.vararg) if node.vararg else ''))
        parts += map(with_default, node.kwonlyargs, node.kw_defaults)
        if node.kwarg:
            parts.append('**' + self._text(node.kwarg))
        return ', '.join(parts)

    def _keyword(self, node, level):
        return ('**' if node.arg is None else node.arg + '=') + self._text(node.value)

    def _alias(self, node, level):
        return f'{node.name} as {node.asname}' if node.asname else node.name

    def _withitem(self, node, level):
        vars = f' as {self._text(node.optional_vars)}' if node.optional_vars else ''
        return self._text(node.context_expr) + vars

    # -- patterns --

    def _MatchValue(self, node, level):
        return self._text(node.value)

    def _MatchSingleton(self, node, level):
        return self._constant(node.value)

    def _MatchSequence(self, node, level):
        return f'[{self._list(node.patterns)}]'

    def _MatchStar(self, node, level):
        return '*' + ('_' if node.name is None else node.name)

    def _MatchMapping(self, node, level):
        parts = [f'{self._text(key)}: {self._text(pattern)}' for key, pattern in zip(node.keys, node.patterns)]
        if node.rest is not None:
            parts.append('**' + node.rest)
        return '{' + ', '.join(parts) + '}'

    def _MatchClass(self, node, level):
        named = [f'{name}={self._text(pattern)}' for name, pattern in zip(node.kwd_attrs, node.kwd_patterns)]
        return f"{self._text(node.cls, _P.ATOM)}({', '.join([self._text(pattern) for pattern in node.patterns] + named)})"

    def _MatchAs(self, node, level):
        if node.name is None:
            return '_'
        if node.pattern is None:
            return node.name
        return self._paren(f'{self._text(node.pattern, _P.BOR)} as {node.name}', level > _P.TEST)

    def _MatchOr(self, node, level):
        return self._paren(' | '.join([self._text(pattern, _above(_P.BOR)) for pattern in node.patterns]), level > _P.BOR)


def unparse(ast_obj):
    """Source text that has this tree."""
    return _Unparser().visit(ast_obj)


def main():
    import argparse

    parser = argparse.ArgumentParser(prog='python -m ast')
    parser.add_argument('infile', type=argparse.FileType(mode='rb'), nargs='?', default='-', help='the file to parse; defaults to stdin')
    parser.add_argument('-m', '--mode', default='exec', choices=('exec', 'single', 'eval', 'func_type'),
                        help='specify what kind of code must be parsed')
    parser.add_argument('--no-type-comments', default=True, action='store_false', help="don't add information about type comments")
    parser.add_argument('-a', '--include-attributes', action='store_true', help='include attributes such as line numbers and column offsets')
    parser.add_argument('-i', '--indent', type=int, default=3, help='indentation of nodes (number of spaces)')
    args = parser.parse_args()
    with args.infile as infile:
        source = infile.read()
    tree = parse(source, args.infile.name, args.mode, type_comments=args.no_type_comments)
    print(dump(tree, include_attributes=args.include_attributes, indent=args.indent))


if __name__ == '__main__':
    main()
