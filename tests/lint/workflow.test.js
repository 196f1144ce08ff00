/** The workflows of .github run commands that build.sh has, on files that exist, and publish the folder that it makes. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = path.join(root, '.github/workflows');
const commands = new Set([...readFileSync(path.join(root, 'build.sh'), 'utf8').matchAll(/^  ([a-z-]+)\)/gm)].map(([, name]) => name));

for (const file of readdirSync(folder)) {
  const text = readFileSync(path.join(folder, file), 'utf8');
  test(`${file}: its steps can be run`, () => {
    const steps = [...text.matchAll(/^\s*- run: (.+)$/gm)].map(([, line]) => line);
    assert.ok(steps.length, 'it runs something');
    for (const line of steps) {
      const [script, command] = line.split(' ');
      assert.ok(existsSync(path.join(root, script)), script);
      if (script === './build.sh') assert.ok(commands.has(command), line);
    }
    for (const [, action] of text.matchAll(/uses: (\S+)/g)) assert.match(action, /^actions\/[a-z-]+@v\d+$/, 'pinned to a release');
  });
  for (const [, published] of text.matchAll(/^\s+path: (\S+)$/gm)) {
    test(`${file}: ${published} is what ./build.sh site makes`, () => {
      for (const name of ['index.html', 'heap-scope.js', 'heapscope.wasm', 'offline.js']) assert.ok(existsSync(path.join(root, published, name)), name);
    });
  }
}
