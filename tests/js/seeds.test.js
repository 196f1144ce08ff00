/**
 * The programs that tutorials on Python's memory tell, as a reader would type them: names and labels, interning, counts, cycles,
 * del. Expected output from CPython 3.11.7. On the wasm: plain, and watched line by line with a snapshot of each.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { createSession } from '../../bindings/heapscope.js';
import { programs, runWasm } from '../programs.js';

const session = await createSession();

for (const program of programs('seeds')) {
  test(program.name, () => {
    assert.equal(runWasm(program).stdout, program.expected);
  });

  test(`${program.name}, forwards and backwards`, async () => {
    const load = await session.load(readFileSync(program.file, 'utf8'), { mode: program.interactive ? 'interactive' : 'script', stdin: '' });
    const forward = [load];
    while (forward.at(-1).total === null) forward.push(await session.step());
    const end = forward.at(-1);
    const console = end.stdout.filter((entry) => entry.stream === 'out').map((entry) => entry.text).join('');
    assert.ok(program.expected.startsWith(console), 'what was printed up to the last line');
    const facts = (snapshot) => JSON.stringify([snapshot.step, snapshot.line, snapshot.namespaces, snapshot.objects, snapshot.stdout]);
    for (let step = end.step - 1; step >= 0; step--) {
      assert.equal(facts(await session.stepBack()), facts(forward[step]), `step ${step}`);
    }
    assert.equal(facts(await session.seek(end.step)), facts(end));
  });
}
