/**
 * A scene as pieces of SVG: what the page shows, without a page. Each piece is drawn alone and is the same text wherever it
 * is the same picture, so that an animation can keep what stays.
 *
 * @import { Scene, SceneName, SceneNamespace, SceneObject, Spot, Tombstone } from '../scene/types.js'
 * @import { Layout } from '../scene/layout.js'
 * @import { Card, Chip } from '../scene/card.js'
 */
import { cardOf, tombOf } from '../scene/card.js';
import { EDGE, GUTTER, HEAD, NAMES, ROW, cardCorner, drawnEdges, layoutOf } from '../scene/layout.js';
import { colourLines } from '../scene/python.js';
import { roads } from '../scene/routes.js';
import { textOf } from '../scene/words.js';
import { element, escapeXml, fit, widthOf, wrap } from './markup.js';

/** Lines of code shown at most, and around the present one when there are more. */
const MOST_CODE = 36;
const CODE_ROW = 18, CODE_SIZE = 12, CODE_WIDTH = 380;
const CAPTION_SIZE = 13, CAPTION_ROW = 19, CAPTION_LINES = 3;
/** Height of the strip under the picture. */
const CAPTION = CAPTION_ROW * CAPTION_LINES + 34;

/** @param {number} x @param {number} y @param {string} text @param {string} kind classes @param {Record<string, string | number>} [more] */
function words(x, y, text, kind, more = {}) {
  return element('text', { x, y, class: kind, ...more }, escapeXml(text) || ' ');
}

/** @param {number} x @param {number} y @param {number} width @param {number} height @param {string} kind @param {number} [radius] */
function box(x, y, width, height, kind, radius = 10) {
  return element('rect', { x, y, width, height, rx: radius, class: kind });
}

/**
 * @typedef {object} Picture
 * @property {number} width
 * @property {number} height
 * @property {number} body  height without the strip under it
 * @property {string[]} pieces  in drawing order
 * @property {string} sentence  what the step did
 */

/**
 * @param {Scene} scene
 * @param {{ width: number, code: boolean, height?: number }} options  width of the names and objects, least height of the picture
 * @returns {Picture}
 */
export function picture(scene, { width, code, height = 0 }) {
  const layout = layoutOf(scene, width), left = code ? codeWidth(scene) : 0;
  const pieces = code ? drawCode(scene, left) : [];
  const shift = (/** @type {string} */ markup) => (left ? element('g', { transform: `translate(${left} 0)` }, markup) : markup);
  for (const markup of [...heads(), ...drawRoads(scene, layout), ...drawNames(scene, layout), ...drawCards(scene, layout), ...drawRest(scene, layout)]) pieces.push(shift(markup));
  const right = EDGE + NAMES + GUTTER + scene.seats.columns * (layout.cardWidth + GUTTER);
  const whole = { width: left + Math.max(width, right), height: Math.max(height, layout.height, code ? codeHeight(scene) : 0) };
  const sentence = textOf(scene.sentence);
  return { width: whole.width, height: whole.height + CAPTION, body: whole.height, pieces: [...pieces, ...caption(scene, sentence, whole)], sentence };
}

function heads() {
  return [words(EDGE, 28, 'NAMES', 'h'), words(EDGE + NAMES + GUTTER, 28, 'OBJECTS', 'h')];
}

/* ---- names ---- */

/** @param {Scene} scene @param {Layout} layout */
function drawNames(scene, layout) {
  return scene.namespaces.flatMap((namespace, index) => {
    const top = layout.names.tops[index] ?? 0;
    return [frameOfNames(namespace, top), ...namespace.names.map((name, row) => drawName(name, top + HEAD + ROW * row))];
  });
}

/** @param {SceneNamespace} namespace @param {number} top */
function frameOfNames({ names, label, note, current }, top) {
  const height = HEAD + Math.max(1, names.length) * ROW + 2, room = NAMES - 26 - widthOf(note, 11);
  return box(EDGE, top, NAMES, height, `box${current ? ' now' : ''}`) + words(EDGE + 10, top + 18, fit(label, room, 11, true), 'm', { 'font-size': 11 })
    + words(EDGE + NAMES - 10, top + 18, note, 'd', { 'text-anchor': 'end', style: 'font-size:11px' })
    + element('path', { d: `M${EDGE} ${top + HEAD - 1}h${NAMES}`, class: 'rule' }) + (names.length ? '' : words(EDGE + 10, top + HEAD + 19, 'no names yet', 'd'));
}

/** @param {SceneName} name @param {number} top */
function drawName({ name, state, target }, top) {
  const gone = state === 'gone', to = gone ? 'unbound' : target ? `→ ${target.short}` : '';
  const tint = state === 'new' || state === 'moved' ? box(EDGE + 1, top + 1, NAMES - 2, ROW - 1, 'tint', 2) : '';
  const text = fit(name, NAMES - 28 - widthOf(to, 11, true), 13, true);
  return tint + words(EDGE + 10, top + 20, text, gone ? 'm f' : 'm', { style: `font-size:13px${gone ? ';text-decoration:line-through' : ''}` })
    + words(EDGE + NAMES - 10, top + 20, to, gone ? 'm f' : 'm d', { 'text-anchor': 'end', style: 'font-size:11px' });
}

/* ---- references ---- */

/** @param {Scene} scene @param {Layout} layout */
function drawRoads(scene, layout) {
  return roads(drawnEdges(scene, scene.selected), layout.ground).map(({ edge, path }) => element('path', { d: path, class: edge.state === 'same' ? 'road' : `road-${edge.state}` }));
}

/* ---- objects ---- */

/** @param {Scene} scene @param {Layout} layout */
function drawCards(scene, layout) {
  return [...scene.cards, ...scene.tombstones].flatMap((one) => {
    const spot = layout.spots.get(one.serial);
    if (!spot) return [];
    const object = scene.byserial.get(one.serial), tall = scene.seats.list[scene.seats.seatOf.get(one.serial) ?? 0]?.tall ?? true;
    const { x, y } = cardCorner(spot, layout.cardWidth);
    const inner = object ? living(object, tall, layout.cardWidth, spot) : dead(/** @type {Tombstone} */ (one), layout.cardWidth, spot);
    return [element('g', { transform: `translate(${Math.round(x)} ${Math.round(y)})` }, inner)];
  });
}

/** @param {SceneObject} object @param {boolean} tall @param {number} width @param {Spot} spot */
function living(object, tall, width, spot) {
  const card = cardOf(object, tall), inside = width - 20;
  const look = `box${object.fresh ? ' fresh' : ''}${object.reachable ? '' : ' lost'}`;
  const value = tall ? chips(card, inside)
    : words(10, 48, fit(card.value, inside - widthOf(card.id, 11, true) - 8, 12.5, true), 'm', { style: 'font-size:12.5px' })
      + words(width - 10, 48, card.id, 'm d', { 'text-anchor': 'end', style: 'font-size:11px' });
  const line = tall ? words(10, 39, fit(card.line, inside, 11, true), 'm d', { style: 'font-size:11px' }) : '';
  return box(0, 0, width, spot.height, look) + cardHead(card, object.kind, width, '') + line + value + story(card, inside, tall ? 115 : 68, tall ? 2 : 1, 'd');
}

/** @param {Tombstone} stone @param {number} width @param {Spot} spot */
function dead(stone, width, spot) {
  const card = tombOf(stone);
  return box(0, 0, width, spot.height, 'hatch') + box(0, 0, width, spot.height, 'dead') + cardHead(card, '', width, 'f') + story(card, width - 20, 48, spot.height > 100 ? 5 : 2, 'f');
}

/** @param {Card} card @param {string} kind @param {number} width @param {string} tone */
function cardHead(card, kind, width, tone) {
  const ring = Math.max(24, widthOf(card.count, 13) + 14), from = width - 8 - ring;
  const mark = card.mark ? widthOf(card.mark, 12) + 8 : 0;
  const type = fit(card.type, (from - 28 - mark - widthOf(card.number, 12)) / 1.12, 13);
  return words(10, 21, type, `b ${tone || kind}`, { style: 'font-size:13px' }) + words(17 + widthOf(type, 13) * 1.12, 21, card.number, tone || 'd')
    + (card.mark ? words(from - 6, 21, card.mark, tone || card.tone, { 'text-anchor': 'end' }) : '')
    + box(from, 5, ring, 22, tone ? 'ring-dead' : 'ring', 11) + words(from + ring / 2, 20.5, card.count, `b ${tone}`.trim(), { 'text-anchor': 'middle', style: 'font-size:13px' });
}

/** @param {Card} card @param {number} width @param {number} top @param {number} most @param {string} tone */
function story(card, width, top, most, tone) {
  return wrap(textOf(card.words), width, 11.5, most).map((line, index) => words(10, top + 16 * index, line, tone, { style: 'font-size:11.5px' })).join('');
}

/** Slots in at most two rows. @param {Card} card @param {number} width */
function chips(card, width) {
  if (!card.chips.length) return words(10, 66, fit(card.value, width, 12.5, true), 'm d', { style: 'font-size:12.5px' });
  let x = 10, row = 0, out = '';
  for (const chip of card.chips) {
    const wide = Math.min(width, chipWidth(chip));
    if (x > 10 && x + wide > 10 + width) [x, row] = [10, row + 1];
    if (row > 1) break;
    out += drawChip(chip, x, 47 + 28 * row, wide);
    x += wide + 5;
  }
  return out;
}

/** @param {Chip} chip */
function chipWidth({ label, text }) {
  return 16 + widthOf(text, 12, true) + (label ? widthOf(label, 12, true) + 5 : 0);
}

/** @param {Chip} chip @param {number} x @param {number} y @param {number} width */
function drawChip({ label, text, changed }, x, y, width) {
  const name = fit(label, width - 16, 12, true), shift = label ? widthOf(name, 12, true) + 5 : 0;
  return box(x, y, width, 24, changed ? 'chip-new' : 'chip', 6) + (label ? words(x + 7, y + 16, name, 'm d') : '')
    + words(x + 7 + shift, y + 16, fit(text, width - 12 - shift, 12, true), label ? 'm' : 'm d');
}

/** What is there but not drawn. @param {Scene} scene @param {Layout} layout */
function drawRest(scene, layout) {
  const more = scene.objects.length - scene.cards.length + scene.hidden;
  if (!scene.cards.length && !scene.tombstones.length) return [words(EDGE + NAMES + GUTTER, 62, scene.step === 0 ? 'No objects yet.' : 'No name refers to an object of yours now.', 'd')];
  return more > 0 ? [words(EDGE + NAMES + GUTTER, layout.height - 10, `${more} more objects are not drawn`, 'd')] : [];
}

/* ---- the program and the sentence ---- */

/** @param {Scene} scene */
function codeLines({ lines, snapshot }) {
  const last = lines.at(-1) === '' ? lines.length - 1 : lines.length;
  const middle = snapshot.line ?? snapshot.previousLine ?? 1;
  const first = last <= MOST_CODE ? 0 : Math.max(0, Math.min(last - MOST_CODE, middle - MOST_CODE / 2));
  return { first, last: Math.min(last, first + MOST_CODE) };
}

/** Room for the program beside the picture. @param {Scene} scene */
function codeWidth({ lines }) {
  return Math.min(CODE_WIDTH, 62 + Math.max(...lines.map((line) => widthOf(line, CODE_SIZE, true)), 100));
}

/** @param {Scene} scene */
function codeHeight(scene) {
  const { first, last } = codeLines(scene);
  return 44 + (last - first) * CODE_ROW + 20;
}

/** @param {Scene} scene @param {number} width */
function drawCode(scene, width) {
  const { first, last } = codeLines(scene), { line: next, previousLine: ran } = scene.snapshot, coloured = colourLines(scene.lines.join('\n'));
  const rows = coloured.slice(first, last).map((pieces, index) => {
    const number = first + index + 1, y = 44 + CODE_ROW * (index + 1) - 5;
    let room = width - 62, text = '';
    for (const piece of pieces) {
      const part = fit(piece.text, room, CODE_SIZE, true);
      room -= widthOf(part, CODE_SIZE, true);
      if (part) text += element('tspan', { class: piece.as === 'number' ? 'number' : piece.as || null }, escapeXml(part));
      if (room < 8) break;
    }
    return words(36, y, String(number), 'm d', { 'text-anchor': 'end', style: 'font-size:11px' }) + element('text', { x: 46, y, class: 'm' }, text || ' ');
  });
  const mark = (/** @type {number | null} */ line, /** @type {string} */ look, /** @type {string} */ sign) => {
    if (line === null || line <= first || line > last) return [];
    const y = 44 + CODE_ROW * (line - first - 1);
    return [(look ? box(14, y, width - 24, CODE_ROW, look, 4) : '') + words(16, y + 13, sign, look ? 'now m' : 'm d', { style: 'font-size:10px' })];
  };
  return [words(EDGE, 28, 'PROGRAM', 'h'), ...(ran === next ? [] : mark(ran, '', '✓')), ...mark(next, 'tint', '▶'), ...rows];
}

/** The step and its sentence. @param {Scene} scene @param {string} sentence @param {{ width: number, height: number }} size */
function caption(scene, sentence, { width, height }) {
  const where = `Step ${scene.step}${scene.total === null ? '' : ` of ${scene.total}`}`;
  const lines = wrap(sentence, width - 2 * EDGE, CAPTION_SIZE, CAPTION_LINES);
  return [element('path', { d: `M0 ${height}H${width}`, class: 'rule' }), words(EDGE, height + 22, where, 'd', { style: 'font-size:11px' }),
    ...lines.map((line, index) => words(EDGE, height + 42 + CAPTION_ROW * index, line, '', { style: `font-size:${CAPTION_SIZE}px` }))];
}
