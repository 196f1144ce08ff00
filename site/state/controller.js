/**
 * Carries out what the reader asks: talks to the session, one request at a time, and dispatches what
 * comes back. Views never see the session.
 *
 * While the reader thinks, a second session (the scout) walks on from the start and reports the
 * moments ahead, so that the timeline can draw the whole run. Runs are deterministic, so what it
 * finds is what the reader will find.
 *
 * @import { LoadOptions, Mode, Session, Snapshot } from './types.js'
 * @import { Store } from './store.js'
 */
import { arrange } from '../../bindings/scene/arrange.js';

/** Steps the scout walks ahead; longer runs keep an open end. */
const SCOUT_STEPS = 600;
/** Moments reported together. */
const SCOUT_BATCH = 24;
/** Objects in a snapshot above which the scout gives up: copying them would cost more than it shows. */
const SCOUT_OBJECTS = 2000;

export class Controller {
  /** @type {Store} */ #store;
  /** @type {() => Promise<Session>} */ #open;
  /** @type {Promise<Session> | null} */ #session = null;
  /** @type {Promise<void>} */ #queue = Promise.resolve();
  /** @type {number | null} */ #wanted = null;
  /** @type {{ cancelled: boolean }} */ #scouting = { cancelled: true };
  /** @type {Promise<Session> | null} */ #scout = null;
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
  open(source, { mode = 'script', ...given }, step) {
    this.edit(source, null);
    this.#given = given;
    this.#store.dispatch({ type: 'mode', mode });
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
      const first = arrange(await session.load(source, { filename: 'main.py', ...this.#given, mode }), mode, source);
      this.#loaded = { mode, source };
      if (turn !== this.#loads) return null;
      this.#store.dispatch({ type: 'loaded', snapshot: first, source });
      if (step > SCOUT_STEPS) this.#store.dispatch({ type: 'arrived', snapshot: this.#read(await session.seek(step)) });
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
   * Asks the session something that leaves the run where it stands.
   * @template T @param {(session: Session) => Promise<T>} question @returns {Promise<T>}
   */
  ask(question) {
    return new Promise((resolve, reject) => {
      void this.#do('seeking', async (session) => {
        await question(session).then(resolve, reject);
        return null;
      }).then(() => reject(new Error('the engine is not there')));
    });
  }

  dispose() {
    this.#endScouting();
    this.#dismissScout();
    void this.#session?.then((session) => session.dispose(), () => undefined);
    this.#session = null;
  }

  /** @param {Snapshot} snapshot */
  #read(snapshot) {
    return arrange(snapshot, this.#loaded.mode, this.#loaded.source);
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
        this.#session = null;
        const engine = this.#store.state.engine === 'ready' ? 'broken' : 'missing';
        this.#store.dispatch({ type: 'engine', engine, message: error instanceof Error ? error.message : String(error) });
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
      session.on('progress', (/** @type {{ step?: number } | undefined} */ detail) => this.#store.dispatch({ type: 'progress', step: detail?.step ?? 0 }));
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
    void this.#walkAhead(leave).catch(() => undefined);
  }

  /** @param {{ cancelled: boolean }} leave */
  async #walkAhead(leave) {
    this.#scout ??= this.#open();
    const scout = await this.#scout;
    if (leave.cancelled) return;
    const { source, mode } = this.#store.state;
    let snapshot = arrange(await scout.load(source, { filename: 'main.py', ...this.#given, mode }), mode, source);
    /** @type {Snapshot[]} */ let batch = [];
    for (let step = 1; step <= SCOUT_STEPS && snapshot.objects.length < SCOUT_OBJECTS; step++) {
      if (leave.cancelled || (snapshot.status !== 'ready' && snapshot.status !== 'paused')) break;
      snapshot = arrange(await scout.step(), mode, source);
      batch.push(snapshot);
      if (batch.length === SCOUT_BATCH) batch = this.#report(batch, leave);
    }
    const ended = snapshot.status === 'finished' || snapshot.status === 'raised';
    this.#report(ended ? [...batch, { ...snapshot, total: snapshot.step }] : batch, leave, !ended);
    this.#dismissScout();
  }

  /** Gives the scout's memory back; the next program gets a new one. */
  #dismissScout() {
    void this.#scout?.then((session) => session.dispose(), () => undefined);
    this.#scout = null;
  }

  /** @param {Snapshot[]} batch @param {{ cancelled: boolean }} leave @param {boolean} [openEnd] @returns {Snapshot[]} */
  #report(batch, leave, openEnd = true) {
    if (!leave.cancelled) this.#store.dispatch({ type: 'learnt', snapshots: batch, openEnd });
    return [];
  }
}
