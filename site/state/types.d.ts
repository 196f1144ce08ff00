/**
 * Shapes of the site's own state. What the runtime tells (Session, Snapshot) comes first, the store's
 * state next, and last the scene: what the views draw. All of it is read-only once made.
 */

/* ---- what the engine gives ---- */

import type { EventRecord, Kind, LoadOptions, Mode, NameRecord, NamespaceRecord, ObjectRecord, Session, Snapshot, Status } from '../../bindings/types.js';
export type { EventRecord, Kind, LoadOptions, Mode, NameRecord, NamespaceRecord, ObjectRecord, Session, Snapshot, Status };

/* ---- the store ---- */

/** 'output' is a lens only where the screen is too narrow for a console beside it. */
export type Lens = 'objects' | 'table' | 'collector' | 'output';
/** missing: could not be loaded; broken: loaded, then gave up, at a limit or by a fault. */
export type EngineState = 'idle' | 'loading' | 'ready' | 'missing' | 'broken';
export type Busy = 'no' | 'loading' | 'seeking' | 'running';

/** What one step was, kept for the timeline and for comparing neighbours. */
export interface Moment {
  step: number; line: number | null; previousLine: number | null; snapshot: Snapshot | null;
  counts: ReadonlyMap<number, number>; output: boolean; freed: boolean; raised: boolean; collection: Collection | null;
}
/** What one run of the collector found; the freed by serial. */
export interface Collection { generation: number; collected: number; freed: readonly number[] }
/** An object's whole life as far as it is known. */
export interface Life {
  serial: number; id: string; type: string; kind: Kind; value: string; immortal: boolean; bornAt: number;
  freedAt: number | null; freedLine: number | null; countBefore: number | null; byCollector: boolean;
}
export interface Past {
  /** Serials of all lives at an address, in the order in which they became known. */
  byId: ReadonlyMap<string, readonly number[]>;
  moments: ReadonlyMap<number, Moment>; lives: ReadonlyMap<number, Life>; names: ReadonlyMap<string, number>;
  total: number | null; frontier: number; openEnd: boolean;
}
/** A place in the object graph: its size and column are settled when it is made; tenants oldest first. */
export interface Seat { tall: boolean; column: number | null; tenants: readonly number[] }
export interface Seats { columns: number; list: readonly Seat[]; seatOf: ReadonlyMap<number, number> }
export interface Spot { column: number; top: number; height: number }

export interface State {
  lesson: string | null; source: string; loaded: string | null; mode: Mode; engine: EngineState; engineMessage: string; busy: Busy;
  progress: number; snapshot: Snapshot | null;
  /** Whether the run was stopped though nobody asked for it: it had reached a limit. */
  limited: boolean; past: Past; seats: Seats; selected: number | null; lens: Lens;
}
export type Action =
  | { type: 'edit'; source: string; lesson?: string | null } | { type: 'mode'; mode: Mode } | { type: 'lens'; lens: Lens }
  | { type: 'engine'; engine: EngineState; message?: string } | { type: 'busy'; busy: Busy }
  | { type: 'progress'; step: number } | { type: 'loaded'; snapshot: Snapshot; source: string } | { type: 'arrived'; snapshot: Snapshot; limited?: boolean }
  | { type: 'learnt'; snapshots: readonly Snapshot[]; openEnd: boolean; seat?: boolean } | { type: 'select'; serial: number | null }
  | { type: 'columns'; columns: number } | { type: 'tidy'; order: readonly { serial: number; column: number | null }[] | null };

/* ---- the scene ---- */

/** A piece of a sentence: plain words, code, or something that can be pointed at. */
export interface Part { as: 'text' | 'code' | 'name' | 'object' | 'strong'; text: string; serial?: number }

export interface Target { serial: number; type: string; kind: Kind; label: string; short: string }
export interface SceneSlot { label: string; target: Target | null; changed: boolean }
export interface SceneObject extends ObjectRecord {
  label: string; delta: number; fresh: boolean; slots: readonly SceneSlot[]; why: readonly Part[];
  holders: readonly { text: string; serial: number | null }[]; changed: boolean;
}
export interface SceneName {
  key: string; name: string; kind: 'dict' | 'slot' | 'cell'; state: 'same' | 'new' | 'moved' | 'gone'; target: Target | null;
}
export interface SceneNamespace {
  id: string; kind: 'module' | 'frame' | 'class'; label: string; note: string; names: readonly SceneName[]; current: boolean;
}
export interface Tombstone extends Life { label: string; story: readonly Part[]; fresh: boolean }
export interface Edge {
  key: string; fromName: string | null; fromSerial: number | null; port: number; to: number; state: 'same' | 'new' | 'cut';
}
export interface Scene {
  snapshot: Snapshot; step: number; total: number | null; lastKnown: number; lines: readonly string[];
  namespaces: readonly SceneNamespace[]; objects: readonly SceneObject[]; cards: readonly SceneObject[]; hidden: number; tombstones: readonly Tombstone[];
  edges: readonly Edge[]; seats: Seats; selected: number | null; sentence: readonly Part[];
  byserial: ReadonlyMap<number, SceneObject>; collection: (Collection & { step: number }) | null;
}
