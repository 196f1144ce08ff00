/** The element in a page whose host is not the one that its files come from. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { openPage, openSite } from './browser.js';

/** @type {Awaited<ReturnType<typeof openSite>>} */ let site;
before(async () => void (site = await openSite()));
after(() => site.close());

test('the element works in a page of another origin, its Worker too', async () => {
  const blog = createServer((request, response) => response.writeHead(request.url === '/' ? 200 : 404, { 'content-type': 'text/html' }).end(`<!doctype html><html lang="en"><link rel="icon" href="data:,">
<script type="module" src="${site.url}heap-scope.js"></script><heap-scope layout="embed"><pre>
from dataclasses import dataclass
a = [1]
print(a)
</pre></heap-scope></html>`));
  await new Promise((resolve) => blog.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (blog.address());
  const { page, errors } = await openPage({ browser: site.browser, url: `http://127.0.0.1:${port}/` });
  await page.getByRole('button', { name: 'Run' }).click();
  await page.locator('hs-console pre', { hasText: '[1]' }).waitFor();
  assert.ok(page.workers().length > 0);
  assert.deepEqual(errors, []);
  await page.close();
  blog.closeAllConnections();
  await new Promise((resolve) => blog.close(resolve));
});
