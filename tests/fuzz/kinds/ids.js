/**
 * Where objects lie: which new object gets the place of which freed one, blocks in use, counts of the collector's
 * youngest generation. Never an address.
 *
 * @typedef {import('../generate.js').Random} Random
 */
import { randomSource } from '../generate.js';
import { Writer } from '../writer.js';

const PROLOGUE = `import array, collections, functools, gc, itertools, sys, types, weakref
def gen(x=None):
    yield x
def hold(x):
    def inner(): return x
    return inner
def add(x, y): return x + y
def fail():
    try: raise ValueError
    except ValueError as error: return error
async def coroutine(): pass
async def agen(): yield
gc.collect() # free lists hold places, too
level()
known = []
def new(x):
    where = id(x)
    print(known.index(where) if where in known else "new", end=" ")
    known.append(where)
    return x
def blocks(f):
    before = sys.getallocatedblocks()
    held = f()
    between = sys.getallocatedblocks()
    del held
    print(between - before, sys.getallocatedblocks() - before)
def counted(f):
    before = gc.get_count()[0]
    held = f()
    between = gc.get_count()[0]
    del held
    print(between - before, gc.get_count()[0] - before)
blocks(list)
counted(list)
n, word, ints = 7, "word", [1000, 2000]
`;

/** An expression that makes a new object. @param {Random} r @returns {string} */
export function makes(r, depth = 0) {
  const e = () => (depth > 1 ? 'None' : r.pick([() => makes(r, depth + 1), () => r.pick(['n', 'None', 'word', '1', 'ints'])])());
  const k = r.below(24);
  return r.pick([
    () => 'object()', () => `n + ${300 + r.below(1000)}`, () => `n * 10 ** ${r.below(40)}`, () => 'n + 0.5', () => 'n * 1j', () => `word * ${2 + r.below(12)}`, () => `word + "${'x'.repeat(r.below(60))}"`, () => `"é" + word * ${r.below(5)}`, () => `"日" * ${2 + r.below(20)}`,
    () => `"😀" + word`, () => `bytes(${2 + r.below(120)})`, () => `bytearray(${r.below(100)})`, () => '[]', () => '[n]', () => '[*ints]', () => `[None] * ${r.below(70)}`, () => `[i for i in range(${r.below(40)})]`, () => `list(range(${r.below(50)}))`,
    () => `(n, ${e()})`, () => `(${e()}, ${e()}, n)`, () => `tuple(range(${1 + r.below(30)}))`, () => '{}', () => '{"k": n}', () => `{i: i for i in range(${k})}`, () => `{"a": ${e()}, "b": n}`, () => `dict(x=n, y=${e()})`, () => `dict.fromkeys("${'abcdefghijklmnop'.slice(0, 1 + r.below(15))}")`,
    () => 'set()', () => '{n}', () => `set(range(${k}))`, () => `frozenset(range(${k}))`, () => 'P()', () => `P(${e()})`, () => 'S1()', () => 'S3()', () => 'L()', () => 'L([n])', () => 'T()', () => 'T((n,))', () => 'I(n)', () => 'F(n)', () => 'B(word)', () => 'D()', () => 'D(k=n)', () => 'Pair(n, n)',
    () => 'lambda: 0', () => 'hold(n)', () => 'hold([])', () => 'gen()', () => `gen(${e()})`, () => 'P().method', () => '[].append', () => 'word.upper', () => '(i for i in ints)', () => 'iter(ints)', () => 'iter(())', () => 'iter("ab")', () => 'iter({})', () => 'iter(range(3))', () => 'iter({1})', () => 'reversed(ints)',
    () => '{}.keys()', () => '{}.items()', () => 'enumerate(ints)', () => 'zip(ints, ints)', () => 'map(str, ints)', () => 'filter(None, ints)', () => 'slice(n)', () => 'slice(n, 1, 2)', () => 'range(n)', () => 'range(1, n, 2)', () => 'memoryview(b"abc")', () => 'property()', () => 'staticmethod(add)', () => 'classmethod(add)',
    () => 'functools.partial(len, ints)', () => 'itertools.chain(ints)', () => 'itertools.count(n)', () => 'itertools.repeat(n)', () => 'itertools.islice(ints, 1)', () => 'itertools.cycle(ints)', () => 'itertools.product(ints, ints)', () => 'collections.deque()', () => 'collections.deque(ints)', () => 'collections.OrderedDict()', () => 'collections.OrderedDict(k=n)',
    () => 'collections.defaultdict(list)', () => 'collections.Counter("abc")', () => 'weakref.ref(P)', () => 'weakref.proxy(P)', () => 'weakref.ref(P, len)', () => 'types.SimpleNamespace()', () => 'types.SimpleNamespace(k=n)', () => 'types.MappingProxyType({})', () => 'types.MethodType(len, ints)', () => 'types.CellType(n)', () => 'array.array("i", ints)',
    () => 'ValueError()', () => 'ValueError(n)', () => 'KeyError("k")', () => 'OSError(1, "x")', () => 'StopIteration(n)', () => 'fail()', () => 'type("X", (), {})', () => 'type("X", (P,), {"v": n})', () => 'P.__new__(P)', () => 'super(P, P())', () => 'list[int]', () => 'int | str', 
    () => 'types.ModuleType("m")', () => 'sys._getframe()', () => 'agen()', () => 'functools.lru_cache(add)', () => 'str(n + 1000)', () => 'repr(ints)', () => 'f"{n}{word}"', () => 'word[1:]', () => 'word.upper()', () => 'word.encode()', () => '", ".join([word, word])', () => 'word.split("r")', () => 'ints + ints', () => 'ints[:]', () => 'ints * 3',
    () => '(n,) * 5', () => '(n,) + (word,)', () => '[*ints, n]', () => '{**{}, "k": n}', () => '{"k": n} | {"j": n}', () => '{1, n} | {3}', () => 'sorted(ints)', () => '[x for x in ints if x]', () => '{x: x for x in ints}', () => '{x for x in ints}', () => 'divmod(10000, n)', () => '10000 // n', () => '2 ** 100', () => '-ints[0]', () => 'float("1.5")', () => 'int("12345")',
    () => `b"abc" * ${20 + r.below(40)}`, () => `"\\x00" * ${460 + r.below(4)}`, () => '"%d" % ints[0]', () => '"{}".format(ints)', () => 'locals', () => '(lambda x=ints: x)', () => '(lambda *, k=n: k)', () => 'object.__new__(S1)', () => 'ints.__iter__', () => 'ints.__len__', () => 'P.method.__get__(P)',
  ])();
}

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** @param {Random} r */
export function idsProgram(r) {
  const w = new Writer();
  const alive = /** @type {string[]} */ ([]);
  const favourites = Array.from({ length: 1 + r.below(4) }, () => makes(r));
  const value = () => (r.chance(0.6) ? r.pick(favourites) : makes(r));
  w.add('gc.disable()');
  if (r.chance(0.5)) w.add('gc.collect()');
  for (let i = 6 + r.below(30); i > 0; i--) {
    const n = r.pick(NAMES);
    const m = alive.length ? r.pick(alive) : null;
    const born = () => alive.includes(n) || alive.push(n);
    r.pick([
      () => { w.add(`${n} = new(${value()})`); born(); }, () => { w.add(`${n} = new(${value()})`); born(); }, () => { w.add(`${n} = new(${value()})`); born(); },
      () => { if (m) { w.add(`del ${m}`); alive.splice(alive.indexOf(m), 1); } }, () => { if (m) { w.add(`del ${m}`); alive.splice(alive.indexOf(m), 1); } }, () => { if (m) { w.add(`del ${m}`); alive.splice(alive.indexOf(m), 1); } },
      () => { if (m) { w.add(`${n} = ${m}`); born(); } },
      () => { w.add(`${n} = [new(${value()}) for i in range(${1 + r.below(9)})]`); born(); },
      () => { w.add(`${n} = [new(x) for x in (${value()}, ${value()}, ${value()})]`); born(); },
      () => w.add(`new(${value()}), new(${value()})`),
      () => w.add(`for i in range(${2 + r.below(4)}): new(${value()})`),
      () => w.add(`blocks(lambda: ${value()})`), () => w.add(`blocks(lambda: [${value()} for i in range(${r.below(9)})])`),
      () => w.add(`counted(lambda: ${value()})`), () => w.add(`counted(lambda: [${value()} for i in range(${r.below(9)})])`),
      () => { w.add(`${n} = [${value()} for i in range(${2 + r.below(20)})]`); born(); w.add(`known += [id(x) for x in ${n}]`); w.add(`del ${n}[${r.pick(['::2', '1::2', '0', '-1', ':3', ':', '1:-1'])}]`); w.add(`print([new(${value()}) for i in range(${1 + r.below(5)})] and None)`); },
      () => { if (m) w.add(`print(id(${m}) in known, len(known))`); },
      () => w.add('print(gc.collect() >= 0)'),
      () => w.add('print()'),
    ])();
  }
  return `${PROLOGUE}${w.text}print()\n`;
}

/** Pools without holes: what is freed while a program is imported and compiled leaves some. */
export const holes = `holes = [[bytes(size - 33) for i in range(1200)] for size in range(48, 513, 16)] + [[object() for i in range(3000)], [float(i) for i in range(3000)]]
`;

/** level(): where blocks are taken from does not depend on what was imported and compiled before. */
export const level = `filled = []
sizes = [(object.__new__, object, 16), (float, 0, 32), *[(bytes, size - 33, size) for size in range(48, 513, 16)]]
def level():
    """Pools of every size are full but for new ones with 15 blocks in use, made in one go, so that no others are between."""
    for make, argument, size in sizes:
        many = [*map(make, itertools.repeat(argument, 50000 // size))]
        while id(many[-1]) - id(many[-25]) != 24 * size: many.append(make(argument))
        rest = (16384 - id(many[-1]) % 16384) // size - 1
        filled.append((many, [*map(make, itertools.repeat(argument, rest + 15))]))
`;

const firsts = randomSource(1);
const warm = `n, word, ints = 7, "word", [1000, 2000]
def gen(x=None): yield x
def hold(x): return lambda: x
def add(x, y): return x + y
def fail():
    try: raise ValueError
    except ValueError as error: return error
async def agen(): yield
for f in (${Array.from({ length: 1500 }, () => `lambda: ${makes(firsts, 1)}`).join(', ')}): f(), f()
del f
gc.collect()
${level}`;

/** Once before all: pools without holes, and what the first use of a thing leaves behind. */
export const idsSetup = `import array, collections, gc, sys, functools, itertools, types, weakref
class P:
    def __init__(self, x=None): self.x = x
    def method(self): pass
class S1:
    __slots__ = ("x",)
class S3:
    __slots__ = ("x", "y", "z", "__weakref__")
class L(list): pass
class T(tuple): pass
class I(int): pass
class F(float): pass
class B(str): pass
class D(dict): pass
class M(type): pass
Pair = collections.namedtuple("Pair", "left right")
${holes}${warm}`;

