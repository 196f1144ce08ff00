/** Every probe through a session in a Worker of Node: what it prints is what CPython 3.11 printed. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { createSession } from '../../bindings/heapscope.js';
import { loadRuntime } from '../../bindings/node.js';
import { warmUp } from '../../bindings/warm.js';
import { pageWorkers } from '../page-worker.js';
import { programs } from '../programs.js';

/** @type {Awaited<ReturnType<typeof createSession>>} */ let session;

const workers = pageWorkers();
before(async () => void (session = await createSession({ worker: true, ...workers.options })));
after(() => {
  session.dispose();
  workers.restore();
});

for (const program of programs('probes')) {
  test(`${program.name} in a Worker`, async () => {
    await session.load(readFileSync(program.file, 'utf8'), { mode: program.interactive ? 'interactive' : 'script', stdin: '' });
    const { stdout } = await session.run();
    assert.equal(stdout.map(({ stream, text }) => (stream === 'out' ? text : '')).join(''), program.expected);
  });
}

test('an idle Worker has the engine compile the interpreter: a program in each loop runs to its end, a little at a time', async () => {
  const { module } = await loadRuntime();
  for (const stepping of [false, true]) {
    const warming = warmUp(module, stepping);
    let slices = 0, last = warming.next();
    for (; !last.done; last = warming.next()) slices++;
    assert.equal(last.value, 'finished');
    assert.ok(slices > 5 && slices < 200, `${slices} slices`);
  }
});
