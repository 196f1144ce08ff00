/**
 * How containers grow and in which order they give back what they hold: sizes after each change, dicts with shared keys,
 * order of sets, kinds of str, digits of int, and what += changes in place.
 *
 * @typedef {import('../generate.js').Random} Random
 */
import { Writer } from '../writer.js';

const PROLOGUE = `import array, collections, gc, itertools, sys, types
size = sys.getsizeof
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n % 4
    def __eq__(self, other): return isinstance(other, K) and self.n == other.n
    def __repr__(self): return f"K{self.n}"
class A: pass
class B(A):
    def __init__(self, *names):
        for name in names: setattr(self, name, name)
class C(A):
    __slots__ = ("s", "t")
class D(dict): pass
class E(list): pass
class F(set): pass
class V(tuple): pass
class W(int): pass
class U(str): pass
`;

/** @param {Random} r */
const key = (r) => r.pick([() => String(r.below(40)), () => `"${r.pick(['a', 'b', 'c', 'd', 'key', 'name', 'x', 'y', 'two words', 'é', '日本', 'zq', 'q1', 'q2', 'q3'])}"`, () => `${r.below(9)}.5`, () => `K(${r.below(9)})`, () => `(${r.below(5)}, "t")`, () => `str(${r.below(60)})`, () => `-${r.below(4)}`, () => `2 ** ${50 + r.below(40)}`, () => 'True', () => `b"${r.pick(['', 'a', 'bytes'])}"`])();

/** @param {Random} r @returns {string} */
const some = (r) => r.pick([() => `range(${r.below(60)})`, () => `[${key(r)}, ${key(r)}, ${key(r)}]`, () => `(${key(r)},)`, () => `(i * ${1 + r.below(9)} for i in range(${r.below(40)}))`, () => `map(str, range(${r.below(30)}))`, () => '()', () => `{i * ${1 + r.below(64)} for i in range(${r.below(40)})}`, () => `"abcdefghij"[:${r.below(10)}]`, () => `dict.fromkeys(range(${r.below(20)}))`, () => `[i] * ${r.below(20)}`.replace('i', '0')])();

/** @type {Record<string, {make: (r: Random) => string, change: (r: Random) => string, show: string}>} */
const types = {
  list: {
    make: (r) => r.pick([() => '[]', () => `list(${some(r)})`, () => `[${key(r)}, ${key(r)}, ${key(r)}, ${key(r)}]`, () => `[*${some(r)}]`, () => `[None] * ${r.below(50)}`, () => `[i for i in ${some(r)}]`, () => `sorted(range(${r.below(30)}))`, () => `E(${some(r)})`, () => '[1, 2, 3]', () => `"a b c d".split(" ", ${r.below(4)})`])(),
    change: (r) => r.pick([() => `x.append(${key(r)})`, () => `x.extend(${some(r)})`, () => `x += ${some(r)}`, () => `x.insert(${r.below(5)}, 1)`, () => 'x and x.pop()', () => 'x and x.pop(0)', () => `x[${r.below(9)}:${r.below(30)}] = ${some(r)}`, () => `del x[${r.below(9)}:${r.below(60)}${r.pick(['', ':2', ':3'])}]`, () => 'x.clear()', () => 'x.sort(key=str)', () => 'x *= 2', () => 'x = x[:]', () => 'x = x.copy()', () => 'x = x + x[:3]', () => 'x = [*x, 1]', () => 'x.reverse()', () => `for i in range(${r.below(20)}): x.append(i)`, () => `while len(x) > ${r.below(8)}: x.pop()`, () => 'x[:] = x', () => 'x.remove(x[0]) if x else None', () => 'x = list(tuple(x))', () => 'del x[len(x) // 2:]', () => 'x = x[::-1]', () => 'x = x * 3 if len(x) < 60 else x[:5]'])(),
    show: 'print(len(x), size(x))',
  },
  dict: {
    make: (r) => r.pick([() => '{}', () => `dict.fromkeys(${some(r)})`, () => `{${key(r)}: 1, ${key(r)}: 2}`, () => `dict(a=1, b=2)`, () => `{i: 0 for i in ${some(r)}}`, () => `D(a=1)`, () => `dict(zip(${some(r)}, range(50)))`, () => '{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 6}', () => 'vars(B("a", "b", "c"))', () => `collections.OrderedDict.fromkeys(${some(r)})`, () => `collections.defaultdict(int, a=1)`, () => `collections.Counter(${some(r)})`, () => '{**{"a": 1}, **{"b": 2}}'])(),
    change: (r) => r.pick([() => `x[${key(r)}] = ${r.below(9)}`, () => `x[${key(r)}] = ${r.below(9)}`, () => `x.pop(${key(r)}, None)`, () => `x.pop(${key(r)}, None)`, () => `x.update(dict.fromkeys(${some(r)}, 1))`, () => `x.setdefault(${key(r)}, 1)`, () => 'x and x.popitem()', () => 'x.clear()', () => 'x = x.copy()', () => 'x = dict(x)', () => 'x = {**x}', () => 'x |= {"or": 1}', () => 'x = x | x', () => `for i in range(${r.below(30)}): x[i] = i`, () => `for i in list(x)[:${r.below(20)}]: del x[i]`, () => `for i in range(${r.below(9)}): x[str(i)] = i; del x[str(i)]`, () => 'x = type(x)(x)', () => 'x = {k: v for k, v in x.items()}', () => `x.update(a=1, zz=2)`, () => 'x = dict(list(x.items()))'])(),
    show: 'print(len(x), size(x), list(x)[:9])',
  },
  set: {
    make: (r) => r.pick([() => 'set()', () => `set(${some(r)})`, () => `{${key(r)}, ${key(r)}, ${key(r)}}`, () => `{i for i in ${some(r)}}`, () => `F(${some(r)})`])(),
    change: (r) => r.pick([() => `x.add(${key(r)})`, () => `x.add(${key(r)})`, () => `x.discard(${key(r)})`, () => `x.discard(${key(r)})`, () => `x.update(${some(r)})`, () => 'x and x.pop()', () => 'x.clear()', () => 'x = x.copy()', () => 'x = set(x)', () => `x -= set(${some(r)})`, () => `x |= set(${some(r)})`, () => `x &= set(${some(r)})`, () => `x ^= set(${some(r)})`, () => `x = x | set(${some(r)})`, () => `x = x - set(${some(r)})`, () => `x = x & set(${some(r)})`, () => `x = x ^ set(${some(r)})`, () => `x = x.union(${some(r)}, ${some(r)})`, () => `x.difference_update(${some(r)})`, () => `x.intersection_update(${some(r)})`, () => `x.symmetric_difference_update(${some(r)})`, () => `for i in range(0, ${r.below(900)}, ${1 + r.below(130)}): x.add(i)`, () => `for i in list(x)[:${r.below(20)}]: x.remove(i)`, () => `x = set(frozenset(x))`, () => 'x = {*x}', () => `x = x.difference(${some(r)})`, () => `x = x.intersection(${some(r)})`])(),
    show: 'print(len(x), size(x), list(x)[:12], size(frozenset(x)))',
  },
  bytearray: {
    make: (r) => r.pick([() => 'bytearray()', () => `bytearray(${r.below(90)})`, () => 'bytearray(b"some bytes")', () => `bytearray(range(${r.below(90)}))`])(),
    change: (r) => r.pick([() => 'x.append(1)', () => `x.extend(range(${r.below(30)}))`, () => `x += bytes(${r.below(40)})`, () => `x.extend(b"abc")`, () => 'x and x.pop()', () => `del x[:${r.below(9)}]`, () => `del x[${r.below(20)}:]`, () => 'x.clear()', () => `x[${r.below(5)}:${r.below(20)}] = b"xyz"`, () => 'x *= 2', () => 'x = x[:]', () => 'x = x + b"ab"', () => 'x.insert(0, 7)', () => `x = x.copy()`, () => `for i in range(${r.below(40)}): x.append(i)`, () => 'x = x * 2', () => 'x = bytearray(x)', () => 'x.reverse()', () => 'x = x.replace(b"a", b"bbb")', () => `del x[::2]`, () => 'x = x if len(x) < 2000 else bytearray(3)'])(),
    show: 'print(len(x), size(x))',
  },
  deque: {
    make: (r) => r.pick([() => 'collections.deque()', () => `collections.deque(${some(r)})`, () => `collections.deque(${some(r)}, ${1 + r.below(9)})`])(),
    change: (r) => r.pick([() => 'x.append(1)', () => 'x.appendleft(2)', () => `x.extend(${some(r)})`, () => `x.extendleft(${some(r)})`, () => 'x and x.pop()', () => 'x and x.popleft()', () => `x.rotate(${r.below(9) - 4})`, () => 'x.clear()', () => 'x = x.copy()', () => 'x += x', () => 'x = x + x', () => 'x.reverse()', () => `for i in range(${r.below(150)}): x.append(i)`, () => `while len(x) > ${r.below(70)}: x.pop${r.pick(['', 'left'])}()`, () => 'x *= 2', () => 'x = x if len(x) < 900 else type(x)()', () => 'x.insert(0, 5) if x.maxlen is None else None', () => 'x = type(x)(x)'])(),
    show: 'print(len(x), size(x), list(x)[:5])',
  },
  array: {
    make: (r) => `array.array("${r.pick(['b', 'i', 'd', 'q', 'u'])}")`,
    change: (r) => r.pick([() => 'x.append("u" if x.typecode == "u" else 1)', () => `for i in range(${r.below(30)}): x.append("u" if x.typecode == "u" else 1)`, () => 'x and x.pop()', () => 'x += x', () => 'x = x[:]', () => `del x[:${r.below(9)}]`, () => `del x[${r.below(30)}:]`, () => 'x = x * 2', () => 'x *= 2', () => 'x.extend(x)', () => 'x = x if len(x) < 900 else x[:3]', () => 'x.insert(0, x[0]) if x else None', () => 'x = array.array(x.typecode, x)'])(),
    show: 'print(len(x), size(x))',
  },
  instance: {
    make: (r) => r.pick(['A()', 'B()', 'B("a", "b")', 'B("b", "a")', 'C()', 'types.SimpleNamespace(a=1)', 'type("X", (A,), {})()', 'type("Y", (B,), {})("q", "r")']),
    change: (r) => r.pick([() => `x.${r.pick(['a', 'b', 'c', 'd', 'e', 's'])} = 1`, () => `x.${r.pick(['a', 'b', 'c', 'd', 'e'])} = 1`, () => `x.__dict__.pop("${r.pick(['a', 'b', 'c'])}", None)`, () => `if hasattr(x, "${r.pick(['a', 'b', 'c'])}"): del x.a`.replace(/hasattr\(x, "(.)"\): del x\.a/, (_, n) => `hasattr(x, "${n}"): del x.${n}`), () => `x.__dict__["${r.pick(['a', 'z', 'w'])}"] = 2`, () => 'x.__dict__ = {"a": 1}', () => 'x.__dict__ = dict(x.__dict__)', () => 'y = type(x)(); print(size(y), size(y.__dict__))', () => 'print(size(x.__dict__))', () => `for i in range(${r.below(36)}): setattr(x, f"n{i}", i)`, () => 'x.__dict__.clear()', () => 'print(size(x.__dict__.copy()), size(dict(x.__dict__)))', () => 'x.__dict__.update(k=1, j=2)', () => 'del x.__dict__', () => 'x = type(x)()', () => `x.__dict__[${key(r)}] = 3`, () => 'y = [type(x)() for i in range(9)]; print([size(z.__dict__) for z in y])', () => `vars(x).setdefault("m", 1)`])(),
    show: 'print(size(x), list(x.__dict__), size(x.__dict__))',
  },
  str: {
    make: (r) => r.pick([() => '""', () => `"${r.pick(['a', 'abc', 'é', '日本', '😀', 'some text', 'x' .repeat(40)])}"`, () => `str(${r.below(100000)})`, () => `chr(${r.pick([65, 200, 255, 256, 3000, 65535, 65536])}) * ${r.below(6)}`, () => `"".join(map(chr, range(${60 + r.below(30)}, ${70 + r.below(300)})))`, () => 'U("abc")', () => '"ab" "cd"', () => `f"{${r.below(1000)}}é"`])(),
    change: (r) => r.pick([() => `x += "${r.pick(['a', 'bcd', 'é', '日', '😀', ''])}"`, () => `x = x.replace("${r.pick(['a', 'é', '日'])}", "${r.pick(['', 'xyz', '日'])}")`, () => `x = x[${r.below(3)}:${3 + r.below(30)}]`, () => 'x = x.upper()', () => 'x = x.lower()', () => 'x = x.title()', () => 'x = x * 2 if len(x) < 300 else "s"', () => 'x = x.encode("utf-8").decode()', () => 'print(size(x.encode()), size(x.split()), size(list(x)))', () => 'x = x.strip("a")', () => 'x = x.center(20)', () => 'x = x.zfill(8)', () => 'x = "%s-%s" % (x, 1)', () => 'x = f"{x:>12}"', () => 'x = x.join("abc") if len(x) < 300 else x', () => 'x = str(x)', () => 'x = x.casefold()', () => 'x = x.swapcase()', () => 'x = x.expandtabs()', () => 'x = x.translate({97: "é"})', () => 'x = repr(x) if len(x) < 300 else ""', () => 'x = ascii(x) if len(x) < 100 else ""', () => 'x = "".join(reversed(x))', () => 'x = "{}é".format(x)', () => 'x = "".join(sorted(x))', () => 'print(size(x.partition("a")[2]), size(x.rsplit("a", 1)[0]))', () => 'x = x.ljust(30, "é")', () => 'print(x.isidentifier(), hash(x) == hash(str(x.encode(), "utf-8")))'])(),
    show: 'print(len(x), size(x), ascii(x)[:20])',
  },
  int: {
    make: (r) => r.pick([() => String(r.below(1000)), () => `${r.below(1000)} ** ${r.below(40)}`, () => `-(2 ** ${r.below(200)})`, () => `int("${'9'.repeat(1 + r.below(60))}")`, () => `1 << ${r.below(130)}`, () => 'W(5)', () => `${r.below(1 << 30)} * 2 ** ${r.below(5)}`])(),
    change: (r) => r.pick([() => `x += ${r.below(1 << 30)}`, () => 'x *= x if abs(x) < 10 ** 200 else 1', () => `x <<= ${r.below(70)}`, () => `x >>= ${r.below(90)}`, () => `x //= ${1 + r.below(999)}`, () => `x %= ${r.pick(['10 ** 20', '2 ** 60', '2 ** 30', '997'])}`, () => 'x = -x', () => 'x = ~x', () => `x ^= 2 ** ${r.below(90)}`, () => `x &= 2 ** ${r.below(90)} - 1`, () => `x |= 2 ** ${r.below(90)}`, () => 'x = abs(x)', () => 'x = int(str(x))', () => 'x -= x >> 1', () => `x = x - ${r.below(1 << 30)} * 2 ** 30`, () => 'x = pow(x, 3, 10 ** 40)', () => 'x = int.from_bytes(abs(x).to_bytes(200, "big"), "little") if x.bit_length() < 1500 else 3', () => 'x = round(x, -2)', () => 'x = divmod(x, 2 ** 31)[0]', () => 'x = int(float(x)) if abs(x) < 10 ** 300 else 1', () => 'x = eval(repr(x))', () => 'x = sum([x, x])', () => 'x = x if x.bit_length() < 2000 else 1', () => 'print(size(x.bit_length()), size(x + 0), size(bool(x)), size(x / 7 if abs(x) < 10 ** 300 else 0))'])(),
    show: 'print(size(x), x % 1000003, x is x + 0)',
  },
  tuple: {
    make: (r) => r.pick([() => '()', () => `tuple(${some(r)})`, () => `(${key(r)}, ${key(r)})`, () => `V(${some(r)})`, () => `(*${some(r)}, 1)`])(),
    change: (r) => r.pick([() => 'x += (1,)', () => `x = x[${r.below(4)}:${r.below(20)}]`, () => 'x = x * 2 if len(x) < 200 else ()', () => `x = x + tuple(${some(r)})`, () => 'x = tuple(list(x))', () => 'x = (*x, *x) if len(x) < 200 else ()', () => 'x = x[::-1]', () => `x = tuple(sorted(map(str, x)))`, () => 'print(x[:] is x, tuple(x) is x, x * 1 is x, x + () is x)', () => 'print(gc.is_tracked(x)); gc.collect(); print(gc.is_tracked(x))', () => 'x += ([],)', () => 'x += (x,)', () => 'x = (x, x)'])(),
    show: 'print(len(x), size(x), gc.is_tracked(x))',
  },
  grown: {
    make: () => '"start"',
    change: (r) => r.pick([() => `x = "${'s'.repeat(1 + r.below(30))}" + str(len(x))`, () => `where = id(x); x += "${'x'.repeat(1 + r.below(40))}"; print(id(x) == where if size(x) <= 512 else None)`, () => 'y = x', () => 'y = None', () => 'where = id(x); x = x + "c"; print(id(x) == where if size(x) <= 512 else None)', () => 'x += "é"', () => 'x = x[:20]', () => 'print(hash(x)); where = id(x); x += "h"; print(id(x) == where if size(x) <= 512 else None)', () => 'y = {x: 1}; where = id(x); x += "d"; print(id(x) == where if size(x) <= 512 else None)', () => 'x = x.upper()', () => 'y = x; x += "abc"; print(y is x, len(y))', () => 'x = sys.intern(x); where = id(x); x += "i"; print(id(x) == where if size(x) <= 512 else None)'])(),
    show: 'print(len(x), size(x))',
  },
};

/** @param {Random} r */
export function sizesProgram(r) {
  const w = new Writer();
  for (let i = 1 + r.below(3); i > 0; i--) {
    const type = types[r.pick(Object.keys(types))];
    if (!type) continue;
    const inFunction = r.chance(0.5);
    const write = () => {
      w.add(`x = ${type.make(r)}\ny = None\n${type.show}`);
      for (let k = 3 + r.below(20); k > 0; k--) {
        const change = type.change(r);
        if (/^(for|while|if) /.test(change)) w.add(change);
        else w.block('try:', () => w.add(change));
        if (!/^(for|while|if) /.test(change)) w.add('except (TypeError, AttributeError, ValueError, KeyError, OverflowError, MemoryError) as error: print(type(error).__name__, error)');
        w.add(type.show);
      }
    };
    if (inFunction) w.block('def f():', write);
    else write();
    if (inFunction) w.add('f()');
  }
  return PROLOGUE + w.text;
}
