/** Files: what a session offers, what a program writes, and both again after going back. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { createSession, readSessionFile } from '../../bindings/heapscope.js';

const CLI = fileURLToPath(new URL('../../bindings/cli.js', import.meta.url));

/** @param {string} source @param {import('../../bindings/types.js').LoadOptions} [options] */
async function finished(source, options) {
  const session = await createSession();
  /** @type {string[]} */ const written = [];
  session.on('output', ({ text }) => void written.push(text));
  await session.load(source, options);
  const snapshot = await session.run();
  return { session, snapshot, output: written.join('') };
}

test('a session offers files by name, as text or bytes, in folders', async () => {
  const { session, output } = await finished(
    `import os, mod
print(open('data.txt').read(), open('/in/raw.bin', 'rb').read(), os.listdir('in'), sorted(os.listdir()), mod.x)
print(os.path.exists('nope'), os.path.isdir('in'), os.path.getsize('in/raw.bin'), os.getcwd())
`, { files: { 'data.txt': 'héllo', 'in/raw.bin': new Uint8Array([1, 255]), 'mod.py': 'x = 5' } });
  assert.equal(output, "héllo b'\\x01\\xff' ['raw.bin'] ['data.txt', 'dev', 'in', 'mod.py', 'tmp'] 5\nFalse True 2 /\n");
  session.dispose();
});

test('a folder without __init__.py is a package', async () => {
  const { session, output } = await finished(
    `import one.two.mod, one
from one import two
print(two.mod.x, type(one.__path__).__name__, hasattr(two, '__file__') and two.__file__)
for name in 'one.three', 'three':
    try:
        __import__(name)
    except ImportError as e:
        print(e)
`, { files: { 'one/two/mod.py': 'x = 5' } });
  assert.equal(output, "5 _NamespacePath None\nNo module named 'one.three'\nNo module named 'three'\n");
  session.dispose();
});

test('what is written stays in the run: going back brings the old contents back, offered files are the same in the next run', async () => {
  const files = { 'a.txt': 'first' };
  const source = `def show(): return open('a.txt').read()
f = open('a.txt', 'a')
f.write(' second')
f.close()
x = show()
import os
os.remove('a.txt')
y = os.path.exists('a.txt')
`;
  const { session, snapshot } = await finished(source, { files });
  /** @param {import('../../bindings/types.js').Snapshot} at @param {string} name */
  const value = (at, name) => {
    const ref = at.namespaces[0]?.names.find((row) => row.name === name)?.ref;
    return at.objects.find((object) => object.id === ref)?.value;
  };
  assert.equal(value(snapshot, 'x'), "'first second'");
  assert.equal(value(snapshot, 'y'), 'False');
  const seen = [];
  for (let step = 0; step <= snapshot.step; step++) seen.push(JSON.stringify(await session.seek(step)));
  for (let step = snapshot.step; step >= 0; step--) assert.equal(JSON.stringify(await session.seek(step)), seen[step], `step ${step}`);
  assert.deepEqual(files, { 'a.txt': 'first' });
  session.dispose();
});

test('the command line offers the files beside a program, and never writes', () => {
  const top = mkdtempSync(path.join(tmpdir(), 'files-')), folder = path.join(top, 'inner');
  mkdirSync(path.join(folder, 'program/sub'), { recursive: true });
  mkdirSync(path.join(folder, 'data'));
  writeFileSync(path.join(folder, 'program/in.txt'), 'beside');
  writeFileSync(path.join(folder, 'data/d.txt'), 'around');
  writeFileSync(path.join(top, 't.txt'), 'above');
  writeFileSync(path.join(folder, 'program/sub/s.txt'), 'below');
  writeFileSync(path.join(folder, 'program/p.py'), `import os
print(open('in.txt').read(), open(os.path.join(os.path.dirname(__file__), 'sub/s.txt')).read(), open('../data/d.txt').read(), open('../../t.txt').read(), os.listdir('sub'))
open('in.txt', 'w').write('changed')
open('new.txt', 'w').write('new')
print(open('in.txt').read(), os.path.exists('/etc/passwd'), os.getcwd() == os.path.dirname(os.path.abspath(__file__)))
`);
  const cwd = path.join(folder, 'program');
  const run = (/** @type {string[]} */ ...args) => execFileSync('node', [CLI, ...args], { cwd, encoding: 'utf8' });
  assert.equal(run('run', 'p.py'), "beside below around above ['s.txt']\nchanged False True\n");
  const saved = readSessionFile(run('trace', '--format', 'session', 'p.py'));
  writeFileSync(path.join(folder, 'saved.json'), JSON.stringify({ heapscope: 'session', version: 1, source: "print(open('in.txt').read())\n", options: {}, files: { 'in.txt': 'c2F2ZWQ=' } }));
  assert.equal(run('run', '../saved.json'), 'saved\n');
  assert.ok(Object.hasOwn(saved.options.files ?? {}, 'in.txt'), 'what was read goes with the session file');
  assert.equal(readFileSync(path.join(cwd, 'in.txt'), 'utf8'), 'beside');
  assert.deepEqual(readdirSync(cwd).sort(), ['in.txt', 'p.py', 'sub']);
});
