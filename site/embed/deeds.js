/**
 * What the reader can do besides going about in the run: take away and bring in (downloads, opened files, links with the program
 * in them), travel by question (journeys.js), and ask (asks.js). Loaded when first asked for.
 *
 * @import { State } from '../state/types.js'
 * @import { Controller } from '../state/controller.js'
 * @import { Store } from '../state/store.js'
 * @import { ExportFormat } from '../../bindings/types.js'
 */
import { readSessionFile } from '../../bindings/export/session-file.js';
import { drawScene } from '../../bindings/export/svg.js';
import { sceneOf } from '../../bindings/scene/scene.js';
import { ask } from './asks.js';
import { journey } from './journeys.js';

/** Names and kinds of what is saved. @type {Partial<Record<ExportFormat, [name: string, type: string]>>} */
const FILES = {
  svg: ['step.svg', 'image/svg+xml'], 'animated-svg': ['steps.svg', 'image/svg+xml'], heapsnapshot: ['step.heapsnapshot', 'application/json'], dot: ['step.dot', 'text/vnd.graphviz'],
  memoryviz: ['memoryviz.json', 'application/json'], opt: ['trace.json', 'application/json'], session: ['session.json', 'application/json'],
};
/** Steps around the present one in a moving picture. */
const FILM = 60;
/** Characters of a file that may be opened. */
const MOST_TEXT = 4e6;

/** @typedef {{ act: 'save', format: ExportFormat } | { act: 'open', file: File } | { act: 'link' }
 *   | { act: 'what-if', source: string, whatIf: import('../../bindings/types.js').WhatIf, step: number } | import('./asks.js').Question | import('./journeys.js').Journey} Wish */

/**
 * Does what the reader asks and says how it went.
 * @param {Store} store @param {Controller} controller @param {Wish} wish @param {HTMLElement} host
 */
export async function act(store, controller, wish, host) {
  if (await journey(store, controller, wish)) return undefined;
  const answer = await ask(store.state, controller, wish);
  if (answer) return store.dispatch({ type: 'answer', answers: answer });
  const say = (/** @type {string} */ message) => store.dispatch({ type: 'note', note: { message } });
  try {
    if (wish.act === 'save') say(await save(store.state, controller, wish.format, isDark(host)));
    else if (wish.act === 'open') say(await open(controller, wish.file));
    else if (wish.act === 'link') say(await copyLink(store.state));
    else if (wish.act === 'what-if') {
      await controller.open(wish.source, { mode: store.state.mode, whatIf: wish.whatIf }, wish.step);
      say('This run is without the GIL as asked; edit the program to be back.');
    }
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
  return undefined;
}

/** Whether the element is shown dark. @param {HTMLElement} host */
function isDark({ style: { colorScheme } }) {
  return colorScheme === 'dark' || (colorScheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
}

/** @param {State} state @param {Controller} controller @param {ExportFormat} format @param {boolean} dark */
async function save(state, controller, format, dark) {
  const [name = 'file', type = ''] = FILES[format] ?? [];
  /** @type {string[]} */ const pieces = [];
  const scene = format === 'svg' ? sceneOf(state) : null;
  if (scene) pieces.push(drawScene(scene, { dark, width: 204 + 217 * state.seats.columns }));
  else {
    const known = state.past.total ?? state.past.frontier, step = state.snapshot?.step ?? 0;
    const range = format === 'animated-svg' ? { from: Math.max(0, Math.min(step, known - FILM)), to: Math.min(known, step + FILM) } : { to: known };
    await controller.ask((session) => session.export(format, { ...range, dark }, (piece) => { pieces.push(piece); }));
  }
  const address = URL.createObjectURL(new Blob(pieces, { type }));
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  return `Saved ${name}.`;
}

/** A session file, or the text of a program. @param {Controller} controller @param {File} file */
async function open(controller, file) {
  if (file.size > MOST_TEXT) throw new Error(`${file.name} is too large to be a program.`);
  const text = await file.text();
  if (text.includes('\u0000') || text.includes('\ufffd')) throw new Error(`${file.name} is not a text in UTF-8.`);
  if (/\.json$/i.test(file.name)) {
    const { source, options, step } = readSessionFile(text);
    void controller.open(source, options, step);
  } else {
    void controller.open(text, {}, 0);
  }
  return `Opened ${file.name}.`;
}

/* ---- links ---- */

/** @param {State} state */
async function copyLink({ source, mode, python, snapshot }) {
  const words = new URLSearchParams({ py: await pack(source), ...(mode === 'interactive' ? { mode } : {}), ...(python === '3.11' ? {} : { python }), ...(snapshot?.step ? { step: String(snapshot.step) } : {}) });
  const address = new URL(`#${words}`, location.href);
  history.replaceState(null, '', address);
  try {
    await navigator.clipboard.writeText(address.href);
    return 'The link is copied, and stands in the address bar.';
  } catch {
    return 'The link stands in the address bar.';
  }
}

/**
 * Opens the program that an address carries: ours (`py`, packed), or as Python Tutor writes it (`code`, `curInstr`).
 * @param {Controller} controller @param {string} hash
 * @returns {Promise<boolean>} whether it carries one
 */
export async function openLink(controller, hash) {
  const words = new URLSearchParams(hash.slice(1)), plain = words.get('code'), packed = plain === null ? words.get('py') : null;
  if (packed === null && plain === null) return false;
  try {
    const source = packed === null ? plain ?? '' : await unpack(packed);
    const step = Number(words.get('step') ?? words.get('curInstr') ?? 0);
    const python = /** @type {any} */ (words.get('python')), mode = words.get('mode') === 'interactive' ? 'interactive' : 'script';
    await controller.open(source, { mode, ...(python ? { python } : {}) }, Number.isInteger(step) && step > 0 ? step : 0);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} text @returns {Promise<string>} */
async function pack(text) {
  const bytes = new Uint8Array(await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** @param {string} packed @returns {Promise<string>} */
async function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
}
