/**
 * `<hs-timeline>`: the run as a picture, and the slider over it. The curve is the selected object's
 * count: solid where the run has been, dashed ahead. Marks stand for output, frees, collections, errors.
 *
 * @import { Moment, Past } from '../state/types.js'
 */
import { LitElement, css, html, nothing, svg } from 'lit';
import { countCurve } from '../../bindings/scene/past.js';
import { base, emit } from './parts.js';

const WIDTH = 1000, HEIGHT = 50, FLOOR = 38, CEILING = 20;

export class TimelineView extends LitElement {
  static properties = { past: { attribute: false }, step: {}, serial: {}, label: {}, line: {}, disabled: { type: Boolean } };
  static styles = [base, css`
    :host { position: relative; height: 50px; background: var(--hs-pane); border: 1px solid var(--hs-line); border-radius: 8px; }
    :host(:focus-within) { outline: 2px solid var(--hs-accent); outline-offset: 2px; }
    svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; }
    .curve { fill: none; stroke: var(--hs-container); stroke-width: 2; }
    .ahead { fill: none; stroke: var(--hs-line-firm); stroke-width: 1.4; stroke-dasharray: 4 4; }
    .now { stroke: var(--hs-accent); stroke-width: 2.5; }
    .open { fill: var(--hs-dim); font: 11px var(--hs-sans); }
    i { position: absolute; bottom: 3px; width: 6px; height: 6px; margin-left: -3px; border-radius: 50%; background: var(--hs-line-firm); }
    i.freed { border-radius: 1px; background: none; border: 1.5px solid var(--hs-freed); }
    i.collected { background: var(--hs-down); width: 8px; height: 8px; margin-left: -4px; bottom: 2px; }
    i.raised { background: none; width: auto; height: auto; bottom: 0; color: var(--hs-down); font: 700 12px/1 var(--hs-sans); }
    span { position: absolute; top: 3px; left: 8px; font-size: 11px; color: var(--hs-dim); pointer-events: none; }
    input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: ew-resize; touch-action: none; }
    input:disabled { cursor: default; }
  `];

  constructor() {
    super();
    /** @type {Past | null} */ this.past = null;
    this.step = 0;
    /** @type {number | null} */ this.serial = null;
    this.label = '';
    /** @type {number | null} */ this.line = null;
    this.disabled = false;
  }

  get #last() {
    return Math.max(1, this.past?.total ?? this.past?.frontier ?? 1);
  }

  /** @param {number} step */
  #percent(step) {
    return (100 * step) / this.#last;
  }

  #curve() {
    if (!this.past || this.serial === null) return nothing;
    const points = countCurve(this.past, this.serial);
    const known = points.flatMap(({ count }) => (count === null ? [] : [count]));
    if (!known.length) return nothing;
    const low = Math.min(...known), high = Math.max(...known);
    const base = low > 1e6 ? low : 0;
    const y = (/** @type {number} */ count) => FLOOR - ((FLOOR - CEILING) * (count - base)) / Math.max(1, high - base);
    const draw = (/** @type {(step: number) => boolean} */ keep) => stairs(points.filter((point) => keep(point.step)), (step) => (step / this.#last) * WIDTH, y);
    return svg`<path class="curve" vector-effect="non-scaling-stroke" d=${draw((step) => step <= this.step)}/>
      <path class="ahead" vector-effect="non-scaling-stroke" d=${draw((step) => step >= this.step)}/>`;
  }

  #marks() {
    const moments = [...(this.past?.moments.values() ?? [])];
    const every = Math.ceil(moments.length / 400);
    return moments.filter((moment, index) => markOf(moment) && (index % every === 0 || moment.collection || moment.raised)).map((moment) => {
      const [kind, title] = markOf(moment) ?? ['', ''];
      return html`<i class=${kind} title="Step ${moment.step}: ${title}" .style=${`left:${this.#percent(moment.step)}%`}>${kind === 'raised' ? '×' : ''}</i>`;
    });
  }

  render() {
    const last = this.#last, x = (this.step / last) * WIDTH;
    const spoken = `step ${this.step}${this.past?.total == null ? '' : ` of ${last}`}${this.line === null ? '' : `, before line ${this.line}`}`;
    return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">${this.#curve()}
        <path class="now" vector-effect="non-scaling-stroke" d="M${x} 0V${HEIGHT}"/></svg>
      ${this.#marks()}
      ${this.label ? html`<span>references to ${this.label}</span>` : nothing}
      <input type="range" min="0" max=${last} step="1" .value=${String(this.step)} ?disabled=${this.disabled} aria-label="Step" aria-valuetext=${spoken}
        @keydown=${this.#page} @input=${(/** @type {InputEvent} */ event) => emit(this, 'hs-seek', { step: Number(/** @type {HTMLInputElement} */ (event.target).value) })}>`;
  }

  /** Page keys move by ten steps whatever the run's length. @param {KeyboardEvent} event */
  #page(event) {
    const by = { PageUp: 10, PageDown: -10 }[event.key];
    if (!by) return;
    event.preventDefault();
    emit(this, 'hs-seek', { step: Math.min(this.#last, Math.max(0, this.step + by)) });
  }
}
customElements.define('hs-timeline', TimelineView);

/** The most telling thing of a moment. @param {Moment} moment @returns {[string, string] | null} */
function markOf(moment) {
  if (moment.raised) return ['raised', 'an error'];
  if (moment.collection) return ['collected', 'the collector ran'];
  if (moment.output) return ['output', 'output'];
  return moment.freed ? ['freed', 'something was freed'] : null;
}

/**
 * A staircase through the points, broken where the object does not live.
 * @param {readonly { step: number, count: number | null }[]} points
 * @param {(step: number) => number} x
 * @param {(count: number) => number} y
 */
function stairs(points, x, y) {
  let path = '', drawing = false;
  for (const { step, count } of points) {
    if (count === null) {
      if (drawing) path += `H${x(step)}V${FLOOR}`;
      drawing = false;
    } else {
      path += drawing ? `H${x(step)}V${y(count)}` : `M${x(step)} ${y(count)}`;
      drawing = true;
    }
  }
  return path;
}
