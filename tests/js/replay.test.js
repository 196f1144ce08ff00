/** Going back over a run gives exactly what was seen going forward; so do seeks to any step. Long programs are sampled. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createSession } from '../../bindings/heapscope.js';
import { programs } from '../programs.js';

const MOST = 3; // steps looked at of one program

/** @param {import('../../bindings/types.js').Snapshot} snapshot */
const facts = (snapshot) => JSON.stringify([snapshot.step, snapshot.line, snapshot.namespaces, snapshot.gc.counts, snapshot.stdout.length,
  snapshot.objects.map(({ serial, ...object }) => object)]);

for (const program of programs('probes')) {
  test(`${program.name}: backwards as forwards`, async () => {
    const session = await createSession();
    const mode = program.interactive ? 'interactive' : 'script';
    await session.load(readFileSync(program.file, 'utf8'), { mode, stdin: '' });
    const { total } = await session.run();
    const steps = Array.from({ length: Math.min(MOST, total + 1) }, (_, i) => Math.floor((i * total) / Math.min(MOST, total + 1)));
    await session.load(readFileSync(program.file, 'utf8'), { mode, stdin: '' });
    const forward = new Map();
    for (const step of steps) forward.set(step, facts(await session.seek(step)));
    await session.run();
    for (const step of [...steps].reverse()) assert.equal(facts(await session.seek(step)), forward.get(step), `step ${step}`);
    for (const step of steps.sort((a, b) => ((a * 7919) % 101) - ((b * 7919) % 101))) {
      assert.equal(facts(await session.seek(step)), forward.get(step), `step ${step}, in any order`);
    }
    session.dispose();
  });
}
