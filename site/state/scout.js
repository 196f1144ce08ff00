/**
 * The scout: a second session that walks on from the start while the reader thinks, and reports the moments ahead, so that the timeline
 * can draw the whole run. Loaded once the first picture is there.
 *
 * @import { LoadOptions, Session, Snapshot } from './types.js'
 * @import { Store } from './store.js'
 */

/** Steps that the scout walks ahead; longer runs keep an open end. */
const STEPS = 600;
/** Moments reported together. */
const BATCH = 24;
/** Objects in a snapshot above which the scout gives up: copying them would cost more than it shows. */
const OBJECTS = 2000;

/**
 * @param {Store} store @param {() => Promise<Session>} open @param {LoadOptions} options
 * @param {(snapshot: Snapshot) => Snapshot} read makes a snapshot as a reader wants it
 * @param {{ cancelled: boolean }} leave says when nobody wants to know any more
 */
export async function lookAhead(store, open, options, read, leave) {
  const scout = await open();
  const report = (/** @type {readonly Snapshot[]} */ snapshots, openEnd = true) => void (leave.cancelled || store.dispatch({ type: 'learnt', snapshots, openEnd }));
  try {
    let snapshot = read(await scout.load(store.state.source, options));
    /** @type {Snapshot[]} */ let batch = [];
    for (let step = 1; step <= STEPS && snapshot.objects.length < OBJECTS; step++) {
      if (leave.cancelled || (snapshot.status !== 'ready' && snapshot.status !== 'paused')) break;
      snapshot = read(await scout.step());
      batch.push(snapshot);
      if (batch.length === BATCH) report(batch.splice(0));
    }
    const ended = snapshot.status === 'finished' || snapshot.status === 'raised';
    report(ended ? [...batch, { ...snapshot, total: snapshot.step }] : batch, !ended);
  } finally {
    scout.dispose();
  }
}
