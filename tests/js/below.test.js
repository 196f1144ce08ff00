/** Code that runs wholly below C code: stop() ends it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSession } from '../../bindings/heapscope.js';

test('stop() ends a run that is wholly below C code, and the session goes on', async () => {
  const session = await createSession();
  await session.load('n = 0\nclass C:\n    def __del__(self):\n        global n\n        while True:\n            n += 1\nc = C()\ndel c\n');
  const running = session.run();
  const timer = setTimeout(() => session.stop(), 50);
  const stopped = await running;
  clearTimeout(timer);
  assert.equal(stopped.status, 'stopped');
  assert.ok(stopped.step > 100);
  const there = await session.seek(50);
  assert.deepEqual([there.step, there.status, there.line], [50, 'paused', (await session.seek(50)).line]);
  const again = session.seek(10 ** 9);
  setTimeout(() => session.stop(), 300);
  assert.equal((await again).status, 'stopped');
  await session.load('n = 1\n');
  assert.equal((await session.run()).status, 'finished');
  session.dispose();
});
