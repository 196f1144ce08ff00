/** Object files (the conventions of LLVM's WebAssembly linker): symbols, which function or data refers to which, new names. */
import { HEADER, Reader, name, section, sections, u } from './wasm.mjs';

/** Kinds of symbols. */
export const FUNCTION = 0, DATA = 1;
const LOCAL = 2, UNDEFINED = 0x10, EXPLICIT_NAME = 0x40;
const SEGMENT_INFO = 5, SYMBOL_TABLE = 8;

/**
 * @typedef {{kind: number, flags: number, name: string, index: number, rest: Uint8Array, defined: boolean, local: boolean}} Symbol
 *   `index` of the function or data segment; `rest` what follows the name in the file
 * @typedef {{name: string, info: Uint8Array, size: number}} Segment
 */

/** One object file. */
export class ObjectFile {
  /** @param {string} path @param {Uint8Array} bytes */
  constructor(path, bytes) {
    this.path = path;
    this.list = sections(bytes);
    /** @type {Symbol[]} */ this.symbols = [];
    /** @type {Segment[]} */ this.segments = [];
    /** Symbols that a function or segment refers to. @type {{functions: Symbol[][], data: Symbol[][]}} */
    this.refers = { functions: [], data: [] };
    /** Where in its segment each of refers.data stands. @type {number[][]} */ this.places = [];
    /** @type {string[]} */ this.imports = [];
    this.#readImports();
    this.#readLinking();
    this.#readReferences('reloc.CODE', 10, this.refers.functions);
    this.#readReferences('reloc.DATA', 11, this.refers.data);
  }

  /** Names of the imported functions; the indices of a file's own come after them. */
  #readImports() {
    const found = this.list.find(({ id }) => id === 2);
    if (!found) return;
    new Reader(found.content).list((r) => {
      r.name();
      const field = r.name(), kind = r.byte();
      if (kind === 0) this.imports.push(field), r.u();
      else if (kind === 3) r.at += 2;
      else {
        if (kind === 1) r.byte();
        if (r.u() & 1) r.u();
        r.u();
      }
    });
  }

  /** Subsections of "linking" as [id, content]. */
  #parts() {
    const found = this.list.find((part) => part.name === 'linking'), /** @type {[number, Uint8Array][]} */ parts = [];
    if (!found) return parts;
    const reader = new Reader(found.content);
    reader.u(); // version
    while (!reader.done) parts.push([reader.byte(), reader.take(reader.u())]);
    return parts;
  }

  #readLinking() {
    for (const [id, content] of this.#parts()) {
      if (id === SEGMENT_INFO) this.segments = new Reader(content).list((r) => ({ name: r.name(), info: r.span(() => [r.u(), r.u()]), size: 0 }));
      if (id === SYMBOL_TABLE) this.symbols = new Reader(content).list((r) => readSymbol(r, this.imports));
    }
  }

  /** @param {string} part @param {number} id of the section @param {Symbol[][]} into */
  #readReferences(part, id, into) {
    const target = this.list.find((candidate) => candidate.id === id);
    if (!target) return;
    const reader = new Reader(target.content), /** @type {number[]} */ starts = [], /** @type {number[]} */ ends = [];
    reader.list((r, index) => {
      if (id === 11) r.u(), r.s(), r.s(), r.byte(); // flags; i32.const offset, end
      const size = r.u();
      r.take(size);
      if (id === 11) {
        /** @type {Segment} */ (this.segments[index]).size = size;
        this.places.push([]);
      }
      starts.push(r.at - size);
      ends.push(r.at);
      into.push([]);
    });
    const found = this.list.find((candidate) => candidate.name === part);
    if (!found) return;
    const relocations = new Reader(found.content);
    let at = 0;
    relocations.u();
    relocations.list((r) => {
      const type = r.byte(), offset = r.u(), index = r.u();
      if ([3, 4, 5, 8, 9, 11].includes(type)) r.s();
      while (offset >= /** @type {number} */ (ends[at])) at++;
      if (type > 5) return;
      into[at]?.push(/** @type {Symbol} */ (this.symbols[index]));
      if (id === 11) this.places[at]?.push(offset - /** @type {number} */ (starts[at]));
    });
  }

  /**
   * The file with other names.
   * @param {(symbol: Symbol) => string} symbolName @param {(index: number) => string} segmentName
   */
  renamed(symbolName, segmentName) {
    const parts = this.#parts().map(([id, content]) => {
      if (id === SEGMENT_INFO) content = Buffer.from([...u(this.segments.length), ...this.segments.flatMap(({ info }, i) => [...name(segmentName(i)), ...info])]);
      if (id === SYMBOL_TABLE) content = Buffer.from([...u(this.symbols.length), ...this.symbols.flatMap((symbol) => writeSymbol(symbol, symbolName(symbol)))]);
      return Buffer.from([id, ...u(content.length), ...content]);
    });
    const linking = Buffer.concat([Buffer.from(name('linking')), Buffer.from([2]), ...parts]);
    return Buffer.concat([HEADER, ...this.list.map((part) => (part.id ? section(part.id, part.content)
      : section(0, part.name === 'linking' ? linking : Buffer.from([...name(part.name), ...part.content]))))]);
  }
}

/** @param {Reader} r @param {string[]} imports @returns {Symbol} */
function readSymbol(r, imports) {
  const kind = r.byte(), flags = r.u(), defined = !(flags & UNDEFINED);
  const symbol = { kind, flags, name: '', index: -1, rest: new Uint8Array(), defined, local: (flags & LOCAL) !== 0 };
  if (kind === DATA) {
    symbol.name = r.name();
    if (defined) symbol.rest = r.span(() => [(symbol.index = r.u()), r.u(), r.u()]);
  } else {
    symbol.index = r.u();
    if (kind !== 3 && (defined || flags & EXPLICIT_NAME)) symbol.name = r.name();
    else if (kind === FUNCTION) symbol.name = imports[symbol.index] ?? '';
  }
  return symbol;
}

/** @param {Symbol} symbol @param {string} text */
function writeSymbol({ kind, flags, index, rest, defined }, text) {
  if (kind === DATA) return [kind, ...u(flags), ...name(text), ...rest];
  const named = kind !== 3 && (defined || flags & EXPLICIT_NAME);
  return [kind, ...u(flags), ...u(index), ...(named ? name(text) : [])];
}

/** The members of an archive (libc.a). @param {Uint8Array} bytes @returns {[string, Uint8Array][]} */
export function members(bytes) {
  const text = (/** @type {number} */ from, /** @type {number} */ to) => Buffer.from(bytes.subarray(from, to)).toString('latin1');
  /** @type {[string, Uint8Array][]} */
  const found = [];
  let names = '';
  for (let at = 8; at < bytes.length; ) {
    const title = text(at, at + 16).trim(), size = Number(text(at + 48, at + 58)), start = at + 60;
    if (title === '//') names = text(start, start + size);
    else if (title !== '/') {
      const long = /^\/(\d+)$/.exec(title);
      found.push([(long ? names.slice(Number(long[1])) : title).split('/')[0] ?? '', bytes.subarray(start, start + size)]);
    }
    at = start + size + (size & 1);
  }
  return found;
}
