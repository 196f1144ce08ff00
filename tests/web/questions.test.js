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
  await page.getByRole('tab', { name: 'Why alive?' }).click();
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

test('a collection is shown phase by phase', async () => {
  const source = 'import gc\na = []\na.append(a)\ndel a\ngc.collect()\n';
  const session = await createSession();
  await session.load(source, { filename: 'main.py' });
  await session.run();
  const { collections: [collection] } = await session.collections(5);
  const { page, errors } = await openPage(site);
  await typeProgram(page, source);
  await page.getByRole('tab', { name: 'Collector' }).click();
  for (let step = 1; step <= 5; step++) await press(page, 'Step', step);
  await page.getByRole('button', { name: 'Phase by phase' }).click();
  for (const phase of collection?.phases ?? []) {
    await page.locator('hs-collector .phases h3', { hasText: phase.title }).waitFor();
    assert.equal(await page.locator('hs-collector .phases li').count(), phase.objects.length);
    const next = page.getByRole('button', { name: 'Phase ›' });
    if (await next.isEnabled()) await next.click();
  }
  assert.equal(await page.locator('hs-collector .place.freed').count(), 1);
  assert.deepEqual(errors, []);
  await page.close();
});

test('the history of an object is a list of ways through its life, also when it is dead', async () => {
  const session = await createSession();
  await session.load(PROGRAM, { filename: 'main.py' });
  await session.run();
  const { birth, changes, death } = await session.history('a', { step: 2 });
  const { page, errors } = await openPage(site);
  await typeProgram(page, PROGRAM);
  for (const step of [1, 2, 3]) await press(page, 'Step', step);
  await page.locator('hs-objects article.container').first().click();
  await page.getByRole('tab', { name: 'History' }).click();
  const rows = page.locator('hs-inspector ol button');
  await rows.first().waitFor();
  assert.equal(await rows.count(), changes.length + 2);
  const words = await rows.allInnerTexts();
  assert.match(words[0] ?? '', new RegExp(`step ${birth?.step}[^]*made by line ${birth?.line}: \\+ name a`));
  for (const [index, { step, from, to }] of changes.entries()) assert.match(words[index + 1] ?? '', new RegExp(`step ${step}\\s+${from} → ${to}`));
  assert.match(words.at(-1) ?? '', new RegExp(`step ${death?.step}\\s+\\d+ → 0\\s+freed by line ${death?.line}`));
  await rows.last().click();
  await page.waitForFunction((step) => /** @type {any} */ (document.querySelector('heap-scope')).snapshot.step === step, death?.step);
  await page.locator('hs-inspector .tag', { hasText: 'freed' }).waitFor();
  await rows.first().focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction((step) => /** @type {any} */ (document.querySelector('heap-scope')).snapshot.step === step, birth?.step);
  assert.equal(await page.locator('hs-inspector ol [aria-current="step"]').innerText(), words[0]);
  assert.deepEqual(errors, []);
  await page.close();
});
