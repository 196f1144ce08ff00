/**
 * The files that a session offers its program: those of load(), then those of the host behind it. Each path is asked for once, so that a run
 * sees the same files when it is gone through again. The program's own files live in its memory; nothing is ever written here.
 *
 * @typedef {Uint8Array | readonly string[] | null} Offer  a file's bytes; a folder's names, folders among them with "/" behind; nothing
 */

const encoder = new TextEncoder();

/** An absolute path. @param {string} folder that relative ones begin in @param {string} name */
const absolute = (folder, name) => (name.startsWith('/') ? name : `${folder === '/' ? '' : folder}/${name}`);

/** @param {Record<string, Uint8Array | string>} files @returns {Record<string, Uint8Array>} */
export function filesAsBytes(files) {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, typeof text === 'string' ? encoder.encode(text) : text]));
}

/** What lies at an absolute path of a record of files. @param {Record<string, Uint8Array>} files by absolute path @param {string} path @returns {Offer} */
function lookUp(files, path) {
  if (Object.hasOwn(files, path)) return files[path] ?? null;
  const folder = path === '/' ? '/' : `${path}/`, inside = Object.keys(files).filter((key) => key.startsWith(folder));
  const names = inside.map((key) => key.slice(folder.length).replace(/\/.*$/s, '/'));
  return names.length ? [...new Set(names)].sort() : null;
}

/** What two sources say of one path: a file of the first, else of the second, else both folders' names. @param {Offer} first @param {() => Offer} second @returns {Offer} */
function both(first, second) {
  if (first instanceof Uint8Array) return first;
  const other = second();
  if (!first || other instanceof Uint8Array) return other ?? first;
  return other ? [...new Set([...first, ...other])].sort() : first;
}

export class OfferedFiles {
  #folder;
  #given;
  #host;
  /** @type {Map<string, Offer>} */ #known = new Map();
  /** What was read, with what was given: enough to run the program anywhere. @type {Record<string, Uint8Array>} */ files;

  /**
   * @param {Record<string, Uint8Array | string>} [given] by path
   * @param {string} [folder] that relative paths begin in
   * @param {(path: string) => Offer} [host] absolute paths are files of the program, relative ones modules that it imports
   */
  constructor(given = {}, folder = '/', host = () => null) {
    this.#folder = folder;
    this.files = filesAsBytes(given);
    this.#given = Object.fromEntries(Object.entries(this.files).map(([name, bytes]) => [absolute(folder, name), bytes]));
    this.#host = host;
  }

  /** @param {string} path */
  offer(path) {
    const known = this.#known.get(path);
    if (known !== undefined) return known;
    const place = absolute(this.#folder, path), found = both(lookUp(this.#given, place), () => this.#host(path));
    const inside = absolute(this.#folder, '');
    if (found instanceof Uint8Array) this.files[place.startsWith(inside) ? place.slice(inside.length) : place] ??= found;
    this.#known.set(path, found);
    return found;
  }

  /** A module of the program. @param {string} path */
  read(path) {
    const found = this.offer(path);
    return found instanceof Uint8Array ? found : null;
  }
}
