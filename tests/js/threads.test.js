/** Threads in sessions and on the command line: the scheduler's options, time travel, the report of a deadlock. */
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createSession } from '../../bindings/heapscope.js';

const CLI = fileURLToPath(new URL('../../bindings/cli.js', import.meta.url));
const RACE = `import threading
order = []
def work(k):
    for i in range(100):
        order.append(k)
ts = [threading.Thread(target=work, args=(k,)) for k in "ab"]
for t in ts: t.start()
for t in ts: t.join()
print("".join(order))
`;

/** @param {string} source @param {string[]} flags */
function cli(source, ...flags) {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'heapscope-')), 'main.py');
  writeFileSync(file, source);
  return spawnSync(process.execPath, [CLI, 'run', ...flags, file], { encoding: 'utf8', timeout: 60000 });
}

/** @param {import('../../bindings/types.js').Snapshot} snapshot */
const output = (snapshot) => snapshot.stdout.map((entry) => entry.text).join('');

test('a long turn is the default; the interval and the seed choose another order, always the same', () => {
  assert.equal(cli(RACE).stdout, `${'a'.repeat(100)}${'b'.repeat(100)}\n`);
  const short = cli(RACE, '--interval', '20').stdout;
  assert.match(short, /ab+a/);
  assert.equal(cli(RACE, '--interval', '20').stdout, short);
  const seeds = new Set([1, 2, 3, 4].map((seed) => cli(RACE, '--interval', '20', '--seed', String(seed)).stdout));
  assert.ok(seeds.size > 1, 'seeds give different orders');
});

test('a session with threads goes back and forth to the same steps', async () => {
  const session = await createSession();
  await session.load(RACE, { scheduler: { seed: 3, interval: 7 } });
  const end = await session.run();
  assert.equal(output(end), cli(RACE, '--seed', '3', '--interval', '7').stdout);
  const middle = Math.floor(/** @type {number} */ (end.total) / 2);
  const seen = JSON.stringify(await session.seek(middle));
  await session.seek(2);
  assert.equal(JSON.stringify({ ...(await session.seek(middle)), events: [], previousLine: null }), JSON.stringify({ ...JSON.parse(seen), events: [], previousLine: null }));
  session.dispose();
});

test('a deadlock is told and ends the program', () => {
  const result = cli(`import threading
a, b = threading.Lock(), threading.Lock()
meet = threading.Barrier(2)
def one():
    with a:
        meet.wait()
        with b: pass
def two():
    with b:
        meet.wait()
        with a: pass
ts = [threading.Thread(target=f, name=f.__name__) for f in (one, two)]
for t in ts: t.start()
for t in ts: t.join()
print("never")
`);
  assert.equal(result.status, 1);
  assert.equal(result.stdout, '');
  assert.match(result.stderr, /deadlock: every thread waits/);
  assert.match(result.stderr, /one waits for <locked _thread\.lock object at 0x\w+> acquired by two\n +in one, .*main\.py:7/);
  assert.match(result.stderr, /two waits for .* acquired by one\n/);
  assert.match(result.stderr, /MainThread waits for .* acquired by one\n +in Thread\.\w+, <frozen threading>:\d+\n +called in <module>, .*main\.py:14\n/);
});
