/**
 * `<hs-objects>`: names on the left, objects as cards, references as lines in the gutters between
 * them. A card never moves while its object lives; on a narrow screen the lines give way to chips.
 *
 * Keys on the cards: arrows move, Enter selects.
 *
 * @import { Edge, Scene, SceneName, SceneNamespace } from '../state/types.js'
 * @import { Layout } from '../../bindings/scene/layout.js'
 */
import { LitElement, css, html, nothing, svg } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { EDGE, GUTTER, HEAD, NAMES, ROW, TOP, cardCorner, columnsFor, drawnEdges, layoutOf, touches } from '../../bindings/scene/layout.js';
import { grouped, textOf } from '../../bindings/scene/words.js';
import { cardBody, cardCss, spokenCard, tombBody } from './card.js';
import { base, emit } from './parts.js';

/** Below this width there are no lines, and names stand above the cards. */
const NARROW = 520;

export class ObjectsView extends LitElement {
  static properties = { scene: { attribute: false }, width: { state: true }, hovered: { state: true } };
  static styles = [base, cardCss, css`
    :host { position: relative; overflow: auto; height: 100%; overscroll-behavior: contain; }
    .ground { position: relative; min-height: 100%; }
    .ground > h2 { position: absolute; top: 16px; margin: 0; }
    .ns { position: absolute; border: 1px solid var(--hs-line); border-radius: var(--hs-radius); background: var(--hs-pane); overflow: hidden; }
    .ns.current { border-color: var(--hs-accent); }
    .ns > p { margin: 0; padding: 0 10px; height: ${HEAD - 1}px; line-height: ${HEAD - 1}px; color: var(--hs-dim); border-bottom: 1px solid var(--hs-line); font-size: 12px; display: flex; justify-content: space-between; gap: 8px; }
    .ns > p span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--hs-ink); font-family: var(--hs-mono); }
    .ns > p small { white-space: nowrap; }
    .name { display: flex; justify-content: space-between; align-items: center; gap: 8px; width: 100%; height: ${ROW}px; min-height: 0; padding: 0 10px; border: 0; border-radius: 0; font-family: var(--hs-mono); font-size: 13px; text-align: left; }
    .name + .name { border-top: 1px dashed var(--hs-line); }
    .name span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .name small { color: var(--hs-dim); font-size: 11.5px; white-space: nowrap; }
    .name.new, .name.moved { background: var(--hs-accent-soft); }
    .name.gone { color: var(--hs-freed); cursor: default; }
    .name.gone span { text-decoration: line-through; }
    .card { position: absolute; top: 0; left: 0; transition: transform var(--hs-move-ms) ease-out; }
    svg { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; overflow: visible; }
    path.road { fill: none; stroke: var(--hs-edge); stroke-width: 1.3; marker-end: url(#tip); }
    path.road.new, path.road.lit { stroke: var(--hs-accent); stroke-width: 1.8; marker-end: url(#tip-lit); }
    path.road.cut { stroke: var(--hs-freed); stroke-dasharray: 4 4; marker-end: url(#tip-cut); }
    path.road.faint { opacity: .35; }
    #tip path { fill: var(--hs-edge); } #tip-lit path { fill: var(--hs-accent); } #tip-cut path { fill: var(--hs-freed); }
    .empty { position: absolute; left: ${NAMES + EDGE + GUTTER}px; top: ${TOP}px; right: ${EDGE}px; color: var(--hs-dim); max-width: 44ch; margin: 0; }
    .note { position: absolute; margin: 0; font-size: 12px; color: var(--hs-dim); }
    :host(.narrow) .ground { display: flex; flex-direction: column; gap: 12px; padding: 14px; min-height: 0; }
    :host(.narrow) .ground > h2, :host(.narrow) .ns, :host(.narrow) .card, :host(.narrow) .empty, :host(.narrow) .note { position: static; margin: 0; transform: none; width: auto; flex: none; }
    :host(.narrow) svg { display: none; }
    :host(.narrow) .ns { display: grid; grid-template-columns: 1fr 1fr; gap: 0; }
    :host(.narrow) .ns > p { grid-column: 1 / -1; }
    :host(.narrow) .name { height: 40px; border: 0; border-top: 1px dashed var(--hs-line); }
    :host(.narrow) .name.none { grid-column: 1 / -1; }
    :host(.narrow) button.name:nth-of-type(odd) { border-right: 1px dashed var(--hs-line); }
    :host(.narrow) .slot { min-height: 32px; line-height: 30px; }
    :host(.narrow) .tall .body { height: auto; min-height: 34px; max-height: 76px; }
    :host(.narrow) .card { padding-bottom: 8px; }
    :host(.narrow) .why { -webkit-line-clamp: 4; }
    @media (forced-colors: active) { path.road { stroke: CanvasText; } }
  `];

  /** @type {ResizeObserver | null} */ #observer = null;
  /** The road builder, fetched when there is room for roads. @type {typeof import('../../bindings/scene/routes.js') | null} */ #routes = null;

  constructor() {
    super();
    /** @type {Scene | null} */ this.scene = null;
    this.width = 0;
    /** @type {number | null} */ this.hovered = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#observer = new ResizeObserver(([entry]) => this.#resize(entry?.contentRect.width ?? 0));
    this.#observer.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    const before = /** @type {Scene | null | undefined} */ (changed.get('scene')), { scene } = this;
    if (!changed.has('scene') || !scene || !before) return;
    if (scene.step === before.step) {
      if (scene.selected !== before.selected && scene.snapshot === before.snapshot) this.#reveal([scene.selected]);
    } else {
      const all = [...scene.cards, ...scene.tombstones], fresh = all.filter((one) => one.fresh);
      this.#reveal((fresh.length ? fresh : scene.cards).map((one) => one.serial));
    }
  }

  /** Scrolls this pane, never the page, until one of these cards can be seen. @param {readonly (number | null)[]} serials */
  #reveal(serials) {
    const mine = this.getBoundingClientRect();
    const boxes = serials.flatMap((serial) => this.renderRoot.querySelector(`[data-serial="${serial}"]`)?.getBoundingClientRect() ?? []);
    const seen = boxes.some((box) => box.top >= mine.top && box.bottom <= mine.bottom);
    const [first] = boxes;
    if (first && !seen) this.scrollBy({ top: first.top < mine.top ? first.top - mine.top - 16 : first.bottom - mine.bottom + 16 });
  }

  /** @param {number} width */
  #resize(width) {
    if (!width || Math.abs(width - this.width) < 1) return;
    this.width = width;
    this.classList.toggle('narrow', this.narrow);
    if (!this.narrow && !this.#routes) void import('../../bindings/scene/routes.js').then((routes) => { this.#routes = routes; this.requestUpdate(); });
    emit(this, 'hs-columns', { columns: this.narrow ? 1 : columnsFor(width) });
  }

  get narrow() {
    return this.width < NARROW;
  }

  render() {
    const { scene } = this;
    if (!scene || !this.width) return nothing;
    const layout = layoutOf(scene, this.width), { names, height } = layout;
    const elsewhere = scene.objects.length - scene.cards.length, { hidden } = scene;
    return html`<div class="ground" .style=${cssText(this.narrow ? {} : { height: `${height}px` })}>
        ${this.narrow || !this.#routes ? nothing : this.#lines(this.#routes, scene, layout)}
        <h2 .style=${cssText({ left: `${EDGE}px` })}>Names</h2>
        ${repeat(scene.namespaces, (namespace) => namespace.id, (namespace, index) => this.#namespace(namespace, names.tops[index] ?? 0))}
        <h2 .style=${cssText({ left: `${EDGE + NAMES + GUTTER}px` })}>Objects</h2>
        ${this.#cards(scene, layout)}
        ${elsewhere + hidden > 0 ? html`<p class="note" .style=${cssText({ top: `${height - 26}px`, left: `${EDGE + NAMES + GUTTER}px` })}>${[elsewhere ? `${elsewhere} more in the Table` : '', hidden ? `${grouped(hidden)} not shown` : ''].filter(Boolean).join(', ')}</p>` : nothing}
      </div>`;
  }

  /** @param {SceneNamespace} namespace @param {number} top */
  #namespace(namespace, top) {
    return html`<section class="ns ${namespace.current ? 'current' : ''}" aria-label="Names in ${namespace.label}" .style=${cssText(this.narrow ? {} : { left: `${EDGE}px`, top: `${top}px`, width: `${NAMES}px` })}>
      <p title="${namespace.label}, ${namespace.note}"><span>${namespace.label}</span><small>${namespace.note}</small></p>
      ${namespace.names.length ? repeat(namespace.names, (name) => name.key, (name) => this.#name(name)) : html`<div class="name none"><small>no names yet</small></div>`}</section>`;
  }

  /** @param {SceneName} name */
  #name(name) {
    const { target } = name, gone = name.state === 'gone';
    const to = gone ? 'unbound' : target ? (this.narrow ? `→ ${target.label}` : `→ ${target.short}`) : '';
    return html`<button class="name ${name.state}" data-name=${name.name} ?disabled=${!target || gone} title=${target && !gone ? `${name.name} refers to ${target.label}` : ''}
      @click=${() => target && this.#select(target.serial)} @pointerenter=${() => { this.hovered = target?.serial ?? null; }} @pointerleave=${() => { this.hovered = null; }}>
      <span>${name.name}</span><small>${to}</small></button>`;
  }

  /** @param {Scene} scene @param {Layout} layout */
  #cards(scene, { spots, cardWidth: width }) {
    if (!scene.cards.length && !scene.tombstones.length) {
      return html`<p class="empty">${scene.step === 0 ? 'No objects yet. They appear here, each with its count of references, as soon as a line makes a name refer to one.' : 'No name refers to an object of yours now.'}</p>`;
    }
    const stops = [...scene.cards, ...scene.tombstones].sort((a, b) => (scene.seats.seatOf.get(a.serial) ?? 0) - (scene.seats.seatOf.get(b.serial) ?? 0));
    const current = scene.selected ?? stops[0]?.serial;
    return repeat(stops, (stop) => stop.serial, (stop) => {
      const spot = spots.get(stop.serial);
      if (!spot) return nothing;
      const object = scene.byserial.get(stop.serial);
      const corner = cardCorner(spot, width);
      const place = this.narrow ? {} : { width: `${width}px`, height: `${spot.height}px`, transform: `translate(${corner.x}px, ${corner.y}px)` };
      const tall = scene.seats.list[scene.seats.seatOf.get(stop.serial) ?? 0]?.tall ?? true;
      const kind = `card ${tall ? 'tall' : 'short'} ${stop.kind} ${stop.serial === scene.selected ? 'sel' : ''}`;
      const act = { click: () => this.#select(stop.serial), enter: () => { this.hovered = stop.serial; }, leave: () => { this.hovered = null; } };
      const more = object ? `${object.fresh ? 'fresh' : ''} ${object.reachable ? '' : 'lost'}` : 'tomb';
      return html`<article class="${kind} ${more}" part="object" aria-current=${stop.serial === scene.selected} tabindex=${stop.serial === current ? 0 : -1} data-serial=${stop.serial} .style=${cssText(place)}
        aria-label=${object ? spokenCard(object) : `${stop.label}. ${textOf('story' in stop ? stop.story : [])}`}
        @click=${act.click} @keydown=${this.#key} @pointerenter=${act.enter} @pointerleave=${act.leave}>
        ${object ? cardBody(object, tall, (serial) => this.#select(serial)) : 'story' in stop ? tombBody(stop) : nothing}</article>`;
    });
  }

  /** @param {typeof import('../../bindings/scene/routes.js')} routes @param {Scene} scene @param {Layout} layout */
  #lines({ roads }, scene, { ground }) {
    const focus = this.hovered ?? scene.selected;
    const lit = (/** @type {Edge} */ edge) => touches(edge, focus);
    const tip = (/** @type {string} */ id) => svg`<marker id=${id} viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z"/></marker>`;
    const paths = roads(drawnEdges(scene, focus), ground).sort((a, b) => Number(lit(a.edge)) - Number(lit(b.edge)));
    return html`<svg aria-hidden="true"><defs>${tip('tip')}${tip('tip-lit')}${tip('tip-cut')}</defs>
      ${repeat(paths, ({ edge }) => edge.key, ({ edge, path }) => svg`<path class="road ${edge.state} ${lit(edge) ? 'lit' : this.hovered !== null ? 'faint' : ''}" d=${path}/>`)}</svg>`;
  }

  /** @param {number} serial */
  #select(serial) {
    emit(this, 'hs-select', { serial });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const here = /** @type {HTMLElement} */ (event.currentTarget);
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#select(Number(here.dataset.serial));
      return;
    }
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    nearest(here, [...this.renderRoot.querySelectorAll('article')], way[0] ?? 0, way[1] ?? 0)?.focus();
  }
}
customElements.define('hs-objects', ObjectsView);

/**
 * Declarations as text, for the `style` property: a style attribute would break a strict content policy.
 * @param {Record<string, string | undefined>} declarations
 */
function cssText(declarations) {
  return Object.entries(declarations).map(([name, value]) => `${name}:${value}`).join(';');
}

/**
 * The card that lies next in a direction.
 * @param {HTMLElement} from
 * @param {readonly HTMLElement[]} cards
 * @param {number} dx
 * @param {number} dy
 */
function nearest(from, cards, dx, dy) {
  const middle = (/** @type {HTMLElement} */ card) => { const box = card.getBoundingClientRect(); return { x: box.x + box.width / 2, y: box.y + box.height / 2 }; };
  const here = middle(from);
  /** @type {{ card: HTMLElement, cost: number } | null} */ let best = null;
  for (const card of cards) {
    const there = middle(card), along = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    const cost = along + 2 * aside;
    if (card !== from && along > 4 && (!best || cost < best.cost)) best = { card, cost };
  }
  return best?.card ?? null;
}
