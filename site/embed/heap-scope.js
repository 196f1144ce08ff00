/**
 * `<heap-scope>`: the whole workbench as one element; a page only hosts it.
 *
 *     <heap-scope layout="embed" lens="objects" step="3"><pre>a = []</pre></heap-scope>
 *
 * The program is the child text, so it can be read without scripts. Attributes: `layout`
 * (workbench | embed), `lens` (objects | table | collector), `mode` (script | interactive), `python` (3.10 … 3.14), `step`,
 * `theme` (auto | light | dark), `lessons` (shows the picker). Methods: run stop forward back seek.
 * Events: heapscope-ready heapscope-step heapscope-freed heapscope-gc heapscope-error heapscope-end.
 *
 * @import { Lens, Mode, Scene, Snapshot, State } from '../state/types.js'
 */
import { LitElement, html, nothing } from 'lit';
import '../editor/editor.js';
import '../views/console.js';
import '../views/objects.js';
import '../views/sentence.js';
import '../views/timeline.js';
import { Controller } from '../state/controller.js';
import { openSession } from '../state/engine.js';
import { curveOf, sceneOf } from '../../bindings/scene/scene.js';
import { Store, initialState } from '../state/store.js';
import { grouped, labelOf, plain } from '../../bindings/scene/words.js';
import { base, emit } from '../views/parts.js';
import { chevrons, logo } from './icons.js';
import { fetchLesson, fetchLessons } from './lessons.js';
import { layoutCss } from './layout.js';
import { backgroundScheme } from './theme.js';

/** Milliseconds of rest after a key before the program is compiled. */
const TYPING_PAUSE = 350;
/** Width under which the phone's arrangement is used. */
const PHONE = 720;

const PYTHONS = ['3.10', '3.11', '3.12', '3.13', '3.14'];

/** @type {readonly { id: Lens, label: string }[]} */
const LENSES = [{ id: 'objects', label: 'Objects' }, { id: 'table', label: 'Table' }, { id: 'collector', label: 'Collector' }, { id: 'closeup', label: 'Close-up' }, { id: 'census', label: 'Over time' }, { id: 'output', label: 'Output' }];

/** Views that are loaded when first shown. */
const VIEWS = { table: () => import('../views/table.js'), collector: () => import('../views/collector.js'), inspector: () => import('../views/inspector.js'), keys: () => import('../views/keys.js'), share: () => import('../views/share.js'), notice: () => import('../views/notice.js'), goto: () => import('../views/goto.js'), closeup: () => import('../views/closeup.js'), census: () => import('../views/census.js') };

export class HeapScope extends LitElement {
  static properties = {
    layout: { reflect: true }, lens: {}, mode: {}, python: {}, step: {}, theme: { reflect: true }, lessons: { type: Boolean },
    state: { state: true }, phone: { state: true }, groups: { state: true }, panel: { state: true },
  };
  static styles = [base, layoutCss];

  #store = new Store(initialState());
  #controller = new Controller(this.#store, openSession);
  /** @type {{ state: State, scene: Scene | null } | null} */ #drawn = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #swipe;
  /** @type {(() => void)[]} */ #cleanups = [];
  #begun = false;

  constructor() {
    super();
    /** @type {'workbench' | 'embed'} */ this.layout = 'workbench';
    /** @type {Lens} */ this.lens = 'objects';
    /** @type {Mode} */ this.mode = 'script';
    /** @type {import('../../bindings/types.js').PythonVersion} */ this.python = '3.11';
    /** @type {string | null} */ this.step = null;
    /** @type {'auto' | 'light' | 'dark'} */ this.theme = 'auto';
    this.lessons = false;
    /** @type {State} */ this.state = this.#store.state;
    this.phone = false;
    /** @type {readonly import('./lessons.js').Group[]} */ this.groups = [];
    /** @type {'' | 'keys' | 'share' | 'goto'} */ this.panel = '';
  }

  /* ---- what a page may call ---- */

  /** The program's text. */
  get code() {
    return this.state.source;
  }

  set code(source) {
    this.#controller.edit(source, null);
    this.#reload();
  }

  /** The step the run stands at, everything that is known there. @returns {Snapshot | null} */
  get snapshot() {
    return this.state.snapshot;
  }

  /** The text that the present run was compiled from; behind `code` while somebody types. @returns {string | null} */
  get loadedSource() {
    return this.state.loaded;
  }

  run() { return this.#controller.run(); }
  stop() { return this.#controller.stop(); }
  forward() { return this.#controller.step(); }
  back() { return this.#controller.back(); }
  /** @param {number} step */
  seek(step) { return this.#controller.seek(step); }

  /* ---- life ---- */

  connectedCallback() {
    super.connectedCallback();
    if (!this.#begun) this.#begin();
    const observer = new ResizeObserver(([entry]) => { this.phone = (entry?.contentRect.width ?? PHONE) < PHONE; });
    observer.observe(this);
    const keys = this.layout === 'workbench' ? window : this;
    const press = (/** @type {Event} */ event) => this.#key(/** @type {KeyboardEvent} */ (event));
    const linked = () => void this.#link();
    keys.addEventListener('keydown', press);
    window.addEventListener('hashchange', linked);
    this.#cleanups = [this.#store.subscribe((state) => this.#changed(state)), () => observer.disconnect(), () => keys.removeEventListener('keydown', press), () => window.removeEventListener('hashchange', linked)];
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const clean of this.#cleanups) clean();
    queueMicrotask(() => { if (!this.isConnected) this.#controller.dispose(); });
  }

  /** Takes the program from the child text and opens the engine when the element comes into view. */
  #begin() {
    this.#begun = true;
    this.#store.dispatch({ type: 'mode', mode: this.mode, python: this.python });
    this.#store.dispatch({ type: 'lens', lens: this.lens });
    this.#controller.edit((this.querySelector('pre') ?? this).textContent?.replace(/^\s*\n/, '').trimEnd() ?? '', this.dataset.lesson ?? null);
    this.state = this.#store.state;
    if (this.lessons) void fetchLessons().then((groups) => { this.groups = groups; }, () => undefined);
    const seen = new IntersectionObserver(([entry]) => {
      if (!entry?.isIntersecting) return;
      seen.disconnect();
      void this.#link().then((there) => (there ? undefined : this.#controller.load(Number(this.step ?? 0)))).then(() => emit(this, 'heapscope-ready'));
    });
    seen.observe(this);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('theme') || changed.has('layout')) {
      const scheme = this.theme === 'auto' ? (this.layout === 'embed' ? backgroundScheme(this) : '') : this.theme;
      this.style.colorScheme = scheme;
    }
    if (changed.has('lens') && this.lens !== this.state.lens) this.#store.dispatch({ type: 'lens', lens: this.lens });
    this.toggleAttribute('phone', this.phone);
    if (this.panel) void VIEWS[this.panel]();
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    if (!this.phone || !(changed.has('state') || changed.has('phone'))) return;
    const row = this.renderRoot.querySelector('.lenses'), panel = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(`[data-lens='${this.#lens}']`));
    const was = /** @type {State | undefined} */ (changed.get('state'));
    if (row && panel && (was?.lens !== this.state.lens || changed.has('phone'))) row.scrollTo({ left: panel.offsetLeft - /** @type {HTMLElement} */ (row).offsetLeft, behavior: 'instant' });
  }

  /** @param {State} state */
  #changed(state) {
    const before = this.state;
    this.state = state;
    if (state.snapshot && state.snapshot !== before.snapshot) this.#announce(state.snapshot);
    if (state.snapshot?.status === 'input' && before.snapshot?.status !== 'input' && this.phone) this.#store.dispatch({ type: 'lens', lens: 'output' });
  }

  /** Tells the page. @param {Snapshot} snapshot */
  #announce(snapshot) {
    emit(this, 'heapscope-step', { step: snapshot.step, line: snapshot.line, status: snapshot.status });
    const freed = snapshot.events.flatMap((event) => (event.type === 'free' ? [event.id] : []));
    if (freed.length) emit(this, 'heapscope-freed', { ids: freed });
    for (const event of snapshot.events) if (event.type === 'collect') emit(this, 'heapscope-gc', event);
    if (snapshot.error) emit(this, 'heapscope-error', snapshot.error);
    if (snapshot.status === 'finished' || snapshot.status === 'raised') emit(this, 'heapscope-end', { step: snapshot.step });
  }

  /* ---- what the reader does ---- */

  #reload() {
    clearTimeout(this.#timer);
    void this.#controller.load();
  }

  /** @param {CustomEvent<{ source: string }>} event */
  #edited(event) {
    if (event.detail.source === this.state.source) return;
    this.#controller.edit(event.detail.source, null);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#reload(), TYPING_PAUSE);
  }

  /** @param {Mode} mode */
  #switch(mode) {
    if (mode === this.state.mode) return;
    this.#store.dispatch({ type: 'mode', mode });
    this.#reload();
  }

  /** @param {Event} event */
  #choosePython(event) {
    this.#store.dispatch({ type: 'mode', mode: this.state.mode, python: /** @type {any} */ (event.target).value });
    this.#reload();
  }

  /** @param {Event} event */
  async #choose(event) {
    const id = /** @type {HTMLSelectElement} */ (event.target).value;
    if (!id) return;
    this.#controller.edit(await fetchLesson(id), id);
    this.#reload();
  }

  async #tidy() {
    const scene = this.#scene();
    if (!scene) return;
    const { tidyOrder } = await import('./tidy.js');
    this.#store.dispatch({ type: 'tidy', order: this.state.seats.columns > 1 ? await tidyOrder(scene) : null });
  }

  #nextTheme() {
    this.theme = this.theme === 'auto' ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'light' : 'dark') : this.theme === 'dark' ? 'light' : 'dark';
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const act = this.#shortcut(event);
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** What a key means here, if anything. @param {KeyboardEvent} event @returns {(() => unknown) | null} */
  #shortcut(event) {
    const commands = this.#controller;
    if (event.key === 'F10') return () => this.#walk(1);
    if (event.key === 'F9') return () => this.#walk(-1);
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return () => this.#runOrStop();
    const target = /** @type {HTMLElement} */ (event.composedPath()[0]);
    if (event.ctrlKey || event.metaKey || event.altKey || target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName ?? '') || target.getAttribute?.('role') === 'textbox' || target.getAttribute?.('role') === 'tab') return null;
    /** @type {Record<string, () => unknown>} */
    const plainKeys = {
      s: () => this.#walk(1), ArrowRight: () => this.#walk(1), b: () => this.#walk(-1), ArrowLeft: () => this.#walk(-1),
      Home: () => commands.seek(0), End: () => commands.toEnd(), '?': () => this.#show('keys'),
      r: () => this.#firstHolder(), g: () => this.#show('goto'), Escape: () => this.#show(''),
    };
    return plainKeys[event.key] ?? (/^[npou]$/.test(event.key) ? () => this.#do({ act: 'key', key: event.key }) : null);
  }

  /** One step on or back, of the size that was chosen. @param {1 | -1} by */
  #walk(by) {
    return this.state.grain !== 'line' ? this.#do({ act: 'walk', by }) : by > 0 ? this.#controller.step() : this.#controller.back();
  }

  #runOrStop() {
    return this.state.busy === 'running' ? this.#controller.stop() : this.state.breakpoints.length ? this.#do({ act: 'run' }) : this.#controller.run();
  }

  /** Moves on to whoever holds the selected object. */
  #firstHolder() {
    const scene = this.#scene();
    const holder = scene?.byserial.get(scene.selected ?? -1)?.holders.find((one) => one.serial !== null);
    if (holder) this.#store.dispatch({ type: 'select', serial: holder.serial });
  }

  /* ---- what is drawn ---- */

  /** The scene of the present state; worked out once. */
  #scene() {
    const { state } = this, was = this.#drawn?.state;
    const same = was && was.snapshot === state.snapshot && was.past === state.past && was.seats === state.seats && was.selected === state.selected;
    if (!this.#drawn || !same) this.#drawn = { state, scene: sceneOf(state) };
    return this.#drawn.scene;
  }

  get #lens() {
    return this.state.lens === 'output' && !this.phone ? 'objects' : this.state.lens;
  }

  render() {
    const scene = this.#scene();
    const embed = this.layout === 'embed';
    return html`<div class="frame" part="frame" aria-busy=${this.state.busy === 'running'} @dragover=${this.#dropped} @drop=${this.#dropped}
      @hs-do=${(/** @type {CustomEvent} */ event) => this.#do(event.detail)} @hs-select=${this.#selected} @hs-columns=${this.#columns}
      @hs-edit=${this.#edited} @hs-input=${(/** @type {CustomEvent<{ text: string }>} */ event) => this.#controller.input(event.detail.text)}
      @hs-seek=${(/** @type {CustomEvent<{ step: number }>} */ event) => this.#controller.seek(event.detail.step)}>
      ${embed ? nothing : this.#header()}
      <main><section class="pane program" aria-label="Program">${this.#program(scene)}</section>
        <section class="pane memory" aria-label="Memory">${this.#memory(scene)}</section></main>
      <footer>${this.#sentence(scene)}${this.#controls(scene)}${this.panel === 'goto' ? html`<hs-goto ?touch=${this.phone} .state=${this.state} .scene=${scene} @hs-close=${() => this.#show('')}></hs-goto>` : nothing}</footer>${this.#panel()}</div>`;
  }

  /** @param {CustomEvent<{ serial: number }>} event */
  #selected(event) {
    const again = this.phone && this.state.selected === event.detail.serial;
    this.#store.dispatch({ type: 'select', serial: again ? null : event.detail.serial });
  }

  /** @param {CustomEvent<{ columns: number }>} event */
  #columns(event) {
    this.#store.dispatch({ type: 'columns', columns: event.detail.columns });
  }

  #header() {
    const known = this.groups.some((group) => group.lessons.some((lesson) => lesson.id === this.state.lesson));
    return html`<header><h1>${logo}<span>Heapscope</span></h1>
      ${this.lessons ? html`<select aria-label="Program to look at" @change=${this.#choose}>
        <option value="" ?selected=${!known}>Your own program</option>
        ${this.groups.map((group) => html`<optgroup label=${group.group}>${group.lessons.map((lesson) => html`<option value=${lesson.id} ?selected=${lesson.id === this.state.lesson}>${lesson.title}</option>`)}</optgroup>`)}
      </select>` : nothing}
      <span class="space"></span>
      <span class="version dim">Python 3.11</span>
      <button class="icon" aria-label="Light or dark" title="Light or dark" @click=${this.#nextTheme}>◐</button>
      ${this.#opener('share', 'Save and share', '⤓')}${this.#opener('keys', 'Keys', '?')}</header>`;
  }

  /** @param {'keys' | 'share' | 'goto'} panel @param {string} label @param {string} sign */
  #opener(panel, label, sign) {
    return html`<button class="icon" aria-label=${label} title=${label} aria-expanded=${this.panel === panel} data-panel=${panel} @click=${() => this.#show(panel)}>${sign}</button>`;
  }

  #panel() {
    const close = () => this.#show('');
    return this.panel === 'keys' ? html`<hs-keys @hs-close=${close}></hs-keys>` : this.panel === 'share' ? html`<hs-share ?touch=${this.phone} .state=${this.state} @hs-close=${close}></hs-share>` : nothing;
  }

  /** Opens a panel, or closes it and goes back to its button. @param {'' | 'keys' | 'share' | 'goto'} panel */
  #show(panel) {
    const before = this.panel;
    this.panel = panel === before ? '' : panel;
    if (before && !this.panel) /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(`[data-panel=${before}]`))?.focus();
  }

  /** Saves, opens, shares, asks: what is not needed at first sight. @param {unknown} wish */
  async #do(wish) {
    await (await import('./deeds.js')).act(this.#store, this.#controller, /** @type {any} */ (wish), this);
  }

  /** @param {DragEvent} event */
  #dropped(event) {
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (event.type === 'drop' && file) void this.#do({ act: 'open', file });
  }

  /** Opens the program in the page's address, if there is one. */
  async #link() {
    return this.layout === 'workbench' && /[#&](py|code)=/.test(location.hash) && (await import('./deeds.js')).openLink(this.#controller, location.hash);
  }

  /** @param {Scene | null} scene */
  #program(scene) {
    const { state } = this, running = state.busy === 'running';
    const ended = ['finished', 'raised'].includes(state.snapshot?.status ?? '');
    return html`<div class="bar">${this.#modeSwitch()}<span class="space"></span>
        ${running ? html`<button class="stop" @click=${this.#runOrStop}>■ Stop</button>`
          : ended ? html`<button class="run" @click=${() => this.#controller.seek(0)}>↺ Again</button>`
            : html`<button class="run" title="Run to the end (Ctrl+Enter)" ?disabled=${isDown(state) || Boolean(state.snapshot && isUnreadable(state.snapshot))} @click=${this.#runOrStop}>Run ▸</button>`}</div>
      <hs-editor part="editor" .source=${state.source} .marks=${marksOf(scene)} .stops=${state.breakpoints}></hs-editor>
      ${this.phone && this.layout === 'workbench' ? nothing : this.#console(scene)}`;
  }

  #modeSwitch() {
    const choice = (/** @type {Mode} */ mode, /** @type {string} */ label, /** @type {string} */ title) => html`<button title=${title}
      aria-pressed=${this.state.mode === mode} @click=${() => this.#switch(mode)}>${label}</button>`;
    return html`<span class="seg" role="group" aria-label="How the program is compiled">
      ${choice('script', 'Script', 'Compiled as a whole, like a file: equal constants are shared')}
      ${choice('interactive', 'Prompt', 'Each statement compiled alone, as typed at the >>> prompt')}</span>
      ${this.layout === 'embed' ? nothing : html`<select aria-label="Python" title="Memory as in this Python" @change=${this.#choosePython}>${PYTHONS.includes(this.state.python) ? nothing : html`<option selected disabled>${this.state.python}</option>`}${PYTHONS.map((one) => html`<option .selected=${one === this.state.python}>${one}</option>`)}</select>`}`;
  }

  /** @param {Scene | null} scene */
  #console(scene) {
    const quiet = this.layout === 'embed' && !scene?.snapshot.stdout.some((chunk) => chunk.stream === 'out' || scene.snapshot.error) && scene?.snapshot.status !== 'input';
    return html`<hs-console part="console" ?hidden=${quiet} .snapshot=${scene?.snapshot ?? null} .mode=${this.state.mode} .source=${this.state.loaded ?? ''}></hs-console>`;
  }

  /** @param {Scene | null} scene */
  #memory(scene) {
    const lenses = LENSES.filter((lens) => lens.id !== 'output' || (this.phone && this.layout === 'workbench'));
    const embed = this.layout === 'embed';
    const shown = embed ? lenses.filter((lens) => lens.id === this.#lens) : this.phone ? lenses : lenses.filter((lens) => lens.id === this.#lens);
    return html`${embed ? nothing : html`<div class="bar" role="tablist" aria-label="Views" @keydown=${this.#tabKey}>${lenses.map((lens) => this.#tab(lens, scene))}
        ${this.#lens === 'objects' && !this.phone ? html`<span class="space"></span><button class="tidy" title="Close the gaps and lay the objects out anew" ?disabled=${!scene?.cards.length} @click=${this.#tidy}>Tidy</button>` : nothing}</div>`}
      <div class="lenses" @scroll=${this.#scrolled}>${this.#notice(scene) ?? shown.map((lens) => html`<div class="lens" role=${embed ? nothing : 'tabpanel'} aria-label=${lens.label} data-lens=${lens.id}>${this.#view(lens.id, scene)}</div>`)}</div>
      ${embed || (this.phone && (this.#lens === 'output' || this.state.selected === null)) ? nothing : this.#inspector(scene)}`;
  }

  /** @param {Scene | null} scene */
  #inspector(scene) {
    void VIEWS.inspector();
    return html`<hs-inspector ?touch=${this.phone} .scene=${scene} .answers=${this.state.answers}></hs-inspector>`;
  }

  /** @param {{ id: Lens, label: string }} lens @param {Scene | null} scene */
  #tab(lens, scene) {
    const on = this.#lens === lens.id;
    const fresh = lens.id === 'output' && !on && scene?.snapshot.events.some((event) => event.type === 'output');
    return html`<button role="tab" aria-selected=${on} tabindex=${on ? 0 : -1} data-tab=${lens.id} @click=${() => this.#store.dispatch({ type: 'lens', lens: lens.id })}>${lens.label}${fresh ? html`<span class="badge" title="new output"></span>` : nothing}</button>`;
  }

  /** @param {KeyboardEvent} event */
  #tabKey(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const tabs = /** @type {HTMLElement[]} */ ([...this.renderRoot.querySelectorAll('[role=tab]')]);
    const next = tabs[(tabs.findIndex((tab) => tab.getAttribute('aria-selected') === 'true') + by + tabs.length) % tabs.length];
    next?.click();
    next?.focus();
  }

  /** @param {Event} event */
  #scrolled(event) {
    const row = /** @type {HTMLElement} */ (event.currentTarget);
    clearTimeout(this.#swipe);
    this.#swipe = setTimeout(() => this.#swiped(row), 120);
  }

  /** A swipe on a phone has brought another lens into view. @param {HTMLElement} row */
  #swiped(row) {
    if (!this.phone) return;
    const lens = /** @type {HTMLElement | undefined} */ (row.children[Math.round(row.scrollLeft / row.clientWidth)])?.dataset.lens;
    if (lens && lens !== this.#lens) this.#store.dispatch({ type: 'lens', lens: /** @type {Lens} */ (lens) });
  }

  /** @param {Lens} lens @param {Scene | null} scene */
  #view(lens, scene) {
    if (lens in VIEWS) void VIEWS[/** @type {keyof typeof VIEWS} */ (lens)]();
    if (lens === 'objects') return html`<hs-objects .scene=${scene}></hs-objects>`;
    if (lens === 'table') return html`<hs-table .scene=${scene}></hs-table>`;
    if (lens === 'collector') return html`<hs-collector .scene=${scene} .answers=${this.state.answers}></hs-collector>`;
    if (lens === 'closeup') return html`<hs-closeup .scene=${scene} .state=${this.state}></hs-closeup>`;
    if (lens === 'census') return html`<hs-census .scene=${scene} .state=${this.state}></hs-census>`;
    return html`<hs-console .snapshot=${scene?.snapshot ?? null} .mode=${this.state.mode} .source=${this.state.loaded ?? ''}></hs-console>`;
  }

  /** What stands in place of the views while there is nothing to view. @param {Scene | null} scene */
  #notice(scene) {
    const { state } = this, down = isDown(state);
    if (!scene && !down) return html`<div class="notice quiet"><p>Getting Python ready…</p><div class="ghosts"><i></i><i></i><i></i></div></div>`;
    if (down || !state.source.trim() || (scene && isUnreadable(scene.snapshot))) {
      void VIEWS.notice();
      return html`<hs-notice class="notice" .state=${state} @hs-again=${this.#reload}></hs-notice>`;
    }
    return null;
  }

  /** @param {Scene | null} scene */
  #sentence(scene) {
    const { state } = this;
    const parts = isDown(state) ? [plain(state.engine === 'missing' ? 'The engine could not be loaded.' : PYTHONS.includes(state.python) ? 'The run was stopped at a limit of the sandbox.' : state.engineMessage)]
      : state.busy === 'running' ? [plain(`Running… ${state.progress ? `${grouped(state.progress)} steps so far. ` : ''}Stop shows where it stands.`)]
        : scene && state.engineMessage ? [plain(state.engineMessage)]
          : scene ? [...(state.travelled.step === scene.step ? [plain(`${state.travelled.text} `)] : []), ...(state.travelled.step === scene.step && state.travelled.alone ? [] : scene.sentence)] : [plain('Getting Python ready…')];
    const bad = state.busy !== 'running' && (Boolean(scene?.snapshot.error) || state.engineMessage !== '');
    return html`<hs-sentence part="sentence" .parts=${parts} tone=${bad ? 'bad' : ''}></hs-sentence>`;
  }

  /** @param {Scene | null} scene */
  #controls(scene) {
    const { state } = this, step = scene?.step ?? 0;
    const off = !scene || state.busy === 'running' || isDown(state) || isUnreadable(scene.snapshot);
    const atEnd = ['finished', 'raised', 'input'].includes(scene?.snapshot.status ?? '');
    const curve = curveOf(state);
    const life = curve === null ? undefined : state.past.lives.get(curve);
    return html`<div class="time"><div class="buttons">
        <button class="icon" aria-label="To the start" title="To the start (Home)" ?disabled=${off || step === 0} @click=${() => this.#controller.seek(0)}>${chevrons.first}</button>
        <button aria-label="Back" title="Back (← or F9)" ?disabled=${off || (step === 0 && !scene?.snapshot.instruction?.index)} @click=${() => this.#walk(-1)}>${chevrons.back}<span>Back</span></button>
        <button class="go" aria-label="Step" title="Step (→ or F10)" ?disabled=${off || (atEnd && state.moment === null)} @click=${() => this.#walk(1)}><span>Step</span>${chevrons.step}</button>
        <button class="icon" aria-label="To the end" title="To the end (End)" ?disabled=${off || atEnd} @click=${() => this.#controller.toEnd()}>${chevrons.last}</button>
        ${this.#opener('goto', 'Go to…', 'Go to…')}</div>
      <select aria-label="Step by" title="What Step goes on by" @change=${(/** @type {Event} */ { target }) => this.#do({ act: 'grain', grain: /** @type {HTMLSelectElement} */ (target).value })}>
        <option value="line" ?selected=${state.grain === 'line'}>line</option><option value="instruction" ?selected=${state.grain === 'instruction'}>instruction</option><option value="event" ?selected=${state.grain === 'event'}>memory event</option></select>
      <hs-timeline .past=${state.past} .step=${step} .serial=${curve} .label=${life ? labelOf(life) : ''} .line=${scene?.snapshot.line ?? null} ?disabled=${off}></hs-timeline>
      <span class="where mono dim">step ${grouped(step)}${scene?.total == null ? '' : ` of ${grouped(scene.total)}`}</span></div>`;
  }
}

/** Whether there is no engine to ask. @param {State} state */
function isDown({ engine }) {
  return engine === 'missing' || engine === 'broken';
}

/** A program that could not be compiled. @param {Snapshot} snapshot */
function isUnreadable(snapshot) {
  return snapshot.error !== null && snapshot.step === 0 && snapshot.line === null && /^(Syntax|Indentation|Tab)Error$/.test(snapshot.error.type);
}

/** The editor's marks, derived from the scene alone. @param {Scene | null} scene @returns {import('../editor/editor.js').Marks} */
function marksOf(scene) {
  if (!scene) return { ran: null, next: null, error: null };
  const { line, previousLine, error, step } = scene.snapshot;
  const complaint = error && error.line !== null ? { line: error.line, column: error.column, endColumn: error.endColumn, text: `${error.type}${error.message ? `: ${error.message}` : ''}` } : null;
  return { ran: step === 0 ? null : previousLine, next: line, error: complaint };
}

customElements.define('heap-scope', HeapScope);
