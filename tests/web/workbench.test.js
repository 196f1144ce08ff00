import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openPage, openSite, press, readTable, stepOf, typeProgram } from './browser.js';

/** @import { Snapshot } from '../../site/state/types.js' */

const root = fileURLToPath(new URL('../..', import.meta.url));
/** @type {Awaited<ReturnType<typeof openSite>>} */ let site;

before(async () => { site = await openSite(); });
after(async () => { await site?.close(); });

/** The program's steps as the command line tells them, run under the name that the page gives it. @param {string} source @returns {Snapshot[]} */
function trace(source) {
  const folder = mkdtempSync(join(tmpdir(), 'heapscope-'));
  try {
    writeFileSync(join(folder, 'main.py'), source);
    const out = execFileSync(process.execPath, [`${root}/bindings/cli.js`, 'trace', 'main.py'], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
    return out.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A lesson's text. @param {string} id */
const lesson = (id) => readFileSync(`${root}/site/lessons/${id}.py`, 'utf8').trimEnd();

/** What a reader should see of a traced step: own names with id and count. @param {Snapshot} snapshot */
function expectedNames(snapshot) {
  const byId = new Map(snapshot.objects.map((object) => [object.id, object]));
  return snapshot.namespaces.flatMap((namespace) => namespace.names.filter(({ name }) => !/^__\w+__$/.test(name))
    .map(({ name, ref }) => ({ name, id: ref, count: byId.get(ref)?.refcount })));
}

/** The table's living names in the same shape. @param {Awaited<ReturnType<typeof readTable>>} table */
function shownNames({ names }) {
  return names.filter(({ gone }) => !gone).map(({ name, id, count }) => ({ name, id, count: Number(count.replace(/\u2009/g, '')) }));
}

/** @param {{ name: string }[]} names */
const sorted = (names) => [...names].sort((a, b) => a.name.localeCompare(b.name));

for (const id of ['cycle', 'labels', 'counting', 'del-parts', 'chain', 'calls', 'small-numbers']) {
  test(`${id}: what the table shows, forwards and backwards, is what the trace says`, async () => {
    const steps = trace(lesson(id));
    const { page, errors } = await openPage(site);
    await typeProgram(page, lesson(id));
    await page.getByRole('tab', { name: 'Table' }).click();
    for (const [index, step] of steps.entries()) {
      if (index > 0) await press(page, 'Step', index);
      assert.deepEqual(sorted(shownNames(await readTable(page))), sorted(expectedNames(step)), `step ${index}`);
    }
    for (let index = steps.length - 2; index >= 0; index--) {
      await press(page, 'Back', index);
      const step = steps[index];
      assert.ok(step);
      assert.deepEqual(sorted(shownNames(await readTable(page))), sorted(expectedNames(step)), `back at step ${index}`);
    }
    assert.deepEqual(errors, []);
    await page.close();
  });
}

test('the cycle: freed at once, kept alive, collected; sentence, tombstones and collector agree', async () => {
  const { page, errors } = await openPage(site);
  await press(page, 'To the start', 0);
  const say = page.locator('hs-sentence p');
  const last = trace(lesson('cycle')).length - 1;
  for (let step = 1; step <= 7; step++) await press(page, 'Step', step);
  assert.match(await say.innerText(), /t now refers to .*'gone'.*freed at once/);
  assert.ok(await page.locator('hs-objects .tomb').count() >= 1);
  await press(page, 'Step', 8);
  assert.match(await say.innerText(), /The name a is unbound|the name a is unbound/);
  assert.match(await say.innerText(), /stays alive/);
  await press(page, 'To the end', last);
  assert.match(await say.innerText(), /the collector looked at all objects and found 2 objects/i);
  assert.equal((await page.locator('hs-console pre').innerText()).trim(), '2');
  await page.getByRole('tab', { name: 'Collector' }).click();
  assert.match(await page.locator('hs-collector .last').innerText(), /2 objects/);
  assert.deepEqual(errors, []);
  await page.close();
});

test('a card keeps its place while others come and go', async () => {
  const { page } = await openPage(site);
  await typeProgram(page, 'a = [1]\nb = [2]\nc = [3]\ndel b\nd = [4]\ndel c\n');
  await press(page, 'Step', 1);
  const card = page.locator('hs-objects article.container').first();
  const place = await card.boundingBox();
  for (let step = 2; step <= 6; step++) {
    await press(page, 'Step', step);
    assert.deepEqual(await card.boundingBox(), place, `step ${step}`);
  }
  assert.equal(await page.locator('hs-objects article.tomb.container').count(), 2);
  await page.close();
});

test('a container\'s contents are drawn: slots on the card, a line to each shown object', async () => {
  const { page } = await openPage(site);
  await typeProgram(page, 'inner = ["x"]\nouter = [inner, inner]\n');
  await press(page, 'Step', 1);
  await press(page, 'Step', 2);
  assert.equal(await page.locator('hs-objects article .slot').count(), 3);
  await page.waitForFunction(() => document.querySelector('heap-scope')?.shadowRoot?.querySelector('hs-objects')?.shadowRoot?.querySelectorAll('path.road').length === 5);
  await page.close();
});

test('with many references only the lines of the card in focus are drawn; the others are chips', async () => {
  const { page } = await openPage(site);
  await typeProgram(page, 'hub = ["x"]\nrows = [[hub, hub, hub, hub] for n in range(9)]\n');
  await page.getByRole('button', { name: 'Run' }).click();
  await page.locator('hs-sentence p', { hasText: 'The program has ended' }).waitFor();
  await page.locator('hs-objects button[data-name="rows"]').click();
  const few = await page.locator('hs-objects path.road').count();
  assert.ok(few > 0 && few <= 12, `${few} lines for rows`);
  await page.locator('hs-objects button[data-name="hub"]').click();
  assert.equal(await page.locator('hs-objects path.road:not(.lit)').count(), 0);
  assert.match(await page.locator('hs-objects article.sel + article .slot, hs-objects article .slot').first().innerText(), /0/);
  await page.close();
});

test('on a phone a swipe brings the next view and the tab follows', async () => {
  const { page } = await openPage(site, { width: 390, height: 844 });
  await page.locator('heap-scope .lenses').evaluate((row) => row.scrollTo({ left: row.clientWidth, behavior: 'instant' }));
  await page.waitForFunction(() => document.querySelector('heap-scope')?.shadowRoot?.querySelector('[data-tab="table"]')?.getAttribute('aria-selected') === 'true');
  await page.close();
});

test('Prompt compiles each statement alone, Script the whole', async () => {
  const { page } = await openPage(site);
  await typeProgram(page, 'a = 257\nb = 257\nprint(a is b)');
  await page.getByRole('button', { name: 'Run' }).click();
  await page.locator('hs-console pre').waitFor();
  assert.equal((await page.locator('hs-console pre').innerText()).trim(), 'True');
  await page.getByRole('button', { name: 'Prompt' }).click();
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('heap-scope')).snapshot.step === 0);
  await page.getByRole('button', { name: 'Run' }).click();
  await page.locator('hs-console pre', { hasText: 'False' }).waitFor();
  await page.close();
});

test('a syntax error stands on its line and goes when it is mended', async () => {
  const { page, errors } = await openPage(site);
  await typeProgram(page, 'a = 1\nb = = 2\n');
  assert.match(await page.locator('hs-editor .complaint').innerText(), /SyntaxError: invalid syntax/);
  assert.match(await page.locator('hs-sentence p').innerText(), /^Line 2: SyntaxError/);
  assert.equal(await page.getByRole('button', { name: 'Step', exact: true }).isDisabled(), true);
  await page.locator('hs-editor .cm-content').press('Control+a');
  await page.keyboard.insertText('a = 1');
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('heap-scope')).snapshot.step === 1);
  assert.equal(await page.locator('hs-editor .complaint').count(), 0);
  assert.deepEqual(errors, []);
  await page.close();
});

test('a runtime error stands on its line, with its traceback in the output', async () => {
  const { page } = await openPage(site);
  await typeProgram(page, lesson('message'));
  await page.getByRole('button', { name: 'Run' }).click();
  await page.locator('hs-editor .complaint').waitFor();
  assert.match(await page.locator('hs-editor .complaint').innerText(), /NameError: name 'message' is not defined/);
  assert.match(await page.locator('hs-console pre').innerText(), /Python rocks!\nTraceback \(most recent call last\):/);
  assert.match(await page.locator('hs-sentence p').innerText(), /the program stops with NameError/i);
  await page.close();
});

test('an endless loop leaves the page alive, and Stop works', async () => {
  const { page, errors } = await openPage(site);
  await typeProgram(page, lesson('endless'));
  await page.getByRole('button', { name: 'Run' }).click();
  const stop = page.getByRole('button', { name: 'Stop' });
  await stop.waitFor();
  for (let beat = 0; beat < 5; beat++) {
    const began = Date.now();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => resolve(null))));
    assert.ok(Date.now() - began < 2000, 'the page draws while the program runs');
  }
  await stop.click();
  await page.locator('hs-sentence p', { hasText: 'Stopped by you' }).waitFor();
  const step = await stepOf(page);
  assert.ok(step > 10, `it ran ${step} steps`);
  await press(page, 'Back', step - 1);
  await press(page, 'Step', step);
  await press(page, 'To the start', 0);
  assert.deepEqual(errors, []);
  await page.close();
});

test('a program that asks waits for a line and goes on with it', async () => {
  const { page, errors } = await openPage(site);
  await typeProgram(page, lesson('ask'));
  await page.getByRole('button', { name: 'Run' }).click();
  const field = page.getByLabel('A line for the program');
  await field.waitFor();
  assert.match(await page.locator('hs-sentence p').innerText(), /^Line 1, name = input\(.*waits for a line/);
  await field.fill('Ada');
  await field.press('Enter');
  await page.locator('hs-console pre', { hasText: 'Hello, Ada' }).waitFor();
  assert.deepEqual(errors, []);
  await page.close();
});

test('by keyboard alone: keys step, the slider seeks, tabs and cards are walked with arrows', async () => {
  const { page, errors } = await openPage(site);
  await page.keyboard.press('Home');
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('heap-scope')).snapshot.step === 0);
  for (const [key, step] of /** @type {const} */ ([['s', 1], ['F10', 2], ['ArrowRight', 3], ['b', 2], ['F9', 1], ['ArrowRight', 2]])) {
    await page.keyboard.press(key);
    await page.waitForFunction((wanted) => /** @type {any} */ (document.querySelector('heap-scope')).snapshot.step === wanted, step);
  }
  const slider = page.getByRole('slider', { name: 'Step' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('heap-scope')).snapshot.step === 3);
  assert.match(await slider.getAttribute('aria-valuetext') ?? '', /^step 3/);
  await page.getByRole('tab', { name: 'Objects' }).focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.getByRole('tab', { name: 'Table' }).getAttribute('aria-selected'), 'true');
  await page.keyboard.press('ArrowLeft');
  await page.locator('hs-objects article[tabindex="0"]').focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('hs-inspector .id').isVisible());
  assert.deepEqual(errors, []);
  await page.close();
});

for (const [width, height, dark] of /** @type {const} */ ([[1280, 800, false], [1280, 800, true], [390, 844, false], [390, 844, true]])) {
  test(`at ${width} pixels, ${dark ? 'dark' : 'light'}: nothing runs off the page and every control is within reach`, async () => {
    const { page, errors } = await openPage(site, { width, height, dark });
    const box = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, high: document.documentElement.scrollHeight }));
    assert.ok(box.wide <= width && box.high <= height, JSON.stringify(box));
    for (const name of ['To the start', 'Back', 'Step', 'To the end']) {
      const place = await page.getByRole('button', { name, exact: true }).boundingBox();
      assert.ok(place && place.x >= 0 && place.x + place.width <= width && place.y + place.height <= height, name);
    }
    if (width < 700) {
      assert.equal(await page.locator('hs-objects path.road').first().isVisible().catch(() => false), false);
      await page.getByRole('tab', { name: 'Output' }).click();
      await page.locator('[data-lens="output"] hs-console').waitFor();
    }
    assert.deepEqual(errors, []);
    await page.close();
  });
}

test('the picker brings another program', async () => {
  const { page } = await openPage(site);
  await page.getByLabel('Program to look at').selectOption('labels');
  await page.waitForFunction((text) => /** @type {any} */ (document.querySelector('heap-scope')).loadedSource === text, lesson('labels'));
  await page.getByRole('button', { name: 'Run' }).click();
  await page.locator('hs-console pre', { hasText: '21 3.14' }).waitFor();
  await page.close();
});

test('two embeds in an article live side by side', async () => {
  const { page, errors } = await openPage(site, { path: 'examples/article.html' });
  const [first, second] = [page.locator('heap-scope').nth(0), page.locator('heap-scope').nth(1)];
  await second.scrollIntoViewIfNeeded();
  await second.locator('hs-collector').waitFor();
  await first.getByRole('button', { name: 'Step', exact: true }).click();
  await page.waitForFunction(() => /** @type {any} */ (document.querySelectorAll('heap-scope')[0]).snapshot.step === 3);
  await second.getByRole('button', { name: 'Run' }).click();
  await second.locator('hs-console pre', { hasText: '2' }).waitFor();
  assert.equal(await page.evaluate(() => /** @type {any} */ (document.querySelectorAll('heap-scope')[0]).snapshot.step), 3);
  assert.deepEqual(errors, []);
  await page.close();
});

test('without the engine the page says so, keeps the program readable and can try again', async () => {
  const page = await site.browser.newPage();
  await page.route('**/heapscope.wasm', (route) => route.abort());
  await page.goto(site.url);
  await page.getByText('The Python engine is not here').waitFor();
  assert.match(await page.locator('hs-editor pre').innerText(), /a\.append\(b\)/);
  await page.unroute('**/heapscope.wasm');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.waitForFunction(() => Boolean(/** @type {any} */ (document.querySelector('heap-scope')).snapshot));
  await page.close();
});

test('a second file of the engine that cannot be fetched loses nothing: the step is taken when it can', async () => {
  const page = await site.browser.newPage();
  await page.route('**/heapscope-more.wasm', (route) => route.abort());
  await page.goto(site.url);
  await page.waitForFunction(() => Boolean(/** @type {any} */ (document.querySelector('heap-scope'))?.snapshot));
  await typeProgram(page, 'a = [1]\nb = complex(1, 2)\nc = b * b\n');
  await press(page, 'Step', 1);
  await page.getByRole('button', { name: 'Step', exact: true }).first().click();
  await page.getByText('Nothing is lost').first().waitFor();
  assert.equal(await stepOf(page), 1);
  await press(page, 'Back', 0);
  await press(page, 'Step', 1);
  await page.unroute('**/heapscope-more.wasm');
  await press(page, 'Step', 2);
  await press(page, 'Step', 3);
  assert.equal(await page.evaluate(() => /** @type {any} */ (document.querySelector('heap-scope')).snapshot.objects.filter((/** @type {any} */ object) => object.type === 'complex').length), 2);
  await page.close();
});
