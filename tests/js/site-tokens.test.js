import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const css = readFileSync(new URL('../../site/style/tokens.css', import.meta.url), 'utf8');

/** The light and the dark colour of a role. @param {string} role */
function colours(role) {
  const match = new RegExp(`--hs-${role}:.*?light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css);
  assert.ok(match, `--hs-${role} has a light and a dark colour`);
  return [match[1] ?? '', match[2] ?? ''];
}

/** Relative luminance after WCAG 2. @param {string} colour */
function luminance(colour) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {string} one @param {string} other */
function contrast(one, other) {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

const READ = ['ink', 'dim', 'accent', 'up', 'down', 'freed', 'number', 'text', 'container', 'code'];

for (const ground of ['pane', 'bg', 'sunk']) {
  test(`words can be read on ${ground}, light and dark`, () => {
    for (const role of READ) {
      for (const scheme of [0, 1]) {
        const ratio = contrast(colours(role)[scheme] ?? '', colours(ground)[scheme] ?? '');
        assert.ok(ratio >= 4.5, `${role} on ${ground}: ${ratio.toFixed(2)} in scheme ${scheme}`);
      }
    }
  });
}

test('what is marked as next or wrong can be read as well, and lines can be seen', () => {
  for (const scheme of [0, 1]) {
    for (const [role, ground, least] of /** @type {const} */ ([['accent', 'accent-soft', 4.5], ['on-accent', 'accent', 4.5], ['down', 'down-soft', 4.5], ['ink', 'accent-soft', 4.5], ['edge', 'pane', 3], ['line-firm', 'pane', 3]])) {
      const ratio = contrast(colours(role)[scheme] ?? '', colours(ground)[scheme] ?? '');
      assert.ok(ratio >= least, `${role} on ${ground}: ${ratio.toFixed(2)} in scheme ${scheme}`);
    }
  }
});
