/** The files that the command line offers a program to read: those below its folder, below the working folder, and in the two folders around its own. */
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** @param {string} root @param {string} place */
const holds = (root, place) => place === root || place.startsWith(root === '/' ? root : `${root}/`);

/** The folders around a program's, as `../data` and `../../data` need them; not those that are the reader's own, or one of the system's. @param {string} folder */
function around(folder) {
  const up = path.dirname(folder), above = path.dirname(up);
  return [up, above].filter((place) => path.dirname(path.dirname(place)) !== path.dirname(place) && !holds(place, homedir()));
}

/** @param {string} place @returns {string | null} */
function real(place) {
  try {
    return realpathSync(place);
  } catch {
    return null;
  }
}

/**
 * @param {string} folder of the program @param {string} [working]
 * @returns {(place: string) => Uint8Array | string[] | null} by absolute path: bytes of a file, names of a folder, or null
 */
export function diskFiles(folder, working = process.cwd()) {
  const own = path.resolve(working, folder);
  const roots = [own, working, ...around(own)].map((root) => real(root) ?? root);
  return (place) => {
    const found = real(place);
    if (!found) return null;
    if (!roots.some((root) => holds(root, found))) {
      const onTheWay = roots.filter((root) => holds(found, root)).map((root) => `${path.relative(found, root).split('/')[0]}/`);
      return onTheWay.length ? [...new Set(onTheWay)] : null;
    }
    return look(found);
  };
}

/** @param {string} place */
function look(place) {
  try {
    const status = statSync(place);
    if (status.isFile()) return new Uint8Array(readFileSync(place));
    if (!status.isDirectory()) return null;
    return readdirSync(place, { withFileTypes: true }).map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).sort();
  } catch {
    return null;
  }
}
