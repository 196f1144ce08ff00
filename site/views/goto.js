/**
 * `<hs-goto>`: travel by question. Where to go next or back to: places in the code, what happens, changes of a name or an object; and the
 * lines at which Run stops. It stays open, so that one can go on from change to change.
 *
 * @import { Breakpoint, Scene, State, TravelQuestion } from '../state/types.js'
 */
import { LitElement, css, html, nothing } from 'lit';
import { base, emit } from './parts.js';

/** @typedef {{ value: string, label: string, name?: string, namespace?: string, id: string }} Subject */

export class GotoView extends LitElement {
  static properties = { state: { attribute: false }, scene: { attribute: false }, touch: { type: Boolean }, back: { state: true }, subject: { state: true } };
  static styles = [base, css`
    aside { background: var(--hs-pane); border: 1px solid var(--hs-line-firm); border-radius: var(--hs-radius); padding: 10px 14px 12px; box-shadow: 0 8px 28px #0003; max-height: 60vh; overflow: auto; }
    header { display: flex; align-items: center; gap: 10px; margin-bottom: 8px; }
    h2 { margin: 0; }
    .space { flex: 1; }
    .seg { display: inline-flex; border: 1px solid var(--hs-line); border-radius: 8px; overflow: hidden; }
    .seg button { border: 0; border-radius: 0; color: var(--hs-dim); min-height: 28px; padding: 2px 12px; }
    .seg button[aria-pressed='true'] { background: var(--hs-accent-soft); color: var(--hs-accent); font-weight: 600; }
    dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 6px 10px; margin: 0; align-items: center; }
    dt { color: var(--hs-dim); font-size: 12.5px; }
    dd { margin: 0; display: flex; flex-wrap: wrap; gap: 5px; align-items: center; min-width: 0; }
    form { display: flex; gap: 5px; align-items: center; min-width: 0; flex-wrap: wrap; }
    button, select { min-height: 30px; padding: 2px 8px; font-size: 12.5px; }
    select { max-width: 9.5em; text-overflow: ellipsis; }
    input { font: 13px var(--hs-mono); background: var(--hs-pane); border: 1px solid var(--hs-line-firm); border-radius: 8px; padding: 3px 8px; min-height: 30px; min-width: 0; }
    input[type='number'] { width: 4.4em; padding: 3px 6px; font-size: 12px; appearance: textfield; }
    input[type='number']::-webkit-inner-spin-button { appearance: none; margin: 0; }
    input.if { flex: 1 1 9em; }
    .stop { flex-basis: 100%; flex-wrap: nowrap; }
    .stop .line { white-space: nowrap; min-width: 4.6em; font-variant-numeric: tabular-nums; }
    .stop .line::before { content: '●'; color: var(--hs-down); margin-right: 5px; }
    :host([touch]) button, :host([touch]) select, :host([touch]) input { min-height: 38px; }
  `];

  constructor() {
    super();
    /** @type {State | null} */ this.state = null;
    /** @type {Scene | null} */ this.scene = null;
    this.touch = false;
    this.back = false;
    this.subject = '';
  }

  firstUpdated() {
    this.renderRoot.querySelector('button')?.focus();
  }

  /** @param {TravelQuestion} question @param {string} what */
  #go(question, what) {
    const way = question.to === 'birth' || question.to === 'death' ? what : `${this.back ? 'previous' : 'next'} ${what}`;
    emit(this, 'hs-do', { act: 'travel', question: this.back ? { ...question, direction: 'back' } : question, words: way });
    if (this.touch) emit(this, 'hs-close');
  }

  /** What changes can be asked about: the selected object, then the names in sight. @returns {Subject[]} */
  #subjects() {
    const { scene } = this;
    if (!scene) return [];
    const chosen = scene.byserial.get(scene.selected ?? -1);
    const names = scene.namespaces.flatMap((space) => space.names.filter((name) => name.state !== 'gone' && name.target).map((name) => ({
      value: `${space.id} ${name.name}`, label: space.kind === 'module' ? name.name : `${name.name} in ${space.label}`, name: name.name, namespace: space.id,
      id: scene.byserial.get(name.target?.serial ?? -1)?.id ?? '' })));
    return [...(chosen ? [{ value: 'chosen', label: chosen.label, id: chosen.id }] : []), ...names];
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    emit(this, 'hs-close');
  }

  render() {
    const { state, scene } = this;
    if (!state || !scene) return nothing;
    const off = state.busy === 'running', side = (/** @type {boolean} */ back, /** @type {string} */ label) => html`<button aria-pressed=${this.back === back} @click=${() => { this.back = back; }}>${label}</button>`;
    const go = (/** @type {TravelQuestion} */ question, /** @type {string} */ label, /** @type {string} */ what, /** @type {string} */ title) => html`<button ?disabled=${off} data-to=${question.to} title=${title} @click=${() => this.#go(question, what)}>${label}</button>`;
    return html`<aside aria-label="Go to" @keydown=${this.#key}><header><h2>Go to the</h2><span class="seg" role="group" aria-label="Direction">${side(false, 'next')}${side(true, 'previous')}</span><span class="space"></span>
        <button aria-label="Close" @click=${() => emit(this, 'hs-close')}>✕</button></header>
      <dl><dt>Line</dt><dd>${go({ to: 'over' }, 'Over calls', 'line of this function', 'The line that comes next in this function (O)')}${go({ to: 'into' }, 'Into', 'line', 'The line that comes next anywhere (→)')}${go({ to: 'out' }, 'Out', 'line of the caller', 'Where this function was called (U)')}
          <form @submit=${this.#line}><input type="number" name="line" min="1" required aria-label="Line to go to" placeholder="line"><button ?disabled=${off}>Go</button></form></dd>
        <dt>Event</dt><dd>${go({ to: 'output' }, 'Output', 'output', 'Where the program writes')}${go({ to: 'collection' }, 'Collection', 'collection', 'Where the cyclic collector runs')}${go({ to: 'exception' }, 'Exception', 'exception', 'Where an exception is raised')}${this.#calls(off)}</dd>
        <dt>Change</dt><dd>${this.#changes(off)}</dd>
        <dt>Stops</dt><dd>${this.#stops(state.breakpoints)}</dd></dl></aside>`;
  }

  /** @param {Event} event */
  #line(event) {
    event.preventDefault();
    const line = Number(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('line'));
    this.#go({ to: 'line', line }, `arrival at line ${line}`);
  }

  /** @param {boolean} off */
  #calls(off) {
    const names = [...new Set([...(this.state?.loaded ?? '').matchAll(/^\s*(?:async\s+)?def\s+(\w+)/gm)].map((match) => match[1] ?? ''))];
    if (!names.length) return nothing;
    return html`<form @submit=${(/** @type {Event} */ event) => {
      event.preventDefault();
      const name = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('call'));
      this.#go({ to: 'call', name }, `call of ${name}`);
    }}><select name="call" aria-label="Function that is called">${names.map((name) => html`<option value=${name}>call of ${name}</option>`)}</select><button ?disabled=${off}>Go</button></form>`;
  }

  /** @param {boolean} off */
  #changes(off) {
    const subjects = this.#subjects(), subject = subjects.find((one) => one.value === this.subject) ?? subjects[0];
    if (!subject) return html`<span class="dim">a name or an object, once there is one</span>`;
    const { name, namespace, id, label } = subject, ref = { id };
    const go = (/** @type {TravelQuestion} */ question, /** @type {string} */ text, /** @type {string} */ what, /** @type {string} */ title) => html`<button ?disabled=${off || !('name' in question || id)} data-to=${`${question.to} ${'what' in question ? question.what : ''}`} title=${title} @click=${() => this.#go(question, what)}>${text}</button>`;
    return html`<select aria-label="Name or object" @change=${(/** @type {Event} */ event) => { this.subject = /** @type {HTMLSelectElement} */ (event.target).value; }}>${subjects.map((one) => html`<option value=${one.value} ?selected=${one.value === subject.value}>${one.label}</option>`)}</select>
      ${name && namespace ? go({ to: 'change', name, namespace }, 'Name', `change of the name ${name}`, 'Where the name is bound to something else') : nothing}
      ${go({ to: 'change', ref, what: 'count' }, 'Count', `change of the count of ${label}`, 'Where its reference count changes (N, P)')}${go({ to: 'change', ref, what: 'contents' }, 'Contents', `change inside ${label}`, 'Where what it contains changes')}
      ${go({ to: 'birth', ref }, 'Birth', `birth of ${label}`, 'Where it was made')}${go({ to: 'death', ref }, 'Death', `death of ${label}`, 'Who frees it?')}`;
  }

  /** @param {readonly Breakpoint[]} breakpoints */
  #stops(breakpoints) {
    const set = (/** @type {readonly Breakpoint[]} */ list) => emit(this, 'hs-do', { act: 'breakpoints', list });
    const change = (/** @type {Breakpoint} */ old, /** @type {Event} */ event) => {
      const condition = /** @type {HTMLInputElement} */ (event.target).value.trim();
      set(breakpoints.map((one) => (one === old ? { ...(old.line === undefined ? {} : { line: old.line }), ...(condition ? { condition } : {}) } : one)));
    };
    const add = (/** @type {Event} */ event) => {
      event.preventDefault();
      const form = /** @type {HTMLFormElement} */ (event.target), told = new FormData(form), line = Number(told.get('line')), condition = String(told.get('if')).trim();
      if (!line && !condition) return;
      set([...breakpoints, { ...(line ? { line } : {}), ...(condition ? { condition } : {}) }]);
      form.reset();
    };
    return html`${breakpoints.map((one) => html`<form class="stop" @submit=${(/** @type {Event} */ event) => event.preventDefault()}><span class="line">${one.line === undefined ? 'any line' : `line ${one.line}`}</span>
        <input class="if" placeholder="always, or a condition" aria-label="Condition of the stop at ${one.line === undefined ? 'any line' : `line ${one.line}`}" .value=${one.condition ?? ''} spellcheck="false" @change=${(/** @type {Event} */ event) => change(one, event)}>
        <button type="button" aria-label="Remove this stop" @click=${() => set(breakpoints.filter((other) => other !== one))}>✕</button></form>`)}
      <form class="stop" @submit=${add}><input type="number" name="line" min="1" aria-label="Line of a new stop" placeholder="line"><input class="if" name="if" placeholder="if …  (len(a) > 2)" aria-label="Condition of a new stop" spellcheck="false"><button>Add</button></form>`;
  }
}
customElements.define('hs-goto', GotoView);
