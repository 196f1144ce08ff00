/** Every probe prints on the wasm what CPython 3.11.7 printed: plain, and stepped with a snapshot after each slice. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { programs, runWasm } from '../programs.js';

for (const program of [...programs('probes'), ...programs('py')]) {
  test(program.name, () => {
    assert.equal(runWasm(program).stdout, program.expected);
  });
  test(`${program.name}, watched`, () => {
    assert.equal(runWasm(program, { stepping: true, snapshots: true, fuel: 500, timeout: 60000 }).stdout, program.expected);
  });
}
