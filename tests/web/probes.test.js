/** Every probe through a session in a Worker of a page: what it prints is what CPython 3.11 printed. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { programs } from '../programs.js';
import { openSite } from './browser.js';

/** @type {Awaited<ReturnType<typeof openSite>>} */ let site;
/** @type {import('playwright-core').Page} */ let page;
/** @type {string[]} */ const errors = [];

before(async () => {
  site = await openSite();
  page = await site.browser.newPage();
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${site.url}icon.svg`);
  await page.evaluate(async (address) => {
    const { createSession } = await import(`${address}bindings/heapscope.js`);
    Object.assign(globalThis, { session: await createSession({ worker: true, wasm: new URL('heapscope.wasm', address) }) });
  }, site.url);
});
after(async () => { await site?.close(); });

for (const program of programs('probes')) {
  test(`${program.name} in a Worker`, async () => {
    const printed = await page.evaluate(async ([source, mode]) => {
      const { session } = /** @type {any} */ (globalThis);
      await session.load(source, { mode, stdin: '' });
      const last = await session.run();
      return last.stdout.filter((/** @type {{stream: string}} */ piece) => piece.stream === 'out').map((/** @type {{text: string}} */ piece) => piece.text).join('');
    }, [readFileSync(program.file, 'utf8'), program.interactive ? 'interactive' : 'script']);
    assert.equal(printed, program.expected);
    assert.deepEqual(errors, []);
  });
}
