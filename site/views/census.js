/**
 * `<hs-census>`: objects and bytes by type along the run, and what was made between two steps and is still there.
 *
 * @import { Scene, State } from '../state/types.js'
 * @import { CensusAnswer, LeakedAnswer } from '../../bindings/types.js'
 */
import { LitElement, css, html, nothing, svg } from 'lit';
import { grouped, plural } from '../../bindings/scene/words.js';
import { base, emit } from './parts.js';

/** Types told of, and types whose curve is drawn though they never change. */
const MOST_TYPES = 30;
const WIDTH = 120, HEIGHT = 22;

export class CensusView extends LitElement {
  static properties = { scene: { attribute: false }, state: { attribute: false }, from: { state: true }, to: { state: true }, all: { state: true } };
  static styles = [base, css`
    :host { height: 100%; overflow: auto; padding: 12px 18px; container-type: inline-size; }
    .lead { margin: 0 0 10px; max-width: 72ch; color: var(--hs-dim); }
    table { border-collapse: collapse; width: 100%; max-width: 640px; font-size: 13px; margin-bottom: 8px; }
    th, td { text-align: left; padding: 3px 12px 3px 0; font-weight: 400; border-bottom: 1px solid var(--hs-line); vertical-align: middle; }
    thead th { color: var(--hs-dim); font-size: 12px; }
    .num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    svg { display: block; width: 120px; height: 22px; overflow: visible; }
    .curve { fill: none; stroke: var(--hs-container); stroke-width: 1.6; }
    .here { stroke: var(--hs-accent); stroke-width: 1.5; }
    form { display: flex; flex-wrap: wrap; gap: 6px 8px; align-items: center; margin: 0 0 10px; }
    input { width: 5.5em; border: 1px solid var(--hs-line-firm); background: var(--hs-pane); border-radius: 8px; padding: 3px 8px; min-height: 32px; appearance: textfield; }
    ul { list-style: none; margin: 0; padding: 0; display: grid; gap: 8px; max-width: 82ch; }
    li { border-left: 3px solid var(--hs-line-firm); padding-left: 10px; font-size: 13px; }
    li p { margin: 0; }
    section + section { margin-top: 18px; }
    @container (max-width: 460px) { .wide { display: none; } svg { width: 70px; } th, td { padding-right: 8px; } }
  `];

  constructor() {
    super();
    /** @type {Scene | null} */ this.scene = null;
    /** @type {State | null} */ this.state = null;
    /** @type {number | null} */ this.from = null;
    /** @type {number | null} */ this.to = null;
    this.all = false;
  }

  get #end() {
    const { state, scene } = this;
    return state ? state.past.total ?? Math.max(state.past.frontier, scene?.step ?? 0) : 0;
  }

  updated() {
    const { state, scene } = this, told = state?.answers.census;
    if (scene && state && state.lens === 'census' && state.busy === 'no' && (!told || (told.to < this.#end && told.to < scene.step))) emit(this, 'hs-do', { act: 'census' });
  }

  render() {
    const { scene, state } = this;
    if (!scene || !state) return nothing;
    const { census, leaked } = state.answers;
    return html`<section><h2>Objects and bytes by type</h2>${!census ? html`<p class="lead">Counting…</p>` : census.census ? this.#types(census.census) : html`<p class="lead">${census.trouble}</p>`}</section>
      <section><h2>What stays behind</h2>${this.#asking(scene)}${leaked ? (leaked.leaked ? this.#left(leaked.from, leaked.to, leaked.leaked) : html`<p class="lead">${leaked.trouble}</p>`) : nothing}</section>`;
  }

  /** @param {CensusAnswer} census */
  #types({ samples, types }) {
    const step = this.scene?.step ?? 0, near = Math.max(0, samples.findLastIndex((sample) => sample.step <= step)), last = samples.length - 1;
    const here = samples[near], first = samples[0]?.step ?? 0, span = Math.max(1, (samples[last]?.step ?? 1) - first);
    const moving = types.filter(({ counts, bytes }) => counts.some((count) => count !== counts[0]) || bytes.some((size) => size !== bytes[0]));
    const rows = (this.all ? types : moving).slice(0, this.all ? types.length : MOST_TYPES);
    const x = (/** @type {number} */ at) => (((samples[at]?.step ?? 0) - first) / span) * WIDTH;
    const curve = (/** @type {readonly number[]} */ values) => {
      const low = Math.min(...values), high = Math.max(...values), y = (/** @type {number} */ value) => HEIGHT - 3 - ((HEIGHT - 6) * (value - low)) / Math.max(1, high - low);
      return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">${svg`<path class="curve" d=${values.map((value, at) => `${at ? 'L' : 'M'}${x(at).toFixed(1)} ${y(value).toFixed(1)}`).join('')}/><path class="here" d="M${(((Math.min(step, first + span) - first) / span) * WIDTH).toFixed(1)} 0V${HEIGHT}"/>`}</svg>`;
    };
    const row = (/** @type {string} */ name, /** @type {readonly number[]} */ counts, /** @type {readonly number[]} */ bytes) => html`<tr data-type=${name}><th scope="row">${name}</th><td>${curve(counts)}</td>
      <td class="num">${grouped(counts[near] ?? 0)}</td><td class="num ${tone((counts[near] ?? 0) - (counts[0] ?? 0))}">${signed((counts[near] ?? 0) - (counts[0] ?? 0))}</td><td class="num wide">${grouped(bytes[near] ?? 0)}</td><td class="num wide ${tone((bytes[near] ?? 0) - (bytes[0] ?? 0))}">${signed((bytes[near] ?? 0) - (bytes[0] ?? 0))}</td></tr>`;
    return html`<p class="lead">Counted at step ${grouped(here?.step ?? 0)}, with Python's own objects. The changes are since the start; the curves go over ${this.state?.past.total === null ? 'the part of the run that is known' : 'the whole run'}.</p>
      <table><thead><tr><th scope="col">Type</th><th scope="col">Objects over time</th><th scope="col" class="num">Objects</th><th scope="col" class="num">Change</th><th scope="col" class="num wide">Bytes</th><th scope="col" class="num wide">Change</th></tr></thead>
      <tbody>${row('all types', samples.map(({ count }) => count), samples.map(({ bytes }) => bytes))}${rows.map(({ type, counts, bytes }) => row(type, counts, bytes))}</tbody></table>
      ${types.length > moving.length || moving.length > MOST_TYPES ? html`<button @click=${() => { this.all = !this.all; }}>${this.all ? 'Only types that change' : `All ${types.length} types`}</button>` : nothing}`;
  }

  /** @param {Scene} scene */
  #asking({ step }) {
    const from = this.from ?? 0, to = this.to ?? step;
    const ask = (/** @type {Event} */ event) => {
      event.preventDefault();
      emit(this, 'hs-do', { act: 'leaked', from: Math.min(from, to), to: Math.max(from, to) });
    };
    const field = (/** @type {'from' | 'to'} */ side, /** @type {number} */ value, /** @type {string} */ label) => html`<input type="number" min="0" max=${this.#end} aria-label=${label} .value=${String(value)} @change=${(/** @type {Event} */ event) => { this[side] = Number(/** @type {HTMLInputElement} */ (event.target).value); }}>`;
    return html`<p class="lead">Objects that were made between two steps and are still there at the second: what a leak looks like.</p>
      <form @submit=${ask}>From step ${field('from', from, 'First step')}<button type="button" @click=${() => { this.from = step; }}>here</button> to ${field('to', to, 'Last step')}<button type="button" @click=${() => { this.to = null; }}>here</button><button class="go">What is left?</button></form>`;
  }

  /** @param {number} from @param {number} to @param {LeakedAnswer} leaked */
  #left(from, to, { count, bytes, groups }) {
    return html`<p role="status">Made in steps ${from} to ${to} and still there: <strong>${plural(count, 'object')}</strong>, ${plural(bytes, 'byte')}.</p>
      <ul>${groups.map((group) => html`<li><p><strong>${group.count} ${group.type}</strong> <span class="dim">${plural(group.bytes, 'byte')}, made by line ${group.line ?? '?'}${group.function === '<module>' ? '' : ` in ${group.function}`}</span></p>
        ${group.examples.map((example) => html`<p><button class="link" @click=${() => emit(this, 'hs-seek', { step: example.step })}>${example.name}, made at step ${example.step}</button> <span class="dim">${example.explanation}</span></p>`)}</li>`)}</ul>`;
  }
}
customElements.define('hs-census', CensusView);

/** @param {number} change */
const signed = (change) => (change ? `${change > 0 ? '+' : '−'}${grouped(Math.abs(change))}` : '');
/** @param {number} change */
const tone = (change) => (change > 0 ? 'up' : change < 0 ? 'down' : '');
