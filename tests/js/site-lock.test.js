import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

/** @param {string} name */
const read = (name) => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8'));

test('every dependency is pinned exactly, and the lock file names no host but the public registry', () => {
  const { dependencies = {}, devDependencies = {} } = read('package.json');
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) assert.match(version, /^\d+\.\d+\.\d+$/, name);
  for (const [path, entry] of Object.entries(read('package-lock.json').packages)) {
    if (entry.resolved) assert.ok(entry.resolved.startsWith('https://registry.npmjs.org/'), path);
    if (path) assert.ok(entry.integrity, path);
  }
});
