/** Every probe through a session in a Worker of Node: what it prints is what CPython 3.11 printed. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Worker as NodeWorker } from 'node:worker_threads';
import { createSession } from '../../bindings/heapscope.js';
import { wasmPath } from '../../bindings/node.js';
import { programs } from '../programs.js';

const LIBRARY = fileURLToPath(new URL('../../core/lib/python/', import.meta.url));

/** A page's Worker, made of a thread of Node. */
class PageWorker extends NodeWorker {
  /** @param {URL} url */
  constructor(url) {
    super(`const { parentPort } = require('node:worker_threads');
      globalThis.postMessage = (data) => parentPort.postMessage(data);
      globalThis.addEventListener = (_, listener) => parentPort.on('message', (data) => listener({ data }));
      import(${JSON.stringify(url.href)});`, { eval: true });
    this.on('message', (data) => this.onmessage?.({ data }));
    this.on('error', (error) => this.onerror?.(error));
  }
}

/** @param {string} type @param {string | Uint8Array} content */
const address = (type, content) => `data:${type};base64,${Buffer.from(content).toString('base64')}`;

/** @type {Awaited<ReturnType<typeof createSession>>} */ let session;

before(async () => {
  const names = readdirSync(LIBRARY, { recursive: true }).map(String).filter((name) => name.endsWith('.py'));
  const library = Object.fromEntries(names.map((name) => [name, readFileSync(LIBRARY + name, 'utf8')]));
  Object.assign(globalThis, { Worker: PageWorker });
  session = await createSession({
    worker: true, wasm: address('application/wasm', readFileSync(wasmPath())), library: address('application/json', JSON.stringify(library)),
  });
});
after(() => session.dispose());

for (const program of programs('probes')) {
  test(`${program.name} in a Worker`, async () => {
    await session.load(readFileSync(program.file, 'utf8'), { mode: program.interactive ? 'interactive' : 'script', stdin: '' });
    const { stdout } = await session.run();
    assert.equal(stdout.map(({ stream, text }) => (stream === 'out' ? text : '')).join(''), program.expected);
  });
}
