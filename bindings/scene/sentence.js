/**
 * One plain sentence for a step, in words a beginner knows, built from what the engine reports and
 * from the step before. What it says, the picture must show.
 *
 * @import { EventRecord, Life, NamespaceRecord, ObjectRecord, Part, Snapshot } from './types.js'
 */
import { isOwnName, visibleObjects } from './select.js';
import { holdersOf } from './why.js';
import { code, grouped, labelOf, isPlain, listed, named, objectPart, plain, plural, shorten, spaceName, statementText, strong } from './words.js';

/** @typedef {{ snapshot: Snapshot, before: Snapshot | null, lines: readonly string[], lives: ReadonlyMap<number, Life>, limited?: boolean }} Told */
/** @typedef {Part[]} Clause */

/** Clauses told in full; the rest is counted. */
const MOST_CLAUSES = 5;

/** @param {Told} told @returns {Part[]} */
export function sentenceFor(told) {
  const { snapshot } = told;
  if (snapshot.error && snapshot.step === 0) return syntaxSentence(snapshot);
  if (snapshot.status === 'input') return waiting(told);
  if (snapshot.step === 0) return [...startSentence(told), ...ending(told)];
  const clauses = clausesOf(told).map((clause, index) => (index || snapshot.previousLine !== null ? clause : capital(clause)));
  if (!clauses.length && snapshot.status === 'raised') return [...lead(told), ...raised(snapshot, 'the program stops with ')];
  if (!clauses.length && snapshot.previousLine === null) return ending(told);
  if (snapshot.error && snapshot.status !== 'raised') clauses.push([plain('the prompt answers with '), strong(snapshot.error.type), plain(`: ${snapshot.error.message}`)]);
  return [...lead(told), ...join(clauses), ...ending(told)];
}

/** @param {Told} told @returns {Part[]} */
function startSentence({ snapshot, lines }) {
  if (snapshot.status === 'finished') return [plain('The program is empty: there is nothing to run.')];
  if (snapshot.line === null) return [plain('Nothing has run yet.')];
  return [plain(`Nothing has run yet. Line ${snapshot.line}, `), code(lineText(lines, snapshot.line)), plain(', comes first.')];
}

/** @param {Told} told @returns {Part[]} */
function waiting({ snapshot, lines }) {
  const where = snapshot.line === null ? [plain('The program')] : [plain(`Line ${snapshot.line}, `), code(lineText(lines, snapshot.line)), plain(': the program')];
  return [...where, plain(' waits for a line. Type it under Output.')];
}

/** @param {Snapshot} snapshot @returns {Part[]} */
function syntaxSentence({ error }) {
  if (!error) return [];
  const where = error.line === null ? '' : `Line ${error.line}: `;
  return [plain(where), strong(error.type), plain(`: ${error.message}. Nothing runs until this is mended.`)];
}

/** @param {readonly string[]} lines @param {number} line */
function lineText(lines, line) {
  return shorten(statementText(lines, line), 48);
}

/** @param {Told} told @returns {Part[]} */
function lead({ snapshot, lines }) {
  const line = snapshot.previousLine;
  if (line === null) return [];
  const text = lineText(lines, line);
  return text ? [plain(`Line ${line}, `), code(text.replace(/:$/, '')), plain(': ')] : [plain(`Line ${line}: `)];
}

/** @param {readonly Clause[]} clauses @returns {Part[]} */
function join(clauses) {
  if (!clauses.length) return [plain('no name and no object that you can see has changed.')];
  const shown = clauses.slice(0, MOST_CLAUSES);
  const parts = shown.flatMap((clause, index) => [...(index ? [plain('. ')] : []), ...(index ? capital(clause) : clause)]);
  if (clauses.length > shown.length) parts.push(plain(`. And ${plural(clauses.length - shown.length, 'more change')}`));
  return [...parts, plain('.')];
}

/** @param {Clause} clause @returns {Clause} */
function capital(clause) {
  const [first, ...rest] = clause;
  return first?.as === 'text' ? [{ ...first, text: first.text.charAt(0).toUpperCase() + first.text.slice(1) }, ...rest] : clause;
}

/** @param {Told} told @returns {Part[]} */
function ending({ snapshot, lines, limited }) {
  switch (snapshot.status) {
    case 'finished': return snapshot.step === 0 ? [] : [plain(' The program has ended.')];
    case 'raised': return raised(snapshot, ' Then the program stops with ');
    case 'stopped': return [plain(` ${limited ? 'Stopped at a limit of the sandbox, by all that the program wrote; Run goes on,' : 'Stopped by you'}${snapshot.line ? ` before line ${snapshot.line}, ` : ''}`), ...(snapshot.line ? [code(lineText(lines, snapshot.line))] : []), plain('.')];
    default: if (snapshot.line === null && snapshot.step > 0 && !snapshot.instruction) return [plain(' The program’s code is over. Now the interpreter ends: what is left is finalized.')];
      return snapshot.previousLine === null && snapshot.step > 0 && snapshot.line ? [plain(`Line ${snapshot.line}, `), code(lineText(lines, snapshot.line)), plain(', comes next.')] : [];
  }
}

/** @param {Snapshot} snapshot @param {string} words @returns {Part[]} */
function raised({ error }, words) {
  return error ? [plain(words), strong(error.type), plain(error.message ? `: ${error.message}.` : '.')] : [];
}

/** @param {Told} told @returns {Clause[]} */
function clausesOf(told) {
  const view = new View(told);
  return [
    ...switchClauses(told), ...frameClauses(told), ...nameClauses(told, view), ...contentClauses(told, view),
    ...countClauses(told, view), ...collectClauses(told, view), ...freeClauses(told, view), ...outputClauses(told),
  ];
}

/** Look-ups shared by the clauses of one step. */
class View {
  /** @param {Told} told */
  constructor({ snapshot, before, lives }) {
    this.now = new Map(snapshot.objects.map((object) => [object.id, object]));
    this.then = new Map(before?.objects.map((object) => [object.id, object]) ?? []);
    this.lives = lives;
    this.made = new Set(snapshot.events.flatMap((event) => (event.type === 'alloc' ? [event.id] : [])));
    /** Objects already told about. @type {Set<string>} */ this.told = new Set();
  }

  /** @param {string} id @returns {ObjectRecord | undefined} */
  object(id) {
    return this.now.get(id) ?? this.then.get(id);
  }

  /** @param {string} id */
  isNew(id) {
    return this.made.has(id);
  }
}

/** Another thread's turn. @param {Told} told @returns {Clause[]} */
function switchClauses({ snapshot }) {
  return snapshot.events.flatMap((event) => (event.type === 'switch' ? [[plain('thread '), named(event.to), plain(' runs now')]] : []));
}

/** Calls entered and left. @param {Told} told @returns {Clause[]} */
function frameClauses({ snapshot, before }) {
  if (!before) return [];
  const key = (/** @type {NamespaceRecord} */ namespace) => `${namespace.id} ${namespace.label}`;
  const had = new Set(before.namespaces.map(key));
  const has = new Set(snapshot.namespaces.map(key));
  const entered = snapshot.namespaces.filter((namespace) => namespace.kind !== 'module' && !had.has(key(namespace)));
  const left = before.namespaces.filter((namespace) => namespace.kind !== 'module' && !has.has(key(namespace)));
  return [
    ...byName(entered).map(([namespace, count]) => (namespace.kind === 'class' ? [plain('the body of class '), named(namespace.label), plain(' begins')]
      : [named(spaceName(namespace)), plain(count > 1 ? ` is called ${count} times` : ' is called and gets names of its own')])),
    ...byName(left).map(([namespace, count]) => (namespace.kind === 'class' ? [plain('the body of class '), named(namespace.label), plain(' is done')]
      : [named(spaceName(namespace)), plain(count > 1 ? ` is left ${count} times` : ' is left and its names are gone')])),
  ];
}

/** Calls of one function told together, with how many there are. @param {readonly NamespaceRecord[]} spaces @returns {[NamespaceRecord, number][]} */
function byName(spaces) {
  return [...new Map(spaces.map((space) => [space.label, space])).values()].map((space) => [space, spaces.filter((other) => other.label === space.label).length]);
}

/** @param {Told} told @param {View} view @returns {Clause[]} */
function nameClauses({ snapshot, before }, view) {
  /** @type {Clause[]} */ const clauses = [];
  for (const change of nameChanges(snapshot, before)) {
    const object = view.object(change.ref);
    const where = change.namespace.kind === 'module' ? [] : [plain(' of '), named(spaceName(change.namespace))];
    if (change.how === 'unbound') {
      if (snapshot.namespaces.some((namespace) => namespace.id === change.namespace.id)) {
        clauses.push([plain('the name '), named(change.name), ...where, plain(' is unbound')]);
      }
      continue;
    }
    if (!object) continue;
    const fresh = view.isNew(change.ref) && !view.told.has(change.ref);
    const verb = change.how === 'rebound' ? ' now refers to ' : ' refers to ';
    const same = sharers(snapshot, change.ref, change.name);
    clauses.push([plain('the name '), named(change.name), ...where, plain(verb + (fresh ? 'a new object, ' : '')), objectPart(object),
      ...(same.length && !fresh ? [plain(', as '), ...listed(same.map((name) => [named(name)])), plain(same.length > 1 ? ' do' : ' does')] : [])]);
    view.told.add(change.ref);
  }
  return clauses;
}

/** Other names of the same object. @param {Snapshot} snapshot @param {string} ref @param {string} name */
function sharers(snapshot, ref, name) {
  return snapshot.namespaces.flatMap((namespace) => namespace.names.filter((other) => other.ref === ref && other.name !== name && isOwnName(other)).map((other) => other.name)).slice(0, 3);
}

/**
 * Names bound, rebound and unbound by the step: by comparing when the step before is known, else as reported.
 * @param {Snapshot} snapshot
 * @param {Snapshot | null} before
 * @returns {{ how: 'bound' | 'rebound' | 'unbound', namespace: NamespaceRecord, name: string, ref: string }[]}
 */
function nameChanges(snapshot, before) {
  if (!before) return reportedChanges(snapshot);
  const old = new Map(before.namespaces.map((namespace) => [namespace.id, namespace]));
  const bound = snapshot.namespaces.flatMap((namespace) => namespace.names.filter(isOwnName).flatMap((record) => {
    const was = old.get(namespace.id)?.names.find((other) => other.name === record.name);
    const again = snapshot.events.some((event) => event.type === 'bind' && event.namespace === namespace.id && event.name === record.name);
    if (was?.ref === record.ref && !again) return [];
    return [{ how: /** @type {'bound' | 'rebound'} */ (was ? 'rebound' : 'bound'), namespace, name: record.name, ref: record.ref }];
  }));
  const unbound = snapshot.namespaces.flatMap((namespace) => (old.get(namespace.id)?.names ?? []).filter(isOwnName)
    .filter((record) => !namespace.names.some((other) => other.name === record.name))
    .map((record) => ({ how: /** @type {const} */ ('unbound'), namespace, name: record.name, ref: record.ref })));
  return [...unbound, ...bound];
}

/** @param {Snapshot} snapshot @returns {ReturnType<typeof nameChanges>} */
function reportedChanges(snapshot) {
  /** @type {ReturnType<typeof nameChanges>} */ const changes = [];
  for (const event of snapshot.events) {
    if (event.type !== 'bind' && event.type !== 'unbind') continue;
    const namespace = snapshot.namespaces.find((other) => other.id === event.namespace);
    if (!namespace || !isOwnName({ name: event.name, ref: '', kind: 'dict' })) continue;
    const still = namespace.names.some((other) => other.name === event.name);
    if (event.type === 'unbind' && still) continue;
    changes.push({ how: event.type === 'bind' ? 'bound' : 'unbound', namespace, name: event.name, ref: event.ref });
  }
  return changes;
}

/** Slots of containers that the step filled, moved or emptied. @param {Told} told @param {View} view @returns {Clause[]} */
function contentClauses({ snapshot, before }, view) {
  if (!before) return [];
  return visibleObjects(snapshot).objects.flatMap((object) => {
    const was = view.then.get(object.id);
    if (!was || was.serial !== object.serial || (object.kind !== 'container' && object.kind !== 'other') || object.type === 'module') return [];
    return slotClause(object, was, view);
  });
}

/** @param {ObjectRecord} object @param {ObjectRecord} was @param {View} view @returns {Clause[]} */
function slotClause(object, was, view) {
  /** @type {Map<string, string[]>} */ const old = new Map(); // several references can have one label: items of a set
  for (const { label, target } of was.refs) old.set(label, [...(old.get(label) ?? []), target]);
  const changed = object.refs.filter(({ label, target }) => {
    const targets = old.get(label) ?? [], at = targets.indexOf(target);
    if (at >= 0) targets.splice(at, 1);
    return at < 0;
  });
  const fewer = (was.length ?? was.refs.length) - (object.length ?? object.refs.length);
  if (fewer > 0) return [[objectPart(object), plain(` gives up ${plural(fewer, 'reference')}`)]];
  const first = changed[0];
  if (!first) return [];
  const target = view.object(first.target);
  if (changed.length > 1 || !target) return [[objectPart(object), plain(` has ${plural(changed.length, 'changed slot')}`)]];
  return [[plain(slotWords(first.label)), objectPart(object), plain(old.get(first.label)?.length ? ' now refers to ' : ' refers to '), objectPart(target)]];
}

/** @param {string} label */
function slotWords(label) {
  if (/^\d+$/.test(label)) return `slot ${label} of `;
  return label.startsWith('.') ? `attribute ${label.slice(1)} of ` : `${label} of `;
}

/** Counts that moved and are worth a word: those of named, mortal objects. @param {Told} told @param {View} view @returns {Clause[]} */
function countClauses({ snapshot, before }, view) {
  if (!before) return [];
  const holders = holdersOf(snapshot), held = holdersOf(before);
  return visibleObjects(snapshot).objects.flatMap((object) => {
    const was = view.then.get(object.id);
    if (!was || was.serial !== object.serial || object.immortal || was.refcount === object.refcount) return [];
    const noisy = isPlain(object) || object.kind === 'type' || object.kind === 'code';
    if (noisy && holders.get(object.id)?.length === held.get(object.id)?.length) return [];
    const parts = [objectPart(object), plain(' goes from '), strong(grouped(was.refcount)), plain(` ${was.refcount === 1 ? 'reference' : 'references'} to `), strong(grouped(object.refcount))];
    return [object.refcount < was.refcount && lostName(object, before, snapshot) ? [...parts, ...survival(object, holders, snapshot)] : parts];
  });
}

/** Whether this step took a name from the object. @param {ObjectRecord} object @param {Snapshot} before @param {Snapshot} snapshot */
function lostName(object, before, snapshot) {
  const count = (/** @type {Snapshot} */ at) => at.namespaces.reduce((sum, namespace) => sum + namespace.names.filter((name) => name.ref === object.id).length, 0);
  return count(snapshot) < count(before);
}

/** @param {ObjectRecord} object @param {ReadonlyMap<string, import('./why.js').Holder[]>} holders @param {Snapshot} snapshot @returns {Part[]} */
function survival(object, holders, snapshot) {
  const held = holders.get(object.id) ?? [];
  if (!object.reachable) return [plain(' and stays alive, though no name leads to it any more')];
  const [first] = held;
  if (!first) return [plain(' and stays alive')];
  const by = snapshot.objects.find((other) => other.serial === first.serial);
  return [plain(' and stays alive, held by '), by ? objectPart(by) : plain(first.text)];
}

/** @param {Told} told @param {View} view @returns {Clause[]} */
function collectClauses({ snapshot }, view) {
  return snapshot.events.filter((event) => event.type === 'collect').map((event) => {
    const youngest = ['the youngest objects', 'the young and middle-aged objects', 'all objects'][event.generation] ?? `generation ${event.generation}`;
    const found = event.collected + event.uncollectable;
    for (const id of event.freed) view.told.add(id);
    const labels = event.freed.flatMap((id) => { const object = view.then.get(id); return object ? [[objectPart(object)]] : []; });
    if (!found) return [plain(`the collector looked at ${youngest} and found none that only keep each other alive`)];
    return [plain(`the collector looked at ${youngest} and found ${plural(found, 'object')} that no name could reach`),
      ...(labels.length ? [plain('; it freed '), ...listed(labels.slice(0, 4))] : [plain(event.uncollectable ? '; it could not free them all' : '; it freed them')])];
  });
}

/** @param {Told} told @param {View} view @returns {Clause[]} */
function freeClauses({ snapshot, before }, view) {
  const shown = new Set(before ? visibleObjects(before).objects.map((object) => object.serial) : view.lives.keys());
  const freed = snapshot.events.flatMap((event) => {
    const life = event.type === 'free' && shown.has(event.serial) && !view.told.has(event.id) ? view.lives.get(event.serial) : undefined;
    return life ? [[{ as: /** @type {const} */ ('object'), text: labelOf(life), serial: life.serial }]] : [];
  });
  if (!freed.length) return [];
  const rest = freed.length > 4 ? [[plain(plural(freed.length - 3, 'other object'))]] : [];
  const told = [...freed.slice(0, rest.length ? 3 : 4), ...rest];
  return [[...listed(told), plain(freed.length === 1 ? ' is freed at once: nothing refers to it any more' : ' are freed at once: nothing refers to them any more')]];
}

/** @param {Told} told @returns {Clause[]} */
function outputClauses({ snapshot }) {
  const written = snapshot.events.flatMap((event) => (event.type === 'output' && event.stream === 'out' ? [event.text] : [])).join('');
  const text = written.replace(/\n$/, '');
  return text ? [[plain('it prints '), code(shorten(text.replace(/\n/g, ' ⏎ '), 40))]] : [];
}
