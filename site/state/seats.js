/**
 * Who sits where in the object graph. An object gets a seat when it is first seen and keeps it for
 * life; when it dies the seat stays its own for a while (a tombstone stands there), and only then may
 * another object of the same size take it. Seats are packed into columns in the order they were made,
 * so a new one never moves an old one; only tidying or another number of columns does.
 *
 * @import { Life, ObjectRecord, Seat, Seats, Snapshot, Spot } from './types.js'
 */
import { cardObjects, shownRefs, visibleObjects } from './select.js';
import { isPlain } from './words.js';

/** Steps for which a dead object's seat stays its own. */
export const MOURNING_STEPS = 8;
/** Below this many seats none is given away: there is room enough. */
const ROOMY = 15;
/** Heights of a card with a value and of one with slots, and the gutter between cards, in pixels. */
export const SHORT = 84, TALL = 141, GAP = 22;

/** @param {number} columns @returns {Seats} */
export function emptySeats(columns) {
  return { columns, list: [], seatOf: new Map() };
}

/**
 * Seats for every object to be shown in these snapshots, taken in order.
 * @param {Seats} seats
 * @param {readonly Snapshot[]} snapshots
 * @param {ReadonlyMap<number, Life>} lives
 * @returns {Seats}
 */
export function seatAll(seats, snapshots, lives) {
  /** @type {Seat[] | null} */ let list = null;
  /** @type {Map<number, number> | null} */ let seatOf = null;
  for (const snapshot of snapshots) {
    for (const object of cardObjects(snapshot)) {
      if ((seatOf ?? seats.seatOf).has(object.serial)) continue;
      list ??= [...seats.list];
      seatOf ??= new Map(seats.seatOf);
      const tall = needsRoom(object);
      const index = findSeat(list, tall, snapshot.step, lives);
      const seat = list[index] ?? { tall, column: null, tenants: [] };
      list[index] = { ...seat, tenants: [...seat.tenants, object.serial] };
      seatOf.set(object.serial, index);
    }
  }
  return list && seatOf ? { ...seats, list, seatOf } : seats;
}

/** Whether a card has slots to show, now or later. @param {ObjectRecord} object */
function needsRoom(object) {
  if (object.kind === 'container' || shownRefs(object).length > 0) return true;
  return object.kind === 'other' && !isPlain(object);
}

/**
 * The first seat of that size whose tenants are all long dead at `step`, else a new one at the end.
 * @param {readonly Seat[]} list
 * @param {boolean} tall
 * @param {number} step
 * @param {ReadonlyMap<number, Life>} lives
 */
function findSeat(list, tall, step, lives) {
  if (list.length < ROOMY) return list.length;
  const free = list.findIndex((seat) => seat.tall === tall && seat.tenants.every((serial) => {
    const freedAt = lives.get(serial)?.freedAt ?? null;
    return freedAt !== null && freedAt + MOURNING_STEPS < step;
  }));
  return free < 0 ? list.length : free;
}

/**
 * The seats for another number of columns: the order is kept.
 * @param {Seats} seats
 * @param {number} columns
 * @returns {Seats}
 */
export function reflow(seats, columns) {
  if (columns === seats.columns || columns < 1) return seats;
  return { ...seats, columns, list: seats.list.map((seat) => ({ ...seat, column: null })) };
}

/**
 * Tidied seats: in `order` and its columns when given, else the living closed up as they stand. The
 * dead give up their places.
 * @param {Seats} seats
 * @param {readonly { serial: number, column: number | null }[] | null} order
 * @param {Snapshot | null} snapshot
 * @param {ReadonlyMap<number, Life>} lives
 * @returns {Seats}
 */
export function seatInOrder(seats, order, snapshot, lives) {
  if (!snapshot) return seats;
  const living = visibleObjects(snapshot).objects.filter((object) => seats.seatOf.has(object.serial));
  const closed = [...living].sort((a, b) => (seats.seatOf.get(a.serial) ?? 0) - (seats.seatOf.get(b.serial) ?? 0))
    .map(({ serial }) => ({ serial, column: /** @type {number | null} */ (null) }));
  const here = new Set(living.map((object) => object.serial));
  const unborn = [...seats.seatOf.keys()].filter((serial) => !here.has(serial) && (lives.get(serial)?.bornAt ?? 0) > snapshot.step)
    .map((serial) => ({ serial, column: null }));
  const places = [...(order ?? closed), ...unborn];
  const list = places.map(({ serial, column }) => ({ tall: seats.list[seats.seatOf.get(serial) ?? 0]?.tall ?? true, column, tenants: [serial] }));
  return { ...seats, list, seatOf: new Map(places.map(({ serial }, index) => [serial, index])) };
}

/**
 * Where each seat lies: a seat goes to its own column, or to the shortest at that moment.
 * @param {Seats} seats
 * @returns {{ spots: Spot[], height: number }}
 */
export function pack(seats) {
  const heights = Array.from({ length: seats.columns }, () => 0);
  const spots = seats.list.map((seat) => {
    const column = seat.column ?? heights.indexOf(Math.min(...heights));
    const height = seat.tall ? TALL : SHORT, top = heights[column] ?? 0;
    heights[column] = top + height + GAP;
    return { column, top, height };
  });
  return { spots, height: Math.max(0, ...heights) };
}
