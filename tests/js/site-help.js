/**
 * Small snapshots for the tests of the site's pure parts.
 *
 * @import { ObjectRecord, Snapshot } from '../../site/state/types.js'
 */

/** An object, ordinary in what the test does not say. @param {Partial<ObjectRecord> & { serial: number }} given @returns {ObjectRecord} */
export function object(given) {
  return {
    id: `0x7f${String(given.serial).padStart(6, '0')}`, type: 'list', kind: 'container', refcount: 1, size: 56, tracked: true, generation: 0, value: '[]',
    length: 0, refs: [], truncated: false, interned: false, immortal: false, reachable: true, ...given,
  };
}

/**
 * A snapshot with one module namespace.
 * @param {number} step
 * @param {Record<string, ObjectRecord>} names
 * @param {Partial<Snapshot> & { also?: ObjectRecord[] }} [given]
 * @returns {Snapshot}
 */
export function snapshot(step, names, { also = [], ...given } = {}) {
  const named = Object.values(names);
  return {
    step, instruction: null, total: null, status: step ? 'paused' : 'ready', line: step + 1, previousLine: step || null,
    namespaces: [{ id: 'm', kind: 'module', label: '__main__', line: null, names: Object.entries(names).map(([name, { id }]) => ({ name, ref: id, kind: /** @type {const} */ ('dict') })) }],
    objects: [...new Map([...named, ...also].map((one) => [one.id, one])).values()], events: [], threads: [],
    gc: { enabled: true, counts: [0, 0, 0], thresholds: [700, 10, 10], members: [0, 0, 0], last: null }, stdout: [], error: null, truncated: false, hidden: 0, eventsTruncated: false, ...given,
  };
}
