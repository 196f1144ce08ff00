// Times the interpreter, stepping and start-up on the wasm: `./build.sh bench [NAME ...]`. CPU milliseconds of this thread, median of ROUNDS
// runs in an open interpreter; machines differ and are noisy: compare only figures of one run.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { createSession } from '../../bindings/heapscope.js';
import { loadRuntime, wasmPath } from '../../bindings/node.js';
import { collectingMachine, open, runToEnd } from './adapter.js';

const ROUNDS = 5;
const folder = fileURLToPath(new URL('./programs', import.meta.url));
const only = process.argv.slice(2);
const median = (/** @type {number[]} */ list) => list.sort((a, b) => a - b)[list.length >> 1] ?? NaN;

/** @param {() => unknown} work @returns {Promise<number>} CPU milliseconds */
async function cpu(work) {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

for (const [label, file] of [['wasm', wasmPath()], ['its second file', wasmPath().replace('.wasm', '-more.wasm')]]) {
  const bytes = readFileSync(file);
  const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  console.log(`${label}: ${bytes.length} bytes, gzip ${gzipSync(bytes, { level: 9 }).length}, brotli ${brotli.length}`);
}

const runtime = await loadRuntime();
const starts = [];
for (let i = 0; i < 20; i++) {
  starts.push(await cpu(() => {
    const { machine } = collectingMachine(runtime);
    machine.load(new TextEncoder().encode('print(1)\n'), 'main.py', false);
    runToEnd(machine);
  }));
}
console.log(`new runtime to first output: ${median(starts).toFixed(2)} ms CPU (module compiled)`);

const interpreter = await open();
for (const name of readdirSync(folder).filter((file) => file.endsWith('.py') && (only.length === 0 || only.includes(file.slice(0, -3))))) {
  const source = readFileSync(path.join(folder, name), 'utf8');
  const times = [];
  for (let i = 0; i < ROUNDS; i++) times.push(await cpu(() => interpreter.run(source)));
  console.log(`${name.padEnd(16)} ${median(times).toFixed(0).padStart(6)} ms`);
}

const STEPS = 2000;
const session = await createSession();
let snapshot = await session.load(`data = []\nfor i in range(${STEPS}):\n    data = [i, data and data[0]]\n    label = "s" + str(i % 10)\n`, { stdin: '' });
const forward = await cpu(async () => {
  while (snapshot.total === null) snapshot = await session.step();
});
console.log(`forward stepping: ${(snapshot.step / forward * 1000).toFixed(0)} snapshots a second of CPU`);
const seeks = [];
for (let i = 0; i < 50; i++) seeks.push(await cpu(() => session.seek(Math.floor((i * 7919) % snapshot.step))));
console.log(`seek in ${snapshot.step} steps: ${median(seeks).toFixed(1)} ms median`);
