/** Every probe prints on the wasm what CPython 3.11.7 printed: plain, and stepped with a snapshot after each slice. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { programs, runWasm } from '../programs.js';

/** Units of a slice: the programs of py/ run long loops and import much. */
const FUEL = { probes: 500, py: 2000 };

for (const folder of /** @type {const} */ (['probes', 'py'])) for (const program of programs(folder)) {
  test(program.name, () => {
    assert.equal(runWasm(program).stdout, program.expected);
  });
  test(`${program.name}, watched`, () => {
    assert.equal(runWasm(program, { stepping: true, snapshots: true, fuel: FUEL[folder] }).stdout, program.expected);
  });
}
