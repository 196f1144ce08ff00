/** The version lens: programs print what another Python printed for them, as recorded; and as it prints when it is installed. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { readSessionFile, writeSessionFile } from '../../bindings/export/session-file.js';
import { loadRuntime } from '../../bindings/node.js';
import { LocalSession } from '../../bindings/session.js';
import { LEFT_OUT, UNSTABLE } from '../lens/left-out.js';
import { VERSIONS, expectedOf, installed, recordOf, runPython, subjects } from '../lens/oracles.js';
import { runWasm } from '../programs.js';

const CLI = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../../bindings/cli.js');

for (const version of VERSIONS) {
  test(`Python ${version}: programs about memory`, async (t) => {
    let equal = 0, without = 0;
    for (const subject of subjects) {
      const expected = expectedOf(version, subject), reason = LEFT_OUT[version]?.[subject.name];
      const { stdout } = runWasm(subject, { python: version });
      if (stdout === expected) equal++;
      if (subject.expected === expected) without++;
      if (!reason) await t.test(subject.name, () => assert.equal(stdout, expected));
      else if (!UNSTABLE.includes(reason)) assert.notEqual(stdout, expected, `${subject.name} agrees: take it off the list`);
    }
    t.diagnostic(`${version}: ${equal} of ${subjects.length} programs as in that Python, ${without} without the lens`);
    assert.ok(equal > without);
  });

  const command = installed(version);
  test(`Python ${version}: the records are what it prints`, { skip: command ? false : 'not installed' }, () => {
    for (const subject of subjects) {
      if (LEFT_OUT[version]?.[subject.name]) continue;
      assert.equal(runPython(command ?? '', subject), expectedOf(version, subject), subject.name);
    }
  });
}

test('Python 3.14: locals on the stack and arguments are not counted, locals go last first', async (t) => {
  for (const subject of subjects) {
    const record = recordOf('3.14', subject);
    if (!existsSync(record)) continue;
    const expected = readFileSync(record, 'utf8');
    assert.notEqual(subject.expected, expected);
    await t.test(subject.name, () => assert.equal(runWasm(subject, { python: '3.14' }).stdout, expected));
  }
});

test('a session shows the counts of its Python', async () => {
  const { module, library } = await loadRuntime();
  const session = new LocalSession(module, { library });
  const counts = async (/** @type {any} */ python) => {
    await session.load('import sys\nx = None\nprint(sys.version_info[:2], sys.getrefcount(x))\n', { python });
    const { objects, stdout } = await session.run();
    return [objects.find((object) => object.type === 'NoneType')?.refcount, stdout.map((piece) => piece.text).join('')];
  };
  assert.deepEqual(await counts('3.12'), [4294967295, '(3, 12) 4294967295\n']);
  assert.deepEqual(await counts('3.14'), [3221225472, '(3, 14) 3221225472\n']);
  const [count, text] = await counts(undefined);
  assert.ok(/** @type {number} */ (count) < 1e6, text);
  await assert.rejects(session.load('', { python: /** @type {any} */ ('3.9') }), /RangeError: there is no Python 3\.9 here: 3\.10, /);
  session.dispose();
});

test('the command line and session files know the Python', () => {
  const run = (/** @type {string[]} */ ...args) => spawnSync(process.execPath, [CLI, 'run', ...args], { encoding: 'utf8', input: 'import sys; print(sys.version[:4])' });
  assert.equal(run('--python', '3.10', '-').stdout, '3.10\n');
  assert.equal(run('-').stdout, '3.11\n');
  const refused = run('--python', '2.7', '-');
  assert.deepEqual([refused.status, refused.stdout], [2, '']);
  assert.match(refused.stderr, /--python takes one of 3\.10, 3\.11/);
  const text = writeSessionFile('pass\n', { python: '3.13' });
  assert.equal(readSessionFile(text).options.python, '3.13');
  assert.throws(() => readSessionFile(text.replace('3.13', '3.1')), /there is no Python 3\.1 here/);
});
