/**
 * Threads without a GIL: what happened to the counts, in words. The runtime tells it as JSON (core/probe/what_if).
 *
 * @import { WhatIfEvent, WhatIfObject, WhatIfReport } from './types.js'
 * @typedef {import('./session.js').LocalSession} LocalSession
 */
const decoder = new TextDecoder();

/** @param {Uint8Array} bytes @returns {WhatIfReport} */
export function readReport(bytes) {
  const report = JSON.parse(decoder.decode(bytes));
  for (const event of report.events) event.text = words(event);
  return report;
}

/**
 * What came of the what-if until a step.
 * @param {LocalSession} session @param {number} [step]
 * @returns {Promise<WhatIfReport | null>}
 */
export async function whatIf(session, step = session.snapshot?.step ?? 0) {
  if (!session.program.options.whatIf) return null;
  return session.at(step, (machine) => readReport(machine.bytes('what_if_report')));
}

/** @param {WhatIfObject} object */
const named = ({ type, value, id }) => (value && value !== `<${type}>` ? `the ${type} ${value}` : `the ${type} object at ${id}`);

/** @param {number} by */
const added = (by) => (by < 0 ? `took away ${-by}` : `added ${by}`);

/** @param {number} n @param {string} one @param {string} [many] */
const counted = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

/** @param {NonNullable<WhatIfEvent['locks']>[number]} lock */
const lockWords = ({ how, name, object }) => `${name} ${how === 'has' ? 'has' : 'waits for'} the lock of ${named(object)}`;

/** @param {WhatIfEvent} event */
function holdersOf({ holders = [], references = 0 }) {
  const names = holders.map(({ variable, of, name }) => (of ? `${variable} in ${of}() of ${name}` : `global ${variable}`));
  const rest = references - names.length;
  if (rest > 0) names.push(counted(rest, 'reference not held by a variable', 'references not held by variables'));
  return names.join(', ');
}

/** @type {Record<WhatIfEvent['kind'], (event: WhatIfEvent, object: string) => string>} */
const sentences = {
  load: ({ name, value }, object) => `${name} loads the count of ${object}: ${value}`,
  add: ({ name, by = 0, value }) => `${name} ${added(by)} in a register, where no other thread sees it: ${value}`,
  store: ({ name, value }, object) => `${name} stores ${value} as the count of ${object}`,
  'lost-update': ({ name, by = 0, loaded, found, stored, lost = 0 }, object) =>
    `${name} loaded ${loaded}, ${added(by)} and stored ${stored} as the count of ${object}, but meanwhile it had become ${found}: ` +
    `${counted(Math.abs(lost), lost > 0 ? 'increment' : 'decrement')} of others lost`,
  leak: ({ count }, object) => `nothing refers to ${object} any more, but its count says ${count}: it is never freed`,
  'premature-free': (event, object) =>
    `${event.name} takes the count of ${object} to 0 and frees it, although ${event.references ? `it is still held by ${holdersOf(event)}` : 'another thread is just taking a reference'}`,
  'double-free': ({ name }, object) => `${name} takes the count of ${object} to 0, too, and frees it a second time`,
  'use-after-free': ({ name }, object) => `${name} uses ${object} after it was freed: its memory may belong to something else by now`,
  'lock-acquire': ({ name }, object) => `${name} acquires the lock of ${object}`,
  'lock-release': ({ name }, object) => `${name} releases the lock of ${object}`,
  'lock-wait': ({ name, locks = [] }, object) => `${name} must wait for the lock of ${object}: ${locks.map((lock) => lock.name).join()} has it`,
  deadlock: ({ locks = [] }) => `deadlock: ${locks.map(lockWords).join('; ')}`,
};

/** @param {WhatIfEvent} event */
const words = (event) => sentences[event.kind](event, named(event.object));

/** The whole as lines of text. @param {WhatIfReport} report @param {number} [limit] events told one by one */
export function reportLines({ mode, totals, events, objects, scheduled, scheduleAt }, limit = 40) {
  const title = { held: 'with the GIL', none: 'no GIL', locks: 'a lock for each object' }[mode];
  const { changes, switches, lockOperations, lostUpdates, lost, leaks, prematureFrees, doubleFrees, usesAfterFree, lockWaits, deadlocks } = totals;
  const lines = [
    `what if: ${title}`,
    `  ${counted(changes, 'change')} of counts, ${counted(lockOperations, 'lock operation')}, ${counted(switches, 'turn')} of threads`,
    `  ${counted(lostUpdates, 'lost update')} (sum ${-lost}), ${counted(leaks, 'leak')}, ${counted(prematureFrees, 'premature free')}, ${counted(doubleFrees, 'double free')}, ` +
      `${counted(usesAfterFree, 'use')} after free, ${counted(lockWaits, 'wait')} for locks, ${counted(deadlocks, 'deadlock')}`,
  ];
  if (scheduled) lines.push(`  schedule: ${scheduleAt} of ${scheduled} used, ${totals.skipped} passed over`);
  for (const event of events.slice(0, limit)) lines.push(`  step ${event.step}, line ${event.line}: ${event.text}`);
  const more = events.length - limit + totals.droppedEvents;
  if (more > 0) lines.push(`  and ${counted(more, 'more event')}`);
  for (const { object, count, references, lost: gone, state } of objects) {
    if (count !== references && state === 'alive') lines.push(`  at the end: the count of ${named(object)} is ${count}, references ${references}, lost ${gone}`);
  }
  return lines;
}
