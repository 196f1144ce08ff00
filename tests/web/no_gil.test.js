/** What if there were no GIL, on the page: the steps of two threads side by side, as the session tells them; a walk through that run. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { createSession } from '../../bindings/heapscope.js';
import { openPage, openSite, stepOf, typeProgram } from './browser.js';

/** @type {Awaited<ReturnType<typeof openSite>>} */ let site;
before(async () => { site = await openSite(); });
after(async () => { await site?.close(); });

const SOURCE = readFileSync(new URL('../../site/lessons/two-threads.py', import.meta.url), 'utf8');

test('below the close-up: turns by schedule and by seed, the outcome, and the way into that run', async () => {
  const { page, errors } = await openPage(site);
  await page.getByRole('tab', { name: 'Close-up' }).click();
  assert.equal(await page.locator('hs-no-gil').count(), 0, 'only for programs with threads');
  await typeProgram(page, SOURCE);
  const panel = page.locator('hs-no-gil');
  await panel.waitFor();
  const session = await createSession();
  const told = async (/** @type {import('../../bindings/types.js').WhatIf} */ whatIf) => {
    await session.load(SOURCE, { filename: 'main.py', stdin: '', whatIf });
    await session.run();
    const report = await session.whatIf();
    return report?.events ?? [];
  };
  await panel.getByLabel('or turns').fill('112122');
  await panel.getByRole('button', { name: 'Run', exact: true }).click();
  await panel.locator('table').waitFor();
  const events = await told({ gil: false, seed: 1, objects: ['shared'], schedule: [1, 1, 2, 1, 2, 2] });
  const rows = panel.locator('tbody tr');
  assert.equal(await rows.count(), Math.min(events.length, 120));
  for (const [index, text] of (await rows.allInnerTexts()).entries()) {
    const event = events[index];
    assert.ok(text.includes(event?.value === undefined ? event?.text ?? '?' : `${event.kind} ${event.value}`), text);
  }
  assert.ok(events.some(({ kind }) => kind === 'lost-update'));
  await panel.getByLabel('or turns').fill('');
  await panel.getByLabel('Lock').selectOption('held');
  await panel.getByRole('button', { name: 'Next seed' }).click();
  await panel.getByText('All counts are right').waitFor();
  await panel.getByLabel('Lock').selectOption('none');
  await panel.getByLabel('or turns').fill('112122');
  await panel.getByRole('button', { name: 'Run', exact: true }).click();
  await panel.locator('table').waitFor();
  await panel.getByRole('button', { name: 'Walk through this run' }).click();
  const first = Math.max(0, (events[0]?.step ?? 1) - 1);
  await page.waitForFunction((step) => /** @type {any} */ (document.querySelector('heap-scope')).snapshot?.step === step, first);
  assert.equal(await stepOf(page), first);
  assert.deepEqual(errors, []);
  session.dispose();
  await page.close();
});
