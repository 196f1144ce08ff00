/**
 * The markup of one object's card and of a tombstone, used by the graph.
 *
 * @import { SceneObject, SceneSlot, Tombstone } from '../state/types.js'
 */
import { css, html, nothing } from 'lit';
import { foldSlots } from '../../bindings/scene/scene.js';
import { briefValue, grouped, isPlain, plural, ringText, shortId, shorten, textOf } from '../../bindings/scene/words.js';
import { words } from './parts.js';

export const cardCss = css`
  .card { border: 1px solid var(--hs-line); border-radius: var(--hs-radius); background: var(--hs-pane); box-shadow: var(--hs-shadow); display: flex; flex-direction: column; overflow: hidden; cursor: pointer; }
  .card > header { display: flex; align-items: center; gap: 6px; padding: 0 8px 0 10px; height: 31px; flex: none; white-space: nowrap; }
  .card > header > * { flex: none; }
  .card > header > .space { flex: 1 1 0; margin: 0 -6px 0 0; }
  .card > header > .kind { flex: 0 1 auto; min-width: 0; }
  .kind { font-weight: 600; overflow: hidden; text-overflow: ellipsis; }
  .no { color: var(--hs-dim); font-variant-numeric: tabular-nums; }
  .id { color: var(--hs-dim); font-family: var(--hs-mono); font-size: 11px; white-space: nowrap; flex: none; }
  .delta { font-size: 12px; font-weight: 650; }
  .body { padding: 0 10px; display: flex; gap: 5px; flex-wrap: wrap; align-content: flex-start; font-family: var(--hs-mono); font-size: 12.5px; min-height: 0; }
  .tall .body { height: 58px; flex: none; overflow: hidden; padding-top: 3px; }
  .line { padding: 0 10px; height: 14px; line-height: 12px; margin-top: -3px; flex: none; }
  .short .body { height: 22px; flex-wrap: nowrap; align-items: center; justify-content: space-between; }
  .value { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .slot { border: 1px solid var(--hs-line); border-radius: 6px; padding: 0 7px; min-height: 24px; line-height: 22px; font-size: 12px; background: none; max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .slot i { color: var(--hs-dim); font-style: normal; margin-right: 4px; }
  .slot.changed { border-color: var(--hs-accent); background: var(--hs-accent-soft); }
  .fold { border-style: dashed; color: var(--hs-dim); }
  .why { padding: 3px 10px 0; margin: 0; color: var(--hs-dim); font-size: 12px; line-height: 17px; overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 1; }
  .tall .why { -webkit-line-clamp: 2; padding-top: 1px; }
  .card.sel { outline: 2px solid var(--hs-accent); outline-offset: 1px; }
  .card.fresh { border-color: var(--hs-up); }
  .card.lost { border-style: dashed; border-color: var(--hs-down); }
  .tomb { border-style: dashed; border-color: var(--hs-freed); color: var(--hs-freed); box-shadow: none; background: repeating-linear-gradient(135deg, transparent 0 7px, var(--hs-hatch) 7px 8px); }
  .tomb .kind, .tomb .no, .tomb .id, .tomb .why { color: inherit; }
  .tomb .why { padding-top: 0; -webkit-line-clamp: 2; }
  .tall.tomb .why { -webkit-line-clamp: 5; }
`;

/** Slots that fit on a card before the middle is folded. */
const CARD_SLOTS = 5;

/**
 * @param {SceneObject} object
 * @param {boolean} tall
 * @param {(serial: number) => void} follow
 */
export function cardBody(object, tall, follow) {
  return html`<header><span class="kind">${object.type}</span><span class="no">#${object.serial}</span>
      <span class="space"></span>${changeMark(object)}
      <span class="ring" title="${grouped(object.refcount)} references">${ringText(object.refcount)}</span></header>
    ${tall ? html`<div class="id line" title=${object.id}>${shortId(object.id)} · ${plural(object.size, 'byte')}</div>` : nothing}
    <div class="body">${tall ? slotChips(object, follow) : html`<span class="value" title=${object.value}>${briefValue(object)}</span><span class="id" title=${object.id}>${shortId(object.id)}</span>`}</div>
    <p class="why" title=${textOf(object.why)}>${words(object.why)}</p>`;
}

/** @param {SceneObject} object */
function changeMark(object) {
  if (object.fresh) return html`<span class="delta up">new</span>`;
  if (!object.delta) return nothing;
  return html`<span class="delta ${object.delta > 0 ? 'up' : 'down'}">${object.delta > 0 ? '+' : '−'}${Math.abs(object.delta)}</span>`;
}

/** @param {SceneObject} object @param {(serial: number) => void} follow */
function slotChips(object, follow) {
  if (!object.slots.length) return html`<span class="dim value">${object.kind === 'container' ? 'empty' : object.value}</span>`;
  const folded = object.slots.length + (object.truncated ? 1 : 0) > CARD_SLOTS;
  const chips = folded ? foldSlots(object.slots, CARD_SLOTS) : object.slots;
  const hidden = Math.max(object.length ?? 0, object.slots.length) - chips.filter(Boolean).length;
  return chips.map((slot) => (slot ? slotChip(slot, follow) : html`<span class="slot fold" title="Select the card to see all">+${grouped(hidden)}</span>`));
}

/**
 * A slot: its label and what it refers to; a click follows the reference.
 * @param {SceneSlot} slot
 * @param {(serial: number) => void} follow
 */
export function slotChip(slot, follow) {
  const { target } = slot;
  const text = target ? (isPlain(target) ? shorten(target.label.replace(`${target.type} `, ''), 12) : `→ ${target.short}`) : '→ …';
  const press = (/** @type {Event} */ event) => { event.stopPropagation(); if (target) follow(target.serial); };
  return html`<button class="slot ${slot.changed ? 'changed' : ''}" tabindex="-1" title=${target ? `${slot.label}: ${target.label}` : slot.label} @click=${press}>
    <i>${/^\d+$/.test(slot.label) || slot.label.length < 14 ? slot.label : shorten(slot.label, 12)}</i>${text}</button>`;
}

/** @param {Tombstone} stone */
export function tombBody(stone) {
  return html`<header><span class="kind">${stone.type}</span><span class="no">#${stone.serial}</span><span class="space"></span>
      ${stone.fresh ? html`<span class="delta">freed</span>` : nothing}<span class="ring">0</span></header>
    <p class="why" title=${textOf(stone.story)}>${words(stone.story)}</p>`;
}

/** What a card says to those who listen. @param {SceneObject} object */
export function spokenCard(object) {
  const count = object.refcount > 1e8 ? 'made when Python starts' : `${grouped(object.refcount)} ${object.refcount === 1 ? 'reference' : 'references'}`;
  const moved = object.fresh ? ', new' : object.delta ? `, ${object.delta > 0 ? 'plus' : 'minus'} ${Math.abs(object.delta)}` : '';
  return `${object.label}, ${count}${moved}. ${textOf(object.why)}`;
}
