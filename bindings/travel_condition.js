/**
 * Conditions of breakpoints: Python expressions over what the running frame sees, evaluated by reading the heap. Nothing of the program is
 * run and nothing of its memory changes. They may use names, attributes, items, len(), numbers, strings, comparisons, `in`, `is`, arithmetic,
 * `and`, `or`, `not`; what would have to run the program (calls, special methods) is refused when the breakpoint is set. A condition whose
 * names are not there yet does not hold.
 *
 * @typedef {import('./wasm.js').Machine} Machine
 */
import { EngineError } from './errors.js';
import { describe } from './query_graph.js';

const FIND = { name: 0, attribute: 1, key: 2, item: 3 };
/** @typedef {bigint | number | string | boolean | null | Thing} Value */
/** @typedef {(machine: Machine) => Value} Evaluate */

/** The value is not there, or cannot be compared: the condition does not hold. */
class Absent extends Error {}

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

/** @param {Value} value */
const truth = (value) => (value instanceof Thing ? value.length !== 0 : Boolean(value));
/** @param {Value} value @returns {bigint | number} */
function numberOf(value) {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'bigint' || typeof value === 'number') return value;
  throw new Absent();
}

/** @param {Value} a @param {Value} b */
function equal(a, b) {
  if (a instanceof Thing && b instanceof Thing) {
    if (a.address === b.address) return true;
    throw new Absent();
  }
  if (a === null || b === null || typeof a === 'string' || typeof b === 'string' || a instanceof Thing || b instanceof Thing) return a === b;
  return numberOf(a) == numberOf(b); // eslint-disable-line eqeqeq
}

/** @param {Machine} machine @param {Value} item @param {Value} holder */
function contains(machine, item, holder) {
  if (typeof holder === 'string' && typeof item === 'string') return holder.includes(item);
  if (!(holder instanceof Thing)) throw new Absent();
  if (holder.type === 'list' || holder.type === 'tuple') {
    for (let i = 0; i < (holder.length ?? 0); i++) if (equal(find(machine, 'item', holder, '', i), item)) return true;
    return false;
  }
  if (holder.type !== 'dict') throw new Absent();
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
    case 'is': return a instanceof Thing && b instanceof Thing ? a.address === b.address : a === b;
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
    if (y === 0n) throw new Absent();
    const rest = ((x % y) + y) % y;
    return op === '%' ? rest : (x - rest) / y;
  }
  const [p, q] = [Number(x), Number(y)];
  if (op === '+') return p + q;
  if (op === '-') return p - q;
  if (op === '*') return p * q;
  if (q === 0) throw new Absent();
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
        value = (machine) => find(machine, 'attribute', owner(machine), /** @type {any} */ (name).text);
      } else if (this.take('[')) {
        const key = this.or();
        if (!this.take(']')) this.fail();
        value = (machine) => {
          const index = key(machine);
          return typeof index === 'string' ? find(machine, 'key', owner(machine), index) : find(machine, 'item', owner(machine), '', Number(numberOf(index)));
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
      const length = typeof of === 'string' ? [...of].length : of instanceof Thing ? of.length : null;
      if (length === null) throw new Absent();
      return BigInt(length);
    };
  }
}

/**
 * A condition ready to be asked.
 * @param {string} text
 * @returns {(machine: Machine) => boolean}
 * @throws {EngineError} when it is not one that reading alone can answer
 */
export function condition(text) {
  const value = new Parser(text).whole();
  return (machine) => {
    try {
      return truth(value(machine));
    } catch (error) {
      if (error instanceof Absent) return false;
      throw error;
    }
  };
}
