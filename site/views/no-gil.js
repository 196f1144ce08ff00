/**
 * `<hs-no-gil>`: what if there were no GIL? The program is run apart from the one shown, with counts changed by load, add and store in turns;
 * the steps of the threads stand side by side, and what came of it below.
 *
 * @import { Mode, Session } from '../state/types.js'
 * @import { WhatIf, WhatIfEvent, WhatIfReport } from '../../bindings/types.js'
 */
import { LitElement, css, html, nothing } from 'lit';
import { grouped, plural } from '../../bindings/scene/words.js';
import { openSession } from '../state/engine.js';
import { base, emit } from './parts.js';

/** Rows of steps shown. */
const MOST_ROWS = 120;
/** Steps of a run that is looked at. */
const PATIENCE = 20000;
const PARTS = ['load', 'add', 'store', 'lock-acquire', 'lock-release'];

export class NoGilView extends LitElement {
  static properties = { source: {}, mode: {}, busy: { state: true }, told: { state: true }, trouble: { state: true } };
  static styles = [base, css`
    :host { display: block; border-top: 1px solid var(--hs-line); padding: 10px 18px 14px; max-height: 60%; overflow: auto; flex: none; }
    h2 { margin: 0 0 4px; }
    p { margin: 0 0 8px; max-width: 76ch; font-size: 13px; }
    form { display: flex; flex-wrap: wrap; gap: 6px 10px; align-items: end; margin: 0 0 8px; }
    label { display: grid; font-size: 12px; color: var(--hs-dim); gap: 2px; }
    input, select { border: 1px solid var(--hs-line-firm); background: var(--hs-pane); color: var(--hs-ink); border-radius: 8px; padding: 3px 8px; min-height: 32px; font: inherit; font-size: 13px; }
    input[name='seed'] { width: 5em; } input[name='objects'] { width: 8em; } input[name='schedule'] { width: 10em; }
    table { border-collapse: collapse; font-size: 13px; width: 100%; max-width: 760px; }
    th, td { text-align: left; padding: 2px 10px 2px 0; font-weight: 400; vertical-align: baseline; }
    thead th { color: var(--hs-dim); border-bottom: 1px solid var(--hs-line); }
    td.part { font-family: var(--hs-mono); }
    tr.bad td { color: var(--hs-down); border-left: 3px solid var(--hs-down); padding-left: 8px; }
    .num { font-variant-numeric: tabular-nums; }
  `];

  constructor() {
    super();
    this.source = '';
    /** @type {Mode} */ this.mode = 'script';
    this.busy = false;
    /** @type {{ whatIf: WhatIf, report: WhatIfReport, ending: string, source: string } | null} */ this.told = null;
    this.trouble = '';
    /** @type {Promise<Session> | null} */ this.session = null;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    void this.session?.then((session) => session.dispose(), () => undefined);
    this.session = null;
  }

  /** What the form asks for; `further`: the seed after it. @param {boolean} further @returns {WhatIf} */
  #wish(further) {
    const form = /** @type {HTMLFormElement} */ (this.renderRoot.querySelector('form')), given = new FormData(form);
    const words = (/** @type {string} */ name) => String(given.get(name) ?? '').split(/[\s,]+/).filter(Boolean);
    const seed = /** @type {HTMLInputElement} */ (form.elements.namedItem('seed'));
    if (further) seed.value = String(Number(seed.value) + 1);
    const objects = words('objects'), turns = words('schedule');
    const schedule = (turns.length === 1 ? [...(turns[0] ?? '')] : turns).filter((turn) => /^\d+$/.test(turn)).map(Number);
    const gil = { none: false, locks: /** @type {const} */ ('locks'), held: true }[String(given.get('gil'))] ?? false;
    return { gil, seed: Number(seed.value), ...(objects.length ? { objects } : {}), ...(objects.length && schedule.length ? { schedule } : {}) };
  }

  /** @param {Event} event */
  async #run(event) {
    event.preventDefault();
    const whatIf = this.#wish(event.type === 'click'), { source } = this;
    this.busy = true;
    this.trouble = '';
    try {
      const session = await (this.session ??= openSession());
      await session.load(source, { filename: 'main.py', mode: this.mode, stdin: '', whatIf });
      const end = await session.seek(PATIENCE), report = await session.whatIf(end.step);
      if (report) this.told = { whatIf, report, source, ending: end.error ? `${end.error.type}: ${end.error.message}` : '' };
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
    }
    this.busy = false;
  }

  render() {
    const { told } = this;
    return html`<h2>What if there were no GIL?</h2>
      <p class="dim">A change of a count is three steps: load it, add, store it. The GIL lets no other thread in between. Here it is gone, and threads take turns between the steps.</p>
      <form @submit=${this.#run}>
        <label>Lock<select name="gil"><option value="none">none</option><option value="locks">one for each object</option><option value="held">the GIL</option></select></label>
        <label>Counts of<input name="objects" placeholder="all data" value="shared" spellcheck="false" title="Names of globals; each step of their counts is shown"></label>
        <label>Seed<input name="seed" type="number" min="0" max="999999" value="1"></label>
        <label>or turns<input name="schedule" inputmode="numeric" placeholder="such as 112122" title="Who makes the next step: numbers of threads, in order of their start"></label>
        <button class="go" ?disabled=${this.busy}>Run</button><button type="button" ?disabled=${this.busy} @click=${this.#run}>Next seed</button>
      </form>
      ${this.trouble ? html`<p>${this.trouble}</p>` : nothing}${told ? this.#outcome(told) : nothing}`;
  }

  /** @param {NonNullable<NoGilView['told']>} told */
  #outcome({ whatIf, report, ending, source }) {
    const { totals, events, objects } = report, wrong = objects.filter(({ count, references, state }) => state === 'alive' && count !== references);
    const sum = [
      totals.lostUpdates && plural(totals.lostUpdates, 'lost update'), totals.prematureFrees && `${plural(totals.prematureFrees, 'object')} freed too early`,
      totals.usesAfterFree && `${plural(totals.usesAfterFree, 'use')} after that`, totals.leaks && plural(totals.leaks, 'leak'), totals.deadlocks && plural(totals.deadlocks, 'deadlock'),
      totals.lockOperations && plural(totals.lockOperations, 'lock operation'),
    ].filter(Boolean).join(', ');
    return html`<p role="status"><strong>${ending || (totals.lostUpdates + totals.deadlocks ? 'It went wrong' : 'All counts are right')}</strong>${sum ? `: ${sum}` : ''}.
        <span class="dim">${grouped(totals.changes)} changes of counts, ${plural(totals.switches, 'turn')}.</span>
        <button class="link" @click=${() => emit(this, 'hs-do', { act: 'what-if', source, whatIf, step: Math.max(0, (events[0]?.step ?? 1) - 1) })}>Walk through this run</button></p>
      ${wrong.map(({ object, count, references }) => html`<p>At the end the count of the ${object.type} ${object.value === `<${object.type}>` ? '' : object.value} says ${count}; there ${references === 1 ? 'is 1 reference' : `are ${references} references`}.</p>`)}
      ${events.length ? this.#steps(events) : nothing}`;
  }

  /** Who did what, a column a thread. @param {readonly WhatIfEvent[]} events */
  #steps(events) {
    const threads = [...new Map(events.map(({ thread, name }) => [thread, name]))].sort(([a], [b]) => a - b);
    return html`<table><thead><tr><th>line</th>${threads.map(([, name]) => html`<th>${name}</th>`)}</tr></thead><tbody>
      ${events.slice(0, MOST_ROWS).map((event) => (PARTS.includes(event.kind)
        ? html`<tr><td class="num dim">${event.line || ''}</td>${threads.map(([thread]) => html`<td class="part">${thread === event.thread ? `${event.kind.replace('lock-', '')}${event.value === undefined ? '' : ` ${event.value}`}` : ''}</td>`)}</tr>`
        : html`<tr class="bad"><td class="num">${event.line || ''}</td><td colspan=${threads.length}>${event.text}</td></tr>`))}</tbody></table>
      ${events.length > MOST_ROWS ? html`<p class="dim">and ${plural(events.length - MOST_ROWS, 'more step')}</p>` : nothing}`;
  }
}
customElements.define('hs-no-gil', NoGilView);
