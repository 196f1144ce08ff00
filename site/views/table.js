/**
 * `<hs-table>`: every name and every object as plain tables. The accessible master of the three views:
 * what the others draw stands here in words.
 *
 * @import { Scene, SceneName, SceneNamespace, SceneObject, Tombstone } from '../state/types.js'
 */
import { LitElement, css, html, nothing } from 'lit';
import { grouped, shortId, shorten, textOf } from '../../bindings/scene/words.js';
import { base, emit, words } from './parts.js';

/** Snapshots count no more than so many of the objects that they leave out. */
const MOST_COUNTED = 20000;

export class TableView extends LitElement {
  static properties = { scene: { attribute: false }, find: { state: true } };
  static styles = [base, css`
    :host { overflow: auto; height: 100%; padding: 14px 18px; }
    table { border-collapse: collapse; width: 100%; margin-bottom: 20px; font-size: 13px; }
    caption { text-align: left; padding: 0 0 6px; font-size: 11px; letter-spacing: .08em; text-transform: uppercase; color: var(--hs-dim); font-weight: 600; }
    caption input { float: right; text-transform: none; letter-spacing: 0; font: 13px var(--hs-sans); border: 1px solid var(--hs-line); border-radius: 8px; padding: 3px 9px; background: none; width: 15em; max-width: 45%; }
    th, td { text-align: left; padding: 5px 10px 5px 0; border-bottom: 1px solid var(--hs-line); vertical-align: baseline; font-weight: 400; }
    thead th { color: var(--hs-dim); font-size: 12px; white-space: nowrap; }
    td.num, th.num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; padding-right: 14px; }
    td.value { font-family: var(--hs-mono); font-size: 12.5px; max-width: 26ch; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    th[scope='row'] { white-space: nowrap; }
    h3 { font-size: 13px; margin: 0 0 8px; }
    .id { font-family: var(--hs-mono); font-size: 12px; color: var(--hs-dim); white-space: nowrap; }
    tr.sel { background: var(--hs-accent-soft); }
    tr.gone th, tr.gone td, tr.dead th, tr.dead td { color: var(--hs-freed); }
    tr.gone th { text-decoration: line-through; }
    tr.dead { background: repeating-linear-gradient(135deg, transparent 0 7px, var(--hs-hatch) 7px 8px); }
    .tag { border: 1px solid var(--hs-line); border-radius: 6px; padding: 0 6px; font-size: 12px; font-weight: 600; white-space: nowrap; }
    .why { font-size: 12.5px; color: var(--hs-dim); min-width: 16ch; }
    @media (max-width: 720px) { .wide { display: none; } :host { padding: 12px 14px; } td.value { max-width: 13ch; } caption input { width: 9em; } button.link { white-space: nowrap; } }
  `];

  constructor() {
    super();
    /** @type {Scene | null} */ this.scene = null;
    this.find = '';
  }

  render() {
    const { scene } = this;
    if (!scene) return nothing;
    const { namespaces, threads } = scene, of = (/** @type {(space: SceneNamespace) => boolean} */ wanted) => namespaces.filter(wanted).map((namespace) => this.#names(namespace));
    if (!threads.length) return html`${of(() => true)}${this.#objects(scene)}`;
    return html`${of(({ kind }) => kind === 'module')}${threads.map(({ name, running, words: does, line }) => html`<section data-thread=${name}>
      <h3>Thread ${name} <span class="dim">${does}${line === null ? '' : `, line ${line}`}</span></h3>
      ${of(({ kind, thread }) => kind !== 'module' && (running ? !thread : thread === name))}</section>`)}${this.#objects(scene)}`;
  }

  /** @param {SceneNamespace} namespace */
  #names(namespace) {
    return html`<table data-namespace=${namespace.label}><caption>Names in ${namespace.label} · ${namespace.note}</caption>
      <thead><tr><th scope="col">Name</th><th scope="col">Refers to</th><th scope="col">Value</th><th scope="col" class="wide">Id</th><th scope="col" class="num">References</th></tr></thead>
      <tbody>${namespace.names.length ? namespace.names.map((name) => this.#nameRow(name)) : html`<tr><td colspan="5" class="dim">No names yet.</td></tr>`}</tbody></table>`;
  }

  /** @param {SceneName} name */
  #nameRow(name) {
    const object = name.target && name.state !== 'gone' ? this.scene?.byserial.get(name.target.serial) : undefined;
    return html`<tr class="${name.state === 'gone' ? 'gone' : ''} ${object && object.serial === this.scene?.selected ? 'sel' : ''}" data-name=${name.name}>
      <th scope="row"><code>${name.name}</code>${name.state === 'new' || name.state === 'moved' ? html` <span class="tag up">${name.state}</span>` : nothing}</th>
      ${object ? html`<td class=${object.kind}>${this.#link(object)}</td><td class="value" title=${object.value}>${shorten(object.value, 60)}</td>
        <td class="id wide" title=${object.id}>${shortId(object.id)}</td><td class="num">${grouped(object.refcount)}</td>`
        : html`<td colspan="4">${name.state === 'gone' ? 'unbound' : 'not shown'}</td>`}</tr>`;
  }

  /** @param {SceneObject} object */
  #link(object) {
    return html`<button class="link kind" @click=${() => emit(this, 'hs-select', { serial: object.serial })}>${object.type} #${object.serial}</button>`;
  }

  /** @param {Scene} scene */
  #objects(scene) {
    const wanted = this.find.trim().toLowerCase();
    const fits = (/** @type {SceneObject | Tombstone} */ object) => !wanted || [object.type, `#${object.serial}`, object.id, object.value].some((text) => text.toLowerCase().includes(wanted));
    return html`<table class="objects"><caption>Objects <input type="search" aria-label="Find an object by type, number, id or value" placeholder="Find" .value=${this.find}
        @input=${(/** @type {InputEvent} */ event) => { this.find = /** @type {HTMLInputElement} */ (event.target).value; }}></caption>
      <thead><tr><th scope="col">Object</th><th scope="col">Value</th><th scope="col" class="wide">Id</th><th scope="col" class="num">References</th>
        <th scope="col" class="num">Change</th><th scope="col" class="num wide">Bytes</th><th scope="col" class="wide">Why</th></tr></thead>
      <tbody>${scene.objects.filter(fits).map((object) => this.#objectRow(object))}${scene.tombstones.filter(fits).map((stone) => this.#deadRow(stone))}
        ${!scene.objects.length && !scene.tombstones.length ? html`<tr><td colspan="7" class="dim">No objects yet.</td></tr>` : nothing}
        ${scene.hidden ? html`<tr><td colspan="7" class="dim">and ${grouped(scene.hidden)}${scene.snapshot.hidden >= MOST_COUNTED ? ' or more' : ''} objects that are not shown</td></tr>` : nothing}</tbody></table>`;
  }

  /** @param {SceneObject} object */
  #objectRow(object) {
    return html`<tr class=${object.serial === this.scene?.selected ? 'sel' : ''} data-serial=${object.serial} data-id=${object.id}>
      <th scope="row" class=${object.kind}>${this.#link(object)}</th><td class="value" title=${object.value}>${shorten(object.value, 60)}</td>
      <td class="id wide" title=${object.id}>${shortId(object.id)}</td><td class="num count">${grouped(object.refcount)}</td>
      <td class="num">${changeOf(object)}</td><td class="num wide">${grouped(object.size)}</td><td class="why wide">${words(object.why)}</td></tr>`;
  }

  /** @param {Tombstone} stone */
  #deadRow(stone) {
    return html`<tr class="dead" data-serial=${stone.serial}><th scope="row">${stone.type} #${stone.serial}</th><td class="value">${shorten(stone.value, 60)}</td>
      <td class="id wide" title=${stone.id}>${shortId(stone.id)}</td><td class="num count">0</td><td class="num">freed</td><td class="wide"></td><td class="wide">${textOf(stone.story)}</td></tr>`;
  }
}
customElements.define('hs-table', TableView);

/** @param {SceneObject} object */
function changeOf(object) {
  if (object.fresh) return html`<span class="up">new</span>`;
  if (!object.delta) return nothing;
  return html`<span class=${object.delta > 0 ? 'up' : 'down'}>${object.delta > 0 ? '+' : '−'}${Math.abs(object.delta)}</span>`;
}
