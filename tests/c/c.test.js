// Compiles each C test of this folder with the sanitizers and runs it. The first comment of a test names the core files it needs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '..', '..');
const build = path.join(root, 'build', 'tests');

/** @returns {string} the first C compiler there is */
function compiler() {
  for (const name of ['clang', 'clang-14', 'gcc']) {
    try {
      execFileSync(name, ['--version'], { stdio: 'ignore' });
      return name;
    } catch {
      // try the next one
    }
  }
  throw new Error('no C compiler');
}

/** Files named as "core/folder/{a,b}.c" in a test's head comment. @param {string} text */
function neededFiles(text) {
  const named = /Needs core\/(\w+)\/\{([\w,]+)\}\.c/.exec(text);
  assert.ok(named, 'the head comment says which files are needed');
  return named[2].split(',').map((name) => path.join(root, 'core', named[1], `${name}.c`));
}

for (const file of readdirSync(here).filter((name) => name.endsWith('_test.c'))) {
  test(file, () => {
    const source = path.join(here, file);
    const program = path.join(build, file.replace('.c', ''));
    mkdirSync(build, { recursive: true });
    const flags = ['-std=gnu11', '-O1', '-g', '-fno-strict-aliasing', '-fwrapv', '-Wall', '-Wextra', '-Wshadow', '-Werror'];
    const sanitize = ['-DHS_DEBUG', '-fsanitize=address,undefined', '-fno-sanitize-recover=undefined'];
    const needed = neededFiles(readFileSync(source, 'utf8'));
    execFileSync(compiler(), [...flags, ...sanitize, `-I${path.join(root, 'core')}`, source, ...needed, '-lm', '-o', program]);
    const output = execFileSync(program, { encoding: 'utf8' });
    assert.match(output, /^\d+ tests passed\n$/);
  });
}
