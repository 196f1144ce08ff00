/** The kinds of random programs that compare.mjs knows. */
import { codeProgram } from './kinds/code.js';
import { collectorProgram } from './kinds/collector.js';
import { exitModules, exitProgram } from './kinds/exit.js';
import { idsProgram, idsSetup } from './kinds/ids.js';
import { objectsProgram } from './kinds/objects.js';
import { sizesProgram } from './kinds/sizes.js';
import { tracedProgram, tracedSetup } from './kinds/traced.js';
import { livesProgram, livesSetup } from './kinds/lives.js';
import { memoryProgram } from './memory.js';

/**
 * @typedef {object} Kind
 * @property {(r: import('./generate.js').Random) => string} program
 * @property {number} share  of a thousand programs of all kinds: fewer where one takes longer
 * @property {string} [setup]  what a batch does before its first program
 * @property {number} [batch]  programs of one process
 * @property {number} [tries]  runs of python3 of which one must agree: some of it depends on where the system puts its memory
 * @property {boolean} [pasts]  such a run comes after another past: some of it depends on where memory that was freed is used again
 * @property {boolean} [bytecode]  prints what the compiler makes: no lens has that of another Python
 * @property {boolean} [alone]  each program is a process of its own: its end is compared, too
 * @property {Record<string, string>} [modules]  files that the programs import
 */

/** @type {Record<string, Kind>} */
export const kinds = {
  memory: { program: memoryProgram, share: 240, tries: 8 },
  exit: { program: exitProgram, share: 10, alone: true, batch: 1, tries: 3, modules: exitModules },
  ids: { program: idsProgram, share: 10, setup: idsSetup, batch: 20, tries: 12, pasts: true },
  collector: { program: collectorProgram, share: 220, tries: 4, pasts: true },
  code: { program: codeProgram, share: 160, bytecode: true },
  objects: { program: objectsProgram, share: 140 },
  traced: { program: tracedProgram, setup: tracedSetup, share: 60, tries: 3 },
  sizes: { program: sizesProgram, share: 160 },
  lives: { program: livesProgram, setup: livesSetup, share: 140 },
};
