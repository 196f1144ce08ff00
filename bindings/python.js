/** The Pythons whose memory behaviour can be shown; 3.11 is the one that all else is written for. */
import { abi } from './abi.js';

/** @typedef {import('./types.js').PythonVersion} PythonVersion */

export const PYTHONS = /** @type {readonly PythonVersion[]} */ (abi.python);

/** @param {unknown} version @returns {version is PythonVersion} */
export const isPython = (version) => /** @type {readonly unknown[]} */ (PYTHONS).includes(version);

/** Why a version is refused. @param {unknown} version */
export const noSuchPython = (version) => `there is no Python ${version} here: ${PYTHONS.slice(0, -1).join(', ')} or ${PYTHONS.at(-1)}`;

/**
 * What the runtime takes: 12 for '3.12', 0 for the default.
 * @param {unknown} version
 * @throws {RangeError} when there is no such Python here
 */
export function minorOf(version) {
  if (version === undefined) return 0;
  if (!isPython(version)) throw new RangeError(noSuchPython(version));
  return Number(version.slice(2));
}
