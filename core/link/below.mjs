/**
 * Makes the file whose stack can be left and built up again, which runs in the memory of the first: that is imported, its data, which lies
 * there already, left out.
 *
 *     node core/link/below.mjs LINKED.wasm WHOLE.wasm BELOW.wasm
 *
 * WHOLE is LINKED, optimised. Addresses and function pointers are those of LINKED, of which BELOW carries the mark, as the files that
 * split.mjs makes of it do.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { leaving } from './leave.mjs';
import { HEADER, Reader, name, section, sections, u } from './wasm.mjs';

const IMPORT = 2, MEMORY = 5, DATA = 11, DATA_COUNT = 12;

const [linked = '', whole = '', out = ''] = process.argv.slice(2);
const { parts, added } = leaving(sections(readFileSync(whole)), ['hs_host_pulse', 'hs_host_step_stop', 'hs_host_deeper']);
const memory = parts.find(({ id }) => id === MEMORY)?.content.subarray(1) ?? new Uint8Array();
const pair = section(0, [...name('pair'), ...createHash('sha256').update(readFileSync(linked)).digest().subarray(0, 8)]);

/** One import more. @param {Uint8Array} content */
function withMemory(content) {
  const reader = new Reader(content), count = reader.u();
  return section(IMPORT, [...u(count + 1), ...name('e'), ...name('m'), 2, ...memory, ...content.subarray(reader.at)]);
}

const kept = parts.filter(({ id }) => id && id !== MEMORY && id !== DATA && id !== DATA_COUNT);
writeFileSync(out, Buffer.concat([HEADER, pair, ...kept.map(({ id, content }) => (id === IMPORT ? withMemory(content) : added.get(id) ?? section(id, content)))]));
