/** The Worker's side of a RemoteSession: runs a LocalSession, answers calls, forwards its events. */
import { LocalSession } from './session.js';
import { openLibrary } from './library.js';
import { attachLeaving, attachSecond } from './second.js';
import { compileModule } from './compile.js';
import { warmUp } from './warm.js';

const IDLE_MS = 300; // after the last call, until the engine is warmed up

/** @typedef {{id: number, call: string, args: any[]}} Call */

/** @type {LocalSession | null} */
let session = null;

/** @param {any} options */
async function open(options) {
  const { read, foresee } = await openLibrary(options.library);
  const module = attachSecond(options.module, () => compileModule(fetch(options.moreWasm)));
  if (options.belowWasm) attachLeaving(module, () => compileModule(fetch(options.belowWasm)));
  cold = module;
  session = new LocalSession(module, { ...options, hasWorker: true, library: read, foresee });
  session.on('output', hold);
  for (const event of /** @type {const} */ (['progress', 'state', 'search'])) {
    session.on(event, (/** @type {unknown} */ detail) => {
      pour();
      postMessage({ event, detail });
    });
  }
}

/** @typedef {{stream: 'out' | 'err', text: string}} Chunk */

/** Output since the last message: a program that prints in a loop must not flood the page. @type {Chunk[]} */
let held = [];

/** @param {Chunk} chunk */
function hold(chunk) {
  const last = held.at(-1);
  if (last && last.stream === chunk.stream) last.text += chunk.text;
  else held.push({ ...chunk });
}

function pour() {
  for (const detail of held) postMessage({ event: 'output', detail });
  held = [];
}

/** Callbacks of a call that wait for their answer. @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
const replies = new Map();
let nextReply = 1;

/** A function on the page's side. @param {number} callback */
const backTo = (callback) => (/** @type {unknown[]} */ ...args) =>
  new Promise((resolve, reject) => {
    const reply = nextReply++;
    replies.set(reply, { resolve, reject });
    postMessage({ callback, reply, args });
  });

/** @param {Call} call */
async function answer({ id, call, args }) {
  try {
    const given = args.map((arg) => (arg?.callback ? backTo(arg.callback) : arg));
    const value = call === 'open' ? await open(given[0]) : await /** @type {any} */ (session)[call](...given);
    pour();
    postMessage({ id, value });
    if (call === 'preload') beginWarming();
  } catch (error) {
    const { name, message } = /** @type {Error} */ (error);
    postMessage({ id, error: { name, message } });
  }
  whenIdle();
}

/** @type {WebAssembly.Module | null} */ let cold = null;
/** @type {Generator | null} */ let warming = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */ let timer;

/** When the second file is there: without it the program that warms up would stop where it needs that. */
function beginWarming() {
  if (cold) warming = warmUp(cold, true);
  cold = null;
}

/** Most readers read before they run. A call stops it, until there is nothing to do again. */
function whenIdle() {
  clearTimeout(timer);
  if (warming) timer = setTimeout(warmFurther, IDLE_MS);
}

function warmFurther() {
  if (warming?.next().done) warming = null;
  else timer = setTimeout(warmFurther);
}

addEventListener('message', ({ data }) => {
  clearTimeout(timer);
  if (!data.reply) return void answer(data);
  const waiter = replies.get(data.reply);
  replies.delete(data.reply);
  if (data.error) waiter?.reject(new Error(data.error));
  else waiter?.resolve(data.value);
});
