/** The site after one visit, without a network. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openPage, openSite, typeProgram } from './browser.js';

/** @type {Awaited<ReturnType<typeof openSite>>} */ let site;
before(async () => void (site = await openSite()));
after(() => site.close());

test('who was here once can come again without a network: the page, the editor, the engine, the library', async () => {
  const { page, errors } = await openPage(site);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller ?? new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))));
  await site.stopServing();
  await page.reload();
  await page.waitForFunction(() => Boolean(/** @type {any} */ (document.querySelector('heap-scope'))?.snapshot));
  await typeProgram(page, 'from dataclasses import dataclass\nprint(dataclass)\nm = memoryview(b"x").tolist()\nprint(complex(1, 2) * 1j)\n');
  await page.getByRole('button', { name: 'Run' }).click();
  await page.locator('hs-console pre', { hasText: '(-2+1j)' }).waitFor();
  assert.deepEqual(errors.filter((text) => !/ERR_CONNECTION_REFUSED|Failed to fetch/.test(text)), []);
  await page.close();
});
