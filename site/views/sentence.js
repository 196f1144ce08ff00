/**
 * `<hs-sentence>`: what the last step did, in one sentence, also for those who listen.
 *
 * @import { Part } from '../state/types.js'
 */
import { LitElement, css, html } from 'lit';
import { base, emit, words } from './parts.js';

export class SentenceView extends LitElement {
  static properties = { parts: { attribute: false }, tone: { reflect: true } };
  static styles = [base, css`
    :host { font-size: 15px; line-height: 1.5; height: 3em; overflow: auto; display: flex; align-items: safe center; }
    p { margin: 0; max-width: 150ch; overflow-wrap: anywhere; }
    code { background: var(--hs-sunk); border-radius: 4px; padding: 1px 4px; white-space: pre-wrap; }
    :host([tone='bad']) p { border-left: 3px solid var(--hs-down); padding-left: 10px; }
  `];

  constructor() {
    super();
    /** @type {readonly Part[]} */ this.parts = [];
    /** @type {'' | 'bad'} */ this.tone = '';
  }

  render() {
    return html`<p role="status" aria-live="polite" aria-atomic="true">${words(this.parts, (serial) => emit(this, 'hs-select', { serial }))}</p>`;
  }
}
customElements.define('hs-sentence', SentenceView);
