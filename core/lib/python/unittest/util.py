"""What messages of tests are made of."""
import sys
from collections import Counter

__unittest = True

_MAX_LENGTH = 80
_PLACEHOLDER_LEN, _MIN_BEGIN_LEN, _MIN_END_LEN, _MIN_COMMON_LEN = 12, 5, 5, 5
_MIN_DIFF_LEN = _MAX_LENGTH - (_MIN_BEGIN_LEN + _PLACEHOLDER_LEN + _MIN_COMMON_LEN + _PLACEHOLDER_LEN + _MIN_END_LEN)


def module_os():
    """The module os, imported late and, if it is there, without __import__, which tests replace."""
    return sys.modules.get('os') or __import__('os')


def safe_repr(obj, short=False):
    """repr() that does not fail; the beginning of it if short."""
    try:
        text = repr(obj)
    except Exception:
        text = object.__repr__(obj)
    return text if not short or len(text) < _MAX_LENGTH else text[:_MAX_LENGTH] + ' [truncated]...'


def _common_shorten_repr(*args):
    """The reprs of some objects, with what they have in common cut short when they are long."""
    texts = [safe_repr(arg) for arg in args]
    longest = max(map(len, texts))
    if longest <= _MAX_LENGTH:
        return tuple(texts)
    shortest = min(map(len, texts))
    common = next((i for i in range(shortest) if len({text[i] for text in texts}) > 1), shortest)
    prefix, rests = texts[0][:common], [text[common:] for text in texts]
    room = _MAX_LENGTH - (longest - common + _MIN_BEGIN_LEN + _PLACEHOLDER_LEN)
    if room > _MIN_COMMON_LEN:
        prefix = _shorten(prefix, _MIN_BEGIN_LEN, room)
        return tuple(prefix + rest for rest in rests)
    prefix = _shorten(prefix, _MIN_BEGIN_LEN, _MIN_COMMON_LEN)
    return tuple(prefix + _shorten(rest, _MIN_DIFF_LEN, _MIN_END_LEN) for rest in rests)


def _shorten(s, prefixlen, suffixlen):
    skip = len(s) - prefixlen - suffixlen
    return s if skip <= _PLACEHOLDER_LEN else '%s[%d chars]%s' % (s[:prefixlen], skip, s[len(s) - suffixlen:])


def strclass(cls):
    return f'{cls.__module__}.{cls.__qualname__}'


def sorted_list_difference(expected, actual):
    """(missing, unexpected) items of two sorted lists."""
    missing, unexpected, i, j = [], [], 0, 0
    while i < len(expected) and j < len(actual):
        e, a = expected[i], actual[j]
        if e < a:
            missing.append(e)
            while i < len(expected) and expected[i] == e:
                i += 1
        elif e > a:
            unexpected.append(a)
            while j < len(actual) and actual[j] == a:
                j += 1
        else:
            while i < len(expected) and expected[i] == e:
                i += 1
            while j < len(actual) and actual[j] == a:
                j += 1
    return missing + expected[i:], unexpected + actual[j:]


def unorderable_list_difference(expected, actual):
    """(missing, unexpected) items of two lists whose items have no order; both are changed."""
    missing = []
    while expected:
        wanted = expected.pop()
        try:
            actual.remove(wanted)
        except ValueError:
            missing += [wanted]
    return missing, actual


def three_way_cmp(x, y):
    """-1, 0 or 1."""
    return (x > y) - (x < y)


def _differing(counts):
    """Those (times in the first, times in the second, item) that differ, as named tuples."""
    from collections import namedtuple
    mismatch = namedtuple('Mismatch', 'actual expected value')
    return [mismatch(*one) for one in counts if one[0] != one[1]]


def _count_diff_all_purpose(actual, expected):
    """(times in the first, times in the second, item) of each item that is not as often in both; items need only be comparable."""
    actual, expected = list(actual), list(expected)
    known = []
    for item in actual + expected:
        if not any(one is item or one == item for one in known):
            known.append(item)
    return _differing((actual.count(item), expected.count(item), item) for item in known)


def _count_diff_hashable(actual, expected):
    """The same of items with a hash."""
    first, second = Counter(actual), Counter(expected)
    return _differing((first[item], second[item], item) for item in {**first, **second})
