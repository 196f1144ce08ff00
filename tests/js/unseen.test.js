/**
 * Looking changes nothing: a program that was stepped through, with a snapshot at every line and the whole heap asked about at many, leaves
 * the same bytes as one that just ran; also one with more code than there is room for line tables. Only three things may differ: what
 * controls the run, in the heads of the runtime and of the interpreter; where each code object's line table lies; and the probe's memory.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { abi } from '../../bindings/abi.js';
import { loadRuntime } from '../../bindings/node.js';
import { Machine } from '../../bindings/wasm.js';
import { muchCode, programs } from '../programs.js';

const MIB = 2 ** 20;
const PROBE_CHUNKS = 2;
/** Bytes of the heads, at most. */
const RUNTIME_HEAD = 4096;
const INTERPRETER_HEAD = 256;
/** Steps after which the whole heap is asked about. */
const QUERY = 16;

const { module, library } = await loadRuntime();

/** @param {Uint8Array} source @param {boolean} looked */
function ranToEnd(source, looked) {
  let looks = 0;
  const look = () => {
    machine.record(looks % 2 === 0);
    machine.snapshot();
    if (looks % QUERY === 3) {
      machine.bytes('graph');
      machine.call('scratch_clear');
    }
    looks++;
    machine.setStop(machine.lineEvents + 1);
    return false;
  };
  const machine = new Machine(module, {
    write: () => {}, input: () => ({ text: '', end: true }), clock: () => 0, pulse: () => {}, stepStop: look,
    read: (own, path) => (own ? library(path) : null),
  }, { storeBytes: MIB });
  machine.setStepping(looked);
  if (looked) machine.setStop(1);
  machine.setArgv(['main.py']);
  machine.load(source, 'main.py', false);
  for (;;) {
    const status = abi.status[machine.run(1e6)] ?? '';
    if (['finished', 'raised'].includes(status)) break;
    if (status === 'step') look();
  }
  machine.record(false);
  const span = machine.span();
  const probe = Math.floor((machine.call('watch_text') - machine.call('base')) / MIB);
  return { words: new Uint32Array(span.buffer, 0, span.length >> 2), probe, looks };
}

/** @param {Uint8Array} source @param {number} fillings of the room for line tables, at most */
function compare(source, fillings) {
  const { words: seen, probe, looks } = ranToEnd(source, true);
  const { words: unseen } = ranToEnd(source, false);
  assert.ok(looks > 1);
  assert.equal(seen.length, unseen.length);
  /** @type {number[]} */ const differing = [];
  for (let i = RUNTIME_HEAD / 4; i < seen.length; i++) {
    const chunk = Math.floor((i * 4) / MIB);
    const word = /** @type {number} */ (seen[i]), isPlaceOfLines = unseen[i] === 0 && (word & 1) && word >>> 16 <= fillings;
    if (word !== unseen[i] && !isPlaceOfLines && (chunk < probe || chunk >= probe + PROBE_CHUNKS)) differing.push(i * 4);
  }
  const first = differing[0] ?? 0;
  assert.ok((differing.at(-1) ?? 0) - first < INTERPRETER_HEAD, `bytes at ${differing.map((at) => at.toString(16)).slice(0, 20)}`);
}

/** Each thread has a head of its own; tracemalloc steps by itself. */
const OTHERS = /^(threads_gil|tracemalloc)/;

for (const program of programs('probes').filter(({ name, interactive }, i) => !interactive && !OTHERS.test(name) && i % 3 === 0)) {
  test(`${program.name}: the same heap, looked at or not`, () => compare(readFileSync(program.file), 1));
}

test('much code: the same heap, looked at or not', () => compare(new TextEncoder().encode(muchCode(50)), 8));
