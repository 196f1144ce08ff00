/**
 * Shapes of the site's own state. What the runtime tells (Session, Snapshot) comes first, the store's
 * state next; the scene, which the views draw, is described with the code that makes it. All of it is read-only once made.
 */

/* ---- what the engine gives ---- */

import type { Breakpoint, CensusAnswer, Collection as Collecting, DisassemblyAnswer, EventRecord, HistoryAnswer, Kind, LeakedAnswer, LoadOptions, MemoryEvents, MemoryState, Mode, NameRecord, NamespaceRecord, ObjectRecord, PythonVersion, RetainedAnswer, Session, Snapshot, Status, TableChange, TravelQuestion, WhyAnswer } from '../../bindings/types.js';
import type { Past, Seats } from '../../bindings/scene/types.js';
export type { Breakpoint, EventRecord, Kind, LoadOptions, Mode, NameRecord, NamespaceRecord, ObjectRecord, Session, Snapshot, Status, TravelQuestion };

export type * from '../../bindings/scene/types.js';

/* ---- the store ---- */

/** 'output' is a lens only where the screen is too narrow for a console beside it. */
export type Lens = 'objects' | 'table' | 'collector' | 'closeup' | 'census' | 'output';
/** What a press of Step goes on by. */
export type Grain = 'line' | 'instruction' | 'event';
/** missing: could not be loaded; broken: loaded, then gave up, at a limit or by a fault. */
export type EngineState = 'idle' | 'loading' | 'ready' | 'missing' | 'broken';
export type Busy = 'no' | 'loading' | 'seeking' | 'running';

/** What was asked about an object; trouble: why there is no answer. */
export interface AliveAnswer { serial: number; step: number; why: WhyAnswer | null; retained: RetainedAnswer | null; trouble: string }
/** The collections of a step, phase by phase. */
export interface PhasesAnswer { step: number; collections: readonly Collecting[]; trouble: string }
/** The whole life of an object. */
export interface LifeAnswer { serial: number; life: HistoryAnswer | null; trouble: string }
/** Objects and bytes by type along the known run. */
export interface CensusTold { to: number; census: CensusAnswer | null; trouble: string }
/** What was made between two steps and is still there. */
export interface LeakedTold { from: number; to: number; leaked: LeakedAnswer | null; trouble: string }
/** What happened inside the step that led to `step`: its memory events, tables that grew, and the heap after one of the events. */
export interface InsideAnswer { step: number; told: MemoryEvents | null; growth: readonly TableChange[]; state: MemoryState | null; trouble: string }
/** What the session last said. */
export interface Answers {
  alive: AliveAnswer | null; phases: PhasesAnswer | null; life: LifeAnswer | null; census: CensusTold | null; leaked: LeakedTold | null; inside: InsideAnswer | null; listing: DisassemblyAnswer | null;
}
/** What the reader has set, besides the program. */
export interface Notes {
  /** How the last saving or opening went. */
  message: string;
  /** How the reader came to a step, in words. */
  travelled: { step: number; text: string; /** In place of the step's sentence, not before it. */ alone?: boolean };
  breakpoints: readonly Breakpoint[];
  grain: Grain;
  /** The event or instruction of the step that is looked at, by `grain`; null: the step is done. */
  moment: number | null;
}

export interface State extends Notes {
  lesson: string | null; source: string; loaded: string | null; mode: Mode; python: PythonVersion; engine: EngineState; engineMessage: string; busy: Busy;
  progress: number; snapshot: Snapshot | null;
  /** Whether the run was stopped though nobody asked for it: it had reached a limit. */
  limited: boolean; past: Past; seats: Seats; selected: number | null; lens: Lens;
  answers: Answers;
}
export type Action =
  | { type: 'edit'; source: string; lesson?: string | null } | { type: 'mode'; mode: Mode; python?: PythonVersion } | { type: 'lens'; lens: Lens }
  | { type: 'engine'; engine: EngineState; message?: string } | { type: 'busy'; busy: Busy }
  | { type: 'progress'; step: number } | { type: 'loaded'; snapshot: Snapshot; source: string } | { type: 'arrived'; snapshot: Snapshot; limited?: boolean }
  | { type: 'learnt'; snapshots: readonly Snapshot[]; openEnd: boolean; seat?: boolean } | { type: 'select'; serial: number | null }
  | { type: 'note'; note: Partial<Notes> } | { type: 'answer'; answers: Partial<Answers> } | { type: 'columns'; columns: number } | { type: 'tidy'; order: readonly { serial: number; column: number | null }[] | null };
