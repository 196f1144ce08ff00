/**
 * Every probe with the heap audited before each statement the first times it runs, and with a collection gone through at every few
 * allocations: both find a reference that is not accounted for where it arises, and neither may change what the program prints.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { programs, runNative, waitsFor } from '../programs.js';

/** @param {string[]} flags @param {ReturnType<typeof programs>[number]} program */
function check(flags, program) {
  const { stdout, stderr } = runNative('asan', program, flags);
  assert.equal(stdout, program.expected);
  assert.doesNotMatch(stderr, /AddressSanitizer|runtime error|heapscope: /);
}

for (const program of programs('probes')) {
  test(`${program.name}, audited at every statement`, { skip: waitsFor(program) }, () => check(['--audit', '--statements'], program));
  test(`${program.name}, with collections rehearsed`, { skip: waitsFor(program) }, () => check(['--rehearse', '29'], program));
}
