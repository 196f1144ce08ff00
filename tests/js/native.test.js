/**
 * Every probe under the sanitizers with the heap audit on: the output of CPython 3.11.7, no report, every reference accounted for,
 * nothing left at the end. Natively in small slices too: an audit after each. And the probes with the layouts of other Pythons.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { programs, runNative } from '../programs.js';

/** Units of a slice: an audit follows each, and the programs of py/ run long loops. */
const FUEL = { probes: '40', seeds: '40', py: '20000' };

for (const folder of /** @type {const} */ (['probes', 'seeds', 'py'])) {
  for (const program of programs(folder)) {
    test(`${folder}/${program.name}, sanitized and audited`, () => {
      const { stdout, stderr } = runNative('asan', program, ['--memory', '256', '--audit', '--fuel', FUEL[folder]]);
      assert.equal(stdout, program.expected);
      assert.doesNotMatch(stderr, /AddressSanitizer|runtime error|heapscope: /);
    });
  }
}

for (const version of ['3.10', '3.13']) {
  test(`probes shown as Python ${version} has them, sanitized and audited`, () => {
    for (const program of programs('probes')) {
      const { stderr } = runNative('asan', program, ['--memory', '128', '--python', version, '--audit', '--fuel', '20000']);
      assert.doesNotMatch(stderr, /AddressSanitizer|runtime error|heapscope: /, program.name);
    }
  });
}
