/**
 * Shapes of the site's own state. What the runtime tells (Session, Snapshot) comes first, the store's
 * state next; the scene, which the views draw, is described with the code that makes it. All of it is read-only once made.
 */

/* ---- what the engine gives ---- */

import type { Collection as Collecting, EventRecord, Kind, LoadOptions, Mode, NameRecord, NamespaceRecord, ObjectRecord, RetainedAnswer, Session, Snapshot, Status, WhyAnswer } from '../../bindings/types.js';
import type { Past, Seats } from '../../bindings/scene/types.js';
export type { EventRecord, Kind, LoadOptions, Mode, NameRecord, NamespaceRecord, ObjectRecord, Session, Snapshot, Status };

export type * from '../../bindings/scene/types.js';

/* ---- the store ---- */

/** 'output' is a lens only where the screen is too narrow for a console beside it. */
export type Lens = 'objects' | 'table' | 'collector' | 'output';
/** missing: could not be loaded; broken: loaded, then gave up, at a limit or by a fault. */
export type EngineState = 'idle' | 'loading' | 'ready' | 'missing' | 'broken';
export type Busy = 'no' | 'loading' | 'seeking' | 'running';

/** What was asked about an object; trouble: why there is no answer. */
export interface AliveAnswer { serial: number; step: number; why: WhyAnswer | null; retained: RetainedAnswer | null; trouble: string }
/** The collections of a step, phase by phase. */
export interface PhasesAnswer { step: number; collections: readonly Collecting[]; trouble: string }
/** What the session last said. */
export interface Answers { alive: AliveAnswer | null; phases: PhasesAnswer | null }

export interface State {
  lesson: string | null; source: string; loaded: string | null; mode: Mode; engine: EngineState; engineMessage: string; busy: Busy;
  progress: number; snapshot: Snapshot | null;
  /** Whether the run was stopped though nobody asked for it: it had reached a limit. */
  limited: boolean; past: Past; seats: Seats; selected: number | null; lens: Lens;
  /** How the last saving or opening went. */
  message: string;
  answers: Answers;
}
export type Action =
  | { type: 'edit'; source: string; lesson?: string | null } | { type: 'mode'; mode: Mode } | { type: 'lens'; lens: Lens }
  | { type: 'engine'; engine: EngineState; message?: string } | { type: 'busy'; busy: Busy }
  | { type: 'progress'; step: number } | { type: 'loaded'; snapshot: Snapshot; source: string } | { type: 'arrived'; snapshot: Snapshot; limited?: boolean }
  | { type: 'learnt'; snapshots: readonly Snapshot[]; openEnd: boolean; seat?: boolean } | { type: 'select'; serial: number | null }
  | { type: 'message'; message: string } | { type: 'answer'; answers: Partial<Answers> } | { type: 'columns'; columns: number } | { type: 'tidy'; order: readonly { serial: number; column: number | null }[] | null };
