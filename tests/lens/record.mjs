/** Records what other Pythons print: node tests/lens/record.mjs [VERSION ...]; a Python is python3.12 or what PYTHON3_12 names. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { VERSIONS, installed, recordOf, runPython, subjects } from './oracles.js';

for (const version of VERSIONS) {
  if (process.argv.length > 2 && !process.argv.includes(version)) continue;
  const command = installed(version);
  if (!command) {
    console.log(`${version}: not installed`);
    continue;
  }
  let different = 0;
  for (const subject of subjects) {
    const stdout = runPython(command, subject), record = recordOf(version, subject);
    rmSync(record, { force: true });
    if (stdout === subject.expected) continue;
    different++;
    mkdirSync(path.dirname(record), { recursive: true });
    writeFileSync(record, stdout);
  }
  console.log(`${version}: ${different} of ${subjects.length} programs print something else than in 3.11`);
}
