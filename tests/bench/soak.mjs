// Random seeks in a run of ten million steps, in a Worker: `node tests/bench/soak.mjs [SEEKS [STEPS]]`. Says what seeks take and
// whether memory stays as it is.
import { createSession } from '../../bindings/heapscope.js';
import { pageWorkers } from '../page-worker.js';

const seeks = Number(process.argv[2] ?? 1000);
const steps = Number(process.argv[3] ?? 1e7);
const workers = pageWorkers();
const session = await createSession({ worker: true, ...workers.options });
await session.load(`data = {}
total = 0
for i in range(${Math.round(steps / 4)}):
    total += i % 7
    data[i % 1000] = [i, str(i)]
    key = i
`);
let started = performance.now();
const end = await session.run();
const mb = (/** @type {number} */ bytes) => (bytes / 2 ** 20).toFixed(1);

/** Memory of this process (the Worker is a thread of it) and of the Worker's heap and wasm. */
async function memory() {
  globalThis.gc?.();
  const { rss, arrayBuffers } = process.memoryUsage();
  const { wasm, checkpoints, bytes } = await session.footprint();
  return `process ${mb(rss)} MB, buffers ${mb(arrayBuffers)} MB, wasm ${mb(wasm)} MB, ${checkpoints} checkpoints in ${mb(bytes)} MB`;
}

console.log(`${end.step} steps run in ${(performance.now() - started).toFixed(0)} ms; ${await memory()}`);
const took = [];
let random = 12345;
for (let i = 1; i <= seeks; i++) {
  random = (random * 1103515245 + 12345) % 2 ** 31;
  const step = Math.floor((random / 2 ** 31) * end.step);
  started = performance.now();
  const snapshot = await session.seek(step);
  took.push(performance.now() - started);
  if (snapshot.step !== step) throw new Error(`went to ${snapshot.step}, not ${step}`);
  if (i % Math.ceil(seeks / 10) === 0) console.log(`after ${i} seeks: ${await memory()}`);
}
took.sort((a, b) => a - b);
console.log(`${seeks} random seeks: median ${took[seeks >> 1]?.toFixed(1)} ms, worst ${took.at(-1)?.toFixed(1)} ms by wall clock`);
session.dispose();
workers.restore();
