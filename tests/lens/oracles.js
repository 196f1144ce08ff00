/**
 * The programs that the version lens is measured with, and what other Pythons than 3.11 print for them. Recorded in
 * tests/lens/VERSION is only what differs from 3.11's own output, which stands beside the program.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { programs } from '../programs.js';

const HERE = path.dirname(fileURLToPath(import.meta.url));
/** Which Python made the records. */
export const RECORDED = /** @type {const} */ ({ '3.10': '3.10.13', '3.12': '3.12.1', '3.13': '3.13.0' });
/** @typedef {keyof typeof RECORDED} Recorded */
export const VERSIONS = /** @type {Recorded[]} */ (Object.keys(RECORDED));

/** Programs about memory: the probes, what tutorials tell, and the lens's own. */
export const subjects = ['probes', 'seeds', 'lens/programs'].flatMap((folder) =>
  programs(folder).filter((program) => !program.interactive).map((program) => ({ ...program, name: `${folder}/${program.name}` })));

/** Of 3.14 there are records of two programs, made by its build for the web (which has 32 bits: no sizes). @param {Recorded | '3.14'} version @param {{ name: string }} subject */
export const recordOf = (version, { name }) => path.join(HERE, version, name.replace(/\.py$/, '.out').replace('lens/programs/', 'own/'));

/** What that Python prints. @param {Recorded} version @param {typeof subjects[number]} subject */
export function expectedOf(version, subject) {
  const record = recordOf(version, subject);
  return existsSync(record) ? readFileSync(record, 'utf8') : subject.expected;
}

/** The command of a Python that is installed and is the recorded one, or null. @param {Recorded} version */
export function installed(version) {
  const command = process.env[`PYTHON${version.replace('.', '_')}`] ?? `python${version}`;
  const { stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' });
  return stdout?.trim() === `Python ${RECORDED[version]}` ? command : null;
}

/** @param {string} command @param {{ file: string }} subject */
export function runPython(command, { file }) {
  const options = /** @type {const} */ ({ encoding: 'utf8', input: '', cwd: path.dirname(file), timeout: 60000 });
  return spawnSync(command, ['-u', path.basename(file)], { ...options, env: { ...process.env, PYTHONHASHSEED: '0', PYTHONDONTWRITEBYTECODE: '1' } }).stdout;
}
