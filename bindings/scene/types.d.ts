/**
 * Shapes of what is drawn: the past of a run as far as it is known, who sits where, and the scene, which the page's
 * views and the static pictures draw alike. All of it is read-only once made.
 */
import type { Kind, ObjectRecord, Snapshot } from '../types.js';
export type { EventRecord, Kind, Mode, NameRecord, NamespaceRecord, ObjectRecord, Snapshot } from '../types.js';

/* ---- the past ---- */

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

/** What a scene is made of: a part of the site's state. */
export interface SceneInput {
  source: string; loaded: string | null; snapshot: Snapshot | null; past: Past; seats: Seats; selected: number | null; limited: boolean;
}

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
  /** The thread whose frame it is, when that does not run. */
  thread: string | null;
}
export interface SceneThread { name: string; running: boolean; words: string; line: number | null }
export interface Tombstone extends Life { label: string; story: readonly Part[]; fresh: boolean }
export interface Edge {
  key: string; fromName: string | null; fromSerial: number | null; port: number; to: number; state: 'same' | 'new' | 'cut';
}
export interface Scene {
  snapshot: Snapshot; step: number; total: number | null; lastKnown: number; lines: readonly string[];
  namespaces: readonly SceneNamespace[]; threads: readonly SceneThread[]; objects: readonly SceneObject[]; cards: readonly SceneObject[]; hidden: number; tombstones: readonly Tombstone[];
  edges: readonly Edge[]; seats: Seats; selected: number | null; sentence: readonly Part[];
  byserial: ReadonlyMap<number, SceneObject>; collection: (Collection & { step: number }) | null;
}
