/**
 * Conditions of breakpoints: Python expressions in the running frame. Names, items, len(), numbers, strings, comparisons, `in`, `is`,
 * arithmetic, `and`, `or`, `not` are evaluated by reading the heap, which is fast; nothing of the program is run for them. Whatever has to
 * run code (calls, special methods, properties) is run, and the state is brought back (Machine.condition), so that nothing of the program's
 * memory changes either way. A condition whose names, attributes or items are not there does not hold; any other exception is an error.
 *
 * @typedef {import('./wasm.js').Machine} Machine
 */
import { EngineError } from './errors.js';
import { describe } from './query_graph.js';

/** Types of which reading says what their operators would. */
const BUILT_IN = new Set(['list', 'tuple', 'dict', 'set', 'frozenset', 'str', 'bytes']);
/** Exceptions of a condition that say that something is not there. */
const NOT_THERE = /^(Name|UnboundLocal|Attribute|Index|Key)Error\b/;
const FIND = { name: 0, attribute: 1, key: 2, item: 3 };
/** @typedef {bigint | number | string | boolean | null | Thing} Value */
/** @typedef {(machine: Machine) => Value} Evaluate */

/** The value is not there: the condition does not hold. */
class Absent extends Error {}
/** Reading is not enough: the condition has to be run. */
class NeedsRunning extends Error {}

/** An object that is not an atom. */
class Thing {
  /** @param {number} address @param {string} type @param {number | null} length */
  constructor(address, type, length) {
    this.address = address;
    this.type = type;
    this.length = length;
  }
}

/** @param {Machine} machine @param {number} address @returns {Value} */
function valueAt(machine, address) {
  if (!address) throw new Absent();
  const { type, value, length } = describe(machine, address);
  if (type === 'NoneType') return null;
  if (type === 'bool') return value === 'True';
  if (type === 'int' && /^-?\d+$/.test(value)) return BigInt(value);
  if (type === 'float') return value === 'inf' ? Infinity : value === '-inf' ? -Infinity : Number(value);
  if (type === 'str' && !/\\|…/.test(value)) return value.slice(1, -1);
  return new Thing(address, type, length);
}

/** @param {Machine} machine @param {keyof typeof FIND} what @param {Value} from @param {string} text @param {number} [index] */
function find(machine, what, from, text, index = 0) {
  const size = machine.write('watch_text', text);
  return valueAt(machine, machine.call('find', FIND[what], from instanceof Thing ? from.address : 0, index, size));
}

/** An attribute that is the instance's own; what the class has may run code. @param {Machine} machine @param {Value} owner @param {string} name */
function attribute(machine, owner, name) {
  try {
    const value = find(machine, 'attribute', owner, name);
    if (!(value instanceof Thing) || BUILT_IN.has(value.type)) return value;
  } catch (error) {
    if (!(error instanceof Absent)) throw error;
  }
  throw new NeedsRunning();
}

/** @param {Value} value */
const truth = (value) => {
  if (!(value instanceof Thing)) return Boolean(value);
  if (value.length === null || !BUILT_IN.has(value.type)) throw new NeedsRunning();
  return value.length !== 0;
};
/** @param {Value} value @returns {bigint | number} */
function numberOf(value) {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'bigint' || typeof value === 'number') return value;
  throw new NeedsRunning();
}

/** @param {Value} a @param {Value} b */
function equal(a, b) {
  if (a instanceof Thing && b instanceof Thing) {
    if (a.address === b.address && BUILT_IN.has(a.type)) return true;
    throw new NeedsRunning();
  }
  if ((a instanceof Thing && !BUILT_IN.has(a.type)) || (b instanceof Thing && !BUILT_IN.has(b.type))) throw new NeedsRunning();
  if (a === null || b === null || typeof a === 'string' || typeof b === 'string' || a instanceof Thing || b instanceof Thing) return a === b;
  return numberOf(a) == numberOf(b); // eslint-disable-line eqeqeq
}

/** @param {Machine} machine @param {Value} item @param {Value} holder */
function contains(machine, item, holder) {
  if (typeof holder === 'string' && typeof item === 'string') return holder.includes(item);
  if (!(holder instanceof Thing)) throw new NeedsRunning();
  if (holder.type === 'list' || holder.type === 'tuple') {
    for (let i = 0; i < (holder.length ?? 0); i++) if (equal(find(machine, 'item', holder, '', i), item)) return true;
    return false;
  }
  if (holder.type !== 'dict') throw new NeedsRunning();
  try {
    item = typeof item === 'string' ? find(machine, 'key', holder, item) : find(machine, 'item', holder, '', Number(numberOf(item)));
    return true;
  } catch (error) {
    if (error instanceof Absent) return false;
    throw error;
  }
}

/** @param {string} op @param {Value} a @param {Value} b @returns {boolean} */
function ordered(op, a, b) {
  const [x, y] = typeof a === 'string' && typeof b === 'string' ? [a, b] : [numberOf(a), numberOf(b)];
  return op === '<' ? x < y : op === '<=' ? x <= y : op === '>' ? x > y : x >= y;
}

/** @param {Machine} machine @param {string} op @param {Value} a @param {Value} b @returns {boolean} */
function compare(machine, op, a, b) {
  switch (op) {
    case '==': return equal(a, b);
    case '!=': return !equal(a, b);
    case 'is':
      if (a instanceof Thing && b instanceof Thing) return a.address === b.address;
      if (a === b && a !== null && typeof a !== 'boolean') throw new NeedsRunning();
      return a === b;
    case 'is not': return !compare(machine, 'is', a, b);
    case 'in': return contains(machine, a, b);
    case 'not in': return !contains(machine, a, b);
    default: return ordered(op, a, b);
  }
}

/** @param {string} op @param {Value} a @param {Value} b @returns {Value} */
function calculate(op, a, b) {
  if (op === '+' && typeof a === 'string' && typeof b === 'string') return a + b;
  const [x, y] = [numberOf(a), numberOf(b)];
  if (typeof x === 'bigint' && typeof y === 'bigint' && op !== '/') {
    if (op === '+') return x + y;
    if (op === '-') return x - y;
    if (op === '*') return x * y;
    if (y === 0n) throw new NeedsRunning();
    const rest = ((x % y) + y) % y;
    return op === '%' ? rest : (x - rest) / y;
  }
  const [p, q] = [Number(x), Number(y)];
  if (op === '+') return p + q;
  if (op === '-') return p - q;
  if (op === '*') return p * q;
  if (q === 0) throw new NeedsRunning();
  if (op === '/') return p / q;
  const rest = p - q * Math.floor(p / q);
  return op === '%' ? rest : Math.floor(p / q);
}

const TOKEN = /\s*(?:(\d+\.\d*|\.\d+|\d+)|([A-Za-z_]\w*)|('(?:[^'\\])*'|"(?:[^"\\])*")|(\/\/|[<>=!]=|[-+*/%<>()[\].]))/y;

/** @param {string} text @returns {{kind: 'number' | 'name' | 'string' | 'sign', text: string}[]} */
function tokens(text) {
  const list = [];
  const source = text.trim();
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < source.length; ) {
    const match = TOKEN.exec(source);
    if (!match) throw new EngineError(`a condition cannot have this: ${text}`);
    const kind = /** @type {const} */ (['number', 'name', 'string', 'sign'])[match.slice(1).findIndex((part) => part !== undefined)];
    list.push({ kind: kind ?? 'sign', text: match[0].trim() });
  }
  return list;
}

class Parser {
  #at = 0;

  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.tokens = tokens(text);
  }
  /** @returns {never} */
  fail() {
    throw new EngineError(`a condition cannot have this: ${this.text}`);
  }
  /** @param {...string} texts */
  take(...texts) {
    const token = this.tokens[this.#at];
    if (!token || token.kind === 'string' || !texts.includes(token.text)) return '';
    this.#at++;
    return token.text;
  }
  /** @returns {Evaluate} */
  whole() {
    const value = this.or();
    return this.#at === this.tokens.length ? value : this.fail();
  }
  /** @returns {Evaluate} */
  or() {
    const left = this.and();
    if (!this.take('or')) return left;
    const right = this.or();
    return (machine) => {
      const value = left(machine);
      return truth(value) ? value : right(machine);
    };
  }
  /** @returns {Evaluate} */
  and() {
    const left = this.not();
    if (!this.take('and')) return left;
    const right = this.and();
    return (machine) => {
      const value = left(machine);
      return truth(value) ? right(machine) : value;
    };
  }
  /** @returns {Evaluate} */
  not() {
    if (!this.take('not')) return this.comparison();
    const value = this.not();
    return (machine) => !truth(value(machine));
  }
  comparator() {
    const op = this.take('<', '<=', '>', '>=', '==', '!=', 'in', 'is', 'not');
    if (op === 'is' && this.take('not')) return 'is not';
    return op === 'not' ? (this.take('in') ? 'not in' : this.fail()) : op;
  }
  /** @returns {Evaluate} */
  comparison() {
    const first = this.sum();
    /** @type {{op: string, value: Evaluate}[]} */
    const rest = [];
    for (let op = this.comparator(); op; op = this.comparator()) rest.push({ op, value: this.sum() });
    if (!rest.length) return first;
    return (machine) => {
      let left = first(machine);
      for (const { op, value } of rest) {
        const right = value(machine);
        if (!compare(machine, op, left, right)) return false;
        left = right;
      }
      return true;
    };
  }
  /** @returns {Evaluate} */
  sum() {
    let left = this.product();
    for (let op = this.take('+', '-'); op; op = this.take('+', '-')) left = this.binary(op, left, this.product());
    return left;
  }
  /** @returns {Evaluate} */
  product() {
    let left = this.unary();
    for (let op = this.take('*', '/', '//', '%'); op; op = this.take('*', '/', '//', '%')) left = this.binary(op, left, this.unary());
    return left;
  }
  /** @param {string} op @param {Evaluate} left @param {Evaluate} right @returns {Evaluate} */
  binary(op, left, right) {
    return (machine) => calculate(op, left(machine), right(machine));
  }
  /** @returns {Evaluate} */
  unary() {
    if (!this.take('-')) return this.postfix();
    const value = this.unary();
    return (machine) => -numberOf(value(machine));
  }
  /** @returns {Evaluate} */
  postfix() {
    let value = this.atom();
    for (;;) {
      const owner = value;
      if (this.take('.')) {
        const name = this.tokens[this.#at++];
        if (name?.kind !== 'name') this.fail();
        value = (machine) => attribute(machine, owner(machine), /** @type {any} */ (name).text);
      } else if (this.take('[')) {
        const key = this.or();
        if (!this.take(']')) this.fail();
        value = (machine) => {
          const index = key(machine);
          const of = owner(machine);
          if (!(of instanceof Thing) || !BUILT_IN.has(of.type)) throw new NeedsRunning();
          return typeof index === 'string' ? find(machine, 'key', of, index) : find(machine, 'item', of, '', Number(numberOf(index)));
        };
      } else return value;
    }
  }
  /** @returns {Evaluate} */
  atom() {
    const token = this.tokens[this.#at++];
    if (!token) this.fail();
    const { kind, text } = /** @type {{kind: string, text: string}} */ (token);
    if (kind === 'number') {
      const number = text.includes('.') ? Number(text) : BigInt(text);
      return () => number;
    }
    if (kind === 'string') return () => text.slice(1, -1);
    if (text === '(') {
      const value = this.or();
      return this.take(')') ? value : this.fail();
    }
    if (kind !== 'name' || ['and', 'or', 'not', 'in', 'is', 'if', 'else', 'lambda'].includes(text)) this.fail();
    if (text === 'None') return () => null;
    if (text === 'True' || text === 'False') return () => text === 'True';
    if (text === 'len' && this.take('(')) return this.length();
    return (machine) => find(machine, 'name', null, text);
  }
  /** @returns {Evaluate} */
  length() {
    const value = this.or();
    if (!this.take(')')) this.fail();
    return (machine) => {
      const of = value(machine);
      const length = typeof of === 'string' ? [...of].length : of instanceof Thing && BUILT_IN.has(of.type) ? of.length : null;
      if (length === null) throw new NeedsRunning();
      return BigInt(length);
    };
  }
}

/** Runs the condition. @param {Machine} machine @param {string} text */
function run(machine, text) {
  const { holds, error } = machine.condition(text);
  if (error && !NOT_THERE.test(error)) throw new EngineError(`the condition ${text} raised ${error}`);
  return holds;
}

/** The condition as reading evaluates it; null: it has to be run. @param {string} text @returns {Evaluate | null} */
function reader(text) {
  try {
    return new Parser(text).whole();
  } catch (error) {
    if (error instanceof EngineError) return null;
    throw error;
  }
}

/**
 * A condition ready to be asked where the machine stands at a line.
 * @param {string} text
 * @returns {(machine: Machine) => boolean} throws EngineError when the condition raises, is no expression, or runs too long
 */
export function condition(text) {
  const value = reader(text);
  return (machine) => {
    if (!value) return run(machine, text);
    try {
      return truth(value(machine));
    } catch (error) {
      if (error instanceof NeedsRunning) return run(machine, text);
      if (error instanceof Absent) return false;
      throw error;
    }
  };
}
