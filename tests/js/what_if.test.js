/**
 * Threads without a GIL: the programs of seeds rows 70-77 over many seeds. Counts add up, memory stays sound, the GIL prevents all of it, locks
 * cost operations and can deadlock, a schedule gives the outcome that it spells out, and time travel sees the same.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readSessionFile } from '../../bindings/export/session-file.js';
import { createSession } from '../../bindings/heapscope.js';

/** @typedef {import('../../bindings/types.js').WhatIf} WhatIf @typedef {import('../../bindings/types.js').WhatIfReport} WhatIfReport */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const NATIVE = path.join(ROOT, 'build/asan-events/heapscope');

/** Two threads take and drop a reference each, again and again. */
const SHARED = `import sys, threading

class Box:
    def __del__(self):
        print("freed")

def work():
    for _ in range(25):
        mine = shared
        mine = None

shared = Box()
threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print("count", sys.getrefcount(shared) - 1)
del shared
print("end")
`;
/** Each thread stores its list in the other one's: two locks in opposite order. */
const CROSS = `import threading
a, b = [None], [None]
def first():
    for _ in range(30):
        a[0] = b
def second():
    for _ in range(30):
        b[0] = a
threads = [threading.Thread(target=f) for f in (first, second)]
for t in threads: t.start()
for t in threads: t.join()
print("done")
`;
/** Containers, numbers, weak references and a collection under the same storm. */
const MIXED = `import gc, threading, weakref

class Node:
    def __init__(self, other):
        self.other = other
        self.numbers = [1000 + i for i in range(5)]

def work(n):
    kept = []
    for i in range(12):
        head = nodes[i % 3]
        kept.append(head)
        kept.append(head.numbers)
        table[i] = (n, head.other)
        if i % 4 == 3:
            kept.clear()
            ref = weakref.ref(Node(head))
            assert ref() is None or ref().other is head
    gc.collect()
    return kept

table = {}
nodes = [Node(None)]
for _ in range(2): nodes.append(Node(nodes[-1]))
nodes[0].other = nodes[2]
threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print(len(table), [len(node.numbers) for node in nodes])
`;
const PROGRAMS = { SHARED, CROSS, MIXED };

/** @param {string} source @param {WhatIf} whatIf */
async function open(source, whatIf) {
  const session = await createSession();
  await session.load(source, { whatIf });
  const end = await session.run();
  const report = /** @type {WhatIfReport} */ (await session.whatIf());
  return { session, end, report, out: end.stdout.filter((o) => o.stream === 'out').map((o) => o.text).join('') };
}

/** @param {WhatIfReport} report */
function checkSums({ objects, totals, events }) {
  for (const { count, references, lost, pending, state } of objects) {
    if (state !== 'freed' && !pending) assert.equal(count, references - lost, 'count = references - what was lost');
  }
  if (totals.droppedEvents) return;
  const sum = events.reduce((all, event) => all + (event.kind === 'lost-update' ? /** @type {number} */ (event.lost) : 0), 0);
  assert.equal(sum, totals.lost);
  for (const { kind, loaded = 0, by = 0, stored, found = 0, lost } of events) {
    if (kind !== 'lost-update') continue;
    assert.equal(stored, loaded + by);
    assert.equal(lost, found - loaded);
  }
}

test('without the GIL counts go wrong, and by just as much as was lost; with it never', async () => {
  /** @type {Record<string, number>} */ const seen = {};
  for (let seed = 1; seed <= 25; seed++) {
    for (const source of [SHARED, MIXED]) {
      const none = await open(source, { gil: false, seed });
      checkSums(none.report);
      for (const { kind, text } of none.report.events) {
        seen[kind] = (seen[kind] ?? 0) + 1;
        assert.ok(text.length > 20 && !/undefined|NaN/.test(text), text);
      }
      none.session.dispose();
      const held = await open(source, { gil: true, seed });
      assert.deepEqual([held.report.events, held.report.objects], [[], []]);
      assert.ok(held.report.totals.switches > 20 && held.report.totals.lockOperations === 0);
      assert.equal(held.out, source === SHARED ? 'count 1\nfreed\nend\n' : '12 [5, 5, 5]\n');
      held.session.dispose();
    }
  }
  for (const kind of ['lost-update', 'leak', 'premature-free', 'use-after-free']) assert.ok(seen[kind], `${kind} happens`);
});

test('a lock for each object: counts are right, at the price of two operations a change', async () => {
  for (let seed = 1; seed <= 6; seed++) {
    const { report, out, session } = await open(SHARED, { gil: 'locks', seed });
    const { changes, lockOperations, lostUpdates, lockWaits } = report.totals;
    assert.equal(out, 'count 1\nfreed\nend\n');
    assert.ok(lockOperations >= 2 * changes && lostUpdates === 0 && lockWaits > 0);
    session.dispose();
  }
});

test('two objects\' locks in opposite order: a deadlock is told, never a hang; with the GIL there is none', async () => {
  let deadlocks = 0;
  for (let seed = 1; seed <= 6; seed++) {
    const { report, end, out, session } = await open(CROSS, { gil: 'locks', seed });
    const told = report.events.find((event) => event.kind === 'deadlock');
    if (told) {
      deadlocks++;
      assert.equal(end.error?.type, 'Deadlock');
      assert.deepEqual(told.locks?.map(({ how }) => how), ['waits', 'has', 'waits', 'has']);
      assert.match(told.text, /waits for the lock of .* has the lock of /);
    } else {
      assert.equal(out, 'done\n');
    }
    session.dispose();
    const held = await open(CROSS, { gil: true, seed });
    assert.equal(held.out, 'done\n');
    held.session.dispose();
  }
  assert.ok(deadlocks > 0);
});

/** Two threads take one reference each and keep it. */
const TAKE = `import sys, threading

def take(n):
    held[n] = shared

held = [None, None]
shared = object()
threads = [threading.Thread(target=take, args=(n,)) for n in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(sys.getrefcount(shared) - 1)
`;

test('a schedule spells the interleaving out: load, add, store of two threads on one count', async () => {
  /** @type {(schedule: string) => Promise<{out: string, parts: string[], report: WhatIfReport}>} */
  const run = async (schedule) => {
    const { out, report, session } = await open(TAKE, { gil: false, objects: ['shared'], schedule: [...schedule].map(Number) });
    session.dispose();
    // what is pending when the schedule is used up is done whole: only the scheduled part is compared
    const parts = report.events.filter(({ value }) => value !== undefined).slice(0, schedule.length).map(({ thread, kind, value }) => `${thread} ${kind} ${value}`);
    return { out, report, parts };
  };
  const apart = await run('111222');
  assert.deepEqual([apart.out, apart.parts], ['3\n', ['1 load 1', '1 add 2', '1 store 2', '2 load 2', '2 add 3', '2 store 3']]);
  assert.equal(apart.report.totals.lostUpdates, 0);
  const mixed = await run('112122');
  assert.deepEqual([mixed.out, mixed.parts], ['2\n', ['1 load 1', '1 add 2', '2 load 1', '1 store 2', '2 add 2', '2 store 2']]);
  assert.deepEqual(mixed.report.events.filter(({ kind }) => kind === 'lost-update').map(({ thread, lost }) => [thread, lost]), [[2, 1]]);
  assert.deepEqual([mixed.report.scheduleAt, mixed.report.totals.skipped], [6, 0]);
});

test('the same seed gives the same run; steps backwards see the same counts and the same events', async () => {
  const whatIf = { gil: false, seed: 5 };
  const first = await open(SHARED, whatIf), second = await open(SHARED, whatIf);
  assert.deepEqual(first.report, second.report);
  assert.equal(first.out, second.out);
  const { session, end } = first;
  const total = /** @type {number} */ (end.total);
  const states = new Map();
  const look = async (/** @type {number} */ step) => {
    const { objects, namespaces } = await session.seek(step);
    return JSON.stringify([objects.map(({ serial, ...object }) => object), namespaces, await session.whatIf()]);
  };
  const steps = [...Array(12).keys()].map((i) => Math.floor((i * total) / 12));
  for (const step of steps) states.set(step, await look(step));
  for (const step of [...steps].reverse()) assert.equal(await look(step), states.get(step), `step ${step}`);
  first.session.dispose(), second.session.dispose();
});

test('the what-if is part of a session file', async () => {
  const whatIf = /** @type {WhatIf} */ ({ gil: 'locks', seed: 2, objects: ['shared'] });
  const { session } = await open(SHARED, whatIf);
  assert.deepEqual(readSessionFile(await session.export('session')).options.whatIf, whatIf);
  session.dispose();
});

test('a session without one has no report', async () => {
  const session = await createSession();
  await session.load('x = 1\n');
  assert.equal(await session.whatIf(), null);
  await assert.rejects(session.load('x = 1\n', { whatIf: /** @type {any} */ ({ gil: 'no' }) }), /whatIf.gil/);
  session.dispose();
});

test('the command line tells what came of it', () => {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'heapscope-')), 'main.py');
  writeFileSync(file, TAKE);
  const cli = (/** @type {string[]} */ ...flags) => spawnSync(process.execPath, [path.join(ROOT, 'bindings/cli.js'), 'run', ...flags, file], { encoding: 'utf8', timeout: 60000 });
  const lost = cli('--no-gil', '--objects', 'shared', '--schedule', '112122');
  assert.equal(lost.stdout, '2\n');
  assert.match(lost.stderr, /what if: no GIL[^]*1 lost update \(sum -1\)[^]*Thread-2 \(take\) loaded 1, added 1 and stored 2/);
  assert.match(cli('--no-gil=locks').stderr, /a lock for each object/);
  assert.match(cli('--no-gil=held').stderr, / 0 lost updates/);
  assert.match(cli('--no-gil=maybe').stderr, /not =maybe/);
  assert.match(cli('--schedule', '12').stderr, /go with --no-gil/);
});

test('sanitizers and the heap audit see nothing, whatever the threads did', { skip: !existsSync(NATIVE) && 'build/asan-events is not built' }, () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'heapscope-'));
  for (const [name, source] of Object.entries(PROGRAMS)) {
    const file = path.join(folder, `${name}.py`);
    writeFileSync(file, source);
    for (const objects of ['', '*']) {
      for (let seed = 1; seed <= 4; seed++) {
        for (const mode of ['1', '2', '3']) {
          const { stderr, status } = spawnSync(NATIVE, ['--audit', '--seed', String(seed), '--what-if', mode, objects, 'run', file], { cwd: ROOT, encoding: 'utf8', timeout: 120000 });
          assert.doesNotMatch(stderr, /Sanitizer|audit|leaked\n|fatal|runtime error/, `${name} ${mode} ${seed}`);
          const deadlock = stderr.includes('heapscope: deadlock');
          assert.equal(status, deadlock ? 1 : 0, `${name} ${mode} ${objects} ${seed}: ${stderr.slice(0, 800)}`);
          assert.ok(!deadlock || mode !== '1');
        }
      }
    }
  }
});
