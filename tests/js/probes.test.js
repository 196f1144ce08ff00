/** Every probe prints on the wasm what CPython 3.11.7 printed: plain, and stepped with a snapshot after each slice. */
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { MISSING, programs, runWasm, waitsFor } from '../programs.js';

for (const name of MISSING) {
  test(`${name} is still missing`, () => {
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'heapscope-')), 'main.py');
    writeFileSync(file, `import ${name}\n`);
    assert.match(runWasm({ file, interactive: false }).stderr, /^ModuleNotFoundError: /m);
  });
}

for (const program of [...programs('probes'), ...programs('py')]) {
  test(program.name, { skip: waitsFor(program) }, () => {
    assert.equal(runWasm(program).stdout, program.expected);
  });
  test(`${program.name}, watched`, { skip: waitsFor(program) }, () => {
    assert.equal(runWasm(program, { stepping: true, snapshots: true, fuel: 500, timeout: 60000 }).stdout, program.expected);
  });
}
