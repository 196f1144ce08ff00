/** The kinds of random programs that compare.mjs knows. */
import { exitModules, exitProgram } from './kinds/exit.js';
import { idsProgram, idsSetup } from './kinds/ids.js';
import { sizesProgram } from './kinds/sizes.js';
import { memoryProgram } from './memory.js';

/**
 * @typedef {object} Kind
 * @property {(r: import('./generate.js').Random) => string} program
 * @property {string} [setup]  what a batch does before its first program
 * @property {boolean} [alone]  each program is a process of its own: its end is compared, too
 * @property {Record<string, string>} [modules]  files that the programs import
 */

/** @type {Record<string, Kind>} */
export const kinds = {
  memory: { program: memoryProgram },
  exit: { program: exitProgram, alone: true, modules: exitModules },
  ids: { program: idsProgram, setup: idsSetup },
  sizes: { program: sizesProgram },
};
