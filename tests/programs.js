/** Programs with the output that CPython 3.11 gave: finding them, running them in-process on the wasm or natively. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { abi } from '../bindings/abi.js';
import { loadRuntime, readIfThere } from '../bindings/node.js';
import { Machine } from '../bindings/wasm.js';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const STATUS = Object.fromEntries(abi.status.map((name, i) => [name, i]));
const runtime = await loadRuntime();

/**
 * Every program below tests/FOLDER that has a recorded output.
 * @param {string} folder
 * @returns {{name: string, file: string, interactive: boolean, expected: string}[]}
 */
export function programs(folder) {
  const root = path.join(HERE, folder);
  return readdirSync(root, { recursive: true })
    .map(String)
    .filter((name) => /\.(py|repl)$/.test(name))
    .sort()
    .map((name) => {
      const out = path.join(root, name.replace(/\.(py|repl)$/, '.out'));
      if (!existsSync(out)) return null;
      return { name, file: path.join(root, name), interactive: name.endsWith('.repl'), expected: readFileSync(out, 'utf8') };
    })
    .filter((program) => program !== null);
}

/**
 * A program with this many thousand units of code, run below C frames, and one function with more, with blocks made in between whose places
 * tell whether something else took memory. The probe has room for line tables of some 32 thousand units.
 * @param {number} count
 */
export function muchCode(count) {
  const body = (/** @type {number} */ units) => `(x):\n    ${'x += 1; '.repeat(units / 5)}\n    return [x] * 200\n`;
  const names = Array.from({ length: count }, (_, i) => `f${i}`);
  return `${names.map((name) => `def ${name}${body(1000)}`).join('')}def long${body(5000)}kept = []\n` +
    `def call(f):\n    kept.append(f(len(kept)))\n    return long(1)\nall = [${names.join(', ')}]\n` +
    'for i in 1, 2:\n    all.sort(key=call)\nprint(len(kept), id(kept[-1]) > 0)\n';
}

/**
 * Runs a program on a fresh runtime in this process.
 * @param {{file: string, interactive: boolean}} program
 * @param {{stepping?: boolean, snapshots?: boolean, fuel?: number, timeout?: number, python?: import('../bindings/types.js').PythonVersion}} [options]
 * @returns {{stdout: string, stderr: string, status: number}}
 */
export function runWasm(program, options = {}) {
  /** @type {Uint8Array[][]} */
  const chunks = [[], [], []];
  const folder = path.dirname(program.file);
  const machine = new Machine(runtime.module, {
    write: (fd, bytes) => void chunks[fd]?.push(bytes.slice()),
    input: () => ({ text: '', end: true }),
    clock: () => performance.now() * 1e6,
    pulse: () => {},
    stepStop: () => false,
    read: (library, name) => (library ? runtime.library(name) : readIfThere(path.resolve(folder, name))),
  }, { python: options.python });
  machine.setArgv([program.interactive ? '' : program.file]);
  machine.setStepping(options.stepping ?? false);
  const limit = performance.now() + (options.timeout ?? 60000);
  if (machine.load(readFileSync(program.file), program.interactive ? '<stdin>' : program.file, program.interactive)) {
    for (;;) {
      const state = machine.run(options.fuel ?? 1000000);
      if (options.snapshots) machine.snapshot();
      if (state === STATUS.finished || state === STATUS.raised) break;
      if (performance.now() > limit) throw new Error(`${program.file}: no end after ${options.timeout ?? 60000} ms`);
    }
  }
  const status = machine.finish();
  const text = (/** @type {Uint8Array[]} */ list) => Buffer.concat(list).toString('utf8');
  return { stdout: text(chunks[1] ?? []), stderr: text(chunks[2] ?? []), status };
}

/**
 * Runs a program with a native runner.
 * @param {string} binary "native" or "asan"
 * @param {{file: string, interactive: boolean}} program
 * @param {string[]} [flags]
 */
export function runNative(binary, program, flags = []) {
  const args = [...flags, ...(program.interactive ? ['repl'] : ['run', program.file])];
  const result = spawnSync(path.join(HERE, '../build', binary, 'heapscope'), args, {
    input: program.interactive ? readFileSync(program.file) : '',
    encoding: 'utf8',
    timeout: 180000,
    maxBuffer: 1 << 26,
    env: { ...process.env, HEAPSCOPE_LIBRARY: path.join(HERE, '../core/lib/python') },
  });
  return { stdout: result.stdout, stderr: result.stderr, status: result.status };
}

/** For `skip` of a test that asks python3 itself: why it cannot, or false. */
export const withoutPython311 = /^Python 3\.11\./.test(spawnSync('python3', ['--version'], { encoding: 'utf8' }).stdout ?? '') ? false : 'python3 is not 3.11';
