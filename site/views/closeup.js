/**
 * `<hs-closeup>`: the inside of a step. By instruction: the running function with the instruction that comes next, and the value stacks. By memory event: each change of a count, each allocation, free and reference with its reason, instruction by
 * instruction; the objects as they are after any of them; the tables that grew, old and new.
 *
 * @import { Scene, State } from '../state/types.js'
 * @import { InstructionRecord, MemoryEvent, MemoryState, Table, TableChange } from '../../bindings/types.js'
 */
import { LitElement, css, html, nothing } from 'lit';
import { grouped, labelOf, plural, shorten } from '../../bindings/scene/words.js';
import './no-gil.js';
import { base, emit } from './parts.js';

/** Events and slots shown one by one. */
const MOST_EVENTS = 600, MOST_SLOTS = 64;
/** @type {Record<MemoryEvent['kind'], string>} */
const SIGNS = { alloc: 'new', free: 'freed', incref: '+1', decref: '−1', link: 'held', unlink: 'let go', bind: 'name', unbind: 'name', table: 'table', phase: 'collector' };

export class CloseupView extends LitElement {
  static properties = { scene: { attribute: false }, state: { attribute: false } };
  static styles = [base, css`
    :host { height: 100%; display: flex; flex-direction: column; overflow: hidden; container-type: inline-size; }
    .head { display: flex; flex-wrap: wrap; gap: 6px 10px; align-items: center; padding: 10px 18px 8px; }
    .head p { margin: 0; flex: 1 1 20em; }
    .head button { min-height: 30px; padding: 2px 10px; }
    .both { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); border-top: 1px solid var(--hs-line); }
    .both > * { overflow: auto; padding: 10px 18px; min-height: 0; overscroll-behavior: contain; }
    .both > * + * { border-left: 1px solid var(--hs-line); }
    @container (max-width: 560px) { .both { display: flex; flex-direction: column-reverse; justify-content: flex-end; overflow: auto; } .both > * { flex: none; overflow: visible; } .both > * + * { border: 0; } }
    .lead { padding: 14px 18px; max-width: 68ch; }
    ol { list-style: none; margin: 0 -8px; padding: 0; }
    h3 { font: 600 12.5px var(--hs-mono); margin: 8px 8px 2px; color: var(--hs-dim); }
    h3 code { color: var(--hs-ink); }
    li button { display: grid; grid-template-columns: 4.4em minmax(0, 1fr) auto; gap: 8px; width: 100%; text-align: left; border-color: transparent; border-radius: 6px; padding: 2px 8px; min-height: 25px; font-size: 12.5px; align-items: baseline; overflow-wrap: anywhere; }
    li button:hover { background: var(--hs-sunk); }
    li button[aria-current] { background: var(--hs-accent-soft); border-color: var(--hs-accent); }
    li button.later { opacity: .6; }
    .sign { font-weight: 650; font-variant-numeric: tabular-nums; }
    .num { font-variant-numeric: tabular-nums; white-space: nowrap; }
    table { border-collapse: collapse; width: 100%; font-size: 13px; }
    td, th { text-align: left; padding: 3px 8px 3px 0; font-weight: 400; overflow-wrap: anywhere; vertical-align: baseline; }
    tr.now { background: var(--hs-accent-soft); }
    tr.gone { color: var(--hs-freed); text-decoration: line-through; }
    h2 + * { margin-top: 0; }
    section { margin-bottom: 16px; }
    .cells { display: flex; flex-wrap: wrap; gap: 3px; margin: 3px 0 8px; }
    .cell { border: 1px solid var(--hs-line); border-radius: 5px; font: 11.5px/1.5 var(--hs-mono); padding: 0 5px; min-width: 26px; text-align: center; max-width: 12em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    button.cell { min-height: 26px; max-width: 100%; padding: 1px 8px; }
    .stack { margin: 0; display: grid; gap: 4px; justify-items: start; }
    .code td { padding: 2px 10px 2px 6px; }
    .code :is(th, td):not(:last-child) { white-space: nowrap; width: 1px; }
    .code :is(th, td):last-child { width: 100%; }
    .cell i { font-style: normal; color: var(--hs-dim); margin-right: 3px; }
    .cell.free { border-style: dashed; color: var(--hs-dim); }
    .cell.moved { border-color: var(--hs-accent); background: var(--hs-accent-soft); }
    .grown p { margin: 0 0 4px; font-size: 13px; }
  `];

  constructor() {
    super();
    /** @type {Scene | null} */ this.scene = null;
    /** @type {State | null} */ this.state = null;
  }

  /** What is told of this step, if it was asked. */
  get #inside() {
    const inside = this.state?.answers.inside;
    return inside?.step === this.scene?.step ? inside : null;
  }

  /** The event looked at: the last one unless the reader went back to another. */
  get #at() {
    const last = (this.#inside?.told?.events.length ?? 0) - 1;
    return Math.min(this.state?.moment ?? last, last);
  }

  updated() {
    const { scene, state } = this, inside = this.#inside;
    this.renderRoot.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
    if (!scene || !state || !this.isConnected || scene.step === 0 || scene.snapshot.instruction || state.busy !== 'no' || state.lens !== 'closeup') return;
    if (!inside || (inside.told && inside.state?.event !== this.#at)) emit(this, 'hs-do', { act: 'inside', moment: state.moment });
  }

  /** @param {number} moment */
  #go(moment) {
    emit(this, 'hs-do', { act: 'moment', moment });
  }

  render() {
    const { state } = this;
    return html`${this.#step()}${state && /\b_?thread(ing)?\b/.test(state.source) ? html`<hs-no-gil .source=${state.source} .mode=${state.mode}></hs-no-gil>` : nothing}`;
  }

  #step() {
    const { scene } = this, inside = this.#inside;
    if (!scene) return nothing;
    if (scene.snapshot.instruction) return this.#instructions(scene, scene.snapshot.instruction);
    if (scene.step === 0) return html`<p class="lead dim">Here is what happens inside a step: each count that goes up or down, each object made or freed, and why. Step once to see it.</p>`;
    if (!inside) return html`<p class="lead dim">Looking closely…</p>`;
    if (!inside.told) return html`<p class="lead dim">${inside.trouble}</p>`;
    const { events, instructions, dropped } = inside.told, at = this.#at, current = events[at];
    const line = scene.snapshot.previousLine;
    return html`<div class="head"><p>${line === null ? 'This step' : html`Line ${line}, <code>${shorten(scene.lines[line - 1]?.trim() ?? '', 60)}</code>,`} took ${plural(instructions, 'instruction')} and ${plural(events.length, 'memory event')}${dropped ? html` <span class="dim">(${grouped(dropped)} more were not kept)</span>` : nothing}.</p>
        <button ?disabled=${at <= 0} @click=${() => this.#go(at - 1)}>‹ Event</button><span class="num dim">${events.length ? at + 1 : 0} of ${grouped(events.length)}</span><button ?disabled=${at >= events.length - 1} @click=${() => this.#go(at + 1)}>Event ›</button></div>
      <div class="both"><div>${inside.growth.length ? html`<section class="grown"><h2>Tables that grew</h2>${inside.growth.map((change) => this.#growth(change))}</section>` : nothing}
          <h2>Events</h2>${this.#events(events, at)}</div>
        <div>${inside.state ? this.#after(inside.state, events, current ?? null) : nothing}</div></div>`;
  }

  /** The running function with the instruction that comes next, and what lies on the value stacks. @param {Scene} scene @param {InstructionRecord} record */
  #instructions({ snapshot }, { frames }) {
    const [top] = frames, listing = this.state?.answers.listing;
    if (!top) return html`<p class="lead dim">No code of the program runs here.</p>`;
    const rows = listing?.label === top.label ? listing.instructions : [top];
    return html`<div class="head"><p>${top.label === '<module>' ? 'The module' : html`<code>${top.label}</code>`} is about to run <strong><code>${top.opcode}</code></strong> ${top.argrepr}.</p></div>
      <div class="both"><div><table class="code" aria-label="Instructions"><thead class="dim"><tr><th>line</th><th>offset</th><th>instruction</th><th></th></tr></thead><tbody>${rows.map((row, index) => html`<tr class=${row.offset === top.offset ? 'now' : ''} aria-current=${row.offset === top.offset ? 'step' : nothing}>
          <td class="num dim">${row.line === rows[index - 1]?.line ? '' : row.line ?? ''}</td><td class="num dim">${row.offset}</td><td><code>${row.opcode}</code></td><td><code class="dim">${row.arg ?? ''}</code> ${row.argrepr}</td></tr>`)}</tbody></table></div>
        <div>${frames.map((frame, index) => html`<section><h2>${index ? `Stack of ${frame.label}, waiting` : 'Value stack, top first'}</h2>${frame.stack.length
          ? html`<ol class="stack">${[...frame.stack].reverse().map((id) => html`<li>${this.#operand(snapshot, id)}</li>`)}</ol>` : html`<p class="dim">empty</p>`}</section>`)}</div></div>`;
  }

  /** @param {Scene['snapshot']} snapshot @param {string | null} id */
  #operand({ objects }, id) {
    const object = objects.find((one) => one.id === id);
    if (!object) return html`<span class="cell free">${id ?? 'NULL'}</span>`;
    return html`<button class="cell ${object.kind}" @click=${() => emit(this, 'hs-select', { serial: object.serial })}><span class="kind">${labelOf(object)}</span> <span class="dim">${countOf(object.refcount)}</span></button>`;
  }

  /** @param {readonly MemoryEvent[]} events @param {number} at */
  #events(events, at) {
    const first = Math.max(0, Math.min(at - MOST_EVENTS / 2, events.length - MOST_EVENTS));
    return html`<ol>${events.slice(first, first + MOST_EVENTS).map((event, index, all) => {
      const before = all[index - 1], head = before?.instruction !== event.instruction || before.unit !== event.unit || before.code !== event.code;
      return html`<li>${head ? html`<h3><code>${event.opcode || 'outside of instructions'}</code> ${event.detail}</h3>` : nothing}
        <button class=${event.index > at ? 'later' : ''} aria-current=${event.index === at ? 'step' : nothing} @click=${() => this.#go(event.index)}>
          <span class="sign ${['incref', 'alloc'].includes(event.kind) ? 'up' : ['decref', 'free'].includes(event.kind) ? 'down' : 'dim'}">${SIGNS[event.kind]}</span><span>${event.reason}</span>
          <span class="num dim">${event.from === event.to ? '' : `${countOf(event.from)} → ${countOf(event.to)}`}</span></button></li>`;
    })}</ol>`;
  }

  /** The objects of the step as they are after the event. @param {MemoryState} state @param {readonly MemoryEvent[]} events @param {MemoryEvent | null} current */
  #after(state, events, current) {
    const byId = new Map(state.objects.map((object) => [object.id, object]));
    /** @type {Map<string, MemoryEvent>} */ const touched = new Map();
    for (const event of events) if (event.object >= 0 && !touched.has(event.id)) touched.set(event.id, event);
    const names = state.namespaces.flatMap((space) => space.names.filter((name) => touched.has(name.ref)).map((name) => ({ ...name, place: space.kind === 'module' ? '' : ` in ${space.label}` })));
    const rows = [...touched.values()].map((event) => {
      const object = byId.get(event.id), now = current?.id === event.id, late = !object && events.find(({ id }) => id === event.id)?.kind === 'alloc' && !events.slice(0, (current?.index ?? -1) + 1).some(({ id }) => id === event.id);
      if (late) return nothing;
      return html`<tr class="${now ? 'now' : ''} ${object ? '' : 'gone'}"><td class=${object?.kind ?? ''}><span class="kind">${this.#label(event)}</span></td>
        <td>${names.filter((name) => name.ref === event.id).map((name) => html`<code>${name.name}</code>${name.place} `)}</td><td class="num">${object ? countOf(object.refcount) : 'freed'}</td></tr>`;
    });
    return html`<section><h2>Objects after this event</h2><table><thead class="dim"><tr><th>object</th><th>names</th><th>count</th></tr></thead><tbody>${rows}</tbody></table></section>
      ${state.stack.length ? html`<section><h2>On the stack</h2><div class="cells">${state.stack.map(({ place, ref }) => html`<span class="cell"><i>${place}</i>${this.#labelOfId(ref, touched.get(ref))}</span>`)}</div></section>` : nothing}`;
  }

  /** @param {string} id @param {MemoryEvent | undefined} event */
  #labelOfId(id, event) {
    return this.scene?.objects.find((object) => object.id === id)?.label ?? (event ? this.#label(event) : id);
  }

  /** @param {MemoryEvent} event */
  #label(event) {
    const known = this.scene?.objects.find((object) => object.id === event.id && object.type === event.type);
    return known?.label ?? shorten(`${event.type} ${event.value}`.trim(), 40);
  }

  /** @param {TableChange} change */
  #growth(change) {
    const { type, id, kind, before, after, reason, moved } = change, label = this.scene?.objects.find((object) => object.id === id)?.label ?? type;
    const unit = kind === 'list' ? 'item' : 'slot', places = new Set(moved.map(({ to }) => to));
    return html`<p><button class="link" @click=${() => this.#go(change.event)}>${label}</button>: ${reason}.</p>
      <p class="dim">Old table, ${plural(before.capacity, unit)}</p>${cells(before, kind, new Set(moved.map(({ from }) => from)))}
      <p class="dim">New table, ${plural(after.capacity, unit)}${kind === 'list' ? (before.address && before.address !== after.address ? ', at another place' : '') : moved.length ? `, ${moved.length === 1 ? '1 entry' : `${grouped(moved.length)} entries`} in another slot` : ', every entry in the same slot'}</p>${cells(after, kind, places)}`;
  }
}
customElements.define('hs-closeup', CloseupView);

/** @param {number} count */
function countOf(count) {
  return count > 1e8 ? '10⁹' : grouped(count);
}

/** A table as a row of cells. @param {Table} table @param {TableChange['kind']} kind @param {ReadonlySet<number>} moved */
function cells(table, kind, moved) {
  const shown = Math.min(table.capacity, MOST_SLOTS);
  /** @type {Map<number, string>} */ const keys = new Map((table.entries ?? []).map((entry) => [entry.slot, entry.key]));
  const text = (/** @type {number} */ slot) => (kind === 'list' ? (slot < table.used ? '●' : '') : keys.get(slot) ?? '');
  return html`<div class="cells">${Array.from({ length: shown }, (_, slot) => html`<span class="cell ${text(slot) ? '' : 'free'} ${moved.has(slot) ? 'moved' : ''}" title="slot ${slot}"><i>${slot}</i>${text(slot)}</span>`)}
    ${table.capacity > shown ? html`<span class="dim">and ${grouped(table.capacity - shown)} more</span>` : nothing}</div>`;
}
