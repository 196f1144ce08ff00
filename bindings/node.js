/** Node's side: where the files of the package lie. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EngineError } from './errors.js';
import { attachLeaving, attachSecond } from './second.js';
import { compileModule } from './compile.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const WASM = [`${ROOT}bindings/heapscope.wasm`, `${ROOT}build/heapscope.wasm`];
const EVENTS = [`${ROOT}bindings/heapscope-events.wasm`, `${ROOT}build/heapscope-events.wasm`];
const LIBRARY = `${ROOT}core/lib/python/`;

/** Path of the wasm file: beside the bindings in the package, in build/ in a checkout. */
export function wasmPath() {
  const found = WASM.find((path) => existsSync(path));
  if (!found) throw new EngineError('heapscope.wasm is not there: run ./build.sh wasm first');
  return found;
}

/** A file's bytes, or null. @param {string} path */
export function readIfThere(path) {
  try {
    return statSync(path).isFile() ? new Uint8Array(readFileSync(path)) : null;
  } catch {
    return null;
  }
}

/** Library modules written in Python. @param {string} path such as "weakref.py" */
export function readLibrary(path) {
  return readIfThere(LIBRARY + path);
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
  const leaving = async () => compileModule(readFileSync(path.replace(/\.wasm$/, '-below.wasm')));
  return { module: attachLeaving(attachSecond(await compileModule(readFileSync(path)), second), leaving), library: readLibrary };
}
