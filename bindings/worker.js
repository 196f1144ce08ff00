/** The Worker's side of a RemoteSession: runs a LocalSession, answers calls, forwards its events. */
import { LocalSession } from './session.js';
import { libraryOf } from './heapscope.js';
import { compileModule } from './wasm.js';

/** @typedef {{id: number, call: string, args: any[]}} Call */

/** @type {LocalSession | null} */
let session = null;

/** @param {any} options */
async function open(options) {
  const response = fetch(options.wasm);
  const files = options.library ? await fetch(options.library).then((r) => (r.ok ? r.json() : {})) : {};
  session = new LocalSession(await compileModule(response), { ...options, library: libraryOf(files) });
  for (const event of /** @type {const} */ (['output', 'progress', 'state'])) {
    session.on(event, (/** @type {unknown} */ detail) => postMessage({ event, detail }));
  }
}

/** @param {Call} call */
async function answer({ id, call, args }) {
  try {
    const value = call === 'open' ? await open(args[0]) : await /** @type {any} */ (session)[call](...args);
    postMessage({ id, value });
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    postMessage({ id, error: { name, message } });
  }
}

addEventListener('message', (event) => void answer(event.data));
