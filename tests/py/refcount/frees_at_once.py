# What of C has no trashcan frees what it holds at once, however deep; what has one puts off every fiftieth level.
import collections, contextvars, functools, itertools, operator, types

order = []


class Leaf:
    def __init__(self, n): self.n = n
    def __del__(self): order.append(self.n)


def nest(wrap):
    order.clear()
    x = Leaf(0)
    for i in range(120): x = wrap(x, Leaf(i + 1))
    del x
    turns = [i for i in range(1, len(order)) if abs(order[i] - order[i - 1]) > 1]
    return order[:2], order[-2:], turns


wraps = {
    'list': lambda x, y: [x, y],
    'partial': lambda x, y: functools.partial(print, x, y),
    'partial of a list': lambda x, y: functools.partial(print, [x, y]),
    'deque': lambda x, y: collections.deque([x, y]),
    'deque iterator': lambda x, y: iter(collections.deque([x, y])),
    'chain': lambda x, y: itertools.chain([x], [y]),
    'cycle': lambda x, y: itertools.cycle([x, y]),
    'islice': lambda x, y: itertools.islice([x, y], 3),
    'groupby': lambda x, y: itertools.groupby([x, y]),
    'tee': lambda x, y: itertools.tee([x, y])[0],
    'enumerate': lambda x, y: enumerate([x, y]),
    'filter': lambda x, y: filter(None, [x, y]),
    'zip': lambda x, y: zip([x, y]),
    'variable': lambda x, y: contextvars.ContextVar('v', default=(x, y)),
    'itemgetter': lambda x, y: operator.itemgetter((x, y)),
    'lru_cache': lambda x, y: functools.lru_cache(lambda: (x, y)),
    'cmp_to_key': lambda x, y: functools.cmp_to_key(print)((x, y)),
    'OrderedDict': lambda x, y: collections.OrderedDict(a=x, b=y),
    'property': lambda x, y: property([x, y]),
    'method': lambda x, y: types.MethodType(print, (x, y)),
    'cell': lambda x, y: types.CellType((x, y)),
}
for name, wrap in wraps.items():
    print(name, nest(wrap))

# Thirty thousand levels, which the stack of the machine does not bear.
for name, wrap in {'partial': lambda x: functools.partial(print, x), 'deque': lambda x: collections.deque([x]), 'chain': lambda x: itertools.chain(x),
                   'enumerate': enumerate, 'property': property, 'staticmethod': staticmethod, 'cell': types.CellType, 'slice': slice,
                   'method': lambda x: types.MethodType(print, x), 'AttributeError': lambda x: AttributeError(obj=x), 'itemgetter': operator.itemgetter}.items():
    order.clear()
    x = [Leaf(0)]
    for i in range(30000): x = wrap(x)
    del x
    print(name, order)
