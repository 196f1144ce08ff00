/** Shapes of the public interface. Ids are hexadecimal texts of virtual 64-bit addresses, as hex(id(x)) prints them. */

export type Status = 'ready' | 'paused' | 'finished' | 'raised' | 'input' | 'stopped';
export type Mode = 'script' | 'interactive';
export type Kind = 'number' | 'text' | 'container' | 'code' | 'type' | 'other';

export interface NameRecord {
  name: string;
  /** Id of the object it refers to. */
  ref: string;
  /** Where the name lies: a namespace dict, a slot of a frame, a cell shared with closures. */
  kind: 'dict' | 'slot' | 'cell';
}
export interface NamespaceRecord {
  id: string;
  kind: 'module' | 'frame' | 'class';
  label: string;
  line: number | null;
  names: NameRecord[];
  /** In pictures: the thread whose frame it is, when that does not run. */
  thread?: string;
}
export interface ObjectRecord {
  id: string;
  /** Which object of the run it is, counted from the program's start (what is older has numbers from 2 ** 32 on): the same whichever way one came. Addresses are used again, serials are not. */
  serial: number;
  type: string;
  kind: Kind;
  /** References, without the one that a call of sys.getrefcount would add. */
  refcount: number;
  /** sys.getsizeof, bytes. */
  size: number;
  tracked: boolean;
  generation: number | null;
  /** repr of numbers, texts and named things; empty for containers, whose contents are refs. */
  value: string;
  /** Items or characters. */
  length: number | null;
  refs: { label: string; target: string }[];
  /** A long container of which only head and tail are in refs. */
  truncated: boolean;
  interned: boolean;
  /** Lives as long as the runtime: small ints, one-character strings, builtin types. */
  immortal: boolean;
  /** False: only a cycle keeps it alive, until the collector comes. */
  reachable: boolean;
}
export type EventRecord =
  | { type: 'switch'; from: string; to: string }
  | { type: 'bind' | 'unbind'; namespace: string; name: string; ref: string }
  | { type: 'alloc' | 'free'; id: string; objectType: string; serial: number }
  | { type: 'refcount'; id: string; from: number; to: number; reason: string }
  | { type: 'collect'; generation: number; collected: number; uncollectable: number; freed: string[] }
  | { type: 'output'; stream: 'out' | 'err'; text: string };

/** What a frame is about to run, or runs while a callee or C code is above it. */
export interface InstructionFrame {
  /** As of its NamespaceRecord. */
  id: string;
  /** The function's qualified name; `<module>`. */
  label: string;
  /** As dis prints it: name, argument, what the argument stands for, offset in bytes. */
  opcode: string;
  arg: number | null;
  argrepr: string;
  offset: number;
  /** The source it was made from; columns are bytes of the UTF-8 line, from 0. */
  line: number | null;
  endLine: number | null;
  column: number | null;
  endColumn: number | null;
  /** The value stack from bottom to top: ids of objects; null is the empty marker (NULL) that calls expect. */
  stack: (string | null)[];
}
/** A thread of a program that has several. */
export interface ThreadRecord {
  /** What the system calls it by: threading.Thread.native_id. */
  number: number;
  name: string;
  /** `lock`: it waits for a lock. `object lock`: for the lock of an object, in the what-if. `ready`: it could run, it is not its turn. */
  state: 'running' | 'ready' | 'lock' | 'sleeping' | 'object lock' | 'ended';
  /** The lock it waits for, and the name of the thread that acquired it last. */
  lock: string | null;
  owner: string | null;
  /** Seconds of the program's clock until it wakes at the latest. */
  wakes: number | null;
  /** Line that its innermost frame of the program is at. */
  line: number | null;
  /** The exception that it handles. */
  handled: string | null;
  /** Its frames, the innermost first; of the running thread they stand in Snapshot.namespaces. */
  namespaces: NamespaceRecord[];
  /** Stepping by instruction: what its frames are about to run, and their value stacks; of the running thread as above. */
  frames: InstructionFrame[];
}

/** A position within a step, in instructions. */
export interface InstructionRecord {
  /** Instructions run since the step's line began. */
  index: number;
  /** The innermost first; library modules' frames are left out. */
  frames: InstructionFrame[];
}

export interface Snapshot {
  /** Line steps from the start; 0 stands before the first line. */
  step: number;
  /** Where within the step, when it was gone to by instruction; else null. */
  instruction: InstructionRecord | null;
  /** Steps of the whole run, known once its end was reached. */
  total: number | null;
  status: Status;
  /** Line about to run; null at the end. */
  line: number | null;
  /** Line that the last step ran. */
  previousLine: number | null;
  namespaces: NamespaceRecord[];
  /** All threads in order of start; empty when there is only one. */
  threads: ThreadRecord[];
  objects: ObjectRecord[];
  /** What the last step did. */
  events: EventRecord[];
  gc: {
    enabled: boolean;
    counts: number[];
    thresholds: number[];
    /** Tracked objects of the program in each generation. */
    members: number[];
    last: { generation: number; collected: number; freed: string[] } | null;
  };
  /** The console from the start to this step. */
  stdout: { stream: 'out' | 'err'; text: string }[];
  error: { type: string; message: string; line: number | null; column: number | null; endColumn: number | null; traceback: string } | null;
  /** More objects or names than a snapshot shows: what there is at this step decides, not how one came there. */
  truncated: boolean;
  /** Objects that are left out for that (SessionOptions.snapshotObjects), without what only cycles hold; 20000: so many or more. */
  hidden: number;
  /** The step did more than `events` tells. */
  eventsTruncated: boolean;
}

/** Which thread runs when. Turns are counted in ticks (calls and back jumps), so that the same program and options give the same run. */
export interface Scheduler {
  /** 0 (default): first come, first served. Otherwise the order and the length of the turns are drawn from it. */
  seed?: number;
  /** Ticks of a turn; sys.getswitchinterval() is 50 ns for each. Default 100000, as CPython's 5 ms. */
  interval?: number;
}

export type PythonVersion = '3.10' | '3.11' | '3.12' | '3.13' | '3.14';

/**
 * What if Python had no GIL? Then a change of a reference count is three steps, load, add and store, and other threads may come in between.
 * Threads take turns between these steps, drawn from the seed or as a schedule says. What comes of it is told by Questions.whatIf.
 */
export interface WhatIf {
  /** false: no lock at all. 'locks': one for each object. true: the GIL stays, threads take turns as often; for comparison. */
  gil: boolean | 'locks';
  /** Turns are drawn from it; default: the scheduler's. */
  seed?: number;
  /** Names of globals: only counts of their objects are changed in parts, and each part is told. Default: all data of the program. */
  objects?: string[] | 'all';
  /** Numbers of threads (0 = main, in order of start): who makes the next step of a count. When it is used up, changes are whole. */
  schedule?: number[];
}

export interface LoadOptions {
  /** A script is one code unit; in interactive mode each statement is compiled alone and its value shown. */
  mode?: Mode;
  filename?: string;
  argv?: string[];
  /** The whole input of the program. Without it input() waits for provideInput(). */
  stdin?: string;
  /** Lines that input() is answered with before it waits for provideInput(). */
  inputs?: string[];
  /** 0 (default): hashes as with PYTHONHASHSEED=0. */
  hashSeed?: number;
  /** Whose memory behaviour is shown; default '3.11'. load() fails with a RangeError for any other. */
  python?: PythonVersion;
  scheduler?: Scheduler;
  /** Bound of the program's memory, bytes; default: the session's. */
  memoryLimit?: number;
  whatIf?: WhatIf;
  /**
   * Files that the program can import and read, by path; relative ones lie in `folder`. What it writes stays in its own memory: a copy is
   * changed, and going back brings the old contents back.
   */
  files?: Record<string, Uint8Array | string>;
  /** The folder that the program begins in, an absolute path; default "/". */
  folder?: string;
}

export interface StepOptions {
  /**
   * What a step is: a line (default), or an instruction. The program's own instructions count, those of library modules run at once.
   * The snapshot has `instruction` then, and its events are those of one instruction.
   */
  granularity?: 'line' | 'instruction';
}
export interface SeekOptions {
  /** Goes to where so many instructions of the step's line have run; more than it has = to the next step. */
  instruction?: number;
}
/** Going about in a run. */
export interface Moves {
  load(source: string, options?: LoadOptions): Promise<Snapshot>;
  step(options?: StepOptions): Promise<Snapshot>;
  stepBack(options?: StepOptions): Promise<Snapshot>;
  seek(step: number, options?: SeekOptions): Promise<Snapshot>;
  /** To the end, to a wait for input, or until stop(). */
  run(): Promise<Snapshot>;
  stop(): Promise<void>;
  /** Loads the second file of the runtime now (see SessionOptions.preload): no program waits for it from then on. */
  preload(): Promise<void>;
  /** A line for input(); with `end` the rest of all input, behind which input() raises EOFError. */
  provideInput(text: string, end?: boolean): Promise<Snapshot>;
  /** Changes an earlier answer (0 = the first): the run begins anew from where it was read. Answers with the step after it. */
  setInput(index: number, text: string): Promise<Snapshot>;
  dispose(): void;
  /** `search`: how far a question that runs through steps is ({ step, from, to }); stop() ends it. */
  on(event: 'output' | 'progress' | 'state' | 'search', listener: Function): () => void;
}

/** An object at a step: its id ("0x7f…"), a name (looked up in the running frames, then in the module), or a name of one namespace. */
export type Ref = string | { id: string } | { name: string; namespace?: string };
export interface QueryOptions {
  /** The step that is asked about; default: the one shown. */
  step?: number;
}
/** An object as a card shows it. */
export interface HeapObject {
  id: string;
  type: string;
  kind: Kind;
  value: string;
  length: number | null;
  refcount: number;
  /** sys.getsizeof, bytes. */
  size: number;
  tracked: boolean;
  generation: number | null;
  immortal: boolean;
  /** Its finalizer has run. */
  finalized: boolean;
}
/** What holds references: an object, a running frame, or the interpreter. */
export interface Holder {
  object: HeapObject | null;
  /** `thread`: its name, when there are several. */
  frame: { id: string; name: string; line: number; thread: string | null } | null;
  text: string;
}
/** One place that holds references to an object. */
export interface Place {
  kind:
    | 'name' | 'cell' | 'attribute' | 'item' | 'value' | 'key' | 'element' | 'closure' | 'default' | 'call' | 'stack'
    | 'field' | 'class' | 'constant' | 'code' | 'interpreter';
  /** In words: "name b", "list slot 2", "call argument in f". */
  text: string;
  /** As an arrow is labelled: "[2]", ".x". */
  label: string;
  /** References held there. */
  count: number;
  holder: Holder;
  /** Whose part the holder is: the instance of a `__dict__`, the code of a constant. */
  owner: Holder | null;
}
export interface ReferrersAnswer {
  object: HeapObject;
  refcount: number;
  /** Their counts add up to the reference count. */
  holders: Place[];
  /** "3 = name b + list slot 2 + call argument in f". */
  explanation: string;
}
export interface Path {
  /** From a root to the object. */
  edges: { text: string; label: string; holder: Holder; object: HeapObject }[];
  text: string;
}
export interface WhyAnswer extends ReferrersAnswer {
  status: 'reachable' | 'unreachable' | 'immortal' | 'held by C code';
  /** Shortest first, one through each object that holds it. */
  paths: Path[];
  sentence: string;
}
export interface TypeCount {
  type: string;
  count: number;
  bytes: number;
}
export interface RetainedAnswer {
  object: HeapObject;
  /** Objects that would die with it, itself included, and their bytes. */
  count: number;
  bytes: number;
  types: TypeCount[];
  /** The largest of them by what they retain themselves. */
  objects: { object: HeapObject; bytes: number }[];
  /** What it would die with in turn; null: no single thing keeps it. */
  dominator: Holder | null;
}
export interface DominatorRow {
  object: HeapObject;
  bytes: number;
  count: number;
  dominator: Holder | null;
}

/** What one line did to an object's count, and which places began (gained) and ceased (lost) to hold it. */
export interface ChangeReason {
  /** The step behind the line. */
  step: number;
  line: number | null;
  function: string;
  from: number;
  to: number;
  gained: string[];
  lost: string[];
  text: string;
}
export interface HistoryAnswer {
  object: HeapObject;
  /** Null: made before the program's first line. */
  birth: ChangeReason | null;
  /** From one line to the next. */
  changes: ChangeReason[];
  /** Changes there were; more than `changes` when the limit was reached. */
  total: number;
  /** Null: not tracked any more. */
  generations: { step: number; generation: number | null }[];
  /** Null: alive at the end. */
  death: (ChangeReason & { by: 'line' | 'collector' }) | null;
}
export interface CensusAnswer {
  samples: { step: number; count: number; bytes: number }[];
  /** For each type the objects and bytes at each sample; those that grew most first. */
  types: { type: string; counts: number[]; bytes: number[] }[];
}
export interface LeakedGroup {
  type: string;
  /** The line and function that made them. */
  line: number | null;
  function: string;
  count: number;
  bytes: number;
  examples: { object: HeapObject; name: string; step: number; explanation: string }[];
}
export interface LeakedAnswer {
  count: number;
  bytes: number;
  groups: LeakedGroup[];
}
/**
 * A line of the program (without one: every line) and a condition: a Python expression in the frame that stands there. Simple ones are read
 * from the heap; for the others (calls, special methods) code is run and the state brought back: neither changes the program's memory or its
 * timeline. One that raises ends the search with an error, unless a name, attribute or item is not there: then it does not hold.
 */
export interface Breakpoint {
  line?: number;
  condition?: string;
}
type Direction = { direction?: 'forward' | 'back' };
/**
 * Where to go. Places (line, call, into, over, out, breakpoint) are reached before they run; what happens (the others) is reached
 * at the step behind the line that did it.
 */
export type TravelQuestion =
  | ({ to: 'into' | 'over' | 'out' | 'collection' | 'exception' | 'output' } & Direction)
  | ({ to: 'line'; line: number } & Direction)
  /** The next of these whose condition holds. */
  | ({ to: 'breakpoint'; breakpoints: Breakpoint[] } & Direction)
  /** The beginning of a call of a function, by its name or qualified name. */
  | ({ to: 'call'; name: string } & Direction)
  /** A name bound to something else, or unbound. */
  | ({ to: 'change'; name: string; namespace?: string; what?: undefined } & Direction)
  /** An object's reference count, or what it contains. */
  | ({ to: 'change'; ref: Ref; what?: 'count' | 'contents' } & Direction)
  | { to: 'birth' | 'death'; ref: Ref };
export interface TravelAnswer {
  found: boolean;
  step: number;
  snapshot: Snapshot;
  /** For questions about an object: what happened to it. */
  reason: ChangeReason | null;
}

/** A function as dis lists it. */
export interface DisassemblyAnswer {
  /** Its qualified name; `<module>`. */
  label: string;
  /** Offset of the instruction that it is about to run. */
  offset: number;
  instructions: Pick<InstructionFrame, 'opcode' | 'arg' | 'argrepr' | 'offset' | 'line'>[];
}

/** What can be asked about a run without leaving the step shown: one method for each row of calls.js. */
/** Bytes. */
export interface Footprint {
  /** The whole linear memory: the program's, the room for checkpoints, the runtime's own. */
  wasm: number;
  /** Of it for checkpoints: all of it, and what is in use. */
  room: number;
  bytes: number;
  checkpoints: number;
}

export interface Questions {
  /** What the session takes: for a run of any length it stays within bounds. */
  footprint(): Promise<Footprint>;
  /**
   * Records steps as lines of JSON, made by the runtime while it runs: {step, line, gc, spaces, objects, gone}; core/probe/trace.c says what
   * they hold. What the program prints stands between them as {step, stream, text}.
   */
  trace(options?: TraceOptions, onChunk?: (text: string) => unknown): Promise<TraceResult>;
  /** Every place that holds an object, and its reference count explained by them. */
  referrers(ref: Ref, options?: QueryOptions): Promise<ReferrersAnswer>;
  /** Why an object is alive: the shortest ways to it from names, frames and the interpreter. */
  why(ref: Ref, options?: QueryOptions & { paths?: number }): Promise<WhyAnswer>;
  /** What would die with an object. */
  retained(ref: Ref, options?: QueryOptions & { limit?: number }): Promise<RetainedAnswer>;
  /** The whole life of an object. limit: changes told one by one (200). */
  history(ref: Ref, options?: QueryOptions & { limit?: number }): Promise<HistoryAnswer>;
  /** The innermost running function of the program, instruction by instruction. instruction: within the step; default where it is shown. */
  disassembly(options?: QueryOptions & { instruction?: number }): Promise<DisassemblyAnswer>;
  /** Goes to the next or previous step that the question describes; stays when there is none. */
  travel(question: TravelQuestion): Promise<TravelAnswer>;
  /** Objects and bytes by type along the run. */
  census(options?: { from?: number; to?: number; points?: number }): Promise<CensusAnswer>;
  /** What was made between two steps and is still there, with what holds it. to: default the step shown. */
  leaked(options?: { from?: number; to?: number; examples?: number }): Promise<LeakedAnswer>;
  /** The objects that keep the most memory alive. */
  dominators(options?: QueryOptions & { limit?: number }): Promise<DominatorRow[]>;
  /**
   * The run, or a step of it, in a form that other programs read; the text, or piece by piece for `write`, which may be async:
   * a long run is never held in memory as a whole. The step shown stays the same.
   */
  export(format: ExportFormat, options?: ExportOptions): Promise<string>;
  export(format: ExportFormat, options: ExportOptions | undefined, write: (piece: string) => unknown): Promise<string>;
  /** Every memory event of the step that led to `step`, in order. Loads a second build of the runtime. */
  memoryEvents(step: number): Promise<MemoryEvents>;
  /** Counts, names and references as they are after memory event `event` (-1: before the first) of the step that led to `step`. */
  memoryState(step: number, event: number): Promise<MemoryState>;
  /** The collections of the step that led to `step`, each phase by phase. */
  collections(step: number): Promise<{ step: number; collections: Collection[] }>;
  /** What came of LoadOptions.whatIf until `step` (default: the one shown); null without one. */
  whatIf(step?: number): Promise<WhatIfReport | null>;
  /** Lists, dicts and sets whose table was rebuilt by the step that led to `step`: before, after, and what moved. */
  growth(step: number): Promise<{ step: number; changes: TableChange[] }>;
}

export interface WhatIfObject {
  id: string;
  type: string;
  value: string;
}

/** Something that happened to a count. With `objects`, also each part: load, add, store, lock-acquire, lock-release. */
export interface WhatIfEvent {
  kind:
    | 'load' | 'add' | 'store' | 'lost-update' | 'leak' | 'premature-free' | 'double-free' | 'use-after-free'
    | 'lock-acquire' | 'lock-release' | 'lock-wait' | 'deadlock';
  /** First step whose snapshot shows it. */
  step: number;
  line: number;
  /** Number of the thread, 0 = main; its name. */
  thread: number;
  name: string;
  object: WhatIfObject;
  /** load, add, store: the change, and what was loaded, computed or stored. */
  by?: number;
  value?: number;
  /** lost-update: what this thread had loaded, what the count was when it stored, what it stored, what was lost by it. */
  loaded?: number;
  found?: number;
  stored?: number;
  lost?: number;
  /** leak: what the count still says. */
  count?: number;
  /** premature-free: references there are, and those of variables. */
  references?: number;
  holders?: { variable: string; of: string; thread?: number; name?: string }[];
  /** lock-wait, deadlock: who waits for and who has which lock. */
  locks?: { how: 'waits' | 'has'; thread: number; name: string; object: WhatIfObject }[];
  /** The same in words. */
  text: string;
}

export interface WhatIfReport {
  mode: 'held' | 'none' | 'locks';
  totals: {
    /** Changes of counts; acquire and release of objects' locks; turns given to another thread; entries of the schedule that nobody could take. */
    changes: number; lockOperations: number; switches: number; skipped: number;
    /** lost: sum of what lost updates took away. */
    lostUpdates: number; lost: number; leaks: number; prematureFrees: number; doubleFrees: number; usesAfterFree: number;
    lockWaits: number; deadlocks: number; droppedEvents: number;
  };
  /** Length of the schedule, and how much of it was used. */
  scheduled: number;
  scheduleAt: number;
  /** Changes that threads are in the middle of: the part to come. */
  pending: { part: WhatIfEvent['kind']; thread: number; name: string; by: number; loaded: number; changes: number; object: WhatIfObject }[];
  /** Objects whose count is not the number of references, or is being changed: count = references - lost when nothing is pending. */
  objects: {
    object: WhatIfObject; count: number; references: number; lost: number; pending: number; owner: number; state: 'alive' | 'freed' | 'leaked';
  }[];
  events: WhatIfEvent[];
}

/** Who holds a reference. */
export interface MemoryHolder {
  /** name: of a module or class; local: of a frame; stack: an operand; the others: parts of an object. */
  kind:
    | 'name' | 'local' | 'stack' | 'frame' | 'thread' | 'item' | 'value' | 'key' | 'member' | 'attribute' | 'class' | 'dict' | 'content' | 'field';
  /** Of the object, namespace or frame that holds it; empty: the interpreter. */
  id: string;
  /** Type of the holder; 'frame' for frames. */
  type: string;
  /** Name, or repr of a key. */
  label: string;
  /** Index of an item, place on the stack. */
  index: number;
  /** "item 2 of the list". */
  text: string;
}

/** One change inside a step. Its position is (step, instruction, index). */
export interface MemoryEvent {
  index: number;
  /** Number of the instruction within the step; -1 outside of any. */
  instruction: number;
  /** bind and unbind are links of names; table: a list, dict or set grows or shrinks; phase: of a collection. */
  kind: 'alloc' | 'free' | 'incref' | 'decref' | 'link' | 'unlink' | 'bind' | 'unbind' | 'table' | 'phase';
  /** Number of the object within the step's events: addresses are used again, numbers are not. */
  object: number;
  id: string;
  type: string;
  value: string;
  /** The object's count before and after the event. */
  from: number;
  to: number;
  /** The instruction: its name, what its argument means (name, constant, callable), offset in code units, line, function. */
  opcode: string;
  detail: string;
  unit: number;
  line: number | null;
  code: string;
  /** Who gets or gives up the reference, if it is known. */
  holder: MemoryHolder | null;
  /** What runs inside the instruction: dealloc, clear, finalize, callback, frame, collection. */
  during: string;
  /** In words: "STORE_NAME replaces the old value: name a". */
  reason: string;
}
export interface MemoryEvents {
  step: number;
  events: MemoryEvent[];
  /** Instructions that the step ran. */
  instructions: number;
  /** Events beyond the room of the recorder. */
  dropped: number;
}
/** An object in a phase of a collection. */
export interface CollectedObject {
  /** Number of the object within the step's events. */
  object: number;
  id: string;
  type: string;
  value: string;
  /** Generation that it came from. */
  generation: number;
  /** young: the list being collected; old: the next generation, where survivors go. */
  list: 'young' | 'unreachable' | 'old' | 'untracked' | 'freed';
  /** null: gc_refs have no meaning in this phase. */
  gcRefs: number | null;
  refcount: number;
  /** In words: "gc_refs 0 after subtracting 2 internal references: only objects in these generations hold it". */
  reason: string;
}
export interface CollectionPhase {
  phase:
    | 'start' | 'copied' | 'subtracted' | 'tentative' | 'moved' | 'survivors' | 'legacy' | 'weakrefs' | 'finalized' | 'rechecked'
    | 'resurrected' | 'cleared' | 'freed';
  title: string;
  /** What happens in it. */
  text: string;
  /** The program's objects in the generations collected, in the order of the list. */
  objects: CollectedObject[];
}
export interface Collection {
  /** Within the step. */
  index: number;
  generation: number;
  phases: CollectionPhase[];
  freed: number;
  survivors: number;
}

/** A slot of a hash table, or an item of a list. */
export interface TableEntry {
  /** Slot of the index table of a dict, of the table of a set; index in a list. */
  slot: number;
  /** Order of insertion in a dict. */
  entry: number;
  id: string;
  /** repr of the key or element. */
  key: string;
  /** Hexadecimal, 64 bits. */
  hash: string;
  /** Slots that are looked at in order, the last one is its own. */
  probes: number[];
}
export interface Table {
  /** Slots of a dict or set; items that a list has room for. */
  capacity: number;
  used: number;
  /** Entries that fit before the table is rebuilt; of a list: room left. */
  usable: number;
  /** Deleted entries. */
  dummies: number;
  /** null: too large to be listed, or a list, whose items keep their index. */
  entries: TableEntry[] | null;
  /** A list's items: where the array lies; null when there is none. */
  address: string | null;
}
export interface TableChange {
  id: string;
  type: string;
  kind: 'list' | 'dict' | 'set';
  /** Index of the memory event, and the instruction that it belongs to. */
  event: number;
  opcode: string;
  line: number | null;
  before: Table;
  after: Table;
  /** Keys that lie in another slot now. */
  moved: { key: string; from: number; to: number }[];
  /** In words: why, and what the new size comes from. */
  reason: string;
}

/** The heap in the middle of a step. */
export interface MemoryState {
  step: number;
  event: number;
  /** Events of the step. */
  of: number;
  current: MemoryEvent | null;
  objects: ObjectRecord[];
  namespaces: NamespaceRecord[];
  /** Operands that the step's instructions have pushed and not popped. */
  stack: { frame: string; place: number; ref: string }[];
}

/**
 * Of a range of steps: jsonl (a snapshot a line), changes (what changed at each step, recorded by the runtime at full speed: see trace()), opt (Python Tutor's trace, version 3), animated-svg.
 * Of one step: memoryviz (JSON of MemoryViz), dot (Graphviz), svg, heapsnapshot (for DevTools of Chrome).
 * Of the run: session (what re-creates it; see readSessionFile).
 */
export type ExportFormat = 'jsonl' | 'changes' | 'opt' | 'memoryviz' | 'dot' | 'svg' | 'animated-svg' | 'heapsnapshot' | 'session';

export interface ExportOptions {
  /** The step; by default the one shown. */
  step?: number;
  /** The range; by default the whole run, for animated-svg its first 60 steps. */
  from?: number;
  to?: number;
  /** jsonl: a snapshot for each line (default) or for each instruction. */
  granularity?: 'line' | 'instruction';
  /** Pictures: width of the names and objects in pixels (680), dark colours, the program beside them (animated-svg: true). */
  width?: number;
  dark?: boolean;
  code?: boolean;
  /** animated-svg: how long each step stays; 2. */
  seconds?: number;
  /** changes: the whole state in each line. */
  whole?: boolean;
  /** opt: numbers and texts as objects of their own (heap, the default) or written into names and slots (inline). */
  primitives?: 'heap' | 'inline';
  /** Answers input() where the run waits for it; without, the export ends there. */
  input?: () => { text: string; end: boolean };
  /** session: places to remember. */
  bookmarks?: { step: number; note: string }[];
}

/** What a session file says. */
export interface SessionFile {
  source: string;
  options: LoadOptions;
  step: number;
  bookmarks: { step: number; note: string }[];
}
/**
 * Reads a session file: `load(file.source, file.options)`, then `seek(file.step)` re-creates the run.
 * Throws SessionFileError, with a message for the reader, when it is broken.
 */
export function readSessionFile(text: string): SessionFile;

export interface TraceOptions {
  /** First and last step. Default: all. */
  from?: number;
  to?: number;
  /** Each line tells the whole state; else only what changed since the line before. */
  whole?: boolean;
  /** Objects told of in a step; default 3000, at most 32768. Those nearest to the names come first, and the line says `truncated`. */
  limit?: number;
}
export interface TraceResult {
  bytes: number;
  /** Why it ended: at `to`, the end of the run, a wait for input, or stop(). */
  end: 'done' | 'end' | 'input' | 'stopped';
}

export interface Session extends Moves, Questions {}

export interface SessionOptions {
  /** Run in a Worker of its own. */
  worker?: boolean;
  /** Where the wasm lies: address, bytes or compiled module. Default: beside this module. */
  wasm?: string | URL | BufferSource | WebAssembly.Module;
  /**
   * Its second file, with what few programs use; a program that calls something of it waits for it. Default: heapscope-more.wasm beside
   * the first; to be given where `wasm` is no address.
   */
  moreWasm?: string | URL | BufferSource | WebAssembly.Module;
  /**
   * The build whose stack can be left and built up again, in the same memory: with it, there are checkpoints in C code that calls much Python
   * code. Loaded when a program does that for long; without it, seeks there take longer. Default: heapscope-below.wasm beside the first.
   */
  belowWasm?: string | URL | BufferSource | WebAssembly.Module;
  /** Load the second file in a pause after the first picture, so that nobody waits for it. Default: true. In Node it is read when needed. */
  preload?: boolean;
  /** The build that records memory events. Default: heapscope-events.wasm beside the other. */
  eventsWasm?: string | URL | BufferSource | WebAssembly.Module;
  /** Library modules written in Python: address of their index, by which each is fetched on its first import, or path → text. Default: library.json beside the wasm. */
  library?: string | URL | Record<string, string>;
  /** Bound of the program's memory, bytes. */
  memoryLimit?: number;
  /** Bound of the memory for checkpoints, bytes. Default 64 MiB. */
  timelineBytes?: number;
  /** Objects that a snapshot shows at most; default 3000, at most 32000. Those nearest to the names come first; see Snapshot.hidden. */
  snapshotObjects?: number;
}

export function createSession(options?: SessionOptions): Promise<Session>;
export class EngineError extends Error {}
export class AbiError extends EngineError {}
/** The second file of the runtime cannot be loaded now; the session stands where it stood, and what was asked can be asked again. */
export class LoadError extends EngineError {}
export class SessionFileError extends EngineError {}
