/**
 * Instructions as dis writes them: what an argument means, in words.
 *
 * @typedef {import('./decode.js').RawFrame} RawFrame
 * @typedef {import('./decode.js').RawInstructions} RawInstructions
 * @typedef {import('./types.js').InstructionRecord} InstructionRecord
 */
import { decodeListing } from './decode.js';

const COMPARISONS = ['<', '<=', '==', '!=', '>', '>='];
const OPERATORS = ['+', '&', '//', '<<', '@', '*', '%', '|', '**', '>>', '-', '/', '^'];
const CONVERSIONS = ['', 'str', 'repr', 'ascii'];
const FUNCTION_PARTS = ['defaults', 'kwdefaults', 'annotations', 'closure'];

/** @param {number} arg */
function formatted(arg) {
  const parts = [CONVERSIONS[arg & 3], arg & 4 ? 'with format' : ''];
  return parts.filter(Boolean).join(', ');
}

/** What dis prints in parentheses. @param {RawFrame} frame */
function meaningOf({ opcode, arg, detail, unit }) {
  if (arg === null || opcode === 'KW_NAMES') return '';
  if (opcode === 'LOAD_GLOBAL') return (arg & 1 ? 'NULL + ' : '') + detail;
  if (opcode === 'COMPARE_OP') return COMPARISONS[arg] ?? '';
  if (opcode === 'BINARY_OP') return `${OPERATORS[arg % OPERATORS.length]}${arg < OPERATORS.length ? '' : '='}`;
  if (opcode === 'FORMAT_VALUE') return formatted(arg);
  if (opcode === 'MAKE_FUNCTION') return FUNCTION_PARTS.filter((_, bit) => arg & (1 << bit)).join(', ');
  if (/JUMP|^FOR_ITER$|^SEND$/.test(opcode)) return `to ${2 * (unit + 1 + (opcode.includes('BACKWARD') ? -arg : arg))}`;
  return detail;
}

/**
 * The instructions of the innermost running function of the program, as dis lists them, and the one it is about to run.
 * @param {import('./session.js').LocalSession} session
 * @param {import('./types.js').QueryOptions & {instruction?: number}} [options]
 * @returns {Promise<import('./types.js').DisassemblyAnswer>}
 */
export async function disassembly(session, options = {}) {
  const { step = session.snapshot?.step ?? 0 } = options, place = session.snapshot?.instruction;
  const instruction = options.instruction ?? (place && session.snapshot?.step === step ? place.index : 0);
  return session.at(step, (machine) => {
    let { at, next, rows } = decodeListing(machine.bytes('listing', 0));
    while (next) {
      const more = decodeListing(machine.bytes('listing', next));
      rows.push(...more.rows);
      next = more.next;
    }
    const instructions = rows.map((row) => ({ opcode: row.opcode, arg: row.arg, argrepr: meaningOf(row), offset: 2 * row.unit, line: row.line }));
    return { label: rows[0]?.label ?? '', offset: 2 * at, instructions };
  }, undefined, instruction);
}

/** @param {RawFrame[]} frames */
export function instructionFrames(frames) {
  return frames.map(({ detail, unit, ...frame }) => ({ ...frame, argrepr: meaningOf({ ...frame, detail, unit }), offset: 2 * unit }));
}

/** @param {RawInstructions} raw @returns {InstructionRecord} */
export function instructionRecord({ index, frames }) {
  return { index, frames: instructionFrames(frames) };
}
