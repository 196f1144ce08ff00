/**
 * Code made at run time: which constants are one object, what is folded and interned, names and constants of nested code
 * objects, sizes, attributes of functions.
 *
 * @typedef {import('../generate.js').Random} Random
 */
import { Writer } from '../writer.js';

const PROLOGUE = `import gc, sys, types
def consts(code):
    for x in code.co_consts:
        if isinstance(x, types.CodeType): yield from consts(x)
        else: yield x
        if isinstance(x, (tuple, frozenset)): yield from x
def codes(code):
    yield code
    for x in code.co_consts:
        if isinstance(x, types.CodeType): yield from codes(x)
def show(code):
    for c in codes(code):
        print(c.co_name, c.co_qualname, [x if not isinstance(x, types.CodeType) else x.co_name for x in c.co_consts if not isinstance(x, frozenset)], c.co_names, c.co_varnames, c.co_freevars, c.co_cellvars, c.co_flags, c.co_stacksize, c.co_nlocals, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_firstlineno, len(c.co_code), hash(c.co_code) % 1000, hash(c.co_linetable) % 1000, hash(c.co_exceptiontable) % 1000, sys.getsizeof(c), sys.getrefcount(c))
def same(code):
    """Groups of constants of one value and type: how many objects each."""
    groups = {}
    for x in consts(code):
        if not isinstance(x, frozenset): groups.setdefault((type(x).__name__, repr(x)), set()).add(id(x))
    print({k: len(v) for k, v in groups.items() if len(v) > 1})
def counts(code): print([(x if not isinstance(x, (types.CodeType, frozenset)) else type(x).__name__, sys.getrefcount(x)) for x in code.co_consts if not isinstance(x, (str, type(None), type(...))) and sys.getrefcount(x) < 50])
def interned(code): print([(x, x is sys.intern(str(x.encode("utf-8", "surrogatepass"), "utf-8", "surrogatepass"))) for x in consts(code) if type(x) is str and len(x) > 1])
def function(f): print(f.__name__, f.__qualname__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__closure__ and len(f.__closure__), f.__module__, sys.getrefcount(f), sys.getrefcount(f.__code__), sys.getsizeof(f))
`;

/** A constant expression. @param {Random} r @returns {string} */
function constant(r, depth = 0) {
  const c = () => constant(r, depth + 1);
  const simple = [
    () => String(r.pick([0, 1, 5, 256, 257, 1000, 1000000, 2 ** 31])), () => `${r.pick(['1.5', '0.0', '-0.0', '1e100', '2.0', '1e999'])}`, () => `"${r.pick(['a', 'word', 'two words', 'é', 'name1', '', '_', 'x.y', 'wtf!', '日本', '123', 'a' .repeat(30)])}"`, () => `b"${r.pick(['', 'a', 'word', 'two words'])}"`, () => r.pick(['None', 'True', 'False', '...']), () => `${r.below(4)}j`, () => String(10 ** 12 + r.below(3)),
  ];
  if (depth > 2) return r.pick(simple)();
  return r.pick([
    ...simple, ...simple,
    () => `(${c()}, ${c()})`, () => `(${c()},)`, () => '()', () => `-${r.pick(['1', '5', '1.5', '0', '0.0', '2j'])}`, () => `~${r.below(9)}`, () => `not ${c()}`, () => `${r.below(300)} ${r.pick(['+', '-', '*', '//', '%', '&', '|', '^', '/'])} ${1 + r.below(20)}`, () => `${r.below(9)} ** ${r.below(60)}`, () => `${r.below(9)} << ${r.below(140)}`, () => `"${r.pick(['ab', '-', 'é', 'x y'])}" * ${r.below(9)}`, () => `(${c()},) * ${r.below(4)}`, () => `"ab" "cd"`, () => `"a" + "b"`,
    () => `"abc"[${r.below(4)}]`, () => `(${c()}, ${c()})[${r.below(3) - 1}]`, () => `"abc"[1:]`, () => `b"ab"[0]`, () => `(1, 2)[:1]`, () => `${r.below(5)} / ${r.below(2)}`, () => `(${c()}, ${c()}) + (${c()},)`, () => `"x" * 5000`, () => `(1, 2) * 200`, () => `1 if (${c()}) else 2`, () => `"%s and %d" % ("a", 1)`, () => `2 ** 200`, () => `10 ** 15`, () => `-(1 << 70)`, () => `+${r.below(9)}`,
  ])();
}

const NAMES = ['a', 'b', 'c', 'x', 'y'];

/** An expression over names. @param {Random} r @returns {string} */
function expression(r, depth = 0) {
  const n = r.pick(NAMES);
  if (depth > 2) return r.pick([() => n, () => constant(r)])();
  const e = () => expression(r, depth + 1);
  return r.pick([
    () => n, () => n, () => constant(r), () => constant(r), () => constant(r), () => `${e()} + ${e()}`, () => `${n}.attr`, () => `${n}.method(${e()})`, () => `${n}[${e()}]`, () => `[${e()}, ${e()}]`, () => `[${constant(r)}, ${constant(r)}, ${constant(r)}]`, () => `{${constant(r, 3)}, ${constant(r, 3)}, ${constant(r, 3)}}`, () => `{${constant(r, 3)}: ${e()}}`, () => `{"k": ${constant(r)}, "j": ${constant(r)}}`,
    () => `${n} in [${constant(r)}, ${constant(r)}]`, () => `${n} in {${r.below(5)}, ${r.below(5)}}`, () => `${n} not in (${constant(r)},)`, () => `f(${e()}, k=${e()})`, () => `f(*${n}, **${n})`, () => `lambda ${n}=${constant(r)}: ${e()}`, () => `lambda: ${e()}`, () => `[${e()} for ${n} in ${e()} if ${e()}]`, () => `{${n}: ${e()} for ${n} in ${e()}}`, () => `(${e()} for ${n} in ${e()})`, () => `${e()} if ${e()} else ${e()}`,
    () => `${e()} and ${e()}`, () => `${e()} or ${e()}`, () => `not ${e()}`, () => `${e()} < ${e()} < ${e()}`, () => `${e()} is ${n}`, () => `f"{${n}} and {${e().replace(/["\\\n#]/g, '')}}"`.replace(/\{[^}]*[{}'!:][^}]*\}/g, '{a}'), () => `(${n} := ${e()})`, () => `${n}[${e()}:${e()}]`, () => `${n}[1:${constant(r, 3)}]`, () => `(*${n}, ${e()})`, () => `{**${n}, "k": ${e()}}`, () => `await_ or ${e()}`, () => `-${n}`, () => `print(${e()})`, () => `${n}.a.b.c`, () => `super().method()`.replace(/^.*$/, `${n}.method()`), () => `type(${n})`,
  ])();
}

/** @param {Random} r @param {Writer} w @param {number} n @param {boolean} inFunction @param {boolean} inLoop */
function body(r, w, n, inFunction, inLoop) {
  for (let i = 1 + r.below(n); i > 0; i--) statement(r, w, inFunction, inLoop);
}

/** @param {Random} r @param {Writer} w @param {boolean} inFunction @param {boolean} inLoop */
function statement(r, w, inFunction, inLoop) {
  const n = r.pick(NAMES);
  const e = () => expression(r, 1);
  const deep = w.depth > 3;
  r.pick([
    () => w.add(`${n} = ${e()}`), () => w.add(`${n} = ${e()}`), () => w.add(`${n} = ${constant(r)}`), () => w.add(`${n}, b = ${e()}, ${e()}`), () => w.add(`${n} += ${e()}`), () => w.add(`${n}.attr = ${e()}`), () => w.add(`${n}[${e()}] = ${e()}`), () => w.add(e()), () => w.add(`"docstring"`), () => w.add(`del ${n}`), () => w.add(`${n}: int = ${e()}`), () => w.add(`assert ${e()}, ${e()}`),
    () => w.add(`import ${r.pick(['os', 'os.path', 'sys as s', 'a.b.c as d'])}`), () => w.add(`from os import ${r.pick(['path', 'path as p, sep'])}`), () => w.add(inFunction ? r.pick([`return ${e()}`, 'return', `yield ${e()}`, `x = yield`, `yield from ${e()}`]) : 'pass'), () => w.add(inLoop ? r.pick(['break', 'continue']) : 'pass'), () => w.add(`raise ${e()}${r.pick(['', ` from ${n}`])}`),
    () => deep || w.block(`if ${e()}:`, () => body(r, w, 2, inFunction, inLoop)),
    () => { if (deep) return; w.block(`if ${e()}:`, () => body(r, w, 2, inFunction, inLoop)); w.block(`elif ${e()}:`, () => body(r, w, 2, inFunction, inLoop)); w.block('else:', () => body(r, w, 2, inFunction, inLoop)); },
    () => deep || w.block(`for ${n} in ${e()}:`, () => body(r, w, 3, inFunction, true)),
    () => deep || w.block(`while ${r.pick(['True', e(), '1', '0'])}:`, () => body(r, w, 3, inFunction, true)),
    () => { if (deep) return; w.block('try:', () => body(r, w, 2, inFunction, inLoop)); if (r.chance(0.7)) w.block(`except ${r.pick(['ValueError', '(ValueError, KeyError)', 'ValueError as error', 'Exception as b'])}:`, () => body(r, w, 2, inFunction, inLoop)); if (r.chance(0.4) || !(w.lines.at(-1) ?? '').trim()) w.block('finally:', () => body(r, w, 2, inFunction, false)); else w.block('finally:', () => w.add('pass')); },
    () => deep || w.block(`with ${e()} as ${n}:`, () => body(r, w, 2, inFunction, inLoop)),
    () => deep || w.block(`def ${r.pick(['f', 'g', 'inner'])}(${r.pick(['', n, `${n}=${constant(r)}`, `${n}, /, z=${constant(r)}`, `*args, k=${constant(r)}, **kwargs`, `${n}: int = ${constant(r)}, *, k: "str" = ${constant(r)}`])})${r.pick(['', '', ' -> int'])}:`, () => { if (r.chance(0.3)) w.add('"""Documentation."""'); if (inFunction && r.chance(0.3)) w.add(`nonlocal_ = ${n}`); body(r, w, 4, true, false); }),
    () => deep || w.block(`class ${r.pick(['A', 'B'])}${r.pick(['', '()', `(${n})`, `(${n}, metaclass=${n})`])}:`, () => { if (r.chance(0.3)) w.add('"""Documentation."""'); w.add(`attr = ${constant(r)}`); w.block(`def method(self, ${n}=${constant(r)}):`, () => { if (r.chance(0.4)) w.add('super().method()'); body(r, w, 2, true, false); }); }),
    () => deep || w.block('async def task():', () => { w.add(`await ${e()}`); if (r.chance(0.4)) w.block(`async for ${n} in ${e()}:`, () => w.add(`await ${n}`)); if (r.chance(0.4)) w.block(`async with ${e()} as b:`, () => w.add('pass')); }),
    () => deep || w.block(`match ${e()}:`, () => { w.block(`case ${r.pick(['1', '"a"', '[1, x]', '{"k": v}', 'str()', 'int(x)', '1 | 2', '(x, *rest)', 'None', 'a.b', '-1', '{"a": 1, **rest}'])}:`, () => body(r, w, 1, inFunction, inLoop)); w.block('case _:', () => body(r, w, 1, inFunction, inLoop)); }),
  ])();
}

/** @param {Random} r */
export function codeProgram(r) {
  const source = new Writer();
  if (r.chance(0.2)) source.add('"""Module documentation."""');
  body(r, source, 8, false, false);
  const w = new Writer();
  w.add(`source = ${JSON.stringify(source.text)}`);
  w.add(`try: code = compile(source, "name", "exec"${r.pick(['', ', optimize=1', ', optimize=2', ', optimize=0'])})`);
  w.add('except SyntaxError as error: code = compile("0", "none", "exec"); print(error, error.lineno, error.offset, error.end_lineno, error.end_offset, repr(error.text))');
  w.add('show(code)\nsame(code)\ninterned(code)\ncounts(code)');
  for (let i = 1 + r.below(5); i > 0; i--) {
    const c = constant(r);
    const d = constant(r);
    const q = (/** @type {string} */ text) => JSON.stringify(text);
    w.add(r.pick([
      () => `code = compile(${q(c)}, "c", "eval"); show(code); counts(code)`,
      () => `x = eval(${q(c)}); y = eval(${q(c)}); print(x is y, x == y, type(x).__name__)`,
      () => `names = {}; exec(${q(`a = ${c}\nb = ${c}\ndef f(): return ${c}\nc = ${d}`)}, names); print(names["a"] is names["b"], names["a"] is names["f"](), names["a"] is names["c"], not isinstance(names["a"], str) and sys.getrefcount(names["a"]) < 50 and names["a"] is not ... and sys.getrefcount(names["a"]))`,
      () => `names = {}; exec(${q(`a = ${c}`)}, names); exec(${q(`b = ${c}`)}, names); print(names["a"] is names["b"], names["a"] == names["b"])`,
      () => `f = eval(${q(`lambda a, b=${c}, *, c=${d}: (a, b, ${c})`)}); print(f(1)[1] is f(1)[2], f.__defaults__[0] is f.__code__.co_consts[-1]); function(f)`,
      () => `f = eval(${q(`lambda a, b=${c}, *, c=${d}: (a, b, ${c})`)}); f.__defaults__ = (1,); f.__name__ = "renamed"; f.extra = f; function(f); g = types.FunctionType(f.__code__, {}, "g", (2,)); function(g); print(g.__builtins__ is f.__builtins__, f.__code__ is g.__code__); del f.extra`,
      () => `names = {}; exec(${q(`def f(a, b=${c}, /, *args: int, k=${d}, **kw) -> str:\n    "doc"\n    global z\n    x = ${c}\n    return lambda: (x, a)`)}, names); function(names["f"]); function(names["f"](1)); print(names["f"].__doc__, names["f"].__code__.co_consts[0] is names["f"].__doc__)`,
      () => `code = compile(${q(`x = ${c}`)}, "r", "exec"); other = code.replace(co_name="other"); print(other == code, other.co_consts is code.co_consts, code == compile(${q(`x = ${c}`)}, "r", "exec"), hash(code) == hash(compile(${q(`x = ${c}`)}, "r", "exec")))`,
      () => `x = ${c}; y = ${c}; print(x is y, x is (lambda: ${c})(), x is [${c}][0])`,
      () => `print([list(c.co_positions())[-3:] for c in codes(compile(${q(`x = ${c}\ndef f(a): return a.${r.pick(['b', 'c'])} + ${d}`)}, "p", "exec"))], list(compile(${q(`x = [${c},\n ${d}]`)}, "l", "exec").co_lines()))`,
    ])());
  }
  return PROLOGUE + w.text;
}
