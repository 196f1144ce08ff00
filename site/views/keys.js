/** `<hs-keys>`: what the keys do, beside the work and not over it. */
import { LitElement, css, html } from 'lit';
import { base, emit } from './parts.js';

const ROWS = [
  ['→ or S', 'step'], ['← or B', 'back'], ['Home, End', 'to the start, to the end'], ['F10, F9', 'step, back, also while writing'],
  ['Ctrl Enter', 'run or stop'], ['G', 'go to…'], ['O, U', 'over calls, out of the function'], ['N, P', 'next, previous change of the selected count'],
  ['F8 in the editor', 'Run stops at this line, or click its number'], ['Shift F8', 'go to this line, or Alt and click'], ['Arrows on a card', 'to the next card'], ['Enter on a card', 'select it'],
  ['R', 'go to who holds the selected object'], ['Esc, then Tab', 'leave the editor'], ['?', 'show or hide this'],
];

export class KeysView extends LitElement {
  static styles = [base, css`
    aside { background: var(--hs-pane); border: 1px solid var(--hs-line-firm); border-radius: var(--hs-radius); padding: 14px 18px; box-shadow: 0 8px 28px #0003; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 5px 16px; margin: 0 0 12px; }
    dd { margin: 0; }
    kbd { font: 12px var(--hs-mono); border: 1px solid var(--hs-line); border-radius: 5px; padding: 1px 6px; background: var(--hs-sunk); }
  `];

  render() {
    return html`<aside aria-label="Keys"><h2>Keys</h2><dl>${ROWS.map(([key, meaning]) => html`<dt><kbd>${key}</kbd></dt><dd>${meaning}</dd>`)}</dl>
      <button @click=${() => emit(this, 'hs-close')}>Close</button></aside>`;
  }
}
customElements.define('hs-keys', KeysView);
