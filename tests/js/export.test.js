/** Exports as their readers see them: other people's parsers and drawings open what we write. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { COLOURS } from '../../bindings/export/colours.js';
import { atomOf, keyOf, nameOf, unquote } from '../../bindings/export/values.js';
import { createSession } from '../../bindings/heapscope.js';

const require = createRequire(import.meta.url);
const PROGRAM = `class Node:
    def __init__(self, value):
        self.value = value
        self.next = None

a = [1, 2.5, 'x', None]
d = {'k': a, (1, 2): {3}}
n = Node(a)
n.next = n
def f(x, y=2):
    def g():
        return x
    return g
h = f('deep')
h()
print('said')
big = 10 ** 40
long = list(range(200))
del n
`;

/** @param {string} source @param {import('../../bindings/types.js').LoadOptions} [options] */
async function load(source, options) {
  const session = await createSession();
  await session.load(source, options);
  return session;
}

/** @type {import('../../bindings/types.js').Session} */ let session;
/** @type {any[]} */ let steps;
before(async () => {
  session = await load(PROGRAM);
  steps = (await session.export('jsonl')).trim().split('\n').map((line) => JSON.parse(line));
});

/** Step about to run a line. @param {string} text */
const stepBefore = (text) => steps.find((step) => step.line === PROGRAM.split('\n').indexOf(text) + 1).step;
const last = () => steps.at(-1).step;

test('an export leaves the session where it is', async () => {
  const mine = await load('a = 1\nb = 2\nc = 3\n');
  await mine.step();
  await mine.export('opt');
  assert.equal((await mine.step()).step, 2);
});

test('an unknown format is refused', async () => {
  await assert.rejects(session.export(/** @type {any} */ ('gif')), { name: 'EngineError', message: /no export format gif; there are jsonl, changes, opt/ });
});

test('jsonl: a snapshot a line, in order, each with its own output', () => {
  assert.deepEqual(steps.map((step) => step.step), steps.map((_, index) => index));
  assert.deepEqual(steps.filter((step) => step.output.length).map((step) => [step.previousLine, step.output.map((/** @type {any} */ chunk) => chunk.text).join('')]), [[16, 'said\n']]);
});

test('a long run is written piece by piece', async () => {
  const long = await load('t = []\nfor i in range(3000):\n    t.append(i)\n');
  /** @type {number[]} */ const sizes = [];
  const answer = await long.export('jsonl', { from: 10, to: 500 }, (piece) => void sizes.push(piece.length));
  assert.equal(answer, '');
  assert.ok(sizes.length > 5 && Math.max(...sizes) < 300000, String(sizes));
});

/* ---- OPT ---- */

/** @param {import('../../bindings/types.js').ExportOptions} [options] */
const opt = async (options) => JSON.parse(await session.export('opt', options));

test('OPT: every entry stands alone', async () => {
  const { code, trace } = await opt();
  assert.equal(code, PROGRAM);
  for (const entry of trace) {
    const refs = JSON.stringify([entry.globals, entry.stack_to_render, entry.heap]).matchAll(/\["REF",(\d+)\]/g);
    for (const [, id] of refs) assert.ok(entry.heap[id ?? ''], `REF ${id} in ${entry.line}`);
    assert.deepEqual(Object.keys(entry.globals), entry.ordered_globals);
    for (const frame of entry.stack_to_render) assert.deepEqual(Object.keys(frame.encoded_locals), frame.ordered_varnames);
  }
});

test('OPT: calls and returns come in pairs, with numbered frames', async () => {
  const { trace } = await opt();
  const open = [];
  for (const { event, func_name: name } of trace) {
    if (event === 'call') open.push(name);
    if (event === 'return' && name !== '<module>') assert.equal(open.pop(), name);
  }
  assert.deepEqual(open, []);
  assert.deepEqual(trace.filter((/** @type {any} */ entry) => entry.event === 'call').map((/** @type {any} */ entry) => entry.func_name), ['Node', 'Node.__init__', 'f', 'f.<locals>.g']);
  const inner = trace.find((/** @type {any} */ entry) => entry.func_name.endsWith('g') && entry.event === 'step_line');
  assert.deepEqual(inner.stack_to_render.map((/** @type {any} */ frame) => [frame.unique_hash, frame.is_zombie, frame.parent_frame_id_list, frame.is_highlighted]),
    [['f_f3_p_z', true, [], false], ['g_f4', false, [3], true]]);
  assert.equal(trace.at(-1).stdout, 'said\n');
});

test('OPT: returns have their value, exceptions their message, in every frame on the way', async () => {
  const source = 'def g(n):\n    return [n]\ndef f(x):\n    y = g(x)\n    return y + [1]\ndef bad(d):\n    return d["k"]\ndef gen():\n    yield "v"\nf(f(3)[0])\ntry:\n    bad({})\nexcept KeyError:\n    pass\nfor v in gen():\n    1 // 1\nbad({})\n';
  const { trace } = JSON.parse(await (await load(source)).export('opt'));
  /** @type {any[]} */ const open = [];
  const seen = [];
  for (const { event, func_name: name, line, heap, stack_to_render: stack, exception_msg: message } of trace) {
    const top = stack.at(-1);
    if (event === 'call') open.push(top.frame_id);
    if (event !== 'return' && event !== 'exception') continue;
    if (event === 'return' && name !== '<module>') assert.equal(open.pop(), top.frame_id);
    if (event === 'return' && name !== '<module>') assert.equal(top.ordered_varnames.at(-1), '__return__');
    const value = top?.encoded_locals.__return__;
    seen.push([event, name, line, message ?? (value ? heap[value[1]].slice(0, 3).map((/** @type {any} */ part) => (Array.isArray(part) ? heap[part[1]][2] : part)) : value)]);
  }
  assert.deepEqual(open, []);
  assert.deepEqual(seen, [
    ['return', 'g', 2, ['LIST', 3]], ['return', 'f', 5, ['LIST', 3, 1]], ['return', 'g', 2, ['LIST', 3]], ['return', 'f', 5, ['LIST', 3, 1]],
    ['exception', 'bad', 7, "KeyError: 'k'"], ['return', 'bad', 7, null], ['exception', '<module>', 12, "KeyError: 'k'"],
    ['return', 'gen', 9, ['HEAP_PRIMITIVE', 'str', 'v']],
    ['exception', 'bad', 7, "KeyError: 'k'"], ['return', 'bad', 7, null], ['exception', '<module>', 7, "KeyError: 'k'"],
  ]);
});

test('OPT: the heap in Python Tutor’s words', async () => {
  const { trace } = await opt();
  const { globals, heap } = trace.at(-1), at = (/** @type {string} */ name) => heap[globals[name][1]];
  const held = (/** @type {any} */ value) => heap[value[1]];
  assert.deepEqual(at('a').map((/** @type {any} */ value, /** @type {number} */ index) => (index ? held(value) : value)),
    ['LIST', ['HEAP_PRIMITIVE', 'int', 1], ['HEAP_PRIMITIVE', 'float', 2.5], ['HEAP_PRIMITIVE', 'str', 'x'], ['HEAP_PRIMITIVE', 'NoneType', null]]);
  assert.equal(at('d')[0], 'DICT');
  assert.equal(at('d')[1][0], 'k');
  assert.deepEqual(at('d')[1][1], globals.a);
  assert.equal(held(at('d')[2][0])[0], 'TUPLE');
  assert.equal(held(at('d')[2][1])[0], 'SET');
  assert.deepEqual(at('f'), ['FUNCTION', 'f(x, y=2)', null]);
  assert.deepEqual(at('h'), ['FUNCTION', 'g()', 3]);
  assert.deepEqual(at('Node').slice(0, 3), ['CLASS', 'Node', []]);
  assert.deepEqual(at('big'), ['HEAP_PRIMITIVE', 'int', ['SPECIAL_FLOAT', String(10n ** 40n)]]);
  assert.deepEqual(at('long').filter((/** @type {any} */ value) => value[0] === 'SPECIAL_FLOAT'), [['SPECIAL_FLOAT', '… 136 more …']]);
  const garbage = Object.values(heap).find((entry) => entry[0] === 'INSTANCE' && entry[1] === 'Node');
  assert.ok(garbage, 'the cycle that no name reaches is there');
});

test('OPT: our facts stand under one key', async () => {
  const { trace } = await opt();
  const { globals, heapscope } = trace.at(-1), shown = steps.at(-1);
  const record = shown.objects.find((/** @type {any} */ object) => object.id === shown.namespaces[0].names.find((/** @type {any} */ name) => name.name === 'a').ref);
  assert.deepEqual(heapscope.heap[globals.a[1]], { id: record.id, rc: 3, size: record.size, tracked: true, gen: 0 });
  assert.deepEqual(Object.keys(trace[0]).filter((key) => !['line', 'event', 'func_name', 'globals', 'ordered_globals', 'stack_to_render', 'heap', 'stdout'].includes(key)), ['heapscope']);
});

test('OPT: inline numbers and texts when asked', async () => {
  const { trace } = await opt({ primitives: 'inline' });
  const { globals, heap } = trace.at(-1);
  assert.deepEqual(heap[globals.a[1]], ['LIST', 1, 2.5, 'x', null]);
});

test('OPT: errors, input and what is freed', async () => {
  const entries = async (/** @type {string} */ source) => JSON.parse(await (await load(source)).export('opt')).trace;
  assert.deepEqual((await entries('if x = 1:\n')).map((/** @type {any} */ entry) => [entry.event, entry.line, entry.offset]), [['uncaught_exception', 1, 4]]);
  assert.deepEqual([(await entries('x = 1\n1/0\n')).at(-1)].map((entry) => [entry.event, entry.line, entry.exception_msg]), [['exception', 2, 'ZeroDivisionError: division by zero']]);
  assert.deepEqual([(await entries('x = input("name? ")\n')).at(-1)].map((entry) => [entry.event, entry.prompt]), [['raw_input', 'name? ']]);
  const freed = (await entries('a = []\ndel a\n')).at(-1).heapscope.freed;
  assert.deepEqual(freed, [1]);
});

/* ---- formats of one step ---- */

test('MemoryViz draws the step', async () => {
  const { draw } = (await import('memory-viz')).default;
  const entries = JSON.parse(await session.export('memoryviz', { step: last() }));
  const list = entries.find((/** @type {any} */ entry) => entry.id === entries[0].value.a);
  assert.deepEqual(list.value.map((/** @type {number} */ id) => entries.find((/** @type {any} */ entry) => entry.id === id).value), [1, 2.5, 'x', 'None']);
  const dict = entries.find((/** @type {any} */ entry) => entry.id === entries[0].value.d);
  assert.equal(entries.find((/** @type {any} */ entry) => entry.id === dict.value[0][0]).value, 'k');
  assert.match(draw(entries, true, { width: 1300 }).serializeSVG(), /<svg[^]*Node[^]*<\/svg>/);
});

test('DOT is a graph with an edge for each reference', async () => {
  const [graph] = require('dotparser')(await session.export('dot', { step: last() }));
  const ids = graph.children.flatMap((/** @type {any} */ child) => (child.type === 'node_stmt' ? [child.node_id.id] : []));
  const edges = graph.children.filter((/** @type {any} */ child) => child.type === 'edge_stmt');
  for (const edge of edges) for (const end of edge.edge_list) assert.ok(ids.includes(end.id), end.id);
  assert.equal(edges.filter((/** @type {any} */ edge) => edge.edge_list[0].id === 'names0').length, 7);
});

test('a heap snapshot has nodes, edges, sizes and names that outlive a step', async () => {
  const { parseSnapshot } = require('v8-heapsnapshot');
  const read = async (/** @type {number} */ step) => parseSnapshot(await session.export('heapsnapshot', { step }));
  const early = await read(stepBefore('big = 10 ** 40')), late = await read(last());
  const list = (/** @type {any} */ snapshot) => snapshot.nodes.find((/** @type {any} */ node) => node.name === 'module __main__').out_edges.find((/** @type {any} */ edge) => edge.name === 'a').to;
  assert.equal(list(late).id, list(early).id);
  assert.deepEqual([list(late).type, list(late).name, list(late).self_size], ['object', 'list', 88]);
  assert.deepEqual(list(late).out_edges.map((/** @type {any} */ edge) => [edge.type, edge.name, edge.to.type, edge.to.name]),
    [['element', 0, 'number', 'int 1'], ['element', 1, 'number', 'float 2.5'], ['element', 2, 'string', 'x'], ['element', 3, 'object', 'NoneType']]);
  const waiting = late.nodes.find((/** @type {any} */ node) => node.name === '(waiting for the collector)');
  assert.deepEqual(waiting.out_edges.map((/** @type {any} */ edge) => edge.to.name), ['Node']);
});

test('a heap snapshot has every object of a heap that is larger than a snapshot shows', async () => {
  const { parseSnapshot } = require('v8-heapsnapshot');
  const big = await load('class Row:\n    pass\nrows = [Row() for _ in range(20000)]\n');
  const { truncated } = await big.run();
  assert.ok(truncated);
  const { nodes } = await parseSnapshot(await big.export('heapsnapshot'));
  assert.equal(nodes.filter((/** @type {any} */ node) => node.name === 'Row' && node.type === 'object').length, 20000);
  assert.equal(new Set(nodes.map((/** @type {any} */ node) => node.id)).size, nodes.length);
});

/* ---- pictures ---- */

test('a picture shows names, objects, counts and the sentence of the step', async () => {
  const svg = await session.export('svg', { step: stepBefore('print(\'said\')'), code: true });
  const { DOMParser } = await import('@xmldom/xmldom');
  const root = new DOMParser({ errorHandler: (/** @type {string} */ level, /** @type {string} */ message) => assert.fail(`${level}: ${message}`) }).parseFromString(svg, 'image/svg+xml').documentElement;
  const texts = Array.from(/** @type {any} */ (root).getElementsByTagName('text'), (/** @type {any} */ node) => node.textContent);
  for (const text of ['a', 'list', '#', 'PROGRAM', '▶', '__main__']) assert.ok(texts.some((one) => one.includes(text)), text);
  assert.match(svg, /<desc id="d">Line 1[25], /);
  assert.doesNotMatch(svg, /<script|foreignObject|var\(--/);
});

test('dark pictures differ in their colours alone', async () => {
  const [light, dark] = [await session.export('svg', { step: 9 }), await session.export('svg', { step: 9, dark: true })];
  const bare = (/** @type {string} */ svg) => svg.replace(/<style>[^]*?<\/style>/, '');
  assert.notEqual(light, dark);
  assert.equal(bare(light), bare(dark));
});

test('an object keeps its place from picture to picture', async () => {
  const place = async (/** @type {number} */ step) => /<g transform="(translate\([^"]*\))">(?:(?!<g).)*>list<(?:(?!<g).)*1<\/text>/.exec(await session.export('svg', { step }))?.[1];
  const first = await place(stepBefore("d = {'k': a, (1, 2): {3}}"));
  assert.ok(first);
  assert.equal(await place(last()), first);
});

test('an animation keeps what stays and needs no script', async () => {
  const svg = await session.export('animated-svg', { from: 0, to: 8, seconds: 1 });
  assert.match(svg, /@keyframes v0/);
  assert.match(svg, /9s step-end infinite/);
  assert.match(svg, /prefers-reduced-motion/);
  assert.doesNotMatch(svg, /<script/);
  assert.equal(svg.match(/>NAMES</g)?.length, 1);
});

test('the pictures have the page’s colours', () => {
  const css = readFileSync(new URL('../../site/style/tokens.css', import.meta.url), 'utf8');
  for (const [role, [light, dark]] of Object.entries(COLOURS)) {
    const pair = new RegExp(`--hs-${role}: .*?light-dark\\((#\\w+), (#\\w+)\\)`).exec(css)?.slice(1);
    assert.deepEqual(pair, [light, dark], role);
  }
});

/* ---- values ---- */

test('texts are read as Python writes them', () => {
  assert.equal(unquote("'a\\n\\x00\\u20ac\\U0001f600\\'\\\\'"), "a\n\0€😀'\\");
  assert.deepEqual([atomOf({ type: 'float', value: '1e+300' }), atomOf({ type: 'float', value: 'nan' }), atomOf({ type: 'float', value: '0.5' })], [{ exact: '1e+300' }, { exact: 'nan' }, 0.5]);
  assert.deepEqual(['-5', 'True', "'k'", '<tuple>'].map((label) => keyOf(label)?.type), ['int', 'bool', 'str', undefined]);
  assert.deepEqual(["<class 'A'>", '<function f.<locals>.<lambda>>', "<module 'os'>", '<function C.m>'].map((value) => nameOf({ value })), ['A', 'f.<locals>.<lambda>', 'os', 'C.m']);
});
