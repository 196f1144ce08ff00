/** Saving, opening and sharing from the page, as a reader does it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { readSessionFile } from '../../bindings/heapscope.js';
import { openPage, openSite, press, stepOf, typeProgram } from './browser.js';

/** @typedef {import('playwright-core').Page} Page */
/** @type {Awaited<ReturnType<typeof openSite>>} */ let site;
before(async () => { site = await openSite(); });
after(async () => { await site?.close(); });

const PROGRAM = 'name = input("? ")\nx = [name]\ny = x\ndel x\n';
const SESSION = JSON.stringify({ heapscope: 'session', version: 1, source: PROGRAM, options: { inputs: ['Ada'] }, step: 3 });

/** @param {Page} page */
async function openMenu(page) {
  await page.getByRole('button', { name: 'Save and share' }).click();
  await page.getByRole('complementary', { name: 'Save and share' }).waitFor();
}

/** What a button of the menu saves. @param {Page} page @param {RegExp} name @returns {Promise<{ file: string, text: string }>} */
async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  return { file: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

/** Gives the menu's picker a file. @param {Page} page @param {string} name @param {string} text */
function pick(page, name, text) {
  return page.getByLabel('File to open').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
}

/** @param {Page} page @param {string} source @param {number} step */
function waitFor(page, source, step) {
  return page.waitForFunction(([text, wanted]) => {
    const element = /** @type {any} */ (document.querySelector('heap-scope'));
    return element.loadedSource === text && element.state.busy === 'no' && element.snapshot?.step === wanted;
  }, /** @type {[string, number]} */ ([source, step]));
}

test('the menu works by keyboard alone', async () => {
  const { page, errors } = await openPage(site);
  await page.getByRole('button', { name: 'Save and share' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('heap-scope')?.shadowRoot?.activeElement?.localName === 'hs-share');
  const focused = () => page.evaluate(() => document.querySelector('heap-scope')?.shadowRoot?.querySelector('hs-share')?.shadowRoot?.activeElement?.textContent);
  assert.match(await focused() ?? '', /^Picture/);
  await page.keyboard.press('ArrowDown');
  assert.match(await focused() ?? '', /^Heap snapshot/);
  const step = await stepOf(page);
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  assert.equal(download.suggestedFilename(), 'step.heapsnapshot');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('hs-share').count(), 0);
  assert.equal(await page.evaluate(() => document.querySelector('heap-scope')?.shadowRoot?.activeElement?.getAttribute('aria-label')), 'Save and share');
  assert.equal(await stepOf(page), step);
  assert.deepEqual(errors, []);
  await page.close();
});

test('what is saved is what is shown', async () => {
  const { page, errors } = await openPage(site, { dark: true });
  await typeProgram(page, 'a = [1]\nb = a\ndel a\n');
  await press(page, 'Step', 1);
  await press(page, 'Step', 2);
  await openMenu(page);
  const picture = await saved(page, /^Picture/);
  assert.equal(picture.file, 'step.svg');
  assert.match(picture.text, /#17181b[^]*<text[^>]*>b<[^]*>list</);
  const cards = await page.locator('hs-objects article').count();
  assert.equal(picture.text.match(/<g transform="translate/g)?.length, cards);
  assert.equal(JSON.parse((await saved(page, /^Trace/)).text).trace.length, 4);
  assert.match((await saved(page, /^Moving picture/)).text, /@keyframes/);
  assert.match((await saved(page, /^Graph/)).text, /^digraph/);
  const file = readSessionFile((await saved(page, /^Session file/)).text);
  assert.deepEqual([file.source, file.step, file.options.mode], ['a = [1]\nb = a\ndel a\n', 2, 'script']);
  await page.getByText('Saved session.json.').waitFor();
  assert.equal(await stepOf(page), 2);
  assert.deepEqual(errors, []);
  await page.close();
});

test('a session file is opened with its input and its step', async () => {
  const { page, errors } = await openPage(site);
  await openMenu(page);
  await pick(page, 'mine.json', SESSION);
  await waitFor(page, PROGRAM, 3);
  const names = await page.evaluate(() => /** @type {any} */ (document.querySelector('heap-scope')).snapshot.namespaces[0].names.map((/** @type {any} */ entry) => entry.name));
  assert.deepEqual(names, ['name', 'x', 'y']);
  await pick(page, 'other.py', 'z = 1\n');
  await waitFor(page, 'z = 1\n', 0);
  assert.deepEqual(errors, []);
  await page.close();
});

test('a file can be dropped; a broken one is refused in words and changes nothing', async () => {
  const { page, errors } = await openPage(site);
  const drop = async (/** @type {string} */ name, /** @type {string} */ text) => {
    const transfer = await page.evaluateHandle(([title, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content ?? ''], title ?? ''));
      return data;
    }, [name, text]);
    await page.locator('heap-scope .frame').first().dispatchEvent('drop', { dataTransfer: transfer });
  };
  await drop('mine.json', SESSION);
  await waitFor(page, PROGRAM, 3);
  await openMenu(page);
  await drop('broken.json', '{"heapscope": "session", "version": 1}');
  await page.getByText('the session file is broken: "source" should be a text').waitFor();
  await drop('latin.py', 'x = 1\ufffd');
  await page.getByText('latin.py is not a text in UTF-8.').waitFor();
  await waitFor(page, PROGRAM, 3);
  assert.deepEqual(errors, []);
  await page.close();
});

test('a link carries the program, its mode and the step', async () => {
  const source = 'ü = 257; b = 257\nü is b\n';
  const { page, errors } = await openPage(site);
  await page.getByRole('button', { name: 'Prompt' }).click();
  await typeProgram(page, source);
  await press(page, 'Step', 1);
  await openMenu(page);
  await page.getByRole('button', { name: /^Copy a link/ }).click();
  await page.getByText(/address bar/).waitFor();
  const address = page.url();
  await page.close();
  const other = await openPage(site, { path: new URL(address).hash });
  await waitFor(other.page, source, 1);
  assert.equal(await other.page.getByRole('button', { name: 'Prompt' }).getAttribute('aria-pressed'), 'true');
  await other.page.evaluate(() => { location.hash = `#code=${encodeURIComponent('q = []\nr = q\n')}&py=3&curInstr=2`; });
  await waitFor(other.page, 'q = []\nr = q\n', 2);
  assert.deepEqual([...errors, ...other.errors], []);
  await other.page.close();
});

test('a Python that there is not is told, and another can be chosen', async () => {
  const { page, errors } = await openPage(site);
  await page.evaluate(() => { location.hash = `#code=${encodeURIComponent('q = []\n')}&python=3.9`; });
  await page.getByRole('alert').getByText('there is no Python 3.9 here: 3.10, 3.11, 3.12, 3.13 or 3.14').waitFor();
  await page.getByLabel('Python', { exact: true }).selectOption('3.10');
  await waitFor(page, 'q = []\n', 0);
  assert.deepEqual(errors, []);
  await page.close();
});
