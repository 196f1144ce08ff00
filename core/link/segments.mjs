/**
 * Data segments that lie close together become one, in place. Optimizers cut data at each run of zeros; the place and the length of
 * a thousand pieces take more room in a compressed file than the zeros do.
 *
 *     node core/link/segments.mjs FILE.wasm...
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { HEADER, Reader, name, s, section, sections, u, vector } from './wasm.mjs';

const CLOSE = 8192, DATA = 11, DATA_COUNT = 12, END = 0x0b;

/** @param {Uint8Array} content of a section of data */
function joined(content) {
  /** @type {{offset: number, end: number, pieces: Uint8Array[]}[]} */ const segments = [];
  new Reader(content).list((r) => {
    if (r.u() !== 0 || r.byte() !== 0x41) throw new Error('a segment without a constant address');
    const offset = r.s(), last = segments.at(-1);
    r.byte();
    const bytes = r.take(r.u()), gap = last ? offset - last.end : Infinity;
    if (!last || gap < 0 || gap > CLOSE) segments.push({ offset, end: offset + bytes.length, pieces: [bytes] });
    else {
      last.pieces.push(Buffer.alloc(gap), bytes);
      last.end = offset + bytes.length;
    }
  });
  return segments.map(({ offset, end, pieces }) => Buffer.concat([Buffer.from([0, 0x41, ...s(offset), END, ...u(end - offset)]), ...pieces]));
}

for (const path of process.argv.slice(2)) {
  const parts = sections(readFileSync(path)), segments = joined(parts.find(({ id }) => id === DATA)?.content ?? new Uint8Array([0]));
  writeFileSync(path, Buffer.concat([HEADER, ...parts.map(({ id, name: title, content }) => {
    if (id === DATA) return section(id, vector(segments));
    if (id === DATA_COUNT) return section(id, u(segments.length));
    return section(id, id ? content : Buffer.from([...name(title), ...content]));
  })]));
}
