/**
 * The library modules written in Python. In a page a module is fetched when a program first imports it, together with those that it
 * imports itself: an index, made by site/library.mjs, says which files there are and what each may import. What is fetched is a module's
 * compiled form, "weakref.py.code"; its text is when somebody asks for that, or where the form cannot be had (without a network).
 *
 * @typedef {object} Library
 * @property {(path: string) => Uint8Array | null} read  null = no such file; throws StillToCome
 * @property {(source: string) => Promise<void> | null} [foresee]  fetches what a program may import; null: nothing
 */
import { LoadError } from './errors.js';
import { StillToCome } from './second.js';

/** What site/library.mjs writes: the files by path, each with the paths of those that it may import; which have no compiled form. @typedef {{version: string, imports: Record<string, string[]>, plain?: string[]}} Index */

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
  /** @type {Index} */ const { version, imports, plain = [] } = response.ok ? await response.json() : { version: '', imports: {} };
  /** null: to be done without @type {Map<string, Uint8Array | null>} */ const files = new Map();
  /** @type {Map<string, Promise<void>>} */ const coming = new Map();

  const form = (/** @type {string} */ path) => (plain.includes(path) ? path : `${path}.code`);

  /** @param {string} path @returns {Promise<void>} */
  const get = async (path) => {
    try {
      const answer = await fetch(new URL(`library/${path}.txt?${version}`, address));
      if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
      files.set(path, new Uint8Array(await answer.arrayBuffer()));
    } catch (error) {
      if (path.endsWith('.code')) {
        await want(path.slice(0, -5));
        files.set(path, null);
        return;
      }
      throw new LoadError(`This needs the library file ${path}, which cannot be loaded now (${/** @type {Error} */ (error).message}). Nothing is lost: try again.`);
    } finally {
      coming.delete(path);
    }
  };

  /** @param {string} path */
  const want = (path) => {
    if (files.has(path)) return;
    if (!coming.has(path)) coming.set(path, get(path));
    return coming.get(path);
  };

  /** Modules with all that they may import. @param {Iterable<string>} paths */
  const getAll = async (paths) => {
    const wanted = new Set(paths);
    for (const path of wanted) for (const next of imports[path] ?? []) wanted.add(next);
    await Promise.all([...wanted].map((path) => want(form(path))));
  };

  return {
    read(path) {
      const module = path.replace(/\.code$/, '');
      if (!Object.hasOwn(imports, module) || (module !== path && plain.includes(module))) return null;
      const bytes = files.get(path);
      if (bytes === undefined) throw new StillToCome(form(module) === path ? getAll([module]) : Promise.resolve(want(path)));
      return bytes;
    },
    foresee(source) {
      const words = new Set(source.match(/[A-Za-z_]\w*/g));
      if (words.has('open') || words.has('buffer')) words.add('_io'); // imported by the call
      const paths = Object.keys(imports).filter((path) => words.has(path.replace(/\.(py|bin)$|\/.*/, '')));
      return paths.length ? getAll(paths) : null;
    },
  };
}
