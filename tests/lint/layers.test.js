/** House rules of core/: layers, no writable globals, the size of the interpreter loop, stale tables, types of the JS. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CORE = path.join(ROOT, 'core');

/** Files below a folder with one of the endings, paths from the root. @param {string} folder @param {RegExp} ending */
function filesBelow(folder, ending) {
  return readdirSync(path.join(ROOT, folder), { recursive: true })
    .map((name) => path.join(folder, String(name)))
    .filter((name) => ending.test(name))
    .sort();
}

test('a file of core/ includes its own layer or a lower one', () => {
  const layers = readFileSync(path.join(CORE, 'LAYERS'), 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
  const wrong = [];
  for (const file of filesBelow('core', /\.(c|h|def)$/)) {
    const own = layers.indexOf(/** @type {string} */ (file.split(path.sep)[1]));
    assert.ok(own >= 0, `${file} is in no layer`);
    for (const [, included] of readFileSync(path.join(ROOT, file), 'utf8').matchAll(/^\s*#\s*include "([^"]+)"/gm)) {
      const target = /** @type {string} */ (included);
      if (!existsSync(path.join(CORE, target))) wrong.push(`${file}: "${target}" is not a path from core/`);
      else if (layers.indexOf(/** @type {string} */ (target.split('/')[0])) > own) wrong.push(`${file} includes ${target}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('headers do not include each other in a ring', () => {
  const edges = new Map();
  for (const file of filesBelow('core', /\.h$/)) {
    const text = readFileSync(path.join(ROOT, file), 'utf8');
    edges.set(file.slice(5), [...text.matchAll(/^#include "([^"]+\.h)"/gm)].map((match) => match[1]));
  }
  /** @param {string} at @param {string[]} trail @returns {string[] | null} */
  const ring = (at, trail) => {
    if (trail.includes(at)) return [...trail.slice(trail.indexOf(at)), at];
    for (const next of edges.get(at) ?? []) {
      const found = ring(next, [...trail, at]);
      if (found) return found;
    }
    edges.set(at, []);
    return null;
  };
  for (const file of [...edges.keys()]) assert.equal(ring(file, []), null);
});

test('core/ has no writable file-scope or static data', () => {
  const objects = filesBelow('build/native/core', /\.o$/).filter((name) => !name.endsWith('api/main.o'));
  const lines = execFileSync('nm', ['-A', ...objects], { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 }).split('\n');
  assert.deepEqual(lines.filter((line) => / [bBdDC] /.test(line)), []);
});

test('the interpreter loops stay below the size where engines stop optimising well', () => {
  const dump = execFileSync('wasm-objdump', ['-x', '-j', 'Code', 'build/heapscope.wasm'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 28 });
  const sizes = [...dump.matchAll(/size=(\d+)/g)].map((match) => Number(match[1])).filter((size) => size < 500000);
  assert.ok(sizes.length > 1000);
  assert.ok(Math.max(...sizes) < 40000, `largest function body: ${Math.max(...sizes)} bytes`);
});

test('the wasm imports only the ten host functions', () => {
  const module = new WebAssembly.Module(readFileSync(path.join(ROOT, 'build/heapscope.wasm')));
  const names = WebAssembly.Module.imports(module).map((entry) => entry.name).sort();
  assert.deepEqual(names, ['hs_host_abort', 'hs_host_clock', 'hs_host_deeper', 'hs_host_image', 'hs_host_input', 'hs_host_more', 'hs_host_pulse', 'hs_host_read', 'hs_host_step_stop', 'hs_host_write']);
});

test('bindings/abi.js is what the program prints', async () => {
  const printed = JSON.parse(execFileSync(path.join(ROOT, 'build/native/heapscope'), ['dump-abi'], { encoding: 'utf8' }));
  const { abi } = await import('../../bindings/abi.js');
  assert.deepEqual(abi, printed);
});

test('the JavaScript passes the strict type check', () => {
  const result = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'jsconfig.json'], { cwd: ROOT, encoding: 'utf8' });
  assert.equal(result.stdout + result.stderr, '');
});

test('no C file is longer than 1100 lines', () => {
  const long = filesBelow('core', /\.(c|h)$/)
    .filter((file) => !file.endsWith('unicode_tables.h'))
    .map((file) => ({ file, lines: readFileSync(path.join(ROOT, file), 'utf8').split('\n').length }))
    .filter(({ lines }) => lines > 1100);
  assert.deepEqual(long, []);
});
