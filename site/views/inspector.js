/**
 * `<hs-inspector>`: everything about the selected object, in a strip of fixed place under the lenses: what it is and who holds it; why it
 * is alive and what would die with it; its whole history, each line a way to that step.
 *
 * @import { Answers, Scene, SceneObject, Tombstone } from '../state/types.js'
 * @import { ChangeReason, HistoryAnswer } from '../../bindings/types.js'
 */
import { LitElement, css, html, nothing } from 'lit';
import { grouped, plural, shorten } from '../../bindings/scene/words.js';
import { base, emit, words } from './parts.js';

/** Slots and holders listed one by one. */
const MOST_SLOTS = 200, MOST_HOLDERS = 30;
/** Types told of what would die. */
const MOST_TYPES = 4;

/** @typedef {'now' | 'why' | 'life'} Tab */
/** @type {readonly { id: Tab, label: string }[]} */
const TABS = [{ id: 'now', label: 'Now' }, { id: 'why', label: 'Why alive?' }, { id: 'life', label: 'History' }];

export class InspectorView extends LitElement {
  static properties = { scene: { attribute: false }, answers: { attribute: false }, copied: { state: true }, tab: { state: true }, touch: { type: Boolean } };
  static styles = [base, css`
    :host { border-top: 1px solid var(--hs-line); padding: 7px 18px 10px; overflow: auto; font-size: 13px; overscroll-behavior: contain; }
    .row { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; position: sticky; top: -7px; padding: 7px 0 3px; margin-top: -7px; background: var(--hs-pane); }
    strong.kind { font-size: 14px; }
    .id { font-family: var(--hs-mono); font-size: 12px; }
    .copy { min-height: 24px; padding: 0 8px; font-size: 12px; }
    .space { flex: 1; }
    .tabs { display: inline-flex; gap: 2px; }
    .tabs button { border-color: transparent; color: var(--hs-dim); min-height: 26px; padding: 0 9px; font-size: 12.5px; }
    .tabs button[aria-selected='true'] { background: var(--hs-accent-soft); color: var(--hs-accent); font-weight: 600; }
    :host([touch]) .tabs button { min-height: 34px; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 3px 12px; margin: 5px 0 0; }
    dt { color: var(--hs-dim); }
    dd { margin: 0; display: flex; flex-wrap: wrap; gap: 2px 7px; min-width: 0; overflow-wrap: anywhere; }
    .tag { border: 1px solid var(--hs-line); border-radius: 6px; padding: 0 6px; font-size: 12px; }
    p { margin: 4px 0 0; }
    dd.prose { display: block; }
    dd > span { white-space: pre-wrap; }
    dd.ways { display: grid; justify-items: start; }
    ol { list-style: none; margin: 2px -8px 0; padding: 0; display: grid; gap: 1px; }
    ol button { display: grid; grid-template-columns: 5.5em 3.8em minmax(0, 1fr); gap: 10px; width: 100%; text-align: left; border-color: transparent; padding: 1px 8px; min-height: 25px; scroll-margin-top: 40px; font-size: 12.5px; align-items: baseline; border-radius: 6px; }
    ol button:hover { background: var(--hs-sunk); }
    ol button[aria-current] { background: var(--hs-accent-soft); }
    ol .count { font-variant-numeric: tabular-nums; font-weight: 600; }
    ol .ahead { opacity: .75; }
    :host([touch]) ol button { min-height: 36px; padding: 5px 8px; }
  `];

  /** @type {ReturnType<typeof setTimeout> | undefined} */ #again;

  constructor() {
    super();
    /** @type {Scene | null} */ this.scene = null;
    /** @type {Answers | null} */ this.answers = null;
    this.copied = '';
    /** @type {Tab} */ this.tab = 'now';
    this.touch = false;
  }

  /** @param {string} id */
  async #copy(id) {
    try {
      await navigator.clipboard.writeText(id);
      this.copied = id;
    } catch {
      this.copied = '';
    }
  }

  /** The selected object, living or freed. */
  get #subject() {
    const { scene } = this;
    if (!scene || scene.selected === null) return null;
    return scene.byserial.get(scene.selected) ?? scene.tombstones.find((other) => other.serial === scene.selected) ?? null;
  }

  /** What the open tab needs is asked for when it opens, and again at each step and object. @param {Map<string, unknown>} changed */
  updated(changed) {
    const subject = this.#subject;
    this.toggleAttribute('asked', this.tab !== 'now' && subject !== null);
    if (changed.has('scene') || changed.has('answers')) this.renderRoot.querySelector('ol [aria-current]')?.scrollIntoView({ block: 'nearest' });
    if (!subject || !(changed.has('scene') || changed.has('tab'))) return;
    const asked = this.tab === 'life' ? this.answers?.life?.serial === subject.serial : this.tab === 'now' || !('refcount' in subject) || Boolean(this.#answerTo(subject));
    clearTimeout(this.#again);
    if (!asked) this.#again = setTimeout(() => emit(this, 'hs-do', { act: this.tab, serial: subject.serial, id: subject.id }), changed.has('tab') ? 0 : 150);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#again);
  }

  /** @param {number | null} serial */
  #go(serial) {
    if (serial !== null) emit(this, 'hs-select', { serial });
  }

  render() {
    const subject = this.#subject;
    if (!subject) return html`<p class="dim">Select an object to see its id, its size, who holds it, why it is alive and what became of it.</p>`;
    return 'refcount' in subject ? this.#living(subject) : this.#dead(subject);
  }

  /** @param {readonly Tab[]} ids */
  #tabs(ids) {
    const at = ids.includes(this.tab) ? this.tab : 'now';
    const walk = (/** @type {KeyboardEvent} */ event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key], next = ids[(ids.indexOf(at) + (by ?? 0) + ids.length) % ids.length];
      if (!by || !next) return;
      event.preventDefault();
      event.stopPropagation();
      this.tab = next;
      void this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('[aria-selected=true]'))?.focus());
    };
    return html`<span class="tabs" role="tablist" aria-label="About the object" @keydown=${walk}>${TABS.filter(({ id }) => ids.includes(id)).map(({ id, label }) => html`<button role="tab" aria-selected=${id === at} tabindex=${id === at ? 0 : -1} @click=${() => { this.tab = id; }}>${label}</button>`)}</span>`;
  }

  /** @param {SceneObject} object */
  #living(object) {
    const where = object.immortal ? 'made when Python starts' : object.tracked ? `generation ${object.generation ?? 0}` : 'not watched';
    return html`<div class="row ${object.kind}"><strong class="kind">${object.type} #${object.serial}</strong><span class="id">${object.id}</span>
        <button class="copy" @click=${() => this.#copy(object.id)}>${this.copied === object.id ? 'Copied' : 'Copy id'}</button>
        <span class="dim" title=${object.tracked ? 'The collector watches it' : 'The collector does not watch it'}>${plural(object.size, 'byte')} · ${where}</span>${object.interned ? html`<span class="tag">interned</span>` : nothing}<span class="space"></span>${this.#tabs(['now', 'why', 'life'])}</div>
      ${this.tab === 'now' ? this.#now(object) : this.tab === 'why' ? this.#alive(object) : this.#life(object.serial)}`;
  }

  /** @param {SceneObject} object */
  #now(object) {
    return html`<dl><dt>Value</dt><dd><code>${shorten(object.value, 300)}</code></dd>
        <dt>Count</dt><dd class="count">${this.#count(object)}</dd>
        ${object.slots.length ? html`<dt>Holds</dt><dd>${object.slots.slice(0, MOST_SLOTS).map((slot) => html`<span><span class="dim">${slot.label}</span>
          ${slot.target ? html`<button class="link" @click=${() => this.#go(slot.target?.serial ?? null)}>${slot.target.label}</button>` : '…'}</span>`)}
          ${object.truncated || object.slots.length > MOST_SLOTS ? html`<span class="dim">and more</span>` : nothing}</dd>` : nothing}</dl>`;
  }

  /** @param {{ serial: number }} object */
  #answerTo({ serial }) {
    const alive = this.answers?.alive;
    return alive?.serial === serial && alive.step === this.scene?.step ? alive : null;
  }

  /** What keeps it alive, and what it keeps alive. @param {SceneObject} object */
  #alive(object) {
    const answer = this.#answerTo(object);
    if (!answer) return html`<p class="dim">Looking…</p>`;
    const { why, retained, trouble } = answer;
    if (!why || !retained) return html`<p class="dim">${trouble}</p>`;
    const { count, bytes, types, dominator } = retained;
    const kinds = types.slice(0, MOST_TYPES).map(({ type, count: many }) => `${many} ${type}`).join(', ');
    return html`<dl><dt>Alive</dt><dd class="prose">${why.sentence}</dd>
      <dt>Held by</dt><dd class="prose">${why.explanation}</dd>
      ${why.paths.length ? html`<dt>Ways to it</dt><dd class="ways">${why.paths.map((path) => html`<span>${path.text}</span>`)}</dd>` : nothing}
      <dt>With it</dt><dd class="prose">${count > 1 ? `${plural(count, 'object')} would die, ${plural(bytes, 'byte')} in all (${kinds}${types.length > MOST_TYPES ? ' …' : ''})` : `nothing else would die; ${plural(bytes, 'byte')}`}.${dominator ? ` It would die with ${dominator.text}.` : ''}</dd></dl>`;
  }

  /** The sum of who holds it, each a way to walk on. @param {SceneObject} object */
  #count(object) {
    const rest = object.refcount - object.holders.length, fixed = object.immortal || object.refcount > 1e8;
    const holders = object.holders.slice(0, MOST_HOLDERS).map((holder) => (holder.serial === null ? html`<span>${holder.text}</span>`
      : html`<button class="link" @click=${() => this.#go(holder.serial)}>${holder.text}</button>`));
    const more = object.holders.length - holders.length;
    return html`<strong>${grouped(object.refcount)}</strong><span class="dim">=</span>${holders.map((holder, index) => html`${index ? html`<span class="dim">+</span>` : nothing}${holder}`)}
      ${more > 0 ? html`<span class="dim">+ ${plural(more, 'other')}</span>` : nothing}
      ${rest > 0 ? html`<span class="dim">${object.holders.length ? '+ ' : ''}${fixed ? "the runtime's own, made when Python starts" : `${rest} inside the runtime`}</span>` : nothing}
      ${object.reachable ? nothing : html`<span class="down">No name leads here any more.</span>`}`;
  }

  /** @param {Tombstone} stone */
  #dead(stone) {
    const way = (/** @type {number} */ step, /** @type {string} */ text) => html`<button class="link" @click=${() => emit(this, 'hs-seek', { step })}>${text}</button>`;
    return html`<div class="row"><strong>${stone.type} #${stone.serial}</strong><span class="id">${stone.id}</span><span class="tag">freed</span>
        ${way(stone.bornAt, 'where it was first seen')}${stone.freedAt === null ? nothing : way(stone.freedAt, 'where it was freed')}<span class="space"></span>${this.#tabs(['now', 'life'])}</div>
      ${this.tab === 'life' ? this.#life(stone.serial) : html`<dl><dt>Was</dt><dd><code>${shorten(stone.value, 300)}</code></dd>
        <dt>Life</dt><dd class="prose">first seen at step ${stone.bornAt}. ${words(stone.story)}. The next object of this size may get this id.</dd></dl>`}`;
  }

  /** Birth, changes, moves and death, each a way to the step behind it. @param {number} serial */
  #life(serial) {
    const told = this.answers?.life?.serial === serial ? this.answers.life : null;
    if (!told) return html`<p class="dim">Looking through the run…</p>`;
    const { life, trouble } = told, here = this.scene?.step ?? 0;
    if (!life) return html`<p class="dim">${trouble}</p>`;
    const rows = entriesOf(life), now = rows.findLast((row) => row.step <= here);
    return html`<ol aria-label="History">${life.birth ? nothing : html`<li class="dim">Made before the program's first line.</li>`}
      ${rows.map((row) => html`<li><button class=${row.step > here ? 'ahead' : ''} aria-current=${row === now ? 'step' : nothing} @click=${() => emit(this, 'hs-seek', { step: row.step })}>
        <span class="dim">step ${grouped(row.step)}</span><span class="count">${row.count}</span><span>${row.text}</span></button></li>`)}
      ${life.total > life.changes.length ? html`<li class="dim">and ${plural(life.total - life.changes.length, 'more change')} of its count</li>` : nothing}</ol>`;
  }
}
customElements.define('hs-inspector', InspectorView);

/** @typedef {{ step: number, count: string, text: string }} Entry */

/** A life as lines in the order of time. @param {HistoryAnswer} life @returns {Entry[]} */
function entriesOf({ birth, changes, generations, death }) {
  /** @type {Entry[]} */ const rows = changes.map((change) => ({ step: change.step, count: `${change.from} → ${change.to}`, text: `${where(change)}${parts(change)}` }));
  if (birth) rows.push({ step: birth.step, count: `→ ${birth.to}`, text: `made by ${where(birth)}${parts(birth)}` });
  for (const { step, generation } of generations) rows.push({ step, count: '', text: generation === null ? 'not watched by the collector any more' : `moved to generation ${generation} of the collector` });
  if (death) rows.push({ step: death.step, count: `${death.from} → 0`, text: `freed by ${death.by === 'collector' ? 'the collector, in ' : ''}${where(death)}${parts(death)}` });
  const rank = (/** @type {Entry} */ { count }) => (count.startsWith('→') ? 0 : count.endsWith('→ 0') ? 2 : 1);
  return rows.sort((a, b) => a.step - b.step || rank(a) - rank(b));
}

/** @param {ChangeReason} change */
function where({ line, function: name }) {
  return `line ${line ?? '?'}${name === '<module>' ? '' : ` in ${name}`}`;
}

/** Places that began and ceased to hold it. @param {ChangeReason} change */
function parts({ gained, lost }) {
  const all = [...gained.map((text) => `+ ${text}`), ...lost.map((text) => `− ${text}`)];
  return all.length ? `: ${all.join(', ')}` : '';
}
