/**
 * Where things lie in the picture of names and objects: the names in a column on the left, each object's card on its
 * seat, gutters for the references between. The page and the static pictures measure with the same rule.
 *
 * @import { Edge, Scene, Spot } from './types.js'
 */
import { pack } from './seats.js';

/** Pixels: the names' column, the least width of a card, the gutter, the head room above the cards, the picture's edge, a name's row and a namespace's head. */
export const NAMES = 152, CARD = 168, GUTTER = 36, TOP = 44, EDGE = 18, ROW = 30, HEAD = 28;
/** Lines drawn at once; with more, only those of the card in focus. */
export const MOST_LINES = 25;

/**
 * @typedef {object} Layout
 * @property {{ rows: Map<string, number>, tops: number[], height: number }} names  the middle of each name's row, by key; the top of each namespace
 * @property {ReadonlyMap<number, Spot>} spots  by serial
 * @property {number} cardWidth
 * @property {number} height  of the whole picture
 * @property {import('./routes.js').Ground} ground
 */

/** @param {Scene} scene @param {number} width of the whole picture @returns {Layout} */
export function layoutOf(scene, width) {
  const names = placeNames(scene), packed = pack(scene.seats), { columns } = scene.seats;
  const cardWidth = Math.max(CARD, (width - 2 * EDGE - NAMES - GUTTER * columns - GUTTER / 2) / columns);
  const spots = new Map([...scene.seats.seatOf].flatMap(([serial, seat]) => { const spot = packed.spots[seat]; return spot ? [[serial, spot]] : []; }));
  const byColumn = Array.from({ length: columns }, (_, index) => packed.spots.filter((spot) => spot.column === index));
  return {
    names, spots, cardWidth, height: Math.max(names.height, TOP + packed.height) + 24,
    ground: { left: EDGE + NAMES, width: cardWidth, gutter: GUTTER, top: TOP, spots, columns: byColumn, names: names.rows },
  };
}

/** Left upper corner of a card. @param {Spot} spot @param {number} cardWidth */
export function cardCorner(spot, cardWidth) {
  return { x: EDGE + NAMES + GUTTER + spot.column * (cardWidth + GUTTER), y: TOP + spot.top };
}

/** Columns of cards that fit. @param {number} width */
export function columnsFor(width) {
  return Math.max(1, Math.floor((width - 2 * EDGE - NAMES) / (CARD + GUTTER)));
}

/** Where each namespace and each name's row lies. @param {Scene} scene */
function placeNames(scene) {
  /** @type {Map<string, number>} */ const rows = new Map();
  let top = TOP;
  const tops = scene.namespaces.map((namespace) => {
    const mine = top;
    namespace.names.forEach((name, index) => rows.set(name.key, mine + HEAD + ROW * index + ROW / 2 + 1));
    top += HEAD + Math.max(1, namespace.names.length) * ROW + 2 + 14;
    return mine;
  });
  return { rows, tops, height: top };
}

/** Whether a reference leaves from or goes to the object. @param {Edge} edge @param {number | null} serial */
export function touches(edge, serial) {
  return serial !== null && (edge.to === serial || edge.fromSerial === serial);
}

/** The references drawn as lines: all, or where they are too many those of the object in focus. @param {Scene} scene @param {number | null} focus */
export function drawnEdges(scene, focus) {
  return scene.edges.length > MOST_LINES ? scene.edges.filter((edge) => touches(edge, focus)) : scene.edges;
}
