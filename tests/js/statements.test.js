/**
 * Every probe with the heap audited before each statement the first times it runs, and with a collection gone through at every few
 * allocations: both find a reference that is not accounted for where it arises, and neither may change what the program prints.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { programs, runNative } from '../programs.js';

/** MiB a program may use: a small span is quick to set up under the sanitizers. */
const ROOM = ['--memory', '128'];

/** @param {string[]} flags @param {ReturnType<typeof programs>[number]} program */
function check(flags, program) {
  const { stdout, stderr } = runNative('asan', program, [...ROOM, ...flags]);
  assert.equal(stdout, program.expected);
  assert.doesNotMatch(stderr, /AddressSanitizer|runtime error|heapscope: /);
}

for (const program of programs('probes')) {
  test(`${program.name}, audited at every statement`, () => check(['--audit', '--statements'], program));
  test(`${program.name}, with collections rehearsed`, () => check(['--rehearse', '29'], program));
}
