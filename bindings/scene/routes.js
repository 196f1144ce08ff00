/**
 * Roads for references: out of a name or a card into the gutter beside it, along the gaps between
 * cards, and into the target from the side, never over or under a card. Roads that share a gutter get
 * lanes of their own. Pure geometry, so the same picture can be drawn without a page.
 *
 * @import { Edge, Spot } from './types.js'
 */

/**
 * @typedef {{ left: number, width: number, gutter: number, top: number, spots: ReadonlyMap<number, Spot>,
 *   columns: readonly (readonly Spot[])[], names: ReadonlyMap<string, number> }} Ground
 *   left: right edge of the names; spots: where each object's card lies; columns: every seat by column,
 *   from top to bottom; names: height of each name's row
 */
/** @typedef {{ edge: Edge, points: Point[] }} Road */
/** @typedef {{ x: number, y: number }} Point */
/** @typedef {{ edge: Edge, from: Point, to: Point, exit: number, enter: number, gaps: number[] }} Plan */

/** Pixels between lanes, lanes on each side of a gutter's middle, and a corner's radius. */
const LANE = 5, LANES = 2, CORNER = 6;
/** Height of a card's first line, where arrows arrive. */
const HEAD = 15;

/**
 * @param {readonly Edge[]} edges
 * @param {Ground} ground
 * @returns {{ edge: Edge, path: string }[]}
 */
export function roads(edges, ground) {
  const arrivals = new Map();
  const plans = edges.flatMap((edge) => planRoad(edge, ground, arrivals) ?? []);
  const upright = new Lanes(), level = new Lanes();
  return plans.map((plan) => ({ edge: plan.edge, path: draw(pointsOf(plan, ground, upright, level)) }));
}

/** @param {Ground} ground @param {number} column */
function columnLeft(ground, column) {
  return ground.left + ground.gutter + column * (ground.width + ground.gutter);
}

/** Middle of gutter `index`, which lies left of column `index`. @param {Ground} ground @param {number} index */
function gutterMiddle(ground, index) {
  return columnLeft(ground, index) - ground.gutter / 2;
}

/**
 * @param {Edge} edge
 * @param {Ground} ground
 * @param {Map<string, number>} arrivals  how many roads already reach a side of a card
 * @returns {Plan | null}
 */
function planRoad(edge, ground, arrivals) {
  const target = ground.spots.get(edge.to);
  const source = edge.fromSerial === null ? null : ground.spots.get(edge.fromSerial);
  const row = edge.fromName === null ? undefined : ground.names.get(edge.fromName);
  if (!target || (!source && row === undefined)) return null;
  const { exit, enter } = source ? sides(source.column, target.column) : { exit: 0, enter: target.column };
  const nth = arrivals.get(`${edge.to}:${enter}`) ?? 0;
  arrivals.set(`${edge.to}:${enter}`, nth + 1);
  const to = { x: columnLeft(ground, target.column) + (enter === target.column ? -3 : ground.width + 3), y: ground.top + target.top + HEAD + 7 * (nth % 4) };
  const from = source
    ? { x: columnLeft(ground, source.column) + (exit === source.column ? 0 : ground.width), y: ground.top + source.top + Math.min(source.height - 20, 56 + 7 * edge.port) }
    : { x: ground.left, y: row ?? 0 };
  return { edge, from, to, exit, enter, gaps: gapsBetween(exit, enter, from.y, to.y, ground) };
}

/** The gutters by which a road leaves and enters, so that it crosses the fewest columns. @param {number} from @param {number} to */
function sides(from, to) {
  if (to > from) return { exit: from + 1, enter: to };
  return to === from ? { exit: from + 1, enter: to + 1 } : { exit: from, enter: to + 1 };
}

/**
 * The gap taken through each column on the way.
 * @param {number} exit @param {number} enter @param {number} y @param {number} goal @param {Ground} ground
 */
function gapsBetween(exit, enter, y, goal, ground) {
  /** @type {number[]} */ const gaps = [];
  const forward = enter > exit;
  for (let gutter = exit, at = y; gutter !== enter; gutter += forward ? 1 : -1) {
    const column = ground.columns[forward ? gutter : gutter - 1] ?? [];
    const lines = [ground.top - 9, ...column.map((spot) => ground.top + spot.top + spot.height + 11)];
    const cost = (/** @type {number} */ line) => Math.abs(line - at) + Math.abs(line - goal);
    at = lines.reduce((best, line) => (cost(line) < cost(best) ? line : best));
    gaps.push(at);
  }
  return gaps;
}

/** @param {Plan} plan @param {Ground} ground @param {Lanes} upright @param {Lanes} level @returns {Point[]} */
function pointsOf(plan, ground, upright, level) {
  const step = plan.enter > plan.exit ? 1 : -1;
  const heights = plan.gaps.map((gap, index) => {
    const column = step > 0 ? plan.exit + index : plan.exit - index - 1;
    return gap + level.take(`${column}:${gap}`, 0, 1, plan.edge.to);
  });
  const points = [plan.from];
  let y = plan.from.y;
  for (let index = 0; index <= heights.length; index++) {
    const gutter = plan.exit + step * index, next = heights[index] ?? plan.to.y;
    const x = gutterMiddle(ground, gutter) + upright.take(String(gutter), Math.min(y, next), Math.max(y, next), plan.edge.to);
    points.push({ x, y }, { x, y: next });
    y = next;
  }
  return [...points, plan.to];
}

/** Hands out lanes: roads to one target may share a lane, others keep apart where they would overlap. */
class Lanes {
  /** @type {Map<string, { from: number, to: number, lane: number, target: number }[]>} */ #taken = new Map();

  /** Sideways shift for a stretch. @param {string} where @param {number} from @param {number} to @param {number} target */
  take(where, from, to, target) {
    const list = this.#taken.get(where) ?? [];
    this.#taken.set(where, list);
    const clear = (/** @type {number} */ lane) => list.every((other) => other.lane !== lane || other.target === target || other.to + 3 < from || other.from - 3 > to);
    let lane = 0;
    while (lane < 2 * LANES && !clear(lane)) lane++;
    list.push({ from, to, lane, target });
    return LANE * (lane % 2 ? (lane + 1) / 2 : -lane / 2);
  }
}

/** A path with round corners through the points. @param {readonly Point[]} points */
function draw(points) {
  const corners = points.filter((point, index) => index === 0 || Math.hypot(point.x - (points[index - 1]?.x ?? 0), point.y - (points[index - 1]?.y ?? 0)) > 0.5);
  const [first, ...rest] = corners;
  if (!first) return '';
  let path = `M${first.x} ${first.y}`, before = first;
  rest.forEach((point, index) => {
    const next = rest[index + 1];
    if (next) {
      const radius = Math.min(CORNER, Math.hypot(point.x - before.x, point.y - before.y) / 2, Math.hypot(next.x - point.x, next.y - point.y) / 2);
      path += `L${toward(point, before, radius)}Q${point.x} ${point.y} ${toward(point, next, radius)}`;
    } else {
      path += `L${point.x} ${point.y}`;
    }
    before = point;
  });
  return path;
}

/** The point `distance` from `from` on the way to `to`. @param {Point} from @param {Point} to @param {number} distance */
function toward(from, to, distance) {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return `${from.x + ((to.x - from.x) * distance) / length} ${from.y + ((to.y - from.y) * distance) / length}`;
}
