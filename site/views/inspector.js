/**
 * `<hs-inspector>`: everything about the selected object, in a strip of fixed place under the lenses:
 * its whole id, size, generation, who holds it and what it holds, each a way to walk on.
 *
 * @import { Answers, Scene, SceneObject, Tombstone } from '../state/types.js'
 */
import { LitElement, css, html, nothing } from 'lit';
import { grouped, plural, shorten } from '../../bindings/scene/words.js';
import { base, emit, words } from './parts.js';

/** Slots and holders listed one by one. */
const MOST_SLOTS = 200, MOST_HOLDERS = 30;

export class InspectorView extends LitElement {
  static properties = { scene: { attribute: false }, answers: { attribute: false }, copied: { state: true } };
  static styles = [base, css`
    :host { border-top: 1px solid var(--hs-line); padding: 9px 18px 10px; overflow: auto; font-size: 13px; overscroll-behavior: contain; }
    .row { display: flex; flex-wrap: wrap; gap: 4px 14px; align-items: baseline; }
    .row + .row { margin-top: 5px; }
    strong.kind { font-size: 14px; }
    .id { font-family: var(--hs-mono); font-size: 12px; }
    .copy { min-height: 24px; padding: 0 8px; font-size: 12px; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 3px 12px; margin: 5px 0 0; }
    dt { color: var(--hs-dim); }
    dd { margin: 0; display: flex; flex-wrap: wrap; gap: 2px 7px; min-width: 0; overflow-wrap: anywhere; }
    .tag { border: 1px solid var(--hs-line); border-radius: 6px; padding: 0 6px; font-size: 12px; }
    p { margin: 0; }
    dd.prose { display: block; }
    dd > span { white-space: pre-wrap; }
    dd.ways { display: grid; justify-items: start; }
  `];

  /** @type {ReturnType<typeof setTimeout> | undefined} */ #again;

  constructor() {
    super();
    /** @type {Scene | null} */ this.scene = null;
    /** @type {Answers | null} */ this.answers = null;
    this.copied = '';
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

  /** Who has asked once is kept up to date while going about. @param {Map<string, unknown>} changed */
  updated(changed) {
    const { scene, answers } = this, serial = scene?.selected, object = scene?.byserial.get(serial ?? -1), alive = answers?.alive;
    this.toggleAttribute('asked', alive?.serial === serial);
    if (!changed.has('scene') || !object || alive?.serial !== serial || alive?.step === scene?.step) return;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#ask('why', object), 150);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#again);
  }

  /** @param {'why'} act @param {SceneObject} object */
  #ask(act, { serial, id }) {
    emit(this, 'hs-do', { act, serial, id });
  }

  /** @param {number | null} serial */
  #go(serial) {
    if (serial !== null) emit(this, 'hs-select', { serial });
  }

  render() {
    const { scene } = this;
    const object = scene && scene.selected !== null ? scene.byserial.get(scene.selected) : undefined;
    if (object) return this.#living(object);
    const stone = scene?.tombstones.find((other) => other.serial === scene.selected);
    if (stone) return this.#dead(stone);
    return html`<p class="dim">Select an object to see its id, its size, who holds it and what it holds.</p>`;
  }

  /** @param {SceneObject} object */
  #living(object) {
    const where = object.immortal ? 'made when Python starts' : object.tracked ? `watched by the collector, generation ${object.generation ?? 0}` : 'not watched by the collector';
    return html`<div class="row ${object.kind}"><strong class="kind">${object.type} #${object.serial}</strong><span class="id">${object.id}</span>
        <button class="copy" @click=${() => this.#copy(object.id)}>${this.copied === object.id ? 'Copied' : 'Copy id'}</button>
        ${this.#answerTo(object) ? nothing : html`<button class="copy" @click=${() => this.#ask('why', object)}>Why alive?</button>`}
        <span class="dim">${plural(object.size, 'byte')} · ${where}</span>${object.interned ? html`<span class="tag">interned</span>` : nothing}</div>
      <dl><dt>Value</dt><dd><code>${shorten(object.value, 300)}</code></dd>
        <dt>Count</dt><dd class="count">${this.#count(object)}</dd>
        ${this.#alive(object)}
        ${object.slots.length ? html`<dt>Holds</dt><dd>${object.slots.slice(0, MOST_SLOTS).map((slot) => html`<span><span class="dim">${slot.label}</span>
          ${slot.target ? html`<button class="link" @click=${() => this.#go(slot.target?.serial ?? null)}>${slot.target.label}</button>` : '…'}</span>`)}
          ${object.truncated || object.slots.length > MOST_SLOTS ? html`<span class="dim">and more</span>` : nothing}</dd>` : nothing}</dl>`;
  }

  /** @param {SceneObject} object */
  #answerTo({ serial }) {
    const alive = this.answers?.alive;
    return alive?.serial === serial && alive.step === this.scene?.step ? alive : null;
  }

  /** What keeps it alive, once that was asked. @param {SceneObject} object */
  #alive(object) {
    const answer = this.#answerTo(object);
    if (!answer) return nothing;
    const { why, retained, trouble } = answer;
    if (!why || !retained) return html`<dt>Alive</dt><dd class="dim">${trouble}</dd>`;
    return html`<dt>Alive</dt><dd class="prose">${why.sentence}</dd>
      ${object.holders.length < object.refcount ? html`<dt>Held by</dt><dd class="prose">${why.explanation}</dd>` : nothing}
      ${why.paths.length ? html`<dt>Ways to it</dt><dd class="ways">${why.paths.map((path) => html`<span>${path.text}</span>`)}</dd>` : nothing}
      <dt>With it</dt><dd class="prose">${retained.count > 1 ? `${plural(retained.count, 'object')} would die, ${plural(retained.bytes, 'byte')} in all` : `nothing else would die; ${plural(retained.bytes, 'byte')}`}.</dd>`;
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
    return html`<div class="row"><strong>${stone.type} #${stone.serial}</strong><span class="id">${stone.id}</span><span class="tag">freed</span></div>
      <dl><dt>Was</dt><dd><code>${shorten(stone.value, 300)}</code></dd><dt>Life</dt><dd class="prose">first seen at step ${stone.bornAt}. ${words(stone.story)}. The next object of this size may get this id.</dd>
        <dt>Go to</dt><dd><button class="link" @click=${() => emit(this, 'hs-seek', { step: stone.bornAt })}>where it was first seen</button>
          ${stone.freedAt === null ? nothing : html`<button class="link" @click=${() => emit(this, 'hs-seek', { step: stone.freedAt })}>where it was freed</button>`}</dd></dl>`;
  }
}
customElements.define('hs-inspector', InspectorView);
