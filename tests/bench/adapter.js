/** Heapscope as the benchmarks open it: in-process, start-up excluded. */
import { readFileSync } from 'node:fs';
import { abi } from '../../bindings/abi.js';
import { loadRuntime, wasmPath } from '../../bindings/node.js';
import { Machine } from '../../bindings/wasm.js';

const STATUS = Object.fromEntries(abi.status.map((name, i) => [name, i]));
export const version = '0.1.0';
export const files = [wasmPath()];

/** @param {Machine} machine */
export function runToEnd(machine) {
  let fuel = 50000;
  for (;;) {
    const started = performance.now();
    const status = machine.run(fuel);
    if (status === STATUS.finished || status === STATUS.raised) return status;
    const took = performance.now() - started;
    fuel = took < 5 ? Math.min(fuel * 2, 1e7) : took > 20 ? Math.max(fuel >> 1, 10000) : fuel;
  }
}

/** A machine that gathers what the program prints. @param {{module: WebAssembly.Module, library: Function}} runtime */
export function collectingMachine(runtime) {
  const out = [[], [], []];
  const machine = new Machine(runtime.module, {
    write: (fd, bytes) => void out[fd].push(bytes.slice()),
    input: () => ({ text: '', end: true }),
    clock: () => performance.now() * 1e6,
    pulse: () => {},
    stepStop: () => false,
    read: (library, path) => (library ? runtime.library(path) : null),
  });
  return { machine, text: (fd) => Buffer.concat(out[fd]).toString('utf8') };
}

/** An interpreter that is open already: run(source) compiles and executes. */
export async function open() {
  const runtime = await loadRuntime();
  let last = null;
  const warm = collectingMachine(runtime);
  warm.machine.load(new TextEncoder().encode('print("warm")\n'), 'warm.py', false);
  runToEnd(warm.machine);
  return {
    async run(source) {
      const { machine, text } = collectingMachine(runtime);
      last = machine;
      const ok = machine.load(new TextEncoder().encode(source), 'main.py', false) && runToEnd(machine) === STATUS.finished;
      return ok ? { out: text(1) } : { out: text(1), error: text(2) };
    },
    memory: () => ({ wasm: last?.memoryBytes ?? 0 }),
  };
}
