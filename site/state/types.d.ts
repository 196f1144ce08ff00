/**
 * Shapes of the site's own state. What the runtime tells (Session, Snapshot) comes first, the store's
 * state next, and last the scene: what the views draw. All of it is read-only once made.
 */

/* ---- what the engine gives ---- */

export type Status = 'ready' | 'paused' | 'finished' | 'raised' | 'input' | 'stopped' | 'limit';
export type Mode = 'script' | 'interactive';
export type Kind = 'number' | 'text' | 'container' | 'code' | 'type' | 'other';

export interface NameRecord { name: string; ref: string; kind: 'dict' | 'slot' | 'cell' }
export interface NamespaceRecord {
  id: string; kind: 'module' | 'frame' | 'class'; label: string; line: number | null; names: readonly NameRecord[];
}
export interface RefRecord { label: string; target: string }
export interface ObjectRecord {
  id: string; serial: number; type: string; kind: Kind; refcount: number; size: number; tracked: boolean;
  generation: number | null; value: string; length: number | null; refs: readonly RefRecord[];
  truncated: boolean; interned: boolean; immortal: boolean; reachable: boolean;
}
export type EventRecord =
  | { type: 'bind' | 'unbind'; namespace: string; name: string; ref: string }
  | { type: 'alloc' | 'free'; id: string; objectType: string; serial: number }
  | { type: 'refcount'; id: string; from: number; to: number; reason: string }
  | { type: 'collect'; generation: number; collected: number; uncollectable: number; freed: readonly string[] }
  | { type: 'output'; stream: 'out' | 'err'; text: string };
export interface CollectorRecord {
  enabled: boolean; counts: readonly number[]; thresholds: readonly number[]; members: readonly (readonly unknown[] | number)[];
  last: { generation: number; collected: number; freed: readonly string[] } | null;
}
export interface ErrorRecord {
  type: string; message: string; line: number | null; column: number | null; endColumn: number | null; traceback: string;
}
export interface Snapshot {
  step: number; total: number | null; status: Status; line: number | null; previousLine: number | null;
  namespaces: readonly NamespaceRecord[]; objects: readonly ObjectRecord[]; events: readonly EventRecord[];
  gc: CollectorRecord; stdout: readonly { stream: 'out' | 'err'; text: string }[]; error: ErrorRecord | null;
}
export interface LoadOptions { mode?: Mode; filename?: string; argv?: string[]; stdin?: string; hashSeed?: number }
export interface Session {
  load(source: string, options?: LoadOptions): Promise<Snapshot>;
  step(): Promise<Snapshot>; stepBack(): Promise<Snapshot>; seek(step: number): Promise<Snapshot>;
  run(): Promise<Snapshot>; stop(): Promise<void>; provideInput(text: string): Promise<Snapshot>; dispose(): void;
  on(event: 'output' | 'progress' | 'state', listener: (detail: any) => void): () => void;
}

/* ---- the store ---- */

/** 'output' is a lens only where the screen is too narrow for a console beside it. */
export type Lens = 'objects' | 'table' | 'collector' | 'output';
export type EngineState = 'idle' | 'loading' | 'ready' | 'missing';
export type Busy = 'no' | 'loading' | 'seeking' | 'running';

/** What one step was, kept for the timeline and for comparing neighbours. */
export interface Moment {
  step: number; line: number | null; previousLine: number | null; snapshot: Snapshot | null;
  counts: ReadonlyMap<number, number>; output: boolean; freed: boolean; collected: boolean; raised: boolean;
}
/** An object's whole life as far as it is known. */
export interface Life {
  serial: number; id: string; type: string; kind: Kind; value: string; bornAt: number;
  freedAt: number | null; freedLine: number | null; countBefore: number | null; byCollector: boolean;
}
export interface Past {
  moments: ReadonlyMap<number, Moment>; lives: ReadonlyMap<number, Life>; names: ReadonlyMap<string, number>;
  total: number | null; frontier: number; openEnd: boolean;
}
/** A place in the object graph: its size and column are settled when it is made; tenants oldest first. */
export interface Seat { tall: boolean; column: number | null; tenants: readonly number[] }
export interface Seats { columns: number; list: readonly Seat[]; seatOf: ReadonlyMap<number, number> }
export interface Spot { column: number; top: number; height: number }

export interface State {
  lesson: string | null; source: string; loaded: string | null; mode: Mode; engine: EngineState; engineMessage: string; busy: Busy;
  progress: number; snapshot: Snapshot | null; past: Past; seats: Seats; selected: number | null; lens: Lens;
}
export type Action =
  | { type: 'edit'; source: string; lesson?: string | null } | { type: 'mode'; mode: Mode } | { type: 'lens'; lens: Lens }
  | { type: 'engine'; engine: EngineState; message?: string } | { type: 'busy'; busy: Busy }
  | { type: 'progress'; step: number } | { type: 'loaded'; snapshot: Snapshot; source: string } | { type: 'arrived'; snapshot: Snapshot }
  | { type: 'learnt'; snapshots: readonly Snapshot[]; openEnd: boolean } | { type: 'select'; serial: number | null }
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
  byserial: ReadonlyMap<number, SceneObject>;
}
