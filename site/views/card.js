/**
 * The markup of one object's card and of a tombstone, used by the graph.
 *
 * @import { Card, Chip } from '../../bindings/scene/card.js'
 * @import { SceneObject, Tombstone } from '../state/types.js'
 */
import { css, html, nothing } from 'lit';
import { cardOf, tombOf } from '../../bindings/scene/card.js';
import { grouped, textOf } from '../../bindings/scene/words.js';
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

/**
 * @param {SceneObject} object
 * @param {boolean} tall
 * @param {(serial: number) => void} follow
 */
export function cardBody(object, tall, follow) {
  const card = cardOf(object, tall);
  return html`${cardHead(card)}
    ${tall ? html`<div class="id line" title=${object.id}>${card.line}</div>` : nothing}
    <div class="body">${tall ? slotChips(card, follow) : html`<span class="value" title=${object.value}>${card.value}</span><span class="id" title=${object.id}>${card.id}</span>`}</div>
    ${why(card)}`;
}

/** @param {Card} card */
function cardHead(card) {
  return html`<header><span class="kind">${card.type}</span><span class="no">${card.number}</span><span class="space"></span>
      ${card.mark ? html`<span class="delta ${card.tone}">${card.mark}</span>` : nothing}<span class="ring" title="${card.references} references">${card.count}</span></header>`;
}

/** @param {Card} card */
function why({ words: parts }) {
  return html`<p class="why" title=${textOf(parts)}>${words(parts)}</p>`;
}

/** @param {Card} card @param {(serial: number) => void} follow */
function slotChips({ chips, value }, follow) {
  if (!chips.length) return html`<span class="dim value">${value}</span>`;
  return chips.map((chip) => (chip.fold ? html`<span class="slot fold" title="Select the card to see all">${chip.text}</span>` : slotChip(chip, follow)));
}

/**
 * A slot: its label and what it refers to; a click follows the reference.
 * @param {Chip} chip
 * @param {(serial: number) => void} follow
 */
function slotChip({ label, text, title, changed, target }, follow) {
  const press = (/** @type {Event} */ event) => { event.stopPropagation(); if (target !== null) follow(target); };
  return html`<button class="slot ${changed ? 'changed' : ''}" tabindex="-1" title=${title} @click=${press}><i>${label}</i>${text}</button>`;
}

/** @param {Tombstone} stone */
export function tombBody(stone) {
  const card = tombOf(stone);
  return html`${cardHead(card)}${why(card)}`;
}

/** What a card says to those who listen. @param {SceneObject} object */
export function spokenCard(object) {
  const count = object.refcount > 1e8 ? 'made when Python starts' : `${grouped(object.refcount)} ${object.refcount === 1 ? 'reference' : 'references'}`;
  const moved = object.fresh ? ', new' : object.delta ? `, ${object.delta > 0 ? 'plus' : 'minus'} ${Math.abs(object.delta)}` : '';
  return `${object.label}, ${count}${moved}. ${textOf(object.why)}`;
}
