import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** @type {{ lessons: { id: string, title: string }[] }[]} */
const groups = JSON.parse(readFileSync(`${root}/site/lessons/index.json`, 'utf8'));
/** What CPython 3.11.7 prints, with "Ada" as its input. @type {Record<string, { stdout: string, status: number, last: string }>} */
const expected = JSON.parse(readFileSync(`${root}/tests/js/site-lessons.expected.json`, 'utf8'));
const ids = groups.flatMap((group) => group.lessons.map((lesson) => lesson.id));

test('the picker knows every program, each with a title, and no other', () => {
  const files = readdirSync(`${root}/site/lessons`).flatMap((name) => (name.endsWith('.py') ? [name.slice(0, -3)] : []));
  assert.deepEqual([...ids].sort(), files.sort());
  for (const group of groups) for (const lesson of group.lessons) assert.ok(lesson.title);
});

test('programs fit into the editor without wrapping', () => {
  for (const id of ids) for (const line of readFileSync(`${root}/site/lessons/${id}.py`, 'utf8').split('\n')) assert.ok(line.length <= 43, `${id}: ${line}`);
});

for (const [id, { stdout, status, last }] of Object.entries(expected)) {
  test(`${id} prints what CPython prints`, { skip: !existsSync(`${root}/build/heapscope.wasm`) && 'needs build/heapscope.wasm' }, () => {
    const run = spawnSync(process.execPath, [`${root}/bindings/cli.js`, 'run', `${root}/site/lessons/${id}.py`], { input: 'Ada\n', encoding: 'utf8' });
    assert.deepEqual({ stdout: run.stdout, status: run.status, last: run.stderr.trim().split('\n').at(-1) ?? '' }, { stdout, status, last });
  });
}
