/** Reads and writes the binary format of WebAssembly: numbers, names, sections, and the instructions of a body. */

/** A cursor over bytes. */
export class Reader {
  /** @param {Uint8Array} bytes @param {number} [at] */
  constructor(bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  get done() {
    return this.at >= this.bytes.length;
  }

  byte() {
    return /** @type {number} */ (this.bytes[this.at++]);
  }

  /** An unsigned LEB128 number. */
  u() {
    let value = 0, scale = 1, byte;
    do {
      byte = this.byte();
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte & 128);
    return value;
  }

  /** A signed LEB128 number of up to 32 bits. */
  s() {
    let value = 0, shift = 0, byte;
    do {
      byte = this.byte();
      value |= (byte & 127) << shift;
      shift += 7;
    } while (byte & 128);
    return shift < 32 && byte & 64 ? value | (-1 << shift) : value;
  }

  /** @param {number} size */
  take(size) {
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }

  name() {
    return Buffer.from(this.take(this.u())).toString('utf8');
  }

  /** A vector, each item read by `read`. @template T @param {(reader: Reader, index: number) => T} read @returns {T[]} */
  list(read) {
    return Array.from({ length: this.u() }, (_, index) => read(this, index));
  }

  /** The bytes that `skip` passes over. @param {() => void} skip */
  span(skip) {
    const start = this.at;
    skip();
    return this.bytes.subarray(start, this.at);
  }
}

/** @param {number} value */
export function u(value) {
  const bytes = [];
  do {
    bytes.push((value % 128) | (value > 127 ? 128 : 0));
    value = Math.floor(value / 128);
  } while (value);
  return bytes;
}

/** @param {number} value 32 bits */
export function s(value) {
  const bytes = [];
  for (;;) {
    const byte = value & 127;
    value >>= 7;
    if (value === (byte & 64 ? -1 : 0)) return [...bytes, byte];
    bytes.push(byte | 128);
  }
}

/** @param {string} text */
export const name = (text) => [...u(Buffer.byteLength(text)), ...Buffer.from(text)];

/** @param {(Uint8Array | number[])[]} items */
export const vector = (items) => Buffer.concat([u(items.length), ...items].map((item) => Buffer.from(item)));

/** @param {number} id @param {Uint8Array | number[]} content */
export const section = (id, content) => Buffer.concat([Buffer.from([id, ...u(content.length)]), Buffer.from(content)]);

export const HEADER = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** The sections of a module in order; `name` for custom ones, whose content starts behind it. @param {Uint8Array} bytes */
export function sections(bytes) {
  const reader = new Reader(bytes, 8), list = [];
  while (!reader.done) {
    const id = reader.byte(), content = reader.take(reader.u());
    if (id !== 0) list.push({ id, name: '', content });
    else {
      const custom = new Reader(content), title = custom.name();
      list.push({ id, name: title, content: content.subarray(custom.at) });
    }
  }
  return list;
}

/**
 * A body with each called function's index replaced by what `map` gives.
 * @param {Uint8Array} body  declarations of locals, instructions
 * @param {(index: number) => number} map
 */
export function mapCalls(body, map) {
  const reader = new Reader(body), parts = [];
  let kept = 0;
  reader.list((r) => [r.u(), r.byte()]);
  while (!reader.done) {
    const op = reader.byte();
    if (op !== 0x10) skipOperands(reader, op);
    else {
      parts.push(body.subarray(kept, reader.at), u(map(reader.u())));
      kept = reader.at;
    }
  }
  parts.push(body.subarray(kept));
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}

/** @param {Reader} reader @param {number} op */
function skipOperands(reader, op) {
  if (op >= 0x02 && op <= 0x04) reader.s(); // block, loop, if: a type
  else if (op === 0x0c || op === 0x0d || (op >= 0x20 && op <= 0x26)) reader.u(); // branches, locals, globals, tables
  else if (op === 0x0e) reader.list((r) => r.u()), reader.u(); // br_table
  else if (op === 0x11) reader.u(), reader.u(); // call_indirect
  else if (op >= 0x28 && op <= 0x3e) reader.u(), reader.u(); // loads and stores
  else if (op === 0x3f || op === 0x40 || op === 0xd0 || op === 0xd2) reader.u();
  else if (op === 0x41) reader.s();
  else if (op === 0x42) while (reader.byte() & 128);
  else if (op === 0x43) reader.at += 4;
  else if (op === 0x44) reader.at += 8;
  else if (op === 0xfc) skipBulk(reader, reader.u());
  else if (op > 0xc4 || (op > 0x1b && op < 0x20) || op === 0x12 || op === 0x13) throw new Error(`unknown instruction 0x${op.toString(16)}`);
}

/** @param {Reader} reader @param {number} op */
function skipBulk(reader, op) {
  if (op === 8 || op === 10 || op === 12 || op === 14) reader.u(), reader.u();
  else if (op >= 8) reader.u();
}
