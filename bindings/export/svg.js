/**
 * One step as a static picture, or a range of steps as an animated one: SVG without scripts or fonts of its own, for
 * articles, slides and print.
 *
 * @import { Scene } from '../scene/types.js'
 */
import { element, escapeXml } from './markup.js';
import { picture } from './draw.js';
import { styleSheet } from './colours.js';

/** @typedef {{ width?: number, dark?: boolean, code?: boolean, seconds?: number }} SvgOptions */

/** Width of the names and objects when nothing else is asked for: two columns of cards. */
export const WIDTH = 680;

/** @param {Scene} scene @param {SvgOptions} [options] */
export function drawScene(scene, { width = WIDTH, dark = false, code = false } = {}) {
  const drawn = picture(scene, { width, code });
  return [...opening(drawn, `Memory at step ${scene.step}`, drawn.sentence, styleSheet(dark)), ...drawn.pieces, '</svg>', ''].join('\n');
}

/**
 * Steps shown one after another, again and again. Who asks for less motion sees the last one.
 * @param {readonly Scene[]} scenes
 * @param {SvgOptions} [options]  seconds: how long each step stays
 */
export function animateScenes(scenes, { width = WIDTH, dark = false, code = true, seconds = 2 } = {}) {
  const height = Math.max(...scenes.map((scene) => picture(scene, { width, code }).body));
  const frames = scenes.map((scene) => picture(scene, { width, code, height }));
  const size = { width: Math.max(...frames.map((one) => one.width)), height: Math.max(...frames.map((one) => one.height)) };
  /** When each piece is there, in drawing order. @type {Map<string, boolean[]>} */
  const pieces = new Map();
  frames.forEach((frame, index) => {
    for (const piece of frame.pieces) {
      const times = pieces.get(piece) ?? Array.from({ length: frames.length }, () => false);
      times[index] = true;
      pieces.set(piece, times);
    }
  });
  const looks = new Looks(frames.length, seconds);
  const body = [...pieces].map(([piece, times]) => (times.every(Boolean) ? piece : element('g', { class: looks.of(times) }, piece)));
  const [first, last] = [scenes[0], scenes.at(-1)];
  const title = `Memory from step ${first?.step} to step ${last?.step}`;
  return [...opening(size, title, frames.map((one) => one.sentence).join(' '), styleSheet(dark) + looks.css()), ...body, '</svg>', ''].join('\n');
}

/** @param {{ width: number, height: number }} size @param {string} title @param {string} text @param {string} style */
function opening({ width, height }, title, text, style) {
  const tip = (/** @type {string} */ id) => element('marker', { id, viewBox: '0 0 8 8', refX: 6, refY: 4, markerWidth: 7, markerHeight: 7, markerUnits: 'userSpaceOnUse', orient: 'auto' },
    element('path', { d: 'M0 0L8 4L0 8z', class: id }));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="t d">`,
    `<title id="t">${escapeXml(title)}</title><desc id="d">${escapeXml(text)}</desc>`, `<style>${style}</style>`,
    `<defs>${tip('tip')}${tip('tip-new')}${tip('tip-cut')}<pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V8" class="hatch-line"/></pattern></defs>`,
    element('rect', { width, height, class: 'bg' }),
  ];
}

/** Classes that show a piece at some frames and hide it at the others. */
class Looks {
  /** @type {Map<string, string>} */ #known = new Map();
  #frames;
  #seconds;

  /** @param {number} frames @param {number} seconds */
  constructor(frames, seconds) {
    this.#frames = frames;
    this.#seconds = seconds;
  }

  /** @param {readonly boolean[]} times */
  of(times) {
    const key = times.map(Number).join('');
    const known = this.#known.get(key) ?? `v${this.#known.size}`;
    this.#known.set(key, known);
    return known;
  }

  css() {
    const whole = this.#frames * this.#seconds;
    const rules = [...this.#known].map(([key, name]) => {
      const show = (/** @type {string} */ bit) => (bit === '1' ? 'visible' : 'hidden');
      const steps = [...key].flatMap((bit, index) => (bit === key[index - 1] ? [] : [`${round((100 * index) / key.length)}%{visibility:${show(bit)}}`]));
      return `@keyframes ${name}{${steps.join('')}100%{visibility:${show(key.at(-1) ?? '0')}}}.${name}{visibility:${show(key.at(-1) ?? '0')};animation:${name} ${whole}s step-end infinite}`;
    });
    return `\n${rules.join('\n')}\n@media (prefers-reduced-motion:reduce){*{animation:none!important}}`;
  }
}

/** @param {number} percent */
function round(percent) {
  return Math.round(percent * 1000) / 1000;
}
