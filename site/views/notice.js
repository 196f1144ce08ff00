/**
 * `<hs-notice>`: what stands in place of the views while there is nothing to view, and why. It offers to try again where that helps.
 *
 * @import { State } from '../state/types.js'
 */
import { LitElement, css, html, nothing } from 'lit';
import { isPython } from '../../bindings/python.js';
import { base, emit } from './parts.js';

export class NoticeView extends LitElement {
  static properties = { state: { attribute: false } };
  static styles = [base, css`
    :host { margin: auto; padding: 24px; max-width: 46ch; text-align: center; }
    h3 { font-size: 17px; margin: 0 0 8px; }
    p { margin: 0 0 10px; overflow-wrap: anywhere; }
  `];

  constructor() {
    super();
    /** @type {State | null} */ this.state = null;
  }

  render() {
    const { engine, engineMessage, python, snapshot } = this.state ?? {};
    if (engine === 'missing') {
      return this.#failed('The Python engine is not here', 'It could not be loaded, so the program can be read but not run. Opened straight from a disk a page may not load it: serve the folder over http.', engineMessage, 'Try again');
    }
    if (engine === 'broken' && !isPython(python)) {
      return this.#failed('No such Python', 'Memory can be shown as in the Pythons named below. Your text is still there.', engineMessage, 'Try again');
    }
    if (engine === 'broken') {
      return this.#failed('The run was stopped at a limit', 'The program asked for more than this sandbox gives, so its Python has ended. Your text is still there.', engineMessage, 'Start again');
    }
    const error = snapshot?.error;
    if (error) {
      return html`<h3>Python can't read this yet</h3><p>${error.type}: ${error.message}</p>
        <p class="dim">${error.line ? `The place is marked in line ${error.line}. ` : ''}Nothing has run, so there is nothing in memory to show.</p>`;
    }
    return html`<h3>Write a line of Python</h3><p>For example <code>a = [1, 2]</code>. Then press Step and watch what it makes.</p>`;
  }

  /** @param {string} title @param {string} text @param {string | undefined} detail @param {string} again */
  #failed(title, text, detail, again) {
    return html`<div role="alert"><h3>${title}</h3><p>${text}</p>${detail ? html`<p class="dim mono">${detail}</p>` : nothing}
      <button class="go" @click=${() => emit(this, 'hs-again')}>${again}</button></div>`;
  }
}
customElements.define('hs-notice', NoticeView);
