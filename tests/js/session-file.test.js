/** Session files: written anywhere, read anywhere, refused in words when broken. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SessionFileError, createSession, readSessionFile } from '../../bindings/heapscope.js';

test('a session file re-creates the run, its input and its place', async () => {
  const first = await createSession();
  await first.load('import beside\nname = input("? ")\nx = [name, beside.y]\nh = hash(name)\n', {
    filename: 'asks.py', argv: ['one'], hashSeed: 7, files: { 'beside.py': new TextEncoder().encode('y = "ü"\n') },
  });
  let snapshot = await first.run();
  assert.equal(snapshot.status, 'input');
  await first.provideInput('Ada');
  snapshot = await first.run();
  const text = await first.export('session', { step: 3, bookmarks: [{ step: 2, note: 'asked' }] });

  const file = readSessionFile(text);
  assert.deepEqual([file.step, file.bookmarks, file.options.inputs, file.options.hashSeed], [3, [{ step: 2, note: 'asked' }], ['Ada'], 7]);
  const second = await createSession();
  await second.load(file.source, file.options);
  assert.deepEqual(strip(await second.run()), strip(snapshot));
});

test('limits and the turns of threads are part of it: the run ends as it did, in a session without them', async () => {
  const source = 'import threading\nseen = []\ndef work(n):\n    for _ in range(30):\n        seen.append(n)\nthreads = [threading.Thread(target=work, args=(n,)) for n in range(3)]\nfor t in threads: t.start()\nfor t in threads: t.join()\nprint(seen)\nbig = bytearray(40 << 20)\n';
  const first = await createSession({ memoryLimit: 32 * 2 ** 20 });
  await first.load(source, { scheduler: { seed: 5, interval: 20 } });
  const ended = await first.run();
  assert.equal(ended.error?.type, 'MemoryError');
  const file = readSessionFile(await first.export('session'));
  assert.deepEqual([file.options.memoryLimit, file.options.scheduler], [32 * 2 ** 20, { seed: 5, interval: 20 }]);
  const second = await createSession();
  await second.load(file.source, file.options);
  assert.deepEqual(strip(await second.run()), strip(ended));
});

/** What tells two equal runs apart only by the way they were looked at. @param {import('../../bindings/types.js').Snapshot} snapshot */
function strip({ namespaces, objects, stdout, gc, status, step }) {
  return { namespaces, objects: objects.map((object) => ({ ...object, serial: 0 })), text: stdout.map((chunk) => chunk.text).join(''), gc: { ...gc, last: null }, status, step };
}

test('options that this version does not know are kept', async () => {
  const session = await createSession();
  await session.load('a = 1\n', /** @type {any} */ ({ later: { seed: 3 } }));
  assert.deepEqual(/** @type {any} */ (readSessionFile(await session.export('session')).options).later, { seed: 3 });
});

for (const [what, text, message] of /** @type {[string, string, RegExp][]} */ ([
  ['no JSON', 'a = 1', /^the session file is broken: /],
  ['another JSON', '{"a": 1}', /^this is not a Heapscope session file$/],
  ['a list', '[1]', /^this is not a Heapscope session file$/],
  ['null', 'null', /^this is not a Heapscope session file$/],
  ['no version', '{"heapscope": "session", "source": ""}', /"version" should be a whole number$/],
  ['a later version', '{"heapscope": "session", "version": 9, "source": ""}', /^this session file is of version 9; this Heapscope reads up to 1$/],
  ['no source', '{"heapscope": "session", "version": 1}', /"source" should be a text$/],
  ['odd options', '{"heapscope": "session", "version": 1, "source": "", "options": [1]}', /"options" should be an object$/],
  ['an odd seed', '{"heapscope": "session", "version": 1, "source": "", "options": {"hashSeed": "x"}}', /"options\.hashSeed" should be a number$/],
  ['odd turns', '{"heapscope": "session", "version": 1, "source": "", "options": {"scheduler": {"seed": "x"}}}', /"options\.scheduler" should be numbers by name$/],
  ['odd inputs', '{"heapscope": "session", "version": 1, "source": "", "options": {"inputs": ["a", 1]}}', /"options\.inputs" should be a list of texts$/],
  ['an odd mode', '{"heapscope": "session", "version": 1, "source": "", "options": {"mode": "x"}}', /"options\.mode" should be "script" or "interactive"$/],
  ['odd files', '{"heapscope": "session", "version": 1, "source": "", "files": {"a.py": "*"}}', /"files\.a\.py" should be base64$/],
  ['an odd step', '{"heapscope": "session", "version": 1, "source": "", "step": -1}', /"step" should be a whole number$/],
  ['odd bookmarks', '{"heapscope": "session", "version": 1, "source": "", "bookmarks": [3]}', /"bookmarks" should be a list of \{step, note\}$/],
])) {
  test(`refused: ${what}`, () => {
    assert.throws(() => readSessionFile(text), (error) => error instanceof SessionFileError && message.test(error.message));
  });
}
