/**
 * Carries out what the reader asks: talks to the session, one request at a time, and dispatches what
 * comes back. Views never see the session.
 *
 * While the reader thinks, a second session (scout.js) walks on from the start and reports the moments ahead.
 * Runs are deterministic, so what it finds is what the reader will find.
 *
 * @import { LoadOptions, Mode, Session, Snapshot } from './types.js'
 * @import { Store } from './store.js'
 */
import { arrange } from '../../bindings/scene/arrange.js';

/** Steps that are walked one by one to where the page begins; further ones are sought. */
const WALKED = 600;

export class Controller {
  /** @type {Store} */ #store;
  /** @type {() => Promise<Session>} */ #open;
  /** @type {Promise<Session> | null} */ #session = null;
  /** @type {Promise<void>} */ #queue = Promise.resolve();
  /** @type {number | null} */ #wanted = null;
  /** @type {{ cancelled: boolean }} */ #scouting = { cancelled: true };
  /** Whether the run that waits for a line goes on to the end once it has it. */
  #runOn = false;
  #loads = 0;
  #stopAsked = false;
  /** What the session runs. */
  #loaded = { mode: /** @type {Mode} */ ('script'), source: '' };
  /** What a session file says besides the program. @type {LoadOptions} */
  #given = {};
  /** Whether to look ahead; an embed on a busy page may switch it off. */
  lookAhead = true;

  /** @param {Store} store @param {() => Promise<Session>} open */
  constructor(store, open) {
    this.#store = store;
    this.#open = open;
  }

  /** The program changed: loads it once the reader has paused. @param {string} source @param {string | null} [lesson] */
  edit(source, lesson) {
    this.#given = {};
    this.#store.dispatch({ type: 'edit', source, lesson });
  }

  /** Takes over a program with what it was run with, and goes to a step. @param {string} source @param {LoadOptions} options @param {number} step */
  open(source, { mode = 'script', python = '3.11', ...given }, step) {
    this.edit(source, null);
    this.#given = given;
    this.#store.dispatch({ type: 'mode', mode, python });
    return this.load(step);
  }

  /** Compiles the program and stops before its first line, or at `step`. @param {number} [step] */
  load(step = 0) {
    const turn = ++this.#loads;
    this.#endScouting();
    void this.#interrupt();
    return this.#do('loading', async (session) => {
      if (turn !== this.#loads) return null;
      const { source, mode } = this.#store.state;
      this.#runOn = false;
      const first = arrange(await session.load(source, this.#options()), mode, source);
      this.#loaded = { mode, source };
      if (turn !== this.#loads) return null;
      this.#store.dispatch({ type: 'loaded', snapshot: first, source });
      if (step > WALKED) this.#store.dispatch({ type: 'arrived', snapshot: this.#read(await session.seek(step)) });
      else await this.#walk(session, first, step);
      this.#beginScouting();
      return null;
    });
  }

  /** Goes forward step by step to where the page wants to begin, so that every object is met at its birth. @param {Session} session @param {Snapshot} at @param {number} step */
  async #walk(session, at, step) {
    /** @type {Snapshot[]} */ const met = [];
    while (at.step < step && (at.status === 'ready' || at.status === 'paused')) met.push(at = this.#read(await session.step()));
    if (!met.length) return;
    this.#store.dispatch({ type: 'learnt', snapshots: met, openEnd: true, seat: true });
    this.#store.dispatch({ type: 'arrived', snapshot: at });
  }

  step() {
    if (this.#atEnd()) return this.#queue;
    this.#runOn = false;
    return this.#do('seeking', (session) => session.step());
  }

  back() {
    return this.#do('seeking', async (session) => (this.#now() > 0 ? session.stepBack() : null));
  }

  /** Goes to a step; of several wishes made while one is carried out only the last counts. @param {number} step */
  seek(step) {
    const idle = this.#wanted === null;
    this.#wanted = step;
    if (!idle) return this.#queue;
    return this.#do('seeking', async (session) => {
      const wanted = this.#wanted;
      this.#wanted = null;
      return wanted === null || wanted === this.#now() ? null : session.seek(Math.max(0, wanted));
    });
  }

  run() {
    if (this.#atEnd()) return this.#queue;
    return this.#do('running', async (session) => {
      const last = await session.run();
      this.#runOn = last.status === 'input';
      return (await this.#lastStep(session, last)) ?? last;
    });
  }

  /** The end again, come to from the step before it, so that what the last step did is known too. @param {Session} session @param {Snapshot} last */
  async #lastStep(session, last) {
    if (last.total !== last.step || last.step === 0 || last.previousLine !== null) return null;
    this.#store.dispatch({ type: 'learnt', snapshots: [this.#read(await session.seek(last.step - 1))], openEnd: false });
    return session.seek(last.step);
  }

  /** To the last step: at once when it is known, else by running. */
  toEnd() {
    const { total } = this.#store.state.past;
    return total === null ? this.run() : this.seek(total);
  }

  stop() {
    this.#stopAsked = true;
    return this.#interrupt();
  }

  /** Gives the program the line it waits for. @param {string} text */
  input(text) {
    return this.#do('running', async (session) => {
      const next = await session.provideInput(text);
      if (!this.#runOn || next.status !== 'paused') return next;
      const last = await session.run();
      this.#runOn = last.status === 'input';
      return (await this.#lastStep(session, last)) ?? last;
    });
  }

  /**
   * Asks the session something; the run stays where it stands, unless `arrived` takes a snapshot out of the answer.
   * @template T @param {(session: Session) => Promise<T>} question @param {(answer: T) => Snapshot | null} [arrived] @returns {Promise<T>}
   */
  async ask(question, arrived) {
    /** @type {{ answer: T } | null} */ let got = null;
    /** @type {unknown} */ let trouble = new Error('the engine is not there');
    await this.#do('seeking', (session) => question(session).then((answer) => {
      got = { answer };
      return arrived?.(answer) ?? null;
    }, (error) => { trouble = error; return null; }));
    if (!got) throw trouble;
    return /** @type {{ answer: T }} */ (got).answer;
  }

  dispose() {
    this.#endScouting();
    void this.#session?.then((session) => session.dispose(), () => undefined);
    this.#session = null;
  }

  /** @param {Snapshot} snapshot */
  #read(snapshot) {
    return arrange(snapshot, this.#loaded.mode, this.#loaded.source);
  }

  /** What the program is loaded with. @returns {LoadOptions} */
  #options() {
    return { filename: 'main.py', ...this.#given, mode: this.#store.state.mode, python: this.#store.state.python };
  }

  #now() {
    return this.#store.state.snapshot?.step ?? 0;
  }

  #atEnd() {
    const status = this.#store.state.snapshot?.status;
    return status === 'finished' || status === 'raised' || status === 'input';
  }

  async #interrupt() {
    if (this.#store.state.busy !== 'running' || !this.#session) return;
    await (await this.#session).stop();
  }

  /**
   * Queues one request and shows its answer.
   * @param {'loading' | 'seeking' | 'running'} busy
   * @param {(session: Session) => Promise<Snapshot | null>} request
   * @returns {Promise<void>}
   */
  #do(busy, request) {
    this.#queue = this.#queue.then(async () => {
      try {
        const session = await this.#connected();
        this.#stopAsked = false;
        this.#store.dispatch({ type: 'busy', busy });
        const snapshot = await request(session);
        if (snapshot) this.#store.dispatch({ type: 'arrived', snapshot: this.#read(snapshot), limited: snapshot.status === 'stopped' && !this.#stopAsked });
      } catch (error) {
        const { name, message } = error instanceof Error ? error : new Error(String(error)), { engine, loaded, source } = this.#store.state;
        const stands = engine === 'ready' && name === 'LoadError';
        if (!stands) this.#session = null;
        this.#store.dispatch({ type: 'engine', engine: stands && loaded === source ? 'ready' : engine === 'ready' && !stands ? 'broken' : 'missing', message });
      }
      this.#store.dispatch({ type: 'busy', busy: 'no' });
    });
    return this.#queue;
  }

  /** The session, opened at the first request. */
  async #connected() {
    if (!this.#session) {
      this.#store.dispatch({ type: 'engine', engine: 'loading' });
      this.#session = this.#open();
      const session = await this.#session;
      for (const event of /** @type {const} */ (['progress', 'search'])) session.on(event, (/** @type {{ step?: number } | undefined} */ detail) => this.#store.dispatch({ type: 'progress', step: detail?.step ?? 0 }));
      this.#store.dispatch({ type: 'engine', engine: 'ready' });
    }
    return this.#session;
  }

  #endScouting() {
    this.#scouting.cancelled = true;
  }

  #beginScouting() {
    this.#endScouting();
    if (!this.lookAhead || this.#store.state.snapshot?.error) return;
    const leave = (this.#scouting = { cancelled: false });
    void import('./scout.js').then(({ lookAhead }) => lookAhead(this.#store, this.#open, this.#options(), (snapshot) => this.#read(snapshot), leave)).catch(() => undefined);
  }
}
