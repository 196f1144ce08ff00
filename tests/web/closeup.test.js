/** The inside of steps and the run as a whole, on the page: memory events one by one, tables that grow, objects over time, what is left. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createSession } from '../../bindings/heapscope.js';
import { openPage, openSite, press, stepOf, typeProgram } from './browser.js';

/** @type {Awaited<ReturnType<typeof openSite>>} */ let site;
before(async () => { site = await openSite(); });
after(async () => { await site?.close(); });

/** @param {import('playwright-core').Page} page @param {string} text */
const says = (page, text) => page.locator('hs-sentence p', { hasText: text }).waitFor();

test('Step goes on by memory events, over the bounds of lines, each with its reason; the objects follow', async () => {
  const source = 'a = []\nb = a\na = None\n';
  const session = await createSession();
  await session.load(source, { filename: 'main.py' });
  const { page, errors } = await openPage(site);
  await typeProgram(page, source);
  await press(page, 'Step', 1);
  await press(page, 'Step', 2);
  await page.getByLabel('Step by').selectOption('event');
  const rows = page.locator('hs-closeup li button');
  const { events } = await session.memoryEvents(2);
  await rows.first().waitFor();
  assert.equal(await rows.count(), events.length);
  for (const [index, text] of (await rows.allInnerTexts()).entries()) assert.ok(text.includes(events[index]?.reason ?? '?'), text);
  const step = page.getByRole('button', { name: 'Step', exact: true }), back = page.getByRole('button', { name: 'Back', exact: true });
  await back.click();
  await says(page, `Event ${events.length - 1} of ${events.length} of line 2: ${events.at(-2)?.reason}`);
  await step.click();
  await says(page, `Event ${events.length} of ${events.length}`);
  const list = page.locator('hs-closeup tbody tr', { hasText: 'list #' });
  assert.match(await list.innerText(), /a\s+b\s+2/);
  await rows.first().click();
  await says(page, `Event 1 of ${events.length}`);
  const first = await session.memoryState(2, 0);
  assert.match(await list.innerText(), new RegExp(`a\\s+${first.objects.find((object) => object.type === 'list')?.refcount}`));
  await back.click();
  await says(page, 'of line 1:');
  assert.equal(await stepOf(page), 1);
  await step.click();
  await says(page, `Event 1 of ${events.length} of line 2`);
  assert.equal(await stepOf(page), 2);
  await page.keyboard.press('Home');
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('heap-scope')).snapshot.step === 0);
  await page.getByLabel('Step by').selectOption('line');
  await page.getByRole('tab', { name: 'Objects' }).click();
  await press(page, 'Step', 1);
  assert.match(await page.locator('hs-sentence p').innerText(), /^Line 1/);
  assert.deepEqual(errors, []);
  await page.close();
});

test('a dict that outgrows its table shows the old and the new one', async () => {
  const source = "d = {}\nfor c in 'abcdefgh':\n    d[c] = c\n";
  const session = await createSession();
  await session.load(source, { filename: 'main.py' });
  let step = 3;
  for (let { changes } = await session.growth(step); !changes.some((one) => one.before.capacity === 8); { changes } = await session.growth(step)) step++;
  const { changes: [change] } = await session.growth(step);
  const { page, errors } = await openPage(site);
  await typeProgram(page, source);
  for (let at = 1; at <= step; at++) await press(page, 'Step', at);
  await page.getByRole('tab', { name: 'Close-up' }).click();
  await page.locator('hs-closeup .grown').waitFor();
  assert.ok((await page.locator('hs-closeup .grown').innerText()).includes(change?.reason ?? '?'));
  const tables = page.locator('hs-closeup .grown .cells');
  assert.equal(await tables.nth(0).locator('.cell').count(), 8);
  assert.equal(await tables.nth(1).locator('.cell').count(), 16);
  assert.equal(await tables.nth(1).locator('.cell.moved').count(), change?.moved.length);
  for (const { slot, key } of change?.after.entries ?? []) assert.equal((await tables.nth(1).locator('.cell').nth(slot).innerText()).replace(/\s/g, ''), `${slot}${key}`);
  assert.deepEqual(errors, []);
  await page.close();
});

test('objects by type over time, and what was left behind between two points', async () => {
  const source = 'class Node:\n    pass\nfor i in range(5):\n    n = Node()\n    n.me = n\nn = None\n';
  const session = await createSession();
  await session.load(source, { filename: 'main.py' });
  const last = await session.run();
  const { page, errors } = await openPage(site);
  await typeProgram(page, source);
  await page.getByRole('button', { name: 'To the end' }).click();
  await page.waitForFunction((step) => /** @type {any} */ (document.querySelector('heap-scope')).snapshot.step === step, last.step);
  await page.getByRole('tab', { name: 'Over time' }).click();
  await page.locator('hs-census tr[data-type="Node"]').waitFor();
  const { types } = await session.census({ from: 0, to: last.step, points: 2 });
  const cells = await page.locator('hs-census tr[data-type="Node"] td').allInnerTexts();
  assert.equal(cells[1], String(types.find((row) => row.type === 'Node')?.counts[1]));
  await page.getByLabel('First step').fill('5');
  await page.getByRole('button', { name: 'What is left?' }).click();
  const { count, groups } = await session.leaked({ from: 5, to: last.step });
  await page.locator('hs-census [role=status]', { hasText: `${count} object` }).waitFor();
  assert.equal(await page.locator('hs-census li').count(), groups.length);
  const step = groups[0]?.examples[0]?.step;
  await page.locator('hs-census li button').first().click();
  await page.waitForFunction((wanted) => /** @type {any} */ (document.querySelector('heap-scope')).snapshot.step === wanted, step);
  assert.deepEqual(errors, []);
  await page.close();
});

test('Step goes on by instructions: the function with the next one marked, and the value stack', async () => {
  const source = 'def f(x):\n    return [x]\na = f(3) + [1]\nprint(a)\n';
  const session = await createSession();
  await session.load(source, { filename: 'main.py' });
  await session.seek(2);
  const { page, errors } = await openPage(site);
  await typeProgram(page, source);
  await press(page, 'Step', 1);
  await press(page, 'Step', 2);
  await page.getByLabel('Step by').selectOption('instruction');
  const step = page.getByRole('button', { name: 'Step', exact: true });
  let at = await session.seek(2, { instruction: 0 });
  const check = async () => {
    const [top] = at.instruction?.frames ?? [], listing = await session.disassembly();
    const words = `Next: ${top?.opcode}${top?.argrepr ? ` ${top.argrepr}` : top?.arg === null ? '' : ` ${top?.arg}`}, in line ${top?.line}.`;
    await says(page, words);
    const rows = page.locator('hs-closeup .code tbody tr');
    assert.deepEqual((await rows.locator('td:nth-child(3)').allInnerTexts()), listing.instructions.map((row) => row.opcode));
    assert.equal(await page.locator('hs-closeup .code tr[aria-current] td:nth-child(2)').innerText(), String(top?.offset));
    assert.equal(await page.locator('hs-closeup section').first().locator('.stack li').count(), top?.stack.length);
  };
  await check();
  for (let i = 0; i < 9; i++) {
    at = await session.step({ granularity: 'instruction' });
    await step.click();
    await check();
  }
  for (let i = 0; i < 4; i++) {
    at = await session.stepBack({ granularity: 'instruction' });
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await check();
  }
  await page.getByLabel('Step by').selectOption('line');
  await press(page, 'Step', at.step + 1);
  await page.getByRole('tab', { name: 'Objects' }).click();
  assert.deepEqual(errors, []);
  await page.close();
});
