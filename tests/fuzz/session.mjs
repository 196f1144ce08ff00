// Random walks through random programs: `node tests/fuzz/session.mjs [SECONDS [SEED]]`. Each program is run forward once, every step looked
// at; then a second session steps, goes back, seeks, travels, asks, exports, stops and changes its input in any order, and must find at
// each place what the first one saw. The first difference is kept in build/fuzz/ and ends the run.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSession } from '../../bindings/heapscope.js';
import { randomSource } from './generate.js';
import { memoryProgram } from './memory.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const [seconds = '30', seedText = '1'] = process.argv.slice(2);
const random = randomSource(Number(seedText));
/** Steps of a program at most; a longer one is cut there. */
const MOST = 250;
const MOVES = 40;

/** @typedef {import('../../bindings/types.js').Snapshot} Snapshot */
/** @typedef {Awaited<ReturnType<typeof createSession>>} Session */

/** What a place is, however one came. @param {Snapshot} snapshot */
const facts = ({ step, status, line, instruction, namespaces, threads, objects, gc, stdout, error, truncated }) =>
  JSON.stringify({ step, status: status === 'ready' && instruction?.index ? 'paused' : status, line, instruction, namespaces, threads, objects, gc: { ...gc, last: null }, text: stdout.map(({ text }) => text).join(''), error, truncated });

/** A program that asks for something, and uses threads and finalizers now and then. */
function program() {
  const parts = ['import sys, gc\nlimit = int(input("? "))\n'];
  if (random.chance(0.3)) parts.push('class Last:\n    def __init__(self, n): self.n = n\n    def __del__(self):\n        out = [self.n]\n        print("last", len(out))\nlasts = [Last(i) for i in range(limit % 4)]\n');
  if (random.chance(0.3)) parts.push('import threading\nlock = threading.Lock()\ndef worker(k):\n    mine = [k]\n    with lock:\n        mine.append(lasts if "lasts" in globals() else k)\n    return mine\nts = [threading.Thread(target=worker, args=(k,)) for k in range(limit % 3 + 1)]\nwith lock:\n    for t in ts: t.start()\n    for k in range(5): pass\nfor t in ts: t.join()\n');
  parts.push(memoryProgram(random));
  return parts.join('');
}

/** Every step of a run. @param {string} source @param {import('../../bindings/types.js').LoadOptions} options */
async function forward(source, options) {
  const session = await createSession();
  /** @type {Map<string, string>} */ const seen = new Map();
  let snapshot = await session.load(source, options);
  while (['ready', 'paused'].includes(snapshot.status) && snapshot.step < MOST) {
    seen.set(`${snapshot.step}`, facts(snapshot));
    snapshot = await session.step();
  }
  const last = snapshot.step;
  seen.set(`${last}`, facts(snapshot));
  session.dispose();
  return { seen, last };
}

/** What walks do: each answers with the place found, or null. @type {Record<string, (session: Session, last: number) => Promise<Snapshot | null>>} */
const moves = {
  step: (session) => session.step(),
  back: (session) => session.stepBack(),
  seek: (session, last) => session.seek(random.below(last + 1)),
  'seek to an instruction': (session, last) => session.seek(random.below(last + 1), { instruction: random.below(6) }),
  instruction: (session) => session.step({ granularity: 'instruction' }),
  'instruction back': (session) => session.stepBack({ granularity: 'instruction' }),
  breakpoint: async (session) => {
    await session.travel({ to: 'breakpoint', direction: random.chance(0.5) ? 'back' : 'forward', breakpoints: [{ line: 1 + random.below(30), ...(random.chance(0.5) ? { condition: 'len(dir()) > 2' } : {}) }] });
    return session.snapshot;
  },
  over: async (session) => (await session.travel({ to: random.pick(['over', 'out', 'into', 'collection', 'exception', 'output']), direction: random.chance(0.3) ? 'back' : 'forward' }), session.snapshot),
  ask: async (session) => {
    const object = session.snapshot?.objects[random.below(session.snapshot.objects.length || 1)];
    if (!object || session.snapshot?.instruction) return null;
    const question = random.pick(/** @type {const} */ (['why', 'referrers', 'retained', 'history']));
    await session[question](object.id, question === 'history' ? {} : { step: session.snapshot?.step });
    return session.snapshot;
  },
  census: async (session) => (await session.census(), session.snapshot),
  export: async (session) => (await session.export(random.pick(['dot', 'memoryviz', 'svg', 'heapsnapshot']), { step: session.snapshot?.step }), null),
  stop: async (session, last) => {
    const going = session.seek(last);
    await session.stop();
    const { status } = await going;
    return status === 'stopped' ? session.seek(random.below(last + 1)) : null;
  },
};

/** @param {string} source @returns {Promise<string | null>} what differs */
async function walk(source) {
  let options = { inputs: [String(random.below(9))], stdin: '' };
  let { seen, last } = await forward(source, options);
  const session = await createSession(random.chance(0.3) ? { timelineBytes: 6 * 2 ** 20 } : {});
  /** @type {string[]} */ const path_ = [];
  try {
    await session.load(source, options);
    for (let n = 0; n < MOVES; n++) {
      const name = random.pick([...Object.keys(moves), 'step', 'back', 'seek', 'input']);
      path_.push(name);
      let found;
      if (name === 'input') {
        if (!random.chance(0.2) || (session.snapshot?.step ?? 0) < 3) continue;
        const text = String(random.below(9));
        options = { ...options, inputs: [text] };
        ({ seen, last } = await forward(source, options));
        found = await session.setInput(0, text);
      } else found = await moves[name]?.(session, last);
      if (!found || found.step > last || found.status === 'stopped') continue;
      const key = `${found.step}${found.instruction ? ` ${found.instruction.index}` : ''}`, here = facts(found), known = seen.get(key);
      if (known === undefined) seen.set(key, here);
      else if (known !== here) return `step ${key} after ${path_.join(', ')}\n--- forward\n${known}\n--- found\n${here}\n`;
    }
    return null;
  } catch (error) {
    return `${error instanceof Error ? error.stack : error}\nafter ${path_.join(', ')}`;
  } finally {
    session.dispose();
  }
}

const until = performance.now() + Number(seconds) * 1000;
let walked = 0;
while (performance.now() < until) {
  const source = program();
  const wrong = await walk(source);
  if (wrong) {
    const kept = path.join(ROOT, 'build/fuzz', `session-${seedText}-${walked}`);
    mkdirSync(path.dirname(kept), { recursive: true });
    writeFileSync(`${kept}.py`, source);
    writeFileSync(`${kept}.txt`, wrong);
    console.error(`session, seed ${seedText}, program ${walked} (${kept}.py): ${wrong.slice(0, 600)}`);
    process.exit(1);
  }
  walked++;
}
console.log(`${walked} programs walked through (seed ${seedText}): at every place what a plain run shows there`);
