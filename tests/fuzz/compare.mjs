// Many random programs, natively and in python3 3.11: `node tests/fuzz/compare.mjs COUNT [SEED] [KIND]`, KIND one of kinds.js;
// `--all COUNT [SEED]` divides COUNT among the kinds by their shares and ends with a table.
// A process runs a batch of them, each compiled alone and executed in a fresh namespace, or one if its end is what matters;
// what they print must be equal. A batch that differs is run again program by program. What differs is kept in build/fuzz/.
// --thread: beside another thread, which waits: C functions that call Python code are run as natives then (core/vm/native.h).
// --python 3.12: the lens of that version, compared with that Python: python3.12, or what PYTHON3_12 names.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { randomSource } from './generate.js';
import { kinds } from './kinds.js';

/** @typedef {import('./kinds.js').Kind} Kind */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROCESSES = 2;
const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { python: { type: 'string' }, all: { type: 'boolean' }, thread: { type: 'boolean' } } });
const total = Number(positionals[0] ?? 1000);
const seed = Number(positionals[1] ?? 1);
const asked = options.all ? Object.keys(kinds).filter((name) => !(options.python && kinds[name]?.bytecode)) : [positionals[2] ?? 'memory'];
const oracle = options.python ? process.env[`PYTHON${options.python.replace('.', '_')}`] ?? `python${options.python}` : 'python3';
const lens = options.python ? ['--python', options.python] : [];
if (!(total > 0) || !asked.every((name) => kinds[name] && !(options.python && kinds[name]?.bytecode))) {
  console.error(`usage: node tests/fuzz/compare.mjs COUNT [SEED] [${Object.keys(kinds).join('|')}] [--all] [--thread] [--python VERSION]; byte code is 3.11's whatever the lens`);
  process.exit(2);
}
const folder = path.join(ROOT, 'build/fuzz');
mkdirSync(folder, { recursive: true });

/** A program without what 3.10 cannot read or has not, and what its lens leaves out: how its enum is made, a traceback held beside its exception, how often the library refers to 5. @param {string} source */
const older = (source) =>
  source
    .replaceAll('except*', 'except')
    .replaceAll('ExceptionGroup', 'LookupError')
    .replaceAll('.exceptions', '.args')
    .replaceAll(', weakref_slot=True', '')
    .replaceAll('del Colour; print(gc.collect())', 'del Colour; gc.collect()')
    .replaceAll(', rc(error.__traceback__)', '')
    .replaceAll('x = 5; print(items', 'x = 5 << 40; print(items');
/** Where the bracket at `start` ends, and where " for " stands in it, if it does; a colon before that, too. @param {string} source @param {number} start */
function bracket(source, start) {
  let depth = 0;
  let [loop, colon] = [0, 0];
  for (let i = start; i < source.length; i++) {
    if ('([{'.includes(/** @type {string} */ (source[i]))) depth++;
    if (')]}'.includes(/** @type {string} */ (source[i])) && !--depth) return { end: i, loop, colon };
    if (depth === 1 && !loop && source.startsWith(' for ', i)) loop = i;
    if (depth === 1 && !loop && !colon && source[i] === ':') colon = i;
  }
  return { end: source.length, loop: 0, colon: 0 };
}

/** A program whose comprehensions are generators, from 3.12 on: those make no function there any more, which brings a collection nearer. @param {string} source @returns {string} */
function generated(source) {
  for (let i = 0; i < source.length; i++) {
    const open = source[i];
    if (open !== '[' && open !== '{') continue;
    const { end, loop, colon } = bracket(source, i);
    if (!loop) continue;
    const inside = colon && open === '{' ? `(${source.slice(i + 1, colon)}, ${source.slice(colon + 1, loop)})${source.slice(loop, end)}` : source.slice(i + 1, end);
    source = source.slice(0, i) + (colon && open === '{' ? `dict(${inside})` : `${open}*(${inside})${source[end]}`) + source.slice(end + 1);
  }
  return source;
}

/** Without what gc.get_referents() says: from 3.12 on classes of modules in C are objects of the heap, which instances refer to. @param {string} source */
const newer = (source) => generated(source.replace(/^print\(.*gc\.get_referents.*$/gm, 'pass'));

/** A program as a lens can be asked. @param {string} name @param {string} source */
function fit(name, source) {
  if (options.python === '3.10') return older(source);
  return options.python && name === 'collector' ? newer(source) : source;
}

/**
 * A batch. After the first program the collector leaves alone what lives by then, the modules: to walk through them again and
 * again would take more than the programs themselves.
 * @param {Kind} kind @param {string[]} sources
 */
const driver = (kind, sources) => `import gc, warnings
warnings.simplefilter('ignore')
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
    if not number: gc.freeze()
`;

/** Frames of the library without what is each Python's own: where the file lies, its lines and their text. @param {string} text */
const withoutLibrary = (text) =>
  text.replace(/^([ |]*)File "(?:<frozen ([\w.]+)>|\/[^"\n]*\/python3\.\d+\/([\w/]+)\.py)", line \d+, in (.*\n)(?:\1 {2}.*\n){0,2}/gm, (_, before, ours, theirs, name) => `${before}File "<${ours ?? theirs.replaceAll('/', '.')}>", in ${name}`).replace(/'\/[^'\n]*\/python3\.\d+\//g, "'");

/** What a command prints (a program of its own: on both streams in their order), and how it ends, as a shell says it: 130 for SIGINT. @param {Kind} kind @param {string} command @param {string[]} args @param {string} file @param {Record<string, string>} [more] variables @returns {Promise<string>} */
const output = (kind, command, args, file, more = {}) =>
  new Promise((resolve) => {
    const env = { ...process.env, PYTHONHASHSEED: '0', PYTHONWARNINGS: '', PYTHONDONTWRITEBYTECODE: '1', HEAPSCOPE_LIBRARY: path.join(ROOT, 'core/lib/python'), ...more };
    const stream = openSync(file, 'w');
    spawn(command, args, { env, cwd: folder, timeout: kind.alone ? 20000 : 600000, killSignal: 'SIGKILL', stdio: ['ignore', stream, kind.alone ? stream : 'ignore'] }).on('close', (status, signal) => {
      closeSync(stream);
      resolve(`${withoutLibrary(readFileSync(file, 'utf8').replace(/0x[0-9a-f]{4,}/g, '0x'))}\nended: ${status ?? 128 + constants.signals[/** @type {NodeJS.Signals} */ (signal)]}`);
    });
  });

/** Whether every line of the first answers is the same, or the runs of one of them differ among themselves. @param {string[]} ours @param {string[]} theirs */
function agree(ours, theirs) {
  const runs = [ours, theirs].map((texts) => texts.map((text) => text.split('\n')));
  const [lines = [], expected = []] = runs.map(([first]) => first);
  const varies = (/** @type {number} */ i) => runs.some(([first, ...more]) => more.some((other) => other[i] !== first?.[i]));
  return runs.flat().every((run) => run.length === lines.length) && lines.every((line, i) => line === expected[i] || varies(i));
}

/** A batch after another past: no pool of before has room, new ones of every size have free blocks between others, and so has the system's memory. @param {string} source @param {number} number */
const after = (source, number) =>
  source.replace(/^import gc, warnings\n/, `import gc, warnings; gc.collect(); warnings.held = [[bytes(size - 33) for i in range(${4000 + ((7147 * number) % 997)} if size < 513 else ${(7 * number) % 31})] for size in [*range(48, 513, 16), *range(560, 2600, 120)]]; [held.__delitem__(slice((3000 if len(held) > 3000 else 0) + i % 5, None, 3)) for i, held in enumerate(warnings.held)]\n`);

/**
 * Whether both print the same. A kind with more tries asks what python3 does not answer the same each time (where the system puts its memory,
 * what ran before leaves in the heap): each run has another environment (with `pasts` another past, ours, too), and lines in which runs differ are no question. @param {Kind} kind @param {string} file @param {string} source @param {number} tries  runs of python3
 */
async function same(kind, file, source, tries = 1) {
  writeFileSync(file, source);
  const theirs = () => output(kind, oracle, ['-u', file], `${file}.expected`, tries % 2 ? {} : { [`TRY${tries}`]: '-'.repeat(17 * tries) });
  const mine = () => output(kind, path.join(ROOT, 'build/native/heapscope'), [...lens, 'run', file], `${file}.out`);
  const [expected, first] = await Promise.all([theirs(), mine()]);
  if (/^SyntaxError .*\(program, line/m.test(expected)) return false; // of the generator
  const answers = [expected];
  const ours = [first];
  while (!agree(ours, answers) && --tries > 0) {
    if (kind.pasts) {
      writeFileSync(file, after(source, tries));
      ours.push(await mine());
    }
    answers.push(await theirs());
  }
  return agree(ours, answers);
}

/** How many of `count` random programs of a kind differ. @param {string} name @param {number} count */
async function compare(name, count) {
  const kind = /** @type {Kind} */ (kinds[name]);
  const random = randomSource(seed);
  for (const [module, text] of Object.entries(kind.modules ?? {})) writeFileSync(path.join(folder, module), text);
  let done = 0;
  let failures = 0;
  /** @param {string} which @param {string} source @param {string} how */
  const report = (which, source, how) => {
    const kept = path.join(folder, `differs-${name}-${seed}-${which}.py`);
    writeFileSync(kept, source);
    console.log(`another output than ${oracle}${how}: ${kept}`);
    failures++;
  };
  const worker = async (/** @type {number} */ number) => {
    const file = path.join(folder, `batch-${process.pid}-${number}.py`);
    while (done < count) {
      const first = done;
      const sources = Array.from({ length: Math.min(kind.batch ?? 200, count - done) }, () => fit(name, kind.program(random)));
      const text = kind.alone ? /** @type {string} */ (sources[0]) : driver(kind, sources);
      done += sources.length;
      if (await same(kind, file, text, kind.tries)) continue;
      const before = failures;
      if (kind.alone) report(String(first), text, '');
      else for (const [i, source] of sources.entries()) if (!(await same(kind, file, driver(kind, [source]), kind.tries))) report(String(first + i), driver(kind, [source]), '');
      if (failures === before) report(`${first}-batch`, text, ', as a batch only');
    }
    for (const end of ['', '.expected', '.out']) rmSync(file + end, { force: true });
  };
  await Promise.all(Array.from({ length: PROCESSES }, (_, i) => worker(i)));
  return failures;
}

const shares = asked.reduce((sum, name) => sum + (kinds[name]?.share ?? 0), 0);
const table = [];
for (const name of asked) {
  const programs = options.all ? Math.ceil((total * (kinds[name]?.share ?? 0)) / shares) : total;
  const start = Date.now();
  const differ = await compare(name, programs);
  table.push({ kind: name, programs, differ, seconds: Math.round((Date.now() - start) / 1000) });
  console.log(`${programs} programs (${name}, seed ${seed}): ${differ} differ from ${oracle}`);
}
if (options.all) console.table(table);
process.exit(table.some(({ differ }) => differ) ? 1 : 0);
