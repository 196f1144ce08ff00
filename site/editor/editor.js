/**
 * `<hs-editor>`: the program. Coloured text at first; the real editor takes its place when the
 * reader clicks or tabs into it, and what was typed meanwhile is not lost.
 */
import { LitElement, css, html, nothing } from 'lit';
import { base, emit } from '../views/parts.js';
import { colourLines } from '../../bindings/scene/python.js';

/** @typedef {{ line: number | null, column: number | null, endColumn: number | null, text: string }} Complaint */
/** @typedef {{ ran: number | null, next: number | null, error: Complaint | null }} Marks */

const LABEL = 'Python program. Tab indents; press Escape, then Tab, to leave.';

export class EditorView extends LitElement {
  static properties = { source: {}, marks: { attribute: false }, stops: { attribute: false }, live: { state: true }, failed: { state: true } };
  static styles = [base, css`
    :host { position: relative; overflow: hidden; min-height: 0; }
    .cm { height: 100%; }
    pre { margin: 0; height: 100%; overflow: auto; font-family: var(--hs-mono); font-size: 13.5px; line-height: 1.75; padding: 8px 0; cursor: text; overscroll-behavior: contain; }
    pre:focus-visible { outline-offset: -2px; border-radius: 4px; }
    .line { display: block; min-height: 1.75em; padding: 0 14px 0 50px; position: relative; white-space: pre-wrap; overflow-wrap: anywhere; }
    .line::before { content: attr(data-line); position: absolute; left: 0; width: 34px; text-align: right; color: var(--hs-dim); opacity: .85; }
    .stop::before { content: '● ' attr(data-line); color: var(--hs-down); opacity: 1; }
    .ran { background: var(--hs-sunk); }
    .next { background: var(--hs-accent-soft); box-shadow: inset 3px 0 var(--hs-accent); }
    .wrong { background: var(--hs-down-soft); box-shadow: inset 3px 0 var(--hs-down); }
    .complaint { display: block; font: 12.5px/1.45 var(--hs-sans); color: var(--hs-down); background: var(--hs-down-soft); padding: 2px 14px 5px 50px; white-space: pre-wrap; }
    .keyword { color: var(--hs-code); } .string { color: var(--hs-text); } .num { color: var(--hs-number); }
    .comment { color: var(--hs-dim); font-style: italic; } .define { font-weight: 600; }
  `];

  /** @type {ReturnType<typeof import('./codemirror.js').createEditor> | null} */ #editor = null;
  #starting = false;
  #typed = '';
  /** @type {{ x: number, y: number } | null} */ #point = null;

  constructor() {
    super();
    this.source = '';
    /** @type {Marks} */ this.marks = { ran: null, next: null, error: null };
    /** @type {readonly import('../state/types.js').Breakpoint[]} */ this.stops = [];
    this.live = false;
    this.failed = false;
  }

  /** Brings the real editor in and puts the cursor into it. */
  async edit() {
    if (this.#editor) return this.#editor.focusAt(null);
    if (this.#starting) return undefined;
    this.#starting = true;
    try {
      const { createEditor } = await import('./codemirror.js');
      this.live = true;
      await this.updateComplete;
      const parent = /** @type {HTMLElement} */ (this.renderRoot.querySelector('.cm'));
      this.#editor = createEditor({
        parent, root: /** @type {ShadowRoot} */ (this.renderRoot), source: this.source, label: LABEL,
        onChange: (source) => { this.source = source; emit(this, 'hs-edit', { source }); }, onStops: (wish) => emit(this, 'hs-do', wish),
      });
      this.#editor.setMarks(this.marks);
      this.#editor.setStops(this.stops);
      this.#editor.focusAt(this.#point);
      if (this.#typed) this.#editor.type(this.#typed);
    } catch {
      this.failed = true;
    }
    return undefined;
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (changed.has('source')) this.#editor?.setSource(this.source);
    if (changed.has('marks') && sameMarks(changed.get('marks'), this.marks) === false) this.#editor?.setMarks(this.marks);
    if (changed.has('stops')) this.#editor?.setStops(this.stops);
    if (changed.has('marks') && !this.live) this.#reveal();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#editor?.destroy();
    this.#editor = null;
    this.live = this.#starting = false;
  }

  /** Scrolls the marked line into the pane, never the page. */
  #reveal() {
    const pre = this.renderRoot.querySelector('pre'), line = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.wrong, .next') ?? this.renderRoot.querySelector('.ran'));
    if (!pre || !line) return;
    const top = line.offsetTop - pre.offsetTop;
    if (top < pre.scrollTop + 20) pre.scrollTop = top - 40;
    else if (top + 50 > pre.scrollTop + pre.clientHeight) pre.scrollTop = top + 60 - pre.clientHeight;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || this.failed) return;
    if (event.key === 'Enter' && !this.#starting) event.preventDefault();
    else if (event.key.length === 1) { this.#typed += event.key; event.preventDefault(); } else return;
    event.stopPropagation();
    void this.edit();
  }

  /** @param {PointerEvent} event */
  #press(event) {
    this.#point = { x: event.clientX, y: event.clientY };
    void this.edit();
  }

  render() {
    if (this.live) return html`<div class="cm"></div>`;
    return html`<pre tabindex="0" role="textbox" aria-multiline="true" aria-label="Python program. Press Enter to edit." @keydown=${this.#key} @pointerup=${this.#press}>${
      colourLines(this.source).map((pieces, index) => this.#line(pieces, index + 1))}</pre>`;
  }

  /** @param {readonly import('../../bindings/scene/python.js').Piece[]} pieces @param {number} number */
  #line(pieces, number) {
    const { ran, next, error } = this.marks;
    const mark = `${error?.line === number ? 'wrong' : next === number ? 'next' : ran === number ? 'ran' : ''}${this.stops.some(({ line }) => line === number) ? ' stop' : ''}`;
    return html`<span class="line ${mark}" data-line=${number}>${pieces.map((piece) => (piece.as ? html`<span class=${piece.as === 'number' ? 'num' : piece.as}>${piece.text}</span>` : piece.text))}</span>${
      error?.line === number ? html`<span class="complaint">${error.text}</span>` : nothing}`;
  }
}
customElements.define('hs-editor', EditorView);

/** @param {unknown} was @param {Marks} now */
function sameMarks(was, now) {
  return JSON.stringify(was) === JSON.stringify(now);
}
