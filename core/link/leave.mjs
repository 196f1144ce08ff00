/**
 * Makes functions whose stack can be left in the middle and built up again: see below.mjs. What `leaving(parts, doors)` gives for the
 * sections of a module has two more globals, exported: leave_state (0 runs, 1 is left, 2 is built up again) and leave_top, the end of
 * the memory where functions write what they keep.
 *
 * When a call comes back with state 1, a function writes its locals and the number of the call there and returns. Begun in state 2, it reads
 * them again and jumps to that call. WebAssembly has no jump into the middle of a block: so in each block with such calls, what stands before a
 * call (or an inner block with one) is wrapped in a block of its own, behind whose end the call lies:
 *
 *     a; call f; b   →   block  if (resume >= 0) br 0;  a  end  call f;  if (state) leave;  b
 *
 * What lies on the operand stack at such a place is put into locals before and taken back behind it. Where nothing is left, this costs a test
 * of the state for each such call and function.
 */
import { Reader, name, s, section, u, vector } from './wasm.mjs';

const TYPE = 1, IMPORT = 2, FUNCTION = 3, GLOBAL = 6, EXPORT = 7, CODE = 10;
const I32 = 0x7f, I64 = 0x7e, F32 = 0x7d, F64 = 0x7c, EMPTY = 0x40;
const BLOCK = 0x02, LOOP = 0x03, IF = 0x04, ELSE = 0x05, END = 0x0b, BR = 0x0c, BR_IF = 0x0d, BR_TABLE = 0x0e, RETURN = 0x0f, CALL = 0x10, CALL_INDIRECT = 0x11;
const GET = 0x20, SET = 0x21, GLOBAL_GET = 0x23, GLOBAL_SET = 0x24, CONST = 0x41, SELECT = 0x1b;
const EQ = 0x46, LT_S = 0x48, GE_S = 0x4e, ADD = 0x6a, SUB = 0x6b;

/** How a type is written and read in the memory: bytes, load, store, the zero. @type {Record<number, {size: number, load: number, store: number, zero: number[]}>} */
const KINDS = {
  [I32]: { size: 4, load: 0x28, store: 0x36, zero: [CONST, 0] }, [I64]: { size: 8, load: 0x29, store: 0x37, zero: [0x42, 0] },
  [F32]: { size: 4, load: 0x2a, store: 0x38, zero: [0x43, 0, 0, 0, 0] }, [F64]: { size: 8, load: 0x2b, store: 0x39, zero: [0x44, 0, 0, 0, 0, 0, 0, 0, 0] },
};
/** @param {number} type */
const kindOf = (type) => /** @type {{size: number, load: number, store: number, zero: number[]}} */ (KINDS[type]);

/** Instructions up to each number: what they take, and what they give. @type {[number, number, number][]} */
const PLAIN = [
  [0x28, 1, I32], [0x29, 1, I64], [0x2a, 1, F32], [0x2b, 1, F64], [0x2f, 1, I32], [0x35, 1, I64], [0x3e, 2, 0], [0x3f, 0, I32], [0x40, 1, I32],
  [0x41, 0, I32], [0x42, 0, I64], [0x43, 0, F32], [0x44, 0, F64], [0x45, 1, I32], [0x4f, 2, I32], [0x50, 1, I32], [0x66, 2, I32], [0x69, 1, I32],
  [0x78, 2, I32], [0x7b, 1, I64], [0x8a, 2, I64], [0x91, 1, F32], [0x98, 2, F32], [0x9f, 1, F64], [0xa6, 2, F64], [0xab, 1, I32], [0xb1, 1, I64],
  [0xb6, 1, F32], [0xbb, 1, F64], [0xbc, 1, I32], [0xbd, 1, I64], [0xbe, 1, F32], [0xbf, 1, F64], [0xc1, 1, I32], [0xc4, 1, I64],
];

/**
 * @typedef {{parameters: number[], results: number[]}} FunctionType
 * @typedef {{op: number, bytes: Uint8Array, at: number, site: boolean, depths: number[], index: number}} Instruction
 * @typedef {{end: number, level: number, nth: number, of: number}} Goal  for calls below `end`: which wrapping's end, of how many of the block
 * @typedef {{op: number, result: number, arms: (Instruction | Frame)[][], sites: number, bytes: Uint8Array}} Frame
 */

/** @param {{id: number, name: string, content: Uint8Array}[]} parts @param {string[]} doors imports at which the stack is left */
export function leaving(parts, doors) {
  /** @template T @param {number} id @param {(r: Reader) => T} read */
  const list = (id, read) => new Reader(parts.find((part) => part.id === id)?.content ?? new Uint8Array([0])).list(read);
  const types = list(TYPE, (r) => (r.byte(), { parameters: r.list((t) => t.byte()), results: r.list((t) => t.byte()) }));
  const imports = list(IMPORT, (r) => ({ module: r.name(), name: r.name(), kind: r.byte(), type: r.u() }));
  const typeOf = [...imports.map(({ type }) => type), ...list(FUNCTION, (r) => r.u())].map((index) => /** @type {FunctionType} */ (types[index]));
  const bodies = list(CODE, (r) => r.take(r.u()));
  const globals = list(GLOBAL, (r) => r.span(() => (r.byte(), r.byte(), r.byte(), r.s(), r.byte())));
  const state = globals.length, top = state + 1;
  const trees = bodies.map((body) => parse(body, types, typeOf));
  const leaves = reaching(trees, imports.map((row) => doors.includes(row.name)));
  const code = trees.map((tree, i) => (leaves[i + imports.length] ? new Emitter(tree, /** @type {FunctionType} */ (typeOf[i + imports.length]), { types, typeOf, leaves, state, top }).body() : /** @type {Uint8Array} */ (bodies[i])));
  const exports = list(EXPORT, (r) => r.span(() => (r.name(), r.byte(), r.u())));
  const added = new Map([
    [GLOBAL, section(GLOBAL, vector([...globals, [I32, 1, CONST, 0, END], [I32, 1, CONST, 0, END]]))],
    [EXPORT, section(EXPORT, vector([...exports, [...name('leave_state'), 3, ...u(state)], [...name('leave_top'), 3, ...u(top)]]))],
    [CODE, section(CODE, vector(code.map((body) => Buffer.concat([Buffer.from(u(body.length)), body]))))],
  ]);
  return { parts, added };
}

/** Functions that may come to a door: by calls, and through the table. @param {ReturnType<typeof parse>[]} trees @param {boolean[]} doors */
function reaching(trees, doors) {
  const leaves = [...doors, ...trees.map(({ indirect }) => indirect)];
  for (let more = true; more;) {
    more = false;
    trees.forEach(({ calls }, i) => {
      if (leaves[i + doors.length] || !calls.some((callee) => leaves[callee])) return;
      leaves[i + doors.length] = more = true;
    });
  }
  return leaves;
}

/** A body as a tree of its blocks. @param {Uint8Array} body @param {FunctionType[]} types @param {FunctionType[]} typeOf */
function parse(body, types, typeOf) {
  const reader = new Reader(body);
  const locals = reader.list((r) => ({ count: r.u(), type: r.byte() })).flatMap(({ count, type }) => Array(count).fill(type));
  /** @type {number[]} */ const calls = [];
  let indirect = false;
  void types, typeOf;
  /** @returns {{items: (Instruction | Frame)[], last: number}} */
  const sequence = () => {
    /** @type {(Instruction | Frame)[]} */ const items = [];
    for (let dead = false; ;) {
      const start = reader.at, op = reader.byte();
      if (op === END || op === ELSE) return { items, last: op };
      if (op === BLOCK || op === LOOP || op === IF) {
        const result = reader.byte(), head = body.subarray(start, reader.at), { items: first, last } = sequence();
        const arms = last === ELSE ? [first, sequence().items] : [first];
        if (!dead) items.push({ op, result, arms, sites: 0, bytes: head });
        continue;
      }
      /** @type {number[]} */ let depths = [];
      let index = 0;
      if (op === CALL || op === BR || op === BR_IF || (op >= 0x20 && op <= 0x24)) index = reader.u();
      else if (op === CALL_INDIRECT) index = reader.u(), reader.u();
      else if (op === BR_TABLE) depths = [...reader.list((r) => r.u()), reader.u()];
      else skip(reader, op);
      if (op === BR || op === BR_IF) depths = [index];
      if (dead) continue;
      if (op === CALL) calls.push(index);
      indirect ||= op === CALL_INDIRECT;
      items.push({ op, bytes: body.subarray(start, reader.at), at: start, site: false, depths, index });
      dead = op === BR || op === BR_TABLE || op === RETURN || op === 0x00;
    }
  };
  const { items } = sequence();
  return { locals, items, calls: [...new Set(calls)], indirect };
}

/** @param {Reader} reader @param {number} op without those that parse() reads itself */
function skip(reader, op) {
  if (op >= 0x28 && op <= 0x3e) reader.u(), reader.u();
  else if (op === 0x3f || op === 0x40) reader.u();
  else if (op === 0x41) reader.s();
  else if (op === 0x42) while (reader.byte() & 128);
  else if (op === 0x43) reader.at += 4;
  else if (op === 0x44) reader.at += 8;
  else if (op === 0xfc) {
    const bulk = reader.u();
    if (bulk === 10) reader.u(), reader.u();
    else if (bulk === 11) reader.u();
    else if (bulk > 7) throw new Error(`unknown instruction 0xfc ${bulk}`);
  } else if (op > 0xc4 || (op > 0x1b && op < 0x20)) throw new Error(`unknown instruction 0x${op.toString(16)}`);
}

/** @param {Instruction | Frame} item @returns {item is Frame} */
const isFrame = (item) => 'arms' in item;

class Emitter {
  /** @type {number[]} */ #out = [];
  /** @type {number[]} */ #types; // of parameters, locals, and what is added
  /** The blocks around, the innermost last: how many wrappings are open in each. @type {number[]} */ #open = [];
  #site = 0;
  #held = 0; // values of blocks around that lie in added locals
  /** Added locals for what lies on the stack, by place and type. @type {Map<string, number>} */ #spills = new Map();

  /** @param {ReturnType<typeof parse>} tree @param {FunctionType} type @param {{types: FunctionType[], typeOf: FunctionType[], leaves: boolean[], state: number, top: number}} module */
  constructor(tree, type, module) {
    this.tree = tree;
    this.type = type;
    this.module = module;
    this.#types = [...type.parameters, ...tree.locals];
    this.resume = this.#local(I32);
  }

  /** @param {number} type */
  #local(type) {
    return this.#types.push(type) - 1;
  }

  /** @param {number} place @param {number} type */
  #spill(place, type) {
    const key = `${place} ${type}`;
    let local = this.#spills.get(key);
    if (local === undefined) this.#spills.set(key, (local = this.#local(type)));
    return local;
  }

  /** @param {...number} bytes */
  #put(...bytes) {
    for (const byte of bytes) this.#out.push(byte);
  }

  /** @param {Uint8Array} bytes */
  #copy(bytes) {
    for (const byte of bytes) this.#out.push(byte);
  }

  /** The function, in its new form. */
  body() {
    const { state, top } = this.module, [result = EMPTY] = this.type.results;
    this.#count(this.tree.items);
    this.#open = [0];
    this.#sequence(this.tree.items, [], []);
    const inner = this.#out, fixed = this.type.parameters.length;
    const size = this.#types.reduce((sum, type) => sum + kindOf(type).size, 0);
    this.#out = [];
    this.#put(BLOCK, EMPTY, CONST, ...s(-1), SET, ...u(this.resume), GLOBAL_GET, ...u(state), CONST, 2, EQ, IF, EMPTY, GLOBAL_GET, ...u(top), CONST, ...s(size), SUB, GLOBAL_SET, ...u(top));
    this.#each((local, { load }, at) => this.#put(GLOBAL_GET, ...u(top), load, 2, ...u(at), SET, ...u(local)));
    this.#put(END, BLOCK, result);
    for (const byte of inner) this.#out.push(byte);
    this.#put(END, RETURN, END);
    this.#each((local, { store }, at) => this.#put(GLOBAL_GET, ...u(top), GET, ...u(local), store, 2, ...u(at)));
    this.#put(GLOBAL_GET, ...u(top), CONST, ...s(size), ADD, GLOBAL_SET, ...u(top));
    if (result !== EMPTY) this.#put(...kindOf(result).zero);
    this.#put(END);
    const declared = this.#types.slice(fixed).map((type) => [1, type]);
    return Buffer.concat([vector(declared), Buffer.from(this.#out)]);
  }

  /** @param {(local: number, kind: {size: number, load: number, store: number}, at: number) => void} work */
  #each(work) {
    let at = 0;
    this.#types.forEach((type, local) => {
      work(local, kindOf(type), at);
      at += kindOf(type).size;
    });
  }

  /** Marks the calls that may be left, and how many are in each block. @param {(Instruction | Frame)[]} items @returns {number} */
  #count(items) {
    let sites = 0;
    for (const item of items) {
      if (isFrame(item)) sites += item.sites = item.arms.reduce((sum, arm) => sum + this.#count(arm), 0);
      else if ((item.site = item.op === CALL_INDIRECT || (item.op === CALL && /** @type {boolean} */ (this.module.leaves[item.index])))) sites++;
    }
    return sites;
  }

  /** Depth of a label, given as the count of blocks within it. @param {number} depth */
  #depth(depth) {
    return this.#open.slice(this.#open.length - 1 - depth).reduce((sum, open) => sum + open, depth);
  }

  /** Depth of the end of a wrapping, from within one block more than now. @param {Goal} goal */
  #depthOf({ level, nth, of }) {
    const open = /** @type {number} */ (this.#open[level]), within = this.#open.slice(level + 1);
    return 1 + within.reduce((sum, count) => sum + count + 1, 0) + nth - (of - open);
  }

  /**
   * What is in a block. A block that begins with another lets that one find where to go on: instructions that are told apart by a table
   * begin with as many blocks.
   * @param {(Instruction | Frame)[]} items @param {number[]} stack types of what lies on it @param {Goal[]} goals of blocks around that leave it to this
   */
  #sequence(items, stack, goals) {
    const points = items.filter((item) => (isFrame(item) ? item.sites : item.site));
    const last = this.#open.length - 1;
    for (let i = 0; i < points.length; i++) this.#put(BLOCK, EMPTY);
    this.#open[last] = points.length;
    let end = this.#site;
    const own = points.map((point, nth) => ({ end: (end += isFrame(point) ? point.sites : 1), level: last, nth, of: points.length }));
    const [first] = items, delegates = first && isFrame(first) && first.sites > 0 && first.op !== IF;
    const all = [...own, ...goals];
    if (points.length && !delegates) {
      this.#put(GET, ...u(this.resume), CONST, 0, GE_S, IF, EMPTY);
      for (const goal of all) this.#put(GET, ...u(this.resume), CONST, ...s(goal.end), LT_S, BR_IF, ...u(this.#depthOf(goal)));
      this.#put(END);
    }
    for (const item of items) {
      if (isFrame(item) ? !item.sites : !item.site) {
        if (isFrame(item)) this.#frame(item, stack);
        else this.#plain(item, stack);
        continue;
      }
      const saved = stack.splice(0).map((type, place) => /** @type {[number, number]} */ ([this.#spill(this.#held + place, type), type]));
      for (const [local] of saved.toReversed()) this.#put(SET, ...u(local));
      this.#put(END);
      /** @type {number[]} */ (this.#open)[last]--;
      if (isFrame(item)) this.#resumedFrame(item, saved, stack, delegates && item === first ? all.slice(1) : []);
      else this.#resumedCall(item, saved, stack);
    }
  }

  /** @param {[number, number][]} kept @param {number[]} results @param {number[]} stack */
  #takeBack(kept, results, stack) {
    const [type] = results, local = type && kept.length ? this.#spill(-1, type) : -1;
    if (local >= 0) this.#put(SET, ...u(local));
    for (const [spilled, kind] of kept) this.#put(GET, ...u(spilled)), stack.push(kind);
    if (local >= 0) this.#put(GET, ...u(local));
    if (type) stack.push(type);
  }

  /** @param {Frame} frame @param {[number, number][]} saved @param {number[]} stack @param {Goal[]} goals */
  #resumedFrame(frame, saved, stack, goals) {
    const results = frame.result === EMPTY ? [] : [frame.result];
    if (frame.op === IF) {
      const [condition] = /** @type {[number, number]} */ (saved.pop());
      const second = this.#site + frame.arms[0].reduce((sum, item) => sum + (isFrame(item) ? item.sites : Number(item.site)), 0);
      this.#put(GET, ...u(condition), GET, ...u(this.resume), CONST, ...s(second), LT_S, GET, ...u(this.resume), CONST, 0, LT_S, SELECT);
    }
    this.#held += saved.length;
    this.#arms(frame, goals);
    this.#held -= saved.length;
    this.#takeBack(saved, results, stack);
  }

  /** @param {Frame} frame @param {Goal[]} [goals] */
  #arms(frame, goals = []) {
    this.#copy(frame.bytes);
    this.#open.push(0);
    frame.arms.forEach((arm, i) => {
      if (i) this.#put(ELSE);
      this.#sequence(arm, [], goals);
    });
    this.#open.pop();
    this.#put(END);
  }

  /** A block without such calls. @param {Frame} frame @param {number[]} stack */
  #frame(frame, stack) {
    if (frame.op === IF) stack.pop();
    this.#arms(frame);
    if (frame.result !== EMPTY) stack.push(frame.result);
  }

  /** @param {Instruction} item @param {[number, number][]} saved @param {number[]} stack */
  #resumedCall(item, saved, stack) {
    const { parameters, results } = /** @type {FunctionType} */ (item.op === CALL ? this.module.typeOf[item.index] : this.module.types[item.index]);
    const given = parameters.length + Number(item.op === CALL_INDIRECT);
    const args = given ? saved.splice(-given) : [];
    this.#put(CONST, ...s(-1), SET, ...u(this.resume));
    for (const [local] of args) this.#put(GET, ...u(local));
    this.#copy(item.bytes);
    const [type] = results, local = type ? this.#spill(-1, type) : -1;
    if (local >= 0) this.#put(SET, ...u(local));
    this.#put(GLOBAL_GET, ...u(this.module.state), IF, EMPTY, CONST, ...s(this.#site++), SET, ...u(this.resume), BR, ...u(this.#depth(this.#open.length - 1) + 2), END);
    for (const [spilled, kind] of saved) this.#put(GET, ...u(spilled)), stack.push(kind);
    if (local >= 0) this.#put(GET, ...u(local)), stack.push(/** @type {number} */ (type));
  }

  /** @param {Instruction} item @param {number[]} stack */
  #plain({ op, bytes, depths, index }, stack) {
    if (op === BR || op === BR_IF) this.#put(op, ...u(this.#depth(index)));
    else if (op === BR_TABLE) this.#put(op, ...u(depths.length - 1), ...depths.flatMap((depth) => u(this.#depth(depth))));
    else this.#copy(bytes);
    if (op === CALL) {
      const { parameters, results } = /** @type {FunctionType} */ (this.module.typeOf[index]);
      stack.length -= parameters.length;
      stack.push(...results);
    } else if (op === GET) stack.push(/** @type {number} */ (this.#types[index]));
    else if (op === GLOBAL_GET) stack.push(I32);
    else if (op === SET || op === GLOBAL_SET || op === 0x1a || op === BR_IF) stack.pop();
    else if (op === SELECT) stack.length -= 2;
    else if (op === 0xfc) bulk(/** @type {number} */ (bytes[1]), stack);
    else if (op >= 0x28) {
      const [, takes, gives] = /** @type {[number, number, number]} */ (PLAIN.find(([to]) => op <= to));
      stack.length -= takes;
      if (gives) stack.push(gives);
    }
  }
}

/** @param {number} op @param {number[]} stack */
function bulk(op, stack) {
  if (op > 7) stack.length -= 3;
  else stack[stack.length - 1] = op < 4 ? I32 : I64;
}
