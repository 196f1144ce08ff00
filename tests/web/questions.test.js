/** Questions about an object, asked on the page: the inspector shows what the session answers. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createSession } from '../../bindings/heapscope.js';
import { openPage, openSite, press, stepOf, typeProgram } from './browser.js';

/** @type {Awaited<ReturnType<typeof openSite>>} */ let site;
before(async () => { site = await openSite(); });
after(async () => { await site?.close(); });

const PROGRAM = 'a = [[]]\nb = {1: a}\ndel a\nb = None\n';

/** What the inspector says under a title. @param {import('playwright-core').Page} page @param {string} title */
const said = (page, title) => page.locator(`hs-inspector dt:text-is("${title}") + dd`).first().textContent();

test('why an object is alive, kept up to date while stepping', async () => {
  const session = await createSession();
  await session.load(PROGRAM, { filename: 'main.py' });
  const { page, errors } = await openPage(site);
  await typeProgram(page, PROGRAM);
  await press(page, 'Step', 1);
  await press(page, 'Step', 2);
  await page.locator('hs-objects article.container').first().click();
  await page.getByRole('button', { name: 'Why alive?' }).click();
  await page.locator('hs-inspector[asked] .ways').waitFor();
  const before = await session.why('a', { step: 2 }), dies = await session.retained('a', { step: 2 });
  assert.equal(await said(page, 'Alive'), before.sentence);
  assert.equal(await page.locator('hs-inspector .ways').innerText(), before.paths.map((path) => path.text).join('\n'));
  assert.match(await said(page, 'With it') ?? '', new RegExp(`^${dies.count} objects would die, ${dies.bytes} bytes in all`));
  await press(page, 'Step', 3);
  const later = await session.why({ id: before.object.id }, { step: 3 });
  assert.notEqual(later.sentence, before.sentence);
  await page.waitForFunction((text) => document.querySelector('heap-scope')?.shadowRoot?.querySelector('hs-inspector')?.shadowRoot?.textContent?.includes(text), later.sentence);
  await press(page, 'Step', 4);
  assert.equal(await stepOf(page), 4);
  assert.deepEqual(errors, []);
  await page.close();
});
