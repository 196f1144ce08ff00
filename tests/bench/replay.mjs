// Replays the programs of a folder: `node tests/bench/replay.mjs FOLDER [STEPS [SECONDS [SKIP]]]`, all but the first SKIP in its order. Of each program that ends within some seconds, STEPS
// steps (24) are looked at going forward, then going back, then in another order, and some by instruction; all must be equal.
// Ends after SECONDS (60), says how many programs were replayed and which differ; exit status 1 when one does.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { createSession } from '../../bindings/heapscope.js';

const [folder = '.', steps = '24', seconds = '60', skip = '0'] = process.argv.slice(2);
const MOST = Number(steps);
/** A run that takes longer is left out, milliseconds. */
const PATIENCE = 3000;

/** @typedef {import('../../bindings/types.js').Snapshot} Snapshot */

/** @param {Snapshot} snapshot */
const facts = (snapshot) => JSON.stringify([snapshot.step, snapshot.line, snapshot.instruction, snapshot.namespaces, snapshot.gc.counts,
  snapshot.stdout.length, snapshot.objects.map(({ serial, ...object }) => object)]);

/** @param {string} source @returns {Promise<string | null>} what differs; null: nothing; '': left out */
async function replay(source) {
  const session = await createSession();
  try {
    await session.load(source, { stdin: '' });
    const timer = setTimeout(() => session.stop(), PATIENCE);
    const { total } = await session.run();
    clearTimeout(timer);
    if (total === null) return '';
    const count = Math.min(MOST, total + 1);
    const chosen = Array.from({ length: count }, (_, i) => Math.floor((i * total) / Math.max(1, count - 1)));
    await session.load(source, { stdin: '' });
    /** @type {Map<string, string>} */ const seen = new Map();
    const check = async (/** @type {number} */ step, /** @type {{instruction?: number}} */ within, /** @type {string} */ how) => {
      const key = `${step} ${within.instruction ?? ''}`;
      const found = facts(await session.seek(step, within));
      const known = seen.get(key);
      seen.set(key, found);
      return known === undefined || known === found ? null : `step ${key} ${how}`;
    };
    for (const step of chosen) await check(step, {}, 'forward');
    await session.run();
    for (const step of [...chosen].reverse()) {
      const wrong = (await check(step, {}, 'back')) ?? (step % 5 === 0 ? await check(step, { instruction: 2 }, '') : null);
      if (wrong) return wrong;
    }
    for (const step of [...chosen].sort((a, b) => ((a * 7919) % 101) - ((b * 7919) % 101))) {
      const wrong = (await check(step, {}, 'at random')) ?? (step % 5 === 0 ? await check(step, { instruction: 2 }, 'by instruction') : null);
      if (wrong) return wrong;
    }
    return null;
  } finally {
    session.dispose();
  }
}

const files = readdirSync(folder, { recursive: true }).map(String).filter((file) => file.endsWith('.py')).sort();
/** Far apart in the list one after another, so that a short run sees something of everything. */
const order = files.map((_, i) => (i * 2654435761) % 2 ** 32).map((key, i) => ({ key, i })).sort((a, b) => a.key - b.key);
const until = performance.now() + Number(seconds) * 1000;
let replayed = 0;
let left = 0;
/** @type {string[]} */ const differ = [];
for (const { i } of order.slice(Number(skip))) {
  const file = /** @type {string} */ (files[i]);
  if (performance.now() > until) break;
  const wrong = await replay(readFileSync(path.join(folder, file), 'utf8')).catch((error) => String(error));
  if (wrong === '') left++;
  else replayed++;
  if (wrong) differ.push(`${file}: ${wrong}`);
}
for (const line of differ) console.log(line);
console.log(`${replayed} of ${files.length} programs replayed (on with SKIP ${Number(skip) + replayed + left}), ${left} left out because they run long, ${differ.length} differ`);
process.exitCode = differ.length ? 1 : 0;
