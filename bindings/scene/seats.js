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
  /** @type {{ list: Seat[], seatOf: Map<number, number> } | null} */ let changed = null;
  for (const snapshot of snapshots) {
    const objects = cardObjects(snapshot);
    const seatOf = () => (changed ?? seats).seatOf;
    const sitting = new Map();
    for (const { serial } of visibleObjects(snapshot).objects) {
      const index = seatOf().get(serial);
      if (index !== undefined && !sitting.has(index)) sitting.set(index, serial);
    }
    for (const object of objects) {
      const own = seatOf().get(object.serial);
      if (own !== undefined && sitting.get(own) === object.serial) continue;
      changed ??= { list: [...seats.list], seatOf: new Map(seats.seatOf) };
      const tall = needsRoom(object);
      const index = findSeat(changed.list, tall, snapshot.step, lives, sitting);
      const seat = changed.list[index] ?? { tall, column: null, tenants: [] };
      changed.list[index] = { ...seat, tenants: [...seat.tenants, object.serial] };
      changed.seatOf.set(object.serial, index);
      sitting.set(index, object.serial);
    }
  }
  return changed ? { ...seats, ...changed } : seats;
}

/** Whether a card has slots to show, now or later. @param {ObjectRecord} object */
function needsRoom(object) {
  if (object.kind === 'container' || shownRefs(object).length > 0) return true;
  return object.kind === 'other' && !isPlain(object);
}

/**
 * The first seat of that size that nobody has a claim on at `step`, else a new one at the end.
 * @param {readonly Seat[]} list
 * @param {boolean} tall
 * @param {number} step
 * @param {ReadonlyMap<number, Life>} lives
 * @param {ReadonlyMap<number, number>} sitting  who is visible on which seat
 */
function findSeat(list, tall, step, lives, sitting) {
  if (list.length < ROOMY) return list.length;
  const free = list.findIndex((seat, index) => seat.tall === tall && !sitting.has(index) && seat.tenants.every((serial) => gone(lives.get(serial), step)));
  return free < 0 ? list.length : free;
}

/** Whether an object that can't be seen at `step` has given up its seat: long dead, or of unknown fate. @param {Life | undefined} life @param {number} step */
function gone(life, step) {
  if (!life) return true;
  return life.freedAt === null ? life.bornAt <= step : life.freedAt + MOURNING_STEPS < step;
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
