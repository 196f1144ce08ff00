/** input() in a session without input: the program waits, and the call is made again when the line has come. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSession } from '../../bindings/heapscope.js';

test('input() waits for a line, also inside a function', async () => {
  const session = await createSession();
  await session.load('name = input("Who? ")\ndef ask():\n    return input("And? ")\nother = ask()\n');
  assert.equal((await session.run()).status, 'input');
  await session.provideInput('Ada');
  assert.equal((await session.run()).status, 'input');
  await session.provideInput('Bob');
  assert.equal((await session.run()).status, 'finished');
});

test('sys.stdin.readline() waits, too', async () => {
  const session = await createSession();
  await session.load('import sys\nline = sys.stdin.readline()\n');
  assert.equal((await session.run()).status, 'input');
  await session.provideInput('x');
  assert.equal((await session.run()).status, 'finished');
});

test('where the call cannot be made again, the program gets an error', async () => {
  const session = await createSession();
  await session.load('list(map(input, ["? "]))\n');
  assert.equal((await session.run()).status, 'raised');
});

test('an earlier answer can be changed: the run begins anew from there', async () => {
  const session = await createSession();
  await session.load('total = 0\nfor i in range(3):\n    total += int(input())\n    print(total)\nprint("end")\n', { inputs: ['1', '2', '3'] });
  const text = (/** @type {any} */ snapshot) => snapshot.stdout.map((/** @type {any} */ entry) => entry.text).join('');
  const first = await session.run();
  assert.equal(text(first), '1\n3\n6\nend\n');
  const changed = await session.setInput(1, '20');
  assert.equal(changed.line, 4);
  assert.equal(text(changed), '1\n');
  assert.equal(text(await session.run()), '1\n21\n24\nend\n');
  await session.setInput(0, '5');
  assert.equal(text(await session.run()), '5\n25\n28\nend\n');
  await assert.rejects(session.setInput(9, 'x'), RangeError);
});
