/** `run` and `repl`: the program with the terminal's input and output, without looking into it. */
import path from 'node:path';
import { abi } from '../abi.js';
import { OfferedFiles } from '../files.js';
import { loadEvents, loadRuntime, readIfThere } from '../node.js';
import { Machine } from '../wasm.js';
import { diskFiles } from './disk.js';
import { Input, readProgram, writeAll } from './io.js';
import { schedulerOf, whatIfOf } from './options.js';
import { hashSeedOf, interpreterOptions } from './python_options.js';

/** @typedef {import('./options.js').Options} Options */
/** @typedef {import('../types.js').LoadOptions} LoadOptions */

/** What the program may use of Node's own stack of 984 kB: its levels can take a third more than the runtime reckons with. */
const STACK = 560000;

const STATUS = Object.fromEntries(abi.status.map((name, i) => [name, i]));

/**
 * @param {boolean} events whether the build that records memory events is needed
 * @param {string} folder where modules are looked for @param {() => {text: string, end: boolean}} input
 * @param {LoadOptions} saved of a session file
 * @returns {Promise<{module: WebAssembly.Module, host: import('../wasm.js').Host}>}
 */
async function open(events, folder, input, saved) {
  const { module, library } = await loadRuntime();
  // The runtime's clock is 0 at the beginning of 2026 (core/lib/timemodule.c); a host that is set to an earlier time begins at 1 s.
  const begin = Math.max(Date.now() * 1e6 - 1767225600e9, 1e9), start = process.hrtime.bigint();
  const disk = diskFiles(folder), working = saved.folder ?? process.cwd();
  const files = new OfferedFiles(saved.files, working, (name) => (path.isAbsolute(name) ? disk(name) : readIfThere(path.resolve(folder, name))));
  return {
    module: events ? await loadEvents() : module,
    host: {
      write: writeAll,
      input,
      clock: () => Number(process.hrtime.bigint() - start) + begin,
      pulse: () => {},
      stepStop: () => false,
      read: (isLibrary, name) => (isLibrary ? library(name) : files.read(name)),
      offer: (name) => files.offer(name),
      folder: working,
    },
  };
}

/** What input() gets: the answers of a session file first. @param {LoadOptions} options @param {Input} input */
function inputOf({ inputs = [], stdin }, input) {
  const left = [...inputs.map((text) => ({ text: text.endsWith('\n') ? text : `${text}\n`, end: false })), ...(stdin === undefined ? [] : [{ text: stdin, end: true }])];
  return () => left.shift() ?? (stdin === undefined ? input.next() : { text: '', end: true });
}

/** -c and -m: a program as it is read from a file. @param {Options} options */
function givenProgram({ command, module = '' }) {
  const text = command ?? `__import__('sys').path[0] = __import__('os').getcwd()\n__import__('runpy').run_module(${JSON.stringify(module)}, run_name='__main__', alter_sys=True)\n`;
  return { bytes: new TextEncoder().encode(command === undefined ? text : `${text}\n`), filename: '<string>', options: /** @type {LoadOptions} */ ({}), step: null };
}

/**
 * @param {string} file @param {string[]} args @param {Options} options @param {boolean} prompt
 * @returns {Promise<number>} exit status
 */
export async function run(file, args, options, prompt) {
  const given = options.command !== undefined || options.module !== undefined;
  const input = new Input(), program = given ? givenProgram(options) : readProgram(file, input, true), { options: saved } = program;
  const interactive = prompt || saved.mode === 'interactive';
  const whatIf = whatIfOf(options, saved);
  const { module, host } = await open(Boolean(whatIf), given || file === '-' ? '.' : path.dirname(file), inputOf(saved, input), saved);
  const machine = new Machine(module, host, { memoryLimit: options.memoryLimit ?? saved.memoryLimit, hashSeed: options.hashSeed ?? saved.hashSeed ?? hashSeedOf(options), python: options.python ?? saved.python, scheduler: schedulerOf(options, saved), whatIf, stack: STACK });
  machine.setArgv([...interpreterOptions(options), ...(interactive ? [''] : [program.step === null ? file : program.filename, ...(args.length ? args : saved.argv ?? [])])]);
  const plain = !given && program.step === null && file !== '-' && !path.isAbsolute(file); // as CPython: the working folder in front, nothing resolved
  if (machine.load(program.bytes, plain ? `${process.cwd()}/${file}` : program.filename, interactive)) {
    let fuel = 50000;
    for (;;) {
      const started = performance.now();
      const status = machine.run(fuel);
      if (status === STATUS.finished || status === STATUS.raised) break;
      const took = performance.now() - started;
      fuel = took < 5 ? Math.min(fuel * 2, 1e7) : took > 20 ? Math.max(fuel >> 1, 10000) : fuel;
    }
  }
  if (whatIf) await tell(machine);
  return machine.finish();
}

/** What came of a what-if, behind the program's own output. @param {Machine} machine */
async function tell(machine) {
  const { readReport, reportLines } = await import('../what_if.js');
  writeAll(2, new TextEncoder().encode(`${reportLines(readReport(machine.bytes('what_if_report'))).join('\n')}\n`));
}
