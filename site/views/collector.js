/**
 * `<hs-collector>`: the cycle collector's three generations, what lives in each, when it will look
 * next, and what it did last. Counting frees most objects; this panel says so.
 *
 * @import { Answers, Scene, SceneObject } from '../state/types.js'
 */
import { LitElement, css, html, nothing } from 'lit';
import { grouped, plural } from '../../bindings/scene/words.js';
import { base, emit } from './parts.js';

const NAMES = ['Young', 'Middle-aged', 'Old'];
/** Where an object is in a phase. */
const PLACES = { young: 'being looked at', unreachable: 'tentatively unreachable', old: 'survives', untracked: 'untracked', freed: 'freed' };
/** Objects of a phase told one by one. */
const MOST_TOLD = 60;
/** Members named one by one in a generation. */
const MOST_MEMBERS = 24;

export class CollectorView extends LitElement {
  static properties = { scene: { attribute: false }, answers: { attribute: false }, at: { state: true } };
  static styles = [base, css`
    :host { padding: 14px 18px; overflow: auto; height: 100%; }
    .lead { margin: 0 0 14px; max-width: 68ch; color: var(--hs-dim); }
    .off { border-left: 3px solid var(--hs-down); padding-left: 10px; color: var(--hs-ink); }
    ol { list-style: none; margin: 0 0 18px; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(120px, 1fr)); gap: 12px; }
    li.gen { border: 1px solid var(--hs-line); border-radius: var(--hs-radius); padding: 10px 12px 12px; box-shadow: var(--hs-shadow); min-height: 132px; min-width: 0; }
    h3 { font-size: 14px; margin: 0 0 2px; display: flex; justify-content: space-between; flex-wrap: wrap; column-gap: 8px; align-items: baseline; }
    h3 small { font-weight: 400; color: var(--hs-dim); font-size: 12px; }
    meter { display: block; width: 100%; height: 8px; margin: 8px 0 4px; border: 0; border-radius: 99px; background: var(--hs-sunk); overflow: hidden; }
    meter::-webkit-meter-bar { background: var(--hs-sunk); border: 1px solid var(--hs-line); border-radius: 99px; height: 8px; }
    meter::-webkit-meter-optimum-value, meter::-webkit-meter-suboptimum-value { background: var(--hs-accent); border-radius: 99px; }
    meter::-moz-meter-bar { background: var(--hs-accent); border-radius: 99px; }
    p { margin: 0; font-size: 12.5px; }
    .members { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 10px; }
    .chip { font-size: 12.5px; padding: 1px 8px; min-height: 26px; border-radius: 6px; }
    .chip[aria-pressed='true'] { border-color: var(--hs-accent); background: var(--hs-accent-soft); }
    .last { border: 1px solid var(--hs-line); border-radius: var(--hs-radius); padding: 10px 12px; max-width: 68ch; }
    .go-to { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; margin: 12px 0; }
    .phases { max-width: 82ch; }
    .phases ul { list-style: none; margin: 10px 0 0; padding: 0; display: grid; gap: 6px; }
    .place { display: grid; gap: 1px; border-left: 3px solid var(--hs-line-firm); padding: 2px 10px; font-size: 12.5px; overflow-wrap: anywhere; }
    .place.unreachable { border-left-style: dashed; border-color: var(--hs-down); }
    .place.freed { border-left-style: dotted; border-color: var(--hs-freed); }
    .place.old { border-color: var(--hs-accent); }
    .last.now { border-color: var(--hs-accent); background: var(--hs-accent-soft); }
    .chip.dead { border-style: dashed; color: var(--hs-freed); background-color: var(--hs-pane); background-image: repeating-linear-gradient(135deg, transparent 0 5px, var(--hs-hatch) 5px 6px); }
  `];

  constructor() {
    super();
    /** @type {Scene | null} */ this.scene = null;
    /** @type {Answers | null} */ this.answers = null;
    /** The phase shown, counted through all collections of the step. */
    this.at = 0;
  }

  render() {
    const { scene } = this;
    if (!scene) return nothing;
    const { gc } = scene.snapshot;
    return html`
      <p class="lead ${gc.enabled ? '' : 'off'}">${gc.enabled
        ? 'A count that falls to 0 frees an object at once, without any collector. The collector is only for cycles: objects that keep each other alive though no name leads to them.'
        : 'The collector is switched off (gc.disable). Counts that fall to 0 still free at once; cycles stay until gc.collect() is called.'}</p>
      <ol>${NAMES.map((name, index) => this.#generation(name, index))}</ol>
      <h2>Last collection</h2>${this.#last()}
      ${this.#phases()}`;
  }

  /** The collections of this step, a phase at a time. */
  #phases() {
    const scene = /** @type {Scene} */ (this.scene), told = this.answers?.phases?.step === scene.step ? this.answers.phases : null;
    if (!told) {
      const now = scene.collection?.step === scene.step;
      return now ? html`<p><button class="go" @click=${() => { this.at = 0; emit(this, 'hs-do', { act: 'phases' }); }}>Phase by phase</button></p>` : nothing;
    }
    const all = told.collections.flatMap((collection) => collection.phases.map((phase) => ({ collection, phase })));
    const at = Math.min(this.at, all.length - 1), here = all[at];
    if (!here) return html`<p class="dim">${told.trouble || 'Nothing of it was recorded.'}</p>`;
    const { collection, phase } = here;
    return html`<section class="phases" aria-label="Phases of the collection"><h2>Phase ${at + 1} of ${all.length}${told.collections.length > 1 ? `, collection ${collection.index + 1}` : ''}</h2>
      <div class="go-to"><button ?disabled=${at === 0} @click=${() => { this.at = at - 1; }}>‹ Phase</button><button class="go" ?disabled=${at === all.length - 1} @click=${() => { this.at = at + 1; }}>Phase ›</button></div>
      <h3 aria-live="polite">${phase.title}</h3><p>${phase.text}</p>
      <ul>${phase.objects.slice(0, MOST_TOLD).map((object) => html`<li class="place ${object.list}"><span><strong>${object.type}</strong> <span class="mono">${object.value || object.id}</span></span>
        <span class="dim">${PLACES[object.list]}${object.gcRefs === null ? '' : ` · gc_refs ${object.gcRefs}`} · count ${grouped(object.refcount)}</span><span>${object.reason}</span></li>`)}</ul>
      ${phase.objects.length > MOST_TOLD ? html`<p class="dim">and ${plural(phase.objects.length - MOST_TOLD, 'more object')}</p>` : nothing}</section>`;
  }

  /** @param {string} name @param {number} index */
  #generation(name, index) {
    const scene = /** @type {Scene} */ (this.scene), { gc } = scene.snapshot;
    const count = gc.counts[index] ?? 0, threshold = gc.thresholds[index] ?? 0;
    const mine = scene.objects.filter((object) => object.tracked && object.generation === index);
    const total = Math.max(gc.members[index] ?? 0, mine.length);
    const unit = index === 0 ? 'containers made since it last looked' : `looks at the ${index === 1 ? 'young' : 'middle-aged'} since`;
    return html`<li class="gen"><h3>${name}<small>generation ${index}</small></h3>
      <meter min="0" max=${threshold || 1} .value=${Math.min(count, threshold)} aria-label="Count of generation ${index}"></meter>
      <p><strong>${grouped(count)}</strong> of ${grouped(threshold)} <span class="dim">${unit}</span></p>
      <div class="members">${mine.slice(0, MOST_MEMBERS).map((object) => this.#chip(object))}</div>
      <p class="dim" ?hidden=${total === 0 && !mine.length}>${memberNote(total, mine.length)}</p></li>`;
  }

  /** @param {SceneObject} object */
  #chip(object) {
    return html`<button class="chip ${object.kind}" aria-pressed=${object.serial === this.scene?.selected} @click=${() => emit(this, 'hs-select', { serial: object.serial })}>
      <span class="kind">${object.type}</span> #${object.serial}</button>`;
  }

  #last() {
    const scene = /** @type {Scene} */ (this.scene), last = scene.collection;
    if (!last) return html`<p class="last dim">It has not run yet. It will when generation 0 is full, or when the program calls <code>gc.collect()</code>.</p>`;
    const now = last.step === scene.step;
    const stones = scene.tombstones.filter((stone) => last.freed.includes(stone.serial));
    return html`<div class="last ${now ? 'now' : ''}"><p>${now ? 'In this step it' : `At step ${last.step} it`} looked at generation ${last.generation}${last.generation > 0 ? ' and younger' : ''} and found
      <strong>${plural(last.collected, 'object')}</strong> that no name could reach${last.freed.length ? ', and freed:' : '.'}</p>
      ${last.freed.length ? html`<div class="members">${stones.map((stone) => html`<button class="chip dead" @click=${() => emit(this, 'hs-select', { serial: stone.serial })}>${stone.label}</button>`)}
        ${last.freed.length > stones.length ? html`<span class="dim">${stones.length ? 'and ' : ''}${plural(last.freed.length - stones.length, 'object')} not shown here</span>` : nothing}</div>` : nothing}</div>`;
  }
}
customElements.define('hs-collector', CollectorView);

/** @param {number} total @param {number} shown */
function memberNote(total, shown) {
  if (total > shown) return `${shown ? 'and ' : ''}${plural(total - shown, 'object')} of Python's own`;
  return '';
}
