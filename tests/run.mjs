// Runs the tests: `node tests/run.mjs [FILTER]`, called by `./build.sh test` once everything is built.
// Every test file is a *.test.js below tests/; FILTER keeps those whose path contains it.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const filter = process.argv[2] ?? '';
const files = readdirSync(here, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.test.js') && name.includes(filter))
  .sort()
  .sort((a, b) => Number(b.startsWith('web')) - Number(a.startsWith('web'))) // a browser waits much: others fill the gaps
  .map((name) => path.join(here, name));
if (files.length === 0) {
  console.error(`no test file matches ${filter}`);
  process.exit(2);
}
const child = spawn(process.execPath, ['--test', `--test-concurrency=${availableParallelism() + 1}`, '--test-reporter=spec', ...files], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
child.on('exit', (code) => process.exit(code ?? 1));
