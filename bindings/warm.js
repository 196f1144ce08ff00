/** Has the engine compile the interpreter's loop well before the first program runs. */
import { Machine } from './wasm.js';

const PROGRAM = new TextEncoder().encode('for turn in range(500): pass\n');

/**
 * An engine begins with code that is made quickly, and makes better code in the background of what has run for a while. For the
 * interpreter's loop that takes it a tenth of a second and more, in which a program runs at half the speed. A short program on a machine
 * that is thrown away has it begin now: the code belongs to the module.
 * @param {WebAssembly.Module} module @param {boolean} stepping whether programs are to be run in steps
 * @returns {number} how the program ended: abi.status
 */
export function warmUp(module, stepping) {
  const machine = new Machine(module, {
    write: () => {}, input: () => ({ text: '', end: true }), clock: () => 0, pulse: () => {}, stepStop: () => false, read: () => null,
  });
  machine.setStepping(stepping);
  machine.load(PROGRAM, 'warm.py', false);
  return machine.run(10000);
}
