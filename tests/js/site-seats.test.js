import assert from 'node:assert/strict';
import { test } from 'node:test';
import { learn, emptyPast } from '../../bindings/scene/past.js';
import { roads } from '../../bindings/scene/routes.js';
import { MOURNING_STEPS, emptySeats, pack, reflow, seatAll, seatInOrder } from '../../bindings/scene/seats.js';
import { object, snapshot } from './site-help.js';

/** @param {number} count @param {number} [first] */
const lists = (count, first = 1) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${first + index}`, object({ serial: first + index })]));

test('an object keeps its place when others come', () => {
  const few = seatAll(emptySeats(3), [snapshot(1, lists(4))], new Map());
  const many = seatAll(few, [snapshot(2, lists(9))], new Map());
  assert.deepEqual(pack(many).spots.slice(0, 4), pack(few).spots);
  assert.equal(many.seatOf.get(9), 8);
});

test('the seats of the dead are given away only after a while, and only when room is short', () => {
  const names = lists(16);
  const first = names.n1;
  assert.ok(first);
  const dying = snapshot(2, lists(15, 2), { events: [{ type: 'free', id: first.id, objectType: 'list', serial: 1 }] });
  const { past } = learn(emptyPast(), [snapshot(1, names), dying]);
  const seats = seatAll(emptySeats(3), [snapshot(1, names)], past.lives);
  const soon = seatAll(seats, [snapshot(3, { ...lists(15, 2), x: object({ serial: 40 }) })], past.lives);
  assert.equal(soon.seatOf.get(40), 16);
  const late = seatAll(seats, [snapshot(3 + MOURNING_STEPS, { ...lists(15, 2), x: object({ serial: 40 }) })], past.lives);
  assert.equal(late.seatOf.get(40), 0);
});

test('cards never overlap, whatever their sizes', () => {
  const mixed = { a: object({ serial: 1 }), b: object({ serial: 2, kind: 'number', type: 'int', value: '5' }), c: object({ serial: 3 }), d: object({ serial: 4, kind: 'text', type: 'str', value: "'x'" }) };
  const { spots } = pack(seatAll(emptySeats(2), [snapshot(1, mixed)], new Map()));
  for (const [index, one] of spots.entries()) {
    for (const other of spots.slice(index + 1)) assert.ok(one.column !== other.column || one.top + one.height <= other.top || other.top + other.height <= one.top);
  }
});

test('another number of columns keeps the order; tidying closes the gaps', () => {
  const seats = seatAll(emptySeats(3), [snapshot(1, lists(6))], new Map());
  assert.equal(pack(reflow(seats, 1)).spots.every((spot) => spot.column === 0), true);
  const tidy = seatInOrder(seats, null, snapshot(2, { x: object({ serial: 3 }), y: object({ serial: 6 }) }), new Map());
  assert.deepEqual([...tidy.seatOf], [[3, 0], [6, 1]]);
});

test('roads keep to the gutters: no stretch runs through a card', () => {
  const seats = seatAll(emptySeats(3), [snapshot(1, lists(9))], new Map());
  const { spots } = pack(seats);
  const ground = { left: 170, width: 180, gutter: 36, top: 44, spots: new Map([...seats.seatOf].map(([serial, seat]) => [serial, spots[seat] ?? { column: 0, top: 0, height: 0 }])),
    columns: [0, 1, 2].map((column) => spots.filter((spot) => spot.column === column)), names: new Map([['m', 60]]) };
  const edges = [...seats.seatOf.keys()].flatMap((from) => [...seats.seatOf.keys()].map((to) => ({ key: `${from}>${to}`, fromName: null, fromSerial: from, port: 0, to, state: /** @type {const} */ ('same') })));
  for (const { edge, path } of roads([...edges, { key: 'm', fromName: 'm', fromSerial: null, port: 0, to: 9, state: 'same' }], ground)) {
    const points = [...path.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map((match) => ({ x: Number(match[1]), y: Number(match[2]) }));
    for (const spot of spots) {
      const left = 206 + spot.column * 216, top = 44 + spot.top;
      for (const [index, point] of points.entries()) {
        const next = points[index + 1] ?? point, middle = { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
        for (const { x, y } of [point, middle]) assert.ok(x <= left || x >= left + 180 || y <= top || y >= top + spot.height, `${edge.key} runs through a card at ${x} ${y}`);
      }
    }
  }
});
