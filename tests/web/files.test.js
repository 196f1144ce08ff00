import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const site = fileURLToPath(new URL('../../dist/site/', import.meta.url));
const pages = readdirSync(site, { recursive: true }).map(String).filter((name) => name.endsWith('.html'));

for (const page of pages) {
  const html = readFileSync(site + page, 'utf8');
  test(`${page}: a strict content policy, no script in the page, every address relative`, () => {
    assert.match(html, /Content-Security-Policy" content="[^"]*script-src 'self' 'wasm-unsafe-eval'; /);
    assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)/);
    assert.doesNotMatch(html, /\son\w+=/);
    for (const [, address = ''] of html.matchAll(/\s(?:src|href)="([^"]*)"/g)) assert.match(address, /^(?!\/|\w+:)/, address);
  });
}

test('no built script names an absolute address of its own', () => {
  for (const name of readdirSync(site).filter((file) => file === 'heap-scope.js' || file.startsWith('chunk-'))) {
    assert.doesNotMatch(readFileSync(site + name, 'utf8'), /["'`]\/(?:bindings|lessons|heapscope)/, name);
  }
});
