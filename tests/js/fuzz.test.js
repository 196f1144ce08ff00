// A few random programs of every kind (tests/fuzz/kinds.js) against python3, where that is 3.11.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { kinds } from '../fuzz/kinds.js';

const COMPARE = fileURLToPath(new URL('../fuzz/compare.mjs', import.meta.url));
const version = spawnSync('python3', ['--version'], { encoding: 'utf8' }).stdout ?? '';
const skip = version.startsWith('Python 3.11.') ? false : 'no python3 3.11';

/** Kinds that still differ from python3 now and then: compare.mjs shows where. */
const OPEN = ['memory'];

for (const [name, kind] of Object.entries(kinds)) {
  if (OPEN.includes(name)) continue;
  test(`random programs: ${name}`, { skip }, () => {
    const { status, stdout } = spawnSync(process.execPath, [COMPARE, kind.alone ? '12' : '60', '7', name], { encoding: 'utf8' });
    assert.equal(status, 0, `${path.basename(COMPARE)} 7 ${name}: ${stdout}`);
  });
}
