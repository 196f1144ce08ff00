// Many random programs, natively and in python3 3.11: `node tests/fuzz/compare.mjs COUNT [SEED] [KIND]`, KIND one of kinds.js.
// A process runs a batch of them, each compiled alone and executed in a fresh namespace, or one if its end is what matters;
// what they print must be equal. A batch that differs is run again program by program. What differs is kept in build/fuzz/.
// --python 3.12: the lens of that version, compared with that Python: python3.12, or what PYTHON3_12 names.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { randomSource } from './generate.js';
import { kinds } from './kinds.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROCESSES = 2;
const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { python: { type: 'string' } } });
const count = Number(positionals[0] ?? 1000);
const seed = Number(positionals[1] ?? 1);
const kindName = positionals[2] ?? 'memory';
const oracle = options.python ? process.env[`PYTHON${options.python.replace('.', '_')}`] ?? `python${options.python}` : 'python3';
const lens = options.python ? ['--python', options.python] : [];
const kind = kinds[kindName];
if (!(count > 0) || !kind) {
  console.error(`usage: node tests/fuzz/compare.mjs COUNT [SEED] [${Object.keys(kinds).join('|')}] [--python VERSION]`);
  process.exit(2);
}
const folder = path.join(ROOT, 'build/fuzz');
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(kind.modules ?? {})) writeFileSync(path.join(folder, name), text);
const random = randomSource(seed);

/** @param {string[]} sources */
const driver = (sources) => `import gc
${kind.setup ?? ''}names = {${kind.setup ? '**globals()' : ''}}
programs = [${sources.map((source) => JSON.stringify(source)).join(',\n')}]
for number, source in enumerate(programs):
    print("program", number)
    try:
        exec(compile(source, "program", "exec"), {**names, "__name__": "__main__"})
    except Exception as error:
        print(type(error).__name__, error)
    gc.callbacks.clear()
    gc.set_debug(0)
    gc.set_threshold(700, 10, 10)
    gc.enable()
    gc.collect()
`;

/** What a command prints (a program of its own: on both streams in their order), and how it ends. @param {string} command @param {string[]} args @param {string} file @returns {Promise<string>} */
const output = (command, args, file) =>
  new Promise((resolve) => {
    const env = { ...process.env, PYTHONHASHSEED: '0', PYTHONWARNINGS: kind.alone ? '' : 'ignore', PYTHONDONTWRITEBYTECODE: '1', HEAPSCOPE_LIBRARY: path.join(ROOT, 'core/lib/python') };
    const stream = openSync(file, 'w');
    spawn(command, args, { env, cwd: folder, timeout: kind.alone ? 20000 : 600000, killSignal: 'SIGKILL', stdio: ['ignore', stream, kind.alone ? stream : 'ignore'] }).on('close', (status, signal) => {
      closeSync(stream);
      resolve(`${readFileSync(file, 'utf8').replace(/0x[0-9a-f]{4,}/g, '0x')}\nended: ${status ?? signal}`);
    });
  });

/** Whether both print the same. @param {string} file @param {string} source @param {number} tries  runs of python3 */
async function same(file, source, tries = 1) {
  writeFileSync(file, source);
  const theirs = () => output(oracle, ['-u', file], `${file}.expected`);
  const [expected, ours] = await Promise.all([theirs(), output(path.join(ROOT, 'build/native/heapscope'), [...lens, 'run', file], `${file}.out`)]);
  let equal = expected === ours;
  while (!equal && --tries > 0) equal = (await theirs()) === ours;
  return equal;
}

let done = 0;
let failures = 0;
async function worker(/** @type {number} */ number) {
  const file = path.join(folder, `batch-${process.pid}-${number}.py`);
  /** @param {string} name @param {string} source @param {string} how */
  const report = (name, source, how) => {
    const kept = path.join(folder, `differs-${kindName}-${seed}-${name}.py`);
    writeFileSync(kept, source);
    console.log(`another output than ${oracle}${how}: ${kept}`);
    failures++;
  };
  while (done < count) {
    const first = done;
    const sources = Array.from({ length: Math.min(kind.batch ?? 200, count - done) }, () => kind.program(random));
    const text = kind.alone ? /** @type {string} */ (sources[0]) : driver(sources);
    done += sources.length;
    if (await same(file, text, kind.alone ? kind.tries : 1)) continue;
    const before = failures;
    if (kind.alone) report(String(first), text, '');
    else for (const [i, source] of sources.entries()) if (!(await same(file, driver([source]), kind.tries))) report(String(first + i), driver([source]), '');
    if (failures === before && !kind.tries) report(`${first}-batch`, text, ', as a batch only');
  }
  for (const end of ['', '.expected', '.out']) rmSync(file + end, { force: true });
}
await Promise.all(Array.from({ length: PROCESSES }, (_, i) => worker(i)));
console.log(`${count} programs (${kindName}, seed ${seed}): ${failures} differ from ${oracle}`);
process.exit(failures ? 1 : 0);
