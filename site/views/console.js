/**
 * `<hs-console>`: what the program has written, and the line it waits for.
 *
 * @import { Snapshot } from '../state/types.js'
 */
import { LitElement, css, html, nothing } from 'lit';
import { transcript } from '../../bindings/scene/prompt.js';
import { base, emit } from './parts.js';

/** Characters shown; the head of a longer output is cut. */
const MOST_TEXT = 20000;

export class ConsoleView extends LitElement {
  static properties = { snapshot: { attribute: false }, mode: {}, source: { attribute: false } };
  static styles = [base, css`
    :host { background: var(--hs-sunk); border-top: 1px solid var(--hs-line); padding: 8px 14px; overflow: auto; overscroll-behavior: contain; }
    small { display: block; color: var(--hs-dim); font-size: 11.5px; margin-bottom: 2px; }
    pre { margin: 0; font-family: var(--hs-mono); font-size: 12.5px; line-height: 1.55; white-space: pre-wrap; overflow-wrap: anywhere; }
    .err { color: var(--hs-down); }
    .prompt { color: var(--hs-dim); }
    form { display: flex; gap: 8px; margin-top: 6px; }
    input { flex: 1; min-width: 0; font: 13px var(--hs-mono); background: var(--hs-pane); border: 1.5px solid var(--hs-accent); border-radius: 8px; padding: 5px 9px; }
  `];

  constructor() {
    super();
    /** @type {Snapshot | null} */ this.snapshot = null;
    this.mode = 'script';
    this.source = '';
  }

  /** @param {SubmitEvent} event */
  #send(event) {
    event.preventDefault();
    const field = this.renderRoot.querySelector('input');
    emit(this, 'hs-input', { text: field?.value ?? '' });
    if (field) field.value = '';
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!changed.has('snapshot')) return;
    this.scrollTop = this.scrollHeight;
    if (this.snapshot?.status === 'input' && !this.matches(':focus-within')) this.renderRoot.querySelector('input')?.focus();
  }

  render() {
    const waits = this.snapshot?.status === 'input';
    const written = this.snapshot?.stdout ?? [];
    const chunks = recent(this.mode === 'interactive' ? transcript(written, this.source.split('\n')) : written);
    const quiet = this.snapshot?.status === 'finished' ? 'The program wrote nothing.' : 'Nothing written yet.';
    return html`<small>Output</small>
      ${chunks.length ? html`<pre aria-label="Output">${chunks.map((chunk) => html`<span class=${chunk.stream}>${chunk.text}</span>`)}</pre>`
        : waits || !this.snapshot ? nothing : html`<span class="dim">${quiet}</span>`}
      ${waits ? html`<form @submit=${this.#send}>
        <input aria-label="A line for the program" placeholder="Type a line for the program" autocomplete="off" spellcheck="false"><button class="go">Enter</button>
      </form>` : nothing}`;
  }
}
customElements.define('hs-console', ConsoleView);

/** The end of a long output, neighbours of one stream joined. @param {readonly { stream: string, text: string }[]} chunks */
function recent(chunks) {
  /** @type {{ stream: string, text: string }[]} */ const joined = [];
  for (const { stream, text } of chunks) {
    const last = joined.at(-1);
    if (last && last.stream === stream) last.text += text;
    else joined.push({ stream, text });
  }
  let room = MOST_TEXT;
  return joined.reverse().flatMap((chunk) => {
    if (room <= 0) return [];
    const text = chunk.text.length > room ? `…${chunk.text.slice(-room)}` : chunk.text;
    room -= text.length;
    return [{ ...chunk, text }];
  }).reverse();
}
