/** sys._debugmallocstats() writes what the pools hold in CPython 3.11's form, and its figures agree with one another. */
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { runWasm } from '../programs.js';

/** @param {string} source */
function stats(source) {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'heapscope-')), 'main.py');
  writeFileSync(file, source);
  const { stdout, stderr, status } = runWasm({ file, interactive: false });
  assert.equal(status, 0, stderr);
  return { stdout, lines: stderr.split('\n') };
}

/** Value behind a label. @param {string[]} lines @param {RegExp} label */
function value(lines, label) {
  const line = lines.find((each) => label.test(each)) ?? '';
  return Number(line.slice(line.indexOf('=') + 1).replaceAll(',', ''));
}

test('every line has the form of CPython', () => {
  const { lines } = stats('import sys\nsys._debugmallocstats()\n');
  assert.equal(lines[0], 'Small block threshold = 512, in 32 size classes.');
  assert.equal(lines[2], 'class   size   num pools   blocks in use  avail blocks');
  const classes = lines.filter((line) => /^ {3,4}\d+ {3,5}\d+ +\d+ +\d+ +\d+$/.test(line) && line.length === 54);
  assert.ok(classes.length > 10);
  for (const line of classes) {
    const [index, size] = line.trim().split(/ +/).map(Number);
    assert.equal(size, (Number(index) + 1) * 16);
  }
  for (const line of lines.filter((each) => each.includes(' = ') || each.includes(' =  ')).slice(1))
    assert.match(line, /^.{35,}= +\d{1,3}(,\d{3})*$/);
  assert.ok(lines.includes('            8 free PyDictObjects * 48 bytes each =                  384'));
  assert.equal(lines.filter((line) => / free \d+-sized PyTupleObjects \* \d+ bytes each /.test(line)).length, 20);
});

test('the start is that of CPython: pools of a class hold at least what it has when a program begins', () => {
  const { lines } = stats('import sys\nsys._debugmallocstats()\n');
  const rows = lines.filter((line) => /^ {3,4}\d+ /.test(line) && line.length === 54).map((line) => line.trim().split(/ +/).map(Number));
  const capacity = rows.map(([, size, pools]) => (pools ?? 0) * Math.floor((16384 - 48) / (size ?? 1)));
  assert.deepEqual(rows.map(([, , , used, free]) => (used ?? 0) + (free ?? 0)), capacity);
  assert.deepEqual(rows.slice(3, 6).map(([, , pools]) => pools), [50, 37, 9]);
  assert.equal(value(lines, /^# arenas allocated total/), 4);
});

test('a thousand blocks more are shown as CPython shows them', () => {
  const { lines } = stats(`import sys
sys._debugmallocstats()
held = [None] * 1000
for i in range(1000): held[i] = bytes(15)
sys._debugmallocstats()
`);
  const half = lines.lastIndexOf(lines[0] ?? '');
  const changes = lines.slice(0, half).flatMap((line, i) => (line === lines[half + i] ? [] : [line, lines[half + i]]));
  const row = changes.filter((line) => / 2 {5}48 /.test(line ?? '')).map((line) => (line ?? '').trim().split(/ +/).map(Number));
  const [before, after] = row;
  assert.deepEqual([(after?.[2] ?? 0) - (before?.[2] ?? 0), (after?.[3] ?? 0) - (before?.[3] ?? 0)], [3, 1000]);
  assert.match(changes.join('\n'), /40 free PyListObjects.*\n.*39 free PyListObjects/);
});

test('the figures agree', () => {
  const { stdout, lines } = stats(`import sys
floats = [i + 0.5 for i in range(64)]
lists = [[] for i in range(5)]
del floats, lists
blocks = sys.getallocatedblocks()
sys._debugmallocstats()
print(blocks, sys.getallocatedblocks())
`);
  const [blocks] = stdout.split(' ').map(Number);
  const used = lines
    .filter((line) => /^ {3,4}\d+ /.test(line) && line.length === 54)
    .reduce((sum, line) => sum + Number(line.trim().split(/ +/)[3]), 0);
  const large = (blocks ?? 0) - used; // blocks above 512 bytes stand in no class
  assert.ok(large > 0 && large < (blocks ?? 0) / 4);
  assert.equal(value(lines, /^\d+ arenas \* 1048576 bytes\/arena/), value(lines, /^Total/));
  assert.match(lines.join('\n'), /64 free PyFloatObjects \* 24 bytes each = +1,536/);
  assert.equal(value(lines, /free PyListObjects/), 40 * 40);
});
