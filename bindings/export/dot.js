/**
 * One step as a Graphviz graph: namespaces and objects as boxes with a port for each name and slot.
 *
 * @import { NamespaceRecord, ObjectRecord, Snapshot } from '../types.js'
 */
import { isOwnName, shownRefs, visibleObjects } from '../scene/select.js';
import { isPlain, shorten, textOf, valueText } from '../scene/words.js';
import { holdersOf, whyCounted } from '../scene/why.js';

/** @param {Snapshot} snapshot @returns {string} */
export function dotGraph(snapshot) {
  const { objects } = visibleObjects(snapshot), byId = new Map(objects.map((object) => [object.id, object]));
  const holders = holdersOf(snapshot);
  const nodes = objects.map((object) => objectNode(object, byId, textOf(whyCounted(object, holders.get(object.id) ?? []))));
  return [
    'digraph memory {', '  graph [rankdir=LR, fontname="Helvetica", nodesep=0.25];',
    '  node [shape=plain, fontname="Helvetica", fontsize=11];', '  edge [arrowsize=0.7, color="#6f6b63"];',
    ...snapshot.namespaces.map(spaceNode), ...nodes,
    ...snapshot.namespaces.flatMap((space, index) => space.names.flatMap((name, row) => edge(`names${index}:n${row}`, byId.get(name.ref), isOwnName(name)))),
    ...objects.flatMap((object) => shownRefs(object).flatMap((ref, index) => edge(`o${object.serial}:s${index}`, byId.get(ref.target), true))), '}', '',
  ].join('\n');
}

/** @param {string} from @param {ObjectRecord | undefined} to @param {boolean} wanted */
function edge(from, to, wanted) {
  return to && wanted ? [`  ${from}:e -> o${to.serial}:head;`] : [];
}

/** @param {string} text */
function escape(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** A box of rows. @param {string} id @param {string} head @param {readonly { port: string, text: string }[]} rows @param {string} [more] attributes */
function table(id, head, rows, more = '') {
  const cells = rows.map((row) => `<tr><td port="${row.port}" align="left">${escape(row.text)}</td></tr>`).join('');
  return `  ${id} [label=<<table border="0" cellborder="1" cellspacing="0" cellpadding="4"><tr><td port="head" bgcolor="#f0eee9"><b>${escape(head)}</b></td></tr>${cells}</table>>${more}];`;
}

/** @param {NamespaceRecord} space @param {number} index */
function spaceNode(space, index) {
  return table(`names${index}`, space.label, space.names.flatMap((name, row) => (isOwnName(name) ? [{ port: `n${row}`, text: name.name }] : [])));
}

/** @param {ObjectRecord} object @param {ReadonlyMap<string, ObjectRecord>} byId @param {string} why */
function objectNode(object, byId, why) {
  const refs = shownRefs(object);
  const rows = refs.length ? refs.map((ref, index) => ({ port: `s${index}`, text: slotText(ref, byId) })) : [{ port: 'value', text: shorten(valueText(object, byId), 60) }];
  return table(`o${object.serial}`, `${object.type} #${object.serial} · ${object.refcount}`, rows, `, tooltip="${escape(why)}"${object.reachable ? '' : ', style=dashed'}`);
}

/** @param {{ label: string, target: string }} ref @param {ReadonlyMap<string, ObjectRecord>} byId */
function slotText({ label, target }, byId) {
  const held = byId.get(target);
  return held && isPlain(held) ? `${label}: ${shorten(held.value, 24)}` : label;
}
