// The compiler against CPython 3.11: recorded code objects and errors; where python3.11 is the release that
// made the records (others' line tables and jumps differ a little), also all programs of the repository.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { programs, runNative, runWasm } from '../programs.js';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');

for (const program of programs('compile')) {
  test(`compile/${program.name}: wasm`, () => assert.equal(runWasm(program).stdout, program.expected));
  test(`compile/${program.name}: native`, () => assert.equal(runNative('native', program).stdout, program.expected));
}

const version = spawnSync('python3.11', ['--version'], { encoding: 'utf8' });
const skip = version.stdout?.trim() === 'Python 3.11.7' ? false : 'python3.11 is not 3.11.7';
test('code objects of all programs equal those of CPython', { skip }, () => {
  const folders = ['tests', 'core/lib/python', 'site/lessons'];
  const run = spawnSync('python3.11', ['tests/compile/compare.py', ...folders], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, PYTHONHASHSEED: '0' },
  });
  assert.equal(run.status, 0, run.stdout + run.stderr);
});
