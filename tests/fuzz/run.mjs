// Random programs for the core: `./build.sh fuzz [SECONDS]`, or `node tests/fuzz/run.mjs SECONDS [SEED]`.
// Two kinds in turn: memory programs (names, containers, cycles, closures, del, collections) whose output must equal that of
// python3 where it is 3.11, and damaged copies of the test programs, which may print what they like but must not
// crash, leak or upset the audit. Both run under the sanitizers. The first failure is kept in build/fuzz/ and ends the run.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutate, randomSource } from './generate.js';
import { memoryProgram } from './memory.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const seconds = Number(process.argv[2] ?? 60);
const seed = Number(process.argv[3] ?? Date.now() % 1e9);
if (!(seconds > 0)) {
  console.error('usage: node tests/fuzz/run.mjs SECONDS [SEED]');
  process.exit(2);
}
const oracle = /^Python 3\.11\./.test(spawnSync('python3', ['--version'], { encoding: 'utf8' }).stdout ?? '') ? 'python3' : null;
const corpus = readdirSync(path.join(ROOT, 'tests'), { recursive: true })
  .map((name) => path.join(ROOT, 'tests', String(name)))
  .filter((name) => name.endsWith('.py') && !name.includes('/tools/') && !name.includes('/compile/'))
  .map((name) => readFileSync(name, 'utf8'));

const folder = path.join(ROOT, 'build/fuzz');
mkdirSync(folder, { recursive: true });
const file = path.join(folder, 'program.py');
const random = randomSource(seed);
const end = Date.now() + seconds * 1000;
let count = 0;
let compared = 0;

/** @param {string} why @param {string} detail */
function fail(why, detail) {
  const kept = path.join(folder, `failure-${seed}-${count}.py`);
  writeFileSync(kept, readFileSync(file));
  console.log(`${why}\nprogram: ${kept}\n${detail.slice(-3000)}`);
  process.exit(1);
}

while (Date.now() < end) {
  const memory = count % 2 === 0;
  const source = memory ? memoryProgram(random) : mutate(random, corpus);
  writeFileSync(file, source);
  const ours = spawnSync(path.join(ROOT, 'build/asan/heapscope'), ['--audit', '--memory', '256', 'run', file], { encoding: 'utf8', timeout: 20000, maxBuffer: 1 << 26, input: '' });
  const timedOut = ours.error && /** @type {NodeJS.ErrnoException} */ (ours.error).code === 'ETIMEDOUT';
  if (!timedOut && (ours.signal || /AddressSanitizer|runtime error|heapscope: /.test(ours.stderr))) fail(`crash (${ours.signal ?? ours.status})`, ours.stderr);
  if (memory && oracle) {
    const theirs = spawnSync(oracle, ['-u', file], { encoding: 'utf8', timeout: 20000, env: { ...process.env, PYTHONHASHSEED: '0', PYTHONWARNINGS: 'ignore' } });
    if (theirs.stdout !== ours.stdout) fail('another output than python3', `--- python3\n${theirs.stdout}\n${theirs.stderr}--- ours\n${ours.stdout}\n${ours.stderr}`);
    compared++;
  }
  count++;
}
console.log(`${count} programs (seed ${seed}), ${compared} compared with python3: no difference, no crash`);
