// Many random memory programs, natively and in python3 3.11: `node tests/fuzz/compare.mjs COUNT [SEED]`.
// A process runs a batch of them, each compiled alone and executed in a fresh namespace; what they print must be equal. A
// batch that differs is run again program by program, and the first that differs is kept in build/fuzz/.
import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomSource } from './generate.js';
import { memoryProgram } from './memory.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BATCH = 200;
const count = Number(process.argv[2] ?? 1000);
const seed = Number(process.argv[3] ?? 1);
if (!(count > 0)) {
  console.error('usage: node tests/fuzz/compare.mjs COUNT [SEED]');
  process.exit(2);
}
const folder = path.join(ROOT, 'build/fuzz');
mkdirSync(folder, { recursive: true });
const random = randomSource(seed);

/** @param {string[]} sources */
const driver = (sources) => `import gc
programs = [${sources.map((source) => JSON.stringify(source)).join(',\n')}]
for number, source in enumerate(programs):
    print("program", number)
    try:
        exec(compile(source, "program", "exec"), {"__name__": "__main__"})
    except Exception as error:
        print(type(error).__name__, error)
    gc.callbacks.clear()
    gc.enable()
    gc.collect()
`;

/** @param {string} command @param {string[]} args @returns {Promise<string>} */
const output = (command, args) =>
  new Promise((resolve) => {
    const env = { ...process.env, PYTHONHASHSEED: '0', PYTHONWARNINGS: 'ignore', HEAPSCOPE_LIBRARY: path.join(ROOT, 'core/lib/python') };
    execFile(command, args, { env, maxBuffer: 1 << 28, timeout: 600000 }, (error, stdout, stderr) => resolve(error ? `${stdout}\n${stderr.slice(-2000)}\nended: ${error.code ?? error.signal}` : stdout));
  });

/** Whether both print the same. @param {string} file @param {string} source */
async function same(file, source) {
  writeFileSync(file, source);
  const [theirs, ours] = await Promise.all([output('python3', ['-u', file]), output(path.join(ROOT, 'build/native/heapscope'), ['run', file])]);
  return theirs === ours;
}

let done = 0;
let failures = 0;
async function worker(/** @type {number} */ number) {
  const file = path.join(folder, `batch-${process.pid}-${number}.py`);
  while (done < count) {
    const first = done;
    const sources = Array.from({ length: Math.min(BATCH, count - done) }, () => memoryProgram(random));
    done += sources.length;
    if (await same(file, driver(sources))) continue;
    let single = false;
    for (const [i, source] of sources.entries()) {
      if (await same(file, driver([source]))) continue;
      const kept = path.join(folder, `differs-${seed}-${first + i}.py`);
      writeFileSync(kept, driver([source]));
      console.log(`another output than python3: ${kept}`);
      single = true;
      failures++;
    }
    if (!single) {
      const kept = path.join(folder, `differs-${seed}-${first}-batch.py`);
      writeFileSync(kept, driver(sources));
      console.log(`another output than python3, as a batch only: ${kept}`);
      failures++;
    }
  }
  rmSync(file, { force: true });
}
await Promise.all(Array.from({ length: os.availableParallelism() }, (_, i) => worker(i)));
console.log(`${count} programs (seed ${seed}): ${failures} differ from python3`);
process.exit(failures ? 1 : 0);
