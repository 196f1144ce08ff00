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
