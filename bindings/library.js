/**
 * The library modules written in Python. In a page a module is fetched when a program first imports it, together with those that it
 * imports itself: an index, made by site/library.mjs, says which files there are and what each may import.
 *
 * @typedef {object} Library
 * @property {(path: string) => Uint8Array | null} read  null = no such file; throws StillToCome
 * @property {(source: string) => Promise<void>} [foresee]  fetches what a program may import
 */
import { LoadError } from './errors.js';
import { StillToCome } from './second.js';

/** What site/library.mjs writes: the files by path, each with the paths of those that it may import. @typedef {{version: string, imports: Record<string, string[]>}} Index */

/** @param {string | URL | Record<string, string>} source address of an index, or the files themselves @returns {Promise<Library>} */
export async function openLibrary(source) {
  return typeof source === 'string' || source instanceof URL ? fetchedLibrary(source) : libraryOf(source);
}

/** Files that are all there. @param {Record<string, string>} files text by path @returns {Library} */
function libraryOf(files) {
  const encoder = new TextEncoder();
  return { read: (path) => (Object.hasOwn(files, path) ? encoder.encode(files[path]) : null) };
}

/**
 * Files that are fetched when they are asked for, from a folder beside their index. Without an index there are none.
 * @param {string | URL} address of the index @returns {Promise<Library>}
 */
async function fetchedLibrary(address) {
  const response = await fetch(address);
  /** @type {Index} */ const { version, imports } = response.ok ? await response.json() : { version: '', imports: {} };
  /** @type {Map<string, Uint8Array>} */ const files = new Map();
  /** @type {Map<string, Promise<void>>} */ const coming = new Map();

  /** @param {string} path @returns {Promise<void>} */
  const get = async (path) => {
    try {
      const answer = await fetch(new URL(`library/${path}.txt?${version}`, address));
      if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
      files.set(path, new Uint8Array(await answer.arrayBuffer()));
    } catch (error) {
      throw new LoadError(`This needs the library file ${path}, which cannot be loaded now (${/** @type {Error} */ (error).message}). Nothing is lost: try again.`);
    } finally {
      coming.delete(path);
    }
  };

  /** Files with all that they may import. @param {Iterable<string>} paths */
  const getAll = async (paths) => {
    const wanted = new Set(paths);
    for (const path of wanted) for (const next of imports[path] ?? []) wanted.add(next);
    const missing = [...wanted].filter((path) => !files.has(path));
    for (const path of missing) if (!coming.has(path)) coming.set(path, get(path));
    await Promise.all(missing.map((path) => coming.get(path)));
  };

  return {
    read(path) {
      if (!Object.hasOwn(imports, path)) return null;
      const bytes = files.get(path);
      if (!bytes) throw new StillToCome(getAll([path]));
      return bytes;
    },
    async foresee(source) {
      const words = new Set(source.match(/[A-Za-z_]\w*/g));
      if (words.has('open') || words.has('buffer')) words.add('_io'); // imported by the call
      await getAll(Object.keys(imports).filter((path) => words.has(path.replace(/\.(py|bin)$|\/.*/, ''))));
    },
  };
}
