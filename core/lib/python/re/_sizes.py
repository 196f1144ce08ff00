"""How many words the code is that CPython's engine has for a pattern, for sys.getsizeof(). Only that is worked out here: what is run lies in
_compiler. Nodes are those of CPython's parser: ('literal', code, flags), ('not literal', code, flags), ('any',), ('in', items, flags) with
items ('negate',), ('literal', code), ('range', low, high), ('category', letter); ('branch', parts), ('repeat', low, high, part),
('mark', part), ('plain', n) for n words, ('flat', part) for words beside those of a part."""
from . import _parser
from ._parser import I, L, U


class _Shapes(_parser.Parser):
    """Keeps what a node of one character was in the text."""

    def warn(self, message, category=None):
        """Said when the pattern was compiled."""

    def anything(self):
        return 'one', ('any',)

    def character(self, char):
        return 'one', ('literal', ord(char), self.flags)

    def of_kind(self, letter):
        return 'one', ('in', [('category', letter)], self.flags)

    def kind_in_set(self, letter):
        return letter, None  # a tuple without an end: no character, no range

    def one_of(self, items, negated):
        made = []
        for item in items:
            if isinstance(item, str):
                shape = 'literal', ord(item)
            elif item[1] is None:
                shape = 'category', item[0]
            else:
                shape = 'range', ord(item[0]), ord(item[1])
            if shape not in made:
                made.append(shape)
        if len(made) == 1 and made[0][0] == 'literal':
            return 'one', ('not literal' if negated else 'literal', made[0][1], self.flags)
        return 'one', ('in', [('negate',)] * negated + made, self.flags)


def _sequence(node):
    """The nodes of CPython's parser, groups that only bracket taken out."""
    kind = node[0]
    if kind == 'cat':
        return [each for part in node[1] for each in _sequence(part)]
    if kind == 'one':
        return [node[1]]
    if kind == 'or':
        return _branches([_sequence(part) for part in node[1]])
    if kind == 'repeat':
        return [('repeat', node[1], node[2], _sequence(node[4]))]
    if kind == 'group':
        return [('mark', _sequence(node[2]))]
    if kind == 'atomic':
        return [('flat', 3, _sequence(node[1]))]
    if kind == 'look':
        return [('flat', 4, _sequence(node[3]))]
    if kind == 'if':
        no = _sequence(node[3])
        return [('flat', 3 + 2 * bool(no), _sequence(node[2]) + no)]
    return [('plain', 2)]  # at, back


def _branches(parts):
    """What the parts begin with alike stands in front; parts of one character each are a set."""
    front = []
    while all(parts) and all(part[0] == parts[0][0] for part in parts):
        front.append(parts[0][0])
        parts = [part[1:] for part in parts]
    items = []
    for part in parts:
        if len(part) == 1 and part[0][0] == 'literal':
            found = [part[0][:2]]
        elif len(part) == 1 and part[0][0] == 'in' and part[0][1][0] != ('negate',):
            found = part[0][1]
        else:
            return [*front, ('branch', parts)]
        items += [item for item in found if item not in items]
    return [*front, ('in', items, parts[0][0][2])]


# ---- case ----

def _is_cased(code, flags):
    if not flags & I or flags & L:
        return False
    char = chr(code)
    return char.lower() != char or char.upper() != char if flags & U else char.isascii() and char.isalpha()


def _lower(code, flags):
    char = chr(code)
    return ord(char.lower()[0]) if flags & U else code + 32 if 'A' <= char <= 'Z' else code


def _also(code, flags):
    """Other small letters with the same capital."""
    capital = chr(code).upper()
    if not flags & U or len(capital) > 1:
        return []
    return [other for start, end in ((0x61, 0x600), (0x1c80, 0x1c89), (0x1e60, 0x1fff), (0xa64a, 0xa64c)) for other in range(start, end)
            if other != code and chr(other).upper() == capital and chr(other).lower() == chr(other)]


# ---- sets ----

def _optimized(items, flags):
    """The items of a set as words: a few ranges, or a map of bits."""
    fold = flags & I and not flags & L
    codes, out, tail, cased = set(), 0, 0, False
    for item in items:
        if item[0] == 'negate':
            out += 1
        elif item[0] == 'category':
            tail += 2
        elif item[-1] > 0xffff:
            tail += len(item)
            cased = cased or bool(fold)
        else:
            for code in range(item[1], item[-1] + 1):
                lower = _lower(code, flags) if fold else code
                codes.add(lower)
                if fold:
                    cased = cased or _is_cased(code, flags)
                    codes.update(_also(lower, flags) if lower < 0x600 or lower > 0x1c7f else ())
    wide = any(code > 255 for code in codes)
    runs = []
    for code in sorted(codes):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    if len(runs) <= 2:
        made = out + tail + sum(2 + (low < high) for low, high in runs)
        count = len(runs) + sum(item[0] in ('negate', 'category') or item[-1] > 0xffff for item in items)
        return made if cased or count < len(items) else sum(map(len, items))
    if not wide:
        return out + 9 + tail
    blocks = {tuple(sorted(code & 255 for code in codes if code >> 8 == block)) for block in range(256)}
    return out + 66 + 8 * len(blocks) + tail


# ---- words ----

def _words(nodes):
    total = 0
    for node in nodes:
        kind = node[0]
        if kind in ('literal', 'not literal'):
            others = _also(_lower(node[1], node[2]), node[2]) if _is_cased(node[1], node[2]) else ()
            total += 5 + 2 * len(others) + (kind != 'literal') if others else 2
        elif kind == 'any':
            total += 1
        elif kind == 'in':
            total += 3 + _optimized(node[1], node[2])
        elif kind == 'branch':
            total += 2 + sum(3 + _words(part) for part in node[1])
        elif kind == 'repeat':
            total += 5 + _words(node[3])
        elif kind == 'mark':
            total += 4 + _words(node[1])
        elif kind == 'flat':
            total += node[1] + _words(node[2])
        else:
            total += node[1]
    return total


def _prefix(nodes):
    """How many characters a match surely begins with, and whether that is all."""
    count = 0
    for node in nodes:
        if node[0] == 'mark':
            inside, whole = _prefix(node[1])
            count += inside
            if not whole:
                return count, False
        elif node[0] == 'literal' and not _is_cased(node[1], node[2]):
            count += 1
        else:
            return count, False
    return count, True


def _first_set(nodes, flags):
    """The characters that a match can begin with, as items of a set; None = not known."""
    while nodes and nodes[0][0] == 'mark':
        nodes = nodes[0][1]
    if not nodes:
        return None
    node = nodes[0]
    if node[0] == 'branch':
        if all(part and part[0][0] == 'literal' and not _is_cased(part[0][1], part[0][2]) for part in node[1]):
            return [part[0][:2] for part in node[1]]
    elif node[0] == 'in':
        for item in node[1]:
            if item[0] in ('literal', 'range') and (flags & I and item[-1] > 0xffff or any(
                    _is_cased(code, flags) for code in range(item[1], item[-1] + 1 if flags & I else item[1]))):
                return None
        return node[1]
    return None


def words(pattern, flags):
    """Of a pattern with its flags."""
    text = pattern if isinstance(pattern, str) else pattern.decode('latin-1')
    tree = _Shapes(text, flags, pattern).parse()
    nodes = _sequence(tree)
    total = _words(nodes) + 6
    if _parser.width(tree, {})[0] and not (flags & I and flags & L):
        prefix = _prefix(nodes)[0]
        first = None if prefix else _first_set(nodes, flags)
        total += 2 + 2 * prefix if prefix else 1 + _optimized(first, 0) if first else 0
    return total
