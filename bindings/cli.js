#!/usr/bin/env node
/** The command line. See `heapscope --help`; each command has a file in cli/, loaded when it is called. */
import { usageError } from './cli/io.js';
import { parseOptions } from './cli/options.js';
import { EngineError } from './errors.js';

const VERSION = '0.1.0';
const HELP = `Heapscope ${VERSION}: CPython 3.11's memory behaviour, exactly

Usage:
  heapscope run FILE.py [ARGS]   run a program; output and exit status as of python3 -u
  heapscope repl < FILE          feed lines to the prompt; each statement is compiled alone, values are shown
  heapscope trace FILE.py [ARGS] write the run down, step by step; see --format
  heapscope render FILE.py       a picture of one step (--step N) or of a range (--from N --to N), as SVG
  heapscope why FILE.py --line N --name x   who holds the object that x refers to there, what keeps it alive
  heapscope gc FILE.py           each run of the cycle collector and what it found (--phases: step by step, with reasons)
  heapscope --version
  heapscope --help

FILE is a program, a session file (.json, from trace --format session), or - for standard input.

Options of all commands:
  --memory MB                    bound of the program's memory (default 240)
  --hash-seed N                  as PYTHONHASHSEED (default 0)
  --python VERSION               memory as in 3.10, 3.11 (default), 3.12, 3.13 or 3.14
  --seed N                       order of the threads (default 0: first come, first served)
  --interval TICKS               calls and back jumps in a thread's turn (default 100000, as 5 ms)
  --no-gil[=locks | =held]       what if there were no GIL (a lock for each object; the GIL, for comparison): threads take turns
                                 inside changes of counts, drawn from --seed; what comes of it is told at the end
  --objects NAMES | all          ... only counts of what these globals refer to; of all objects
  --schedule 112122              ... who makes the next step of their counts: numbers of threads
Options of run and repl:
  -c TEXT, -m MODULE             run: a program or a module in place of FILE; what follows is its arguments
  -W, -X, -O, -OO, -b -B -E -I -P -q -s -S -u -v   as python has them, and the variables PYTHON... of the environment
Options of trace and render:
  --format FORMAT                of a range of steps: jsonl (default of trace), changes (what changed, recorded at
                                 full speed), opt (Python Tutor), animated-svg
                                 of one step: svg (default of render), dot, memoryviz, heapsnapshot (Chrome DevTools)
                                 session: a file that re-creates the run
  --step N | --from N --to N     the step (default: the last), the range (default: all)
  --granularity line|instruction what a step of jsonl is; an instruction's has the opcode and the value stack of each frame
  --output FILE                  default: standard output
  --dark --code --width PIXELS --seconds S   pictures: dark, with the program, width, time of each step
  --whole                        changes: the whole state in each line
  --inline                       opt: numbers and texts inside of names and slots, not as objects
Options of why and gc:
  --line N | --step N            why: before the line runs for the first time, or the step
  --json                         the answer as JSON, a line each
`;

/** What each command does with its file. @type {Record<string, (file: string, args: string[], options: import('./cli/options.js').Options) => Promise<number>>} */
const commands = {
  run: async (file, args, options) => (await import('./cli/run.js')).run(file, args, options, false),
  trace: async (file, args, options) => (await import('./cli/trace.js')).trace('trace', file, args, options),
  render: async (file, args, options) => (await import('./cli/trace.js')).trace('render', file, args, options),
  why: async (file, args, options) => (await import('./cli/why.js')).why(file, args, options),
  gc: async (file, args, options) => (await import('./cli/gc.js')).gc(file, args, options),
};

/** @param {string[]} argv */
async function main(argv) {
  const [command = '--help', ...words] = argv;
  if (command === '--help' || command === '-h') return process.stdout.write(HELP), 0;
  if (command === '--version') return process.stdout.write(`Heapscope ${VERSION} (Python 3.11.7)\n`), 0;
  const known = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (!known && command !== 'repl') usageError(`unknown command ${command} (see heapscope --help)`);
  const { options, rest } = parseOptions(command, words);
  if (!known) return rest.length ? usageError('repl takes no file: heapscope repl < FILE') : (await import('./cli/run.js')).run('-', [], options, true);
  const [file, ...args] = rest;
  return file ? known(file, args, options) : usageError(`${command} needs a file (see heapscope --help)`);
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof EngineError)) throw error;
  process.stderr.write(`heapscope: ${error.message}\n`);
  process.exitCode = 2;
}
