/** The probe natively under the sanitizers: checkpoints in any order, watches, recordings, the graph, over a sample of the probes. All: HEAPSCOPE_ALL=1. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { programs } from '../programs.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const EVERY = process.env.HEAPSCOPE_ALL ? 1 : 12;

/** Links the driver with the objects of a sanitized build. @param {string} build @param {string[]} flags */
function driverOf(build, flags) {
  const folder = path.join(ROOT, 'build', build);
  const objects = readdirSync(path.join(folder, 'core'), { recursive: true }).map(String).filter((name) => name.endsWith('.o') && name !== 'api/main.o').map((name) => path.join(folder, 'core', name));
  const out = path.join(ROOT, 'build/tests', `probe_driver_${build}`);
  mkdirSync(path.dirname(out), { recursive: true });
  const compiler = ['clang-14', 'clang'].find((name) => spawnSync(name, ['--version']).status === 0) ?? 'clang';
  execFileSync(compiler, ['-std=gnu11', '-O1', '-g1', '-fno-strict-aliasing', '-fwrapv', '-DHS_DEBUG', ...flags, '-fsanitize=address,undefined', '-fno-sanitize-recover=undefined',
    `-I${path.join(ROOT, 'core')}`, path.join(ROOT, 'tests/c/probe_driver.c'), ...objects, '-lm', '-o', out]);
  return out;
}

test('checkpoints, watches, recordings and queries under the sanitizers', () => {
  const driver = driverOf('asan', []);
  let places = 0;
  for (const { name, file, interactive } of programs('probes').filter((_, i) => i % EVERY === 0)) {
    if (interactive) continue;
    const { status, stdout, stderr } = spawnSync(driver, [file], { cwd: ROOT, encoding: 'utf8', timeout: 120000, env: { ...process.env, ASAN_OPTIONS: 'allow_user_poisoning=0:detect_leaks=0' } });
    assert.equal(status, 0, `${name}: ${stderr.slice(-3000)}`);
    places += Number(/(\d+) places\n$/.exec(stdout)?.[1] ?? 0);
  }
  assert.ok(places > 50, `${places} places`);
});
