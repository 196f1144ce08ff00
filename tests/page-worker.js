/** Workers as a page has them, made of threads of Node, for sessions with `worker: true`. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker as NodeWorker } from 'node:worker_threads';
import { wasmPath } from '../bindings/node.js';

const LIBRARY = fileURLToPath(new URL('../core/lib/python/', import.meta.url));

/** @type {PageWorker[]} */ const made = [];

export class PageWorker extends NodeWorker {
  /** @type {((event: {data: unknown}) => void) | undefined} */ onmessage;
  /** @type {((error: Error) => void) | undefined} */ onerror;

  /** @param {URL} url */
  constructor(url) {
    super(`const { parentPort } = require('node:worker_threads');
      globalThis.postMessage = (data) => parentPort.postMessage(data);
      globalThis.addEventListener = (_, listener) => parentPort.on('message', (data) => listener({ data }));
      import(${JSON.stringify(url.href)});`, { eval: true });
    made.push(this);
    this.on('message', (data) => this.onmessage?.({ data }));
    this.on('error', (error) => this.onerror?.(error));
  }

  /** As a browser ends a Worker: it answers no more, and the page is told. @param {Error} error */
  die(error) {
    this.onmessage = undefined;
    this.terminate();
    this.onerror?.(error);
  }
}

/** @param {string} type @param {string | Uint8Array} content */
const address = (type, content) => `data:${type};base64,${Buffer.from(content).toString('base64')}`;

/** From now on, until restore(), Workers are such; options: where they find the runtime. */
export function pageWorkers() {
  const before = /** @type {any} */ (globalThis).Worker;
  const names = readdirSync(LIBRARY, { recursive: true }).map(String).filter((name) => name.endsWith('.py'));
  const library = Object.fromEntries(names.map((name) => [name, readFileSync(LIBRARY + name, 'utf8')]));
  Object.assign(globalThis, { Worker: PageWorker });
  return {
    options: {
      wasm: address('application/wasm', readFileSync(wasmPath())),
      moreWasm: address('application/wasm', readFileSync(wasmPath().replace(/\.wasm$/, '-more.wasm'))),
      belowWasm: address('application/wasm', readFileSync(wasmPath().replace(/\.wasm$/, '-below.wasm'))),
      library,
    },
    get last() {
      return /** @type {PageWorker} */ (made.at(-1));
    },
    restore: () => void Object.assign(globalThis, { Worker: before }),
  };
}
