# What a context keeps its variables in: a trie whose nodes the collector sees, shared by copies.
import contextvars, gc, sys, weakref

empty = gc.get_referents(contextvars.Context())[0]
Trie = type(empty)
print(Trie, len(empty), empty is gc.get_referents(contextvars.Context())[0], Trie() is empty, sys.getsizeof(empty), gc.is_tracked(empty))


class Key:
    def __init__(self, name, hash): self.name, self.hash = name, hash
    def __hash__(self): return self.hash
    def __repr__(self): return self.name


def nodes(node):
    """Sizes and keys below a node, those of its places in order."""
    kind = type(node).__name__
    if not kind.startswith('hamt'): return repr(node)
    return f"{kind.removeprefix('hamt_').removesuffix('_node')} {sys.getsizeof(node)} [{', '.join(map(nodes, gc.get_referents(node)))}]"


few = empty.set('b', 1).set('a', 2)
print(nodes(empty), nodes(few), sorted(few), sorted(few.items()), len(few.items()), few['a'], few.get('c'), few.get('c', 5), 'c' in few)
print(few.set('a', 2) is few, few.set('a', 3) is few, few.delete('a').delete('b') is empty, few == empty.set('a', 2).set('b', 1), few != empty)
for wrong in (lambda: few['c'], lambda: few.delete('c'), lambda: few.get(), lambda: few.set([], 1), lambda: type(few.items())()):
    try: wrong()
    except (KeyError, TypeError) as error: print(type(error).__name__, error)

keys = [Key(f'k{i}', i * 33 + (i % 3 << 10)) for i in range(20)] + [Key('x', 7 << 5), Key('y', 7 << 5), Key('z', 7 << 5 | 1 << 12), Key('w', 7 << 5 | 1 << 31)]
tries = [empty]
for key in keys: tries.append(tries[-1].set(key, key.name.upper()))
for trie in tries[1:4] + tries[15:]: print(len(trie), nodes(trie))
print(*tries[-1]), print(*tries[-1].values()), print(*tries[-1].items())
last = tries[-1]
for key in keys[20:] + keys[::2] + keys[1:19:2]:
    last = last.delete(key)
    print(len(last), nodes(last))

shared = gc.get_referents(gc.get_referents(tries[-1])[0])
before = gc.get_referents(gc.get_referents(tries[-2])[0])
print(sum(a is b for a, b in zip(shared, before)), len(shared), sys.getrefcount(shared[-1]))

# an array node is copied even where nothing changes
print(tries[20].set(keys[3], 'K3') is tries[20], tries[10].set(keys[3], 'K3') is tries[10])

# cycles through a context: each node counts
del few, shared, before, last, tries, trie, wrong
gc.collect()
for count in 0, 1: # where more lie depends on their ids
    context = contextvars.Context()
    variables = [contextvars.ContextVar(f'v{i}') for i in range(count)]
    for variable in variables: context.run(variable.set, context)
    gc.collect()
    ref = weakref.ref(context)
    print(len(context), [type(x).__name__ for x in gc.get_referents(context)], gc.is_tracked(variables) and [gc.is_tracked(v) for v in variables])
    del context, variables
    variable = None
    print(gc.collect(), ref())


# what stands in frames, and what an entered context refers to
def inside(context):
    print([type(x).__name__ for x in gc.get_referents(context)], len(contextvars.copy_context()))
    try: context.run(print)
    except RuntimeError as error: print(str(error)[:21])


variable = contextvars.ContextVar('variable', default=[])
token = variable.set(1)
outer = contextvars.copy_context()
outer.run(inside, outer)
print(gc.is_tracked(variable), gc.is_tracked(outer.keys()), [type(x).__name__ for x in gc.get_referents(token)], gc.get_referents(outer.keys())[0] is gc.get_referents(outer)[0])
variable.reset(token)
print(len(contextvars.copy_context()), contextvars.copy_context() == contextvars.Context(), outer == contextvars.Context(), outer == outer.copy())
