/** Travel by question on the page: the panel, the keys, the gutter; each goes where the session says, and says so in the sentence. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createSession } from '../../bindings/heapscope.js';
import { openPage, openSite, press, stepOf, typeProgram } from './browser.js';

/** @type {Awaited<ReturnType<typeof openSite>>} */ let site;
before(async () => { site = await openSite(); });
after(async () => { await site?.close(); });

const PROGRAM = `import gc
def f(x):
    y = [x]
    return y
a = []
b = a
for i in range(3):
    b = f(i)
print(b)
del a
gc.collect()
try:
    1 / 0
except ZeroDivisionError:
    pass
b = None
`;

/** @param {import('playwright-core').Page} page @param {number} step */
const arrives = (page, step) => page.waitForFunction((wanted) => /** @type {any} */ (document.querySelector('heap-scope')).snapshot.step === wanted, step);
/** @param {import('playwright-core').Page} page */
const sentence = (page) => page.locator('hs-sentence p').innerText();

test('the panel goes where the session says, in both directions, and the sentence tells', async () => {
  const session = await createSession();
  await session.load(PROGRAM, { filename: 'main.py' });
  const { page, errors } = await openPage(site);
  await typeProgram(page, PROGRAM);
  await page.getByRole('button', { name: 'Go to…' }).click();
  const panel = page.locator('hs-goto');
  const ask = async (/** @type {import('../../bindings/types.js').TravelQuestion} */ question, /** @type {string} */ button) => {
    const { step, found } = await session.travel(question);
    assert.ok(found, button);
    await panel.locator(`button[data-to="${button}"]`).click();
    await arrives(page, step);
  };
  await ask({ to: 'into' }, 'into');
  await panel.getByLabel('Line to go to').fill('8');
  await panel.getByLabel('Line to go to').press('Enter');
  await arrives(page, (await session.travel({ to: 'line', line: 8 })).step);
  assert.match(await sentence(page), /^Next arrival at line 8\./);
  await ask({ to: 'over' }, 'over');
  await panel.locator('form', { hasText: 'call of f' }).getByRole('button').click();
  await arrives(page, (await session.travel({ to: 'call', name: 'f' })).step);
  await ask({ to: 'out' }, 'out');
  await ask({ to: 'output' }, 'output');
  await ask({ to: 'collection' }, 'collection');
  await ask({ to: 'exception' }, 'exception');
  await panel.getByRole('button', { name: 'previous' }).click();
  await ask({ to: 'output', direction: 'back' }, 'output');
  const here = await stepOf(page);
  await panel.locator('button[data-to="output"]').click();
  await page.locator('hs-sentence p', { hasText: 'There is no previous output from here.' }).waitFor();
  assert.equal(await stepOf(page), here);
  await panel.getByLabel('Name or object').selectOption({ label: 'b' });
  await ask({ to: 'change', name: 'b', direction: 'back' }, 'change ');
  assert.match(await sentence(page), /^Previous change of the name b/);
  const { id } = (await session.referrers('b')).object;
  await panel.getByRole('button', { name: 'next' }).click();
  const death = await session.travel({ to: 'death', ref: { id } });
  await panel.locator('button[data-to="death "]').click();
  await arrives(page, death.step);
  assert.ok((await sentence(page)).includes(death.reason?.text ?? '?'));
  await page.keyboard.press('Escape');
  assert.equal(await panel.count(), 0);
  assert.equal(await page.evaluate(() => /** @type {any} */ (document.querySelector('heap-scope')).shadowRoot.activeElement?.dataset.panel), 'goto');
  assert.deepEqual(errors, []);
  await page.close();
});

test('keys go through the changes of the chosen count, over calls and out of them', async () => {
  const session = await createSession();
  await session.load(PROGRAM, { filename: 'main.py' });
  const { page, errors } = await openPage(site);
  await typeProgram(page, PROGRAM);
  await page.keyboard.press('Escape');
  for (const step of [1, 2, 3]) await press(page, 'Step', step);
  await session.seek(3);
  await page.locator('hs-objects article.container').first().click();
  const ref = { id: (await session.referrers('a')).object.id };
  for (const [key, direction] of /** @type {const} */ ([['n', 'forward'], ['n', 'forward'], ['p', 'back']])) {
    const { step } = await session.travel({ to: 'change', ref, what: 'count', direction });
    await page.keyboard.press(key);
    await arrives(page, step);
    assert.match(await sentence(page), /change of the count of list #\d+: count of list \d → \d by line/);
  }
  for (const [key, to] of /** @type {const} */ ([['o', 'over'], ['o', 'over'], ['s', 'into'], ['u', 'out']])) {
    const { step } = await session.travel({ to });
    await page.keyboard.press(key);
    await arrives(page, step);
  }
  assert.deepEqual(errors, []);
  await page.close();
});

test('a click in the gutter sets a stop, Run goes to it, a condition chooses; stops move with their lines', async () => {
  const session = await createSession();
  await session.load(PROGRAM, { filename: 'main.py' });
  const { page, errors } = await openPage(site);
  await typeProgram(page, PROGRAM);
  await page.locator('hs-editor .cm-lineNumbers .cm-gutterElement:text-is("4")').click();
  await page.locator('hs-editor .cm-gutterElement.stop-number:text-is("4")').waitFor();
  const run = page.getByRole('button', { name: 'Run ▸' });
  await run.click();
  await arrives(page, (await session.travel({ to: 'breakpoint', breakpoints: [{ line: 4 }] })).step);
  await page.getByRole('button', { name: 'Go to…' }).click();
  await page.getByLabel('Condition of the stop at line 4').fill('x == 2');
  await page.getByLabel('Condition of the stop at line 4').press('Enter');
  await run.click();
  const { step } = await session.travel({ to: 'breakpoint', breakpoints: [{ line: 4, condition: 'x == 2' }] });
  await arrives(page, step);
  await run.click();
  await page.getByRole('button', { name: 'Again' }).waitFor();
  await page.getByLabel('Condition of the stop at line 4').fill('x ===');
  await page.getByLabel('Condition of the stop at line 4').press('Enter');
  await press(page, 'To the start', 0);
  await run.click();
  await page.locator('hs-sentence p', { hasText: 'SyntaxError' }).waitFor();
  await page.locator('hs-editor .cm-content').focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Enter');
  await page.locator('hs-editor .cm-gutterElement.stop-number:text-is("5")').waitFor();
  await page.getByLabel('Condition of the stop at line 5').waitFor();
  await page.keyboard.press('F8');
  await page.locator('hs-editor .cm-gutterElement.stop-number:text-is("2")').waitFor();
  await page.getByRole('button', { name: 'Remove this stop' }).first().click();
  await page.getByRole('button', { name: 'Remove this stop' }).first().click();
  await page.locator('hs-editor .stop-number').waitFor({ state: 'detached' });
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (document.querySelector('heap-scope')).state.breakpoints), []);
  assert.deepEqual(errors, []);
  await page.close();
});

test('a search in a long run can be stopped', async () => {
  const { page, errors } = await openPage(site);
  await typeProgram(page, 'n = 0\nwhile True:\n    n += 1\n');
  await page.getByRole('button', { name: 'Go to…' }).click();
  await page.locator('hs-goto button[data-to="output"]').click();
  await page.getByRole('button', { name: 'Stop', exact: false }).first().click();
  await page.locator('hs-sentence p', { hasText: 'stopped' }).waitFor();
  assert.equal(await stepOf(page), 0);
  await press(page, 'Step', 1);
  assert.deepEqual(errors, []);
  await page.close();
});
