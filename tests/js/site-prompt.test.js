import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromProgramStart, transcript } from '../../bindings/scene/prompt.js';
import { snapshot } from './site-help.js';

const source = 'def f():\n    return zz\n\na = 1\nf()\nb = 2';
/** @param {string} text */
const err = (text) => ({ stream: /** @type {const} */ ('err'), text });
const begun = [err('>>> '), err('... '), err('... ')];

test('lines count from the first line of the program', () => {
  const at = fromProgramStart(snapshot(1, {}, { line: 1, stdout: [...begun, err('>>> ')] }), source);
  assert.equal(at.line, 4);
});

test('a function runs on the lines where it was defined', () => {
  const inside = snapshot(2, {}, { line: 2, stdout: [...begun, err('>>> '), err('>>> ')] });
  const frame = { id: 'f', kind: /** @type {const} */ ('frame'), label: 'f', line: 2, names: [] };
  assert.equal(fromProgramStart({ ...inside, namespaces: [...inside.namespaces, frame] }, source).line, 2);
});

test('an error belongs to the statement that raised it and is gone after the next', () => {
  const error = { type: 'NameError', message: "name 'zz' is not defined", line: 1, column: null, endColumn: null, traceback: '' };
  const stdout = [...begun, err('>>> '), err('>>> '), err('Traceback…\n'), err('>>> ')];
  assert.equal(fromProgramStart(snapshot(3, {}, { line: 1, stdout, error }), source).error?.line, 5);
  assert.equal(fromProgramStart(snapshot(4, {}, { line: 1, stdout: [...stdout, err('>>> ')], error }), source).error, null);
});

test('the transcript reads as a terminal', () => {
  const text = transcript([...begun, err('>>> '), { stream: 'out', text: '1\n' }, err('>>> ')], source.split('\n')).map((chunk) => chunk.text).join('');
  assert.equal(text, '>>> def f():\n...     return zz\n... \n>>> a = 1\n1\n>>> f()\n');
});
