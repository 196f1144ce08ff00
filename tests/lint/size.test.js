/** The wasm stays small: what a page has to load before the first program runs. Lower the figures when the wasm shrinks. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const wasm = readFileSync(new URL('../../build/heapscope.wasm', import.meta.url));
const BROTLI = 316_000;
const GZIP = 379_000;

test(`build/heapscope.wasm is below ${BROTLI} bytes with brotli -q 11, ${GZIP} with gzip -9`, () => {
  const brotli = brotliCompressSync(wasm, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: wasm.length },
  });
  const gzip = gzipSync(wasm, { level: 9 });
  assert.ok(brotli.length < BROTLI, `brotli: ${brotli.length}`);
  assert.ok(gzip.length < GZIP, `gzip: ${gzip.length}`);
});

test('the printf of the C library is not in the wasm', () => {
  assert.ok(!wasm.includes('-+   0X0x'), 'a file of core/ calls snprintf: use compile/format.h or the writer of str');
});
