/** Heapscope as the benchmarks open it: in-process, start-up excluded. */
import { readFileSync } from 'node:fs';
import { abi } from '../../bindings/abi.js';
import { loadRuntime, wasmPath } from '../../bindings/node.js';
import { Machine } from '../../bindings/wasm.js';

const STATUS = Object.fromEntries(abi.status.map((name, i) => [name, i]));
export const version = '0.1.0';
export const files = [wasmPath()];
export const traces = true;

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

const workload = (/** @type {number} */ n) => `def workload(n):
    data = []
    total = 0
    label = "step"
    pair = (1, 2)
    table = {"a": 1}
    for i in range(n):
        total += i % 7
        label = "s" + str(i % 10)
        data = [i, total]
    return total


GLOBALS = {"limit": 10, "name": "demo", "items": [1, 2, 3], "flag": True, "workload": workload}
limit, name, items, flag = GLOBALS["limit"], GLOBALS["name"], GLOBALS["items"], GLOBALS["flag"]
workload(${n})
`;

/**
 * The workload of tracing.mjs, seconds of CPU: plain; counting the lines; with the state of every line recorded; with the whole state of
 * every line as JSON text.
 * @param {{module: WebAssembly.Module, library: Function}} runtime @param {number} steps
 */
function traceWorkload(runtime, steps) {
  const source = new TextEncoder().encode(workload(Math.floor((steps - 7) / 4)));
  const seconds = (/** @type {boolean} */ stepping, /** @type {'' | 'changes' | 'whole'} */ record) => {
    let lines = 0;
    let bytes = 0;
    const repeat = Math.ceil((record ? 50000 : 500000) / steps);
    let spent = 0;
    for (let turn = 0; turn < repeat; turn++) {
      const take = (/** @type {Machine} */ machine) => void (bytes += machine.bytes('trace_take').length);
      const machine = new Machine(runtime.module, {
        write: () => {}, input: () => ({ text: '', end: true }), clock: () => 0, pulse: () => {}, read: () => null,
        stepStop: (at) => (take(at), false),
      }, { storeBytes: record ? 2 ** 20 : 0 });
      machine.setStepping(stepping);
      machine.load(source, 'main.py', false);
      if (record) machine.call('trace', record === 'whole' ? 1 : 0, 3000);
      const before = process.cpuUsage();
      runToEnd(machine);
      if (record) take(machine);
      const { user, system } = process.cpuUsage(before);
      spent += (user + system) / 1e6;
      lines = machine.lineEvents;
    }
    return { time: spent / repeat, lines, bytes: bytes / repeat };
  };
  seconds(true, 'whole');
  const json = seconds(true, 'whole');
  return {
    steps: json.lines, plain: seconds(false, '').time, count: seconds(true, '').time, snapshot: seconds(true, 'changes').time, json: json.time,
    bytes: json.bytes,
  };
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
    trace: (steps) => traceWorkload(runtime, steps),
    memory: () => ({ wasm: last?.memoryBytes ?? 0 }),
  };
}
