/** Node's side: where the files of the package lie. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EngineError } from './errors.js';
import { attachLeaving, attachSecond } from './second.js';
import { compileModule } from './compile.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WASM = [`${ROOT}bindings/heapscope.wasm`, `${ROOT}build/heapscope.wasm`];
const EVENTS = [`${ROOT}bindings/heapscope-events.wasm`, `${ROOT}build/heapscope-events.wasm`];
const LIBRARY = `${ROOT}core/lib/python/`, COMPILED = `${ROOT}build/library/`;

/** Path of the wasm file: beside the bindings in the package, in build/ in a checkout. */
export function wasmPath() {
  const found = WASM.find((path) => existsSync(path));
  if (!found) throw new EngineError('heapscope.wasm is not there: run ./build.sh wasm first');
  return found;
}

/** A file's bytes, or null. @param {string} path */
export function readIfThere(path) {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ? new Uint8Array(readFileSync(path)) : null;
  } catch {
    return null;
  }
}

/** Library modules written in Python, and their compiled forms as far as they are of these texts. @param {string} path such as "weakref.py", "weakref.py.code" */
export function readLibrary(path) {
  if (!path.endsWith('.code')) return readIfThere(LIBRARY + path);
  const form = readIfThere(COMPILED + path), text = form && readIfThere(LIBRARY + path.slice(0, -5));
  return text && isFormOf(form, text) ? form : null;
}

/** By the size and the sum in its head (core/compile/code_file.h). @param {Uint8Array} form @param {Uint8Array} text */
function isFormOf(form, text) {
  const head = new DataView(form.buffer, form.byteOffset);
  return form.length > 20 && head.getUint32(12, true) === text.length && head.getUint32(8, true) === sumOf(text);
}

/** code_file_sum() of core/compile/code_file.c; tests/js/compiled.test.js reads every module by it. @param {Uint8Array} bytes */
function sumOf(bytes) {
  const words = new Uint32Array((bytes.length + 3) >> 2);
  new Uint8Array(words.buffer).set(bytes);
  let sum = bytes.length;
  for (const word of words) {
    sum = Math.imul(sum ^ word, 0x9E3779B1);
    sum ^= sum >>> 15;
  }
  return sum >>> 0;
}

/** The build that records memory events. */
export async function loadEvents() {
  const found = EVENTS.find((path) => existsSync(path));
  if (!found) throw new EngineError('heapscope-events.wasm is not there: run ./build.sh events first');
  return compileModule(readFileSync(found));
}

export async function loadRuntime() {
  const path = wasmPath();
  const second = () => new WebAssembly.Module(readFileSync(path.replace(/\.wasm$/, '-more.wasm')));
  const leaving = () => new WebAssembly.Module(readFileSync(path.replace(/\.wasm$/, '-below.wasm')));
  return { module: attachLeaving(attachSecond(await compileModule(readFileSync(path)), second), leaving), library: readLibrary };
}
