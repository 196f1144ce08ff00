/**
 * `<hs-share>`: what can be taken away from here, and brought in: pictures, traces, session files, a link.
 *
 * Keys: arrows move, Enter does it, Escape closes.
 *
 * @import { State } from '../state/types.js'
 */
import { LitElement, css, html, nothing } from 'lit';
import { base, emit } from './parts.js';

/** @type {readonly { group: string, items: readonly { act: string, format?: string, label: string, note: string }[] }[]} */
const GROUPS = [
  { group: 'This step', items: [
    { act: 'save', format: 'svg', label: 'Picture', note: '.svg' }, { act: 'save', format: 'heapsnapshot', label: 'Heap snapshot', note: 'for DevTools' },
    { act: 'save', format: 'dot', label: 'Graph', note: 'Graphviz .dot' }, { act: 'save', format: 'memoryviz', label: 'Memory model', note: 'MemoryViz .json' } ] },
  { group: 'The run', items: [
    { act: 'save', format: 'animated-svg', label: 'Moving picture', note: '.svg' }, { act: 'save', format: 'opt', label: 'Trace', note: 'Python Tutor .json' },
    { act: 'save', format: 'session', label: 'Session file', note: '.json' } ] },
  { group: 'Share', items: [{ act: 'link', label: 'Copy a link', note: 'to this program' }, { act: 'pick', label: 'Open a file…', note: 'or drop one here' }] },
];

export class ShareView extends LitElement {
  static properties = { state: { attribute: false } };
  static styles = [base, css`
    aside { background: var(--hs-pane); border: 1px solid var(--hs-line-firm); border-radius: var(--hs-radius); padding: 14px 14px 10px; box-shadow: 0 8px 28px #0003; width: 288px; max-width: 100%; max-height: calc(100vh - 80px); overflow: auto; }
    h2 { margin: 0 6px 3px; }
    ul { list-style: none; margin: 0 0 10px; padding: 0; }
    li button { display: flex; justify-content: space-between; align-items: center; gap: 10px; width: 100%; border-color: transparent; padding: 3px 6px; min-height: 34px; text-align: left; }
    li button:hover:not(:disabled) { background: var(--hs-accent-soft); }
    span { white-space: nowrap; }
    small { color: var(--hs-dim); font-size: 12px; white-space: nowrap; }
    p { margin: 0 6px 6px; font-size: 13px; overflow-wrap: anywhere; }
    input { display: none; }
    :host([touch]) li button { min-height: 42px; }
  `];

  constructor() {
    super();
    /** @type {State | null} */ this.state = null;
  }

  firstUpdated() {
    this.renderRoot.querySelector('button')?.focus();
  }

  /** @param {string} act @param {string} [format] */
  #do(act, format) {
    if (act === 'pick') return this.renderRoot.querySelector('input')?.click();
    emit(this, 'hs-do', { act, format });
  }

  /** @param {Event} event */
  #picked({ target }) {
    const input = /** @type {HTMLInputElement} */ (target), [file] = input.files ?? [];
    if (file) emit(this, 'hs-do', { act: 'open', file });
    input.value = '';
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') emit(this, 'hs-close');
    else if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const buttons = [...this.renderRoot.querySelectorAll('button')], at = buttons.findIndex((button) => button.matches(':focus'));
    if (by) buttons[(at + by + buttons.length) % buttons.length]?.focus();
  }

  render() {
    const { state } = this, off = !state?.snapshot || state.busy === 'running';
    return html`<aside aria-label="Save and share" @keydown=${this.#key}>${GROUPS.map(({ group, items }) => html`<h2 id=${group}>${group}</h2>
      <ul aria-labelledby=${group}>${items.map(({ act, format, label, note }) => html`<li><button ?disabled=${off && act === 'save'} data-format=${format ?? nothing} @click=${() => this.#do(act, format)}><span>${label}</span><small>${note}</small></button></li>`)}</ul>`)}
      <p role="status">${state?.message ?? ''}</p>
      <input type="file" accept=".json,.py,.txt" aria-label="File to open" @change=${this.#picked}></aside>`;
  }
}
customElements.define('hs-share', ShareView);
