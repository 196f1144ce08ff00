/**
 * What the browser tests share: a Chromium, the built site served under a sub-path, and a page that
 * remembers every error it saw.
 *
 * @import { Browser, Page } from 'playwright-core'
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { staticServer } from '../../site/serve.mjs';

const SITE = fileURLToPath(new URL('../../dist/site', import.meta.url));
const CHROMIUMS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Milliseconds that anything on a page may take on a busy machine. */
export const PATIENCE = 20000;

/**
 * A browser and the site, under a path that is not the root.
 * @returns {Promise<{ browser: Browser, url: string, stopServing: () => Promise<void>, close: () => Promise<void> }>}
 */
export async function openSite() {
  const executablePath = CHROMIUMS.find((path) => existsSync(path));
  if (!executablePath) throw new Error('no Chromium: install the package chromium');
  if (!existsSync(`${SITE}/index.html`)) throw new Error('no site: run ./build.sh site first');
  const server = staticServer(SITE, '/some/folder/');
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const stopServing = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(() => resolve(undefined)));
  };
  return {
    browser, url: `http://127.0.0.1:${port}/some/folder/`, stopServing,
    close: async () => {
      await browser.close();
      await stopServing();
    },
  };
}

/**
 * A page of the site that has loaded its engine; `errors` fills with what went wrong on it.
 * @param {{ browser: Browser, url: string }} site
 * @param {{ path?: string, width?: number, height?: number, dark?: boolean, reducedMotion?: boolean }} [options]
 */
export async function openPage({ browser, url }, { path = '', width = 1280, height = 800, dark = false, reducedMotion = true } = {}) {
  const phone = width < 700;
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', reducedMotion: reducedMotion ? 'reduce' : 'no-preference', hasTouch: phone, isMobile: phone });
  page.setDefaultTimeout(PATIENCE);
  /** @type {string[]} */ const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
  await page.goto(url + path);
  await page.waitForFunction(() => Boolean(/** @type {any} */ (document.querySelector('heap-scope'))?.snapshot));
  return { page, errors };
}

/**
 * Types a program over the present one, key by key, and waits until it is loaded.
 * @param {Page} page
 * @param {string} source
 */
export async function typeProgram(page, source) {
  await page.locator('hs-editor pre').first().focus();
  await page.keyboard.press('Enter');
  await page.locator('hs-editor .cm-content').first().waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(source);
  await page.waitForFunction((text) => {
    const element = /** @type {any} */ (document.querySelector('heap-scope'));
    return element.loadedSource === text && element.state.busy === 'no' && element.snapshot?.step === 0;
  }, source);
}

/** The step at which the page's element stands. @param {Page} page */
export function stepOf(page) {
  return page.evaluate(() => /** @type {number} */ (/** @type {any} */ (document.querySelector('heap-scope')).snapshot.step));
}

/**
 * Presses a control and waits for the step it leads to.
 * @param {Page} page
 * @param {'Step' | 'Back' | 'To the start' | 'To the end'} button
 * @param {number} step
 */
export async function press(page, button, step) {
  await page.getByRole('button', { name: button, exact: true }).first().click();
  await page.waitForFunction((wanted) => /** @type {any} */ (document.querySelector('heap-scope')).snapshot?.step === wanted, step);
}

/**
 * What the table shows, as a reader sees it: names with the object they refer to, and objects.
 * @param {Page} page
 */
export async function readTable(page) {
  await page.locator('hs-table table').first().waitFor();
  return page.locator('hs-table').first().evaluate((table) => {
    const root = /** @type {ShadowRoot} */ (table.shadowRoot);
    const text = (/** @type {Element | null | undefined} */ cell) => cell?.textContent?.replace(/[ \n]+/g, ' ').trim() ?? '';
    const names = [...root.querySelectorAll('tr[data-name]')].map((row) => ({
      name: /** @type {HTMLElement} */ (row).dataset.name ?? '', gone: row.classList.contains('gone'), id: row.querySelector('.id')?.getAttribute('title') ?? '', count: text(row.querySelector('.num')),
    }));
    const objects = [...root.querySelectorAll('tr[data-serial]')].map((row) => ({
      id: row.querySelector('.id')?.getAttribute('title') ?? '', dead: row.classList.contains('dead'), label: text(row.querySelector('th')), value: row.querySelector('.value')?.getAttribute('title') ?? text(row.querySelector('.value')), count: text(row.querySelector('.count')),
    }));
    return { names, objects };
  });
}
