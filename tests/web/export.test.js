/** Exports opened by the programs they are made for, in a browser; and made by a session in a Worker. */
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { createSession } from '../../bindings/heapscope.js';
import { openSite } from './browser.js';

const PROGRAM = `class Node:
    def __init__(self, value):
        self.value = value
a = [1, 2.5, 'x']
d = {'k': a}
n = Node(a)
n.me = n
def f(x):
    def g():
        return x
    return g
h = f(d)
h()
del n
`;
const root = fileURLToPath(new URL('../..', import.meta.url));
/** @type {Awaited<ReturnType<typeof openSite>>} */ let site;
/** @type {import('../../bindings/types.js').Session} */ let session;

before(async () => {
  site = await openSite();
  session = await createSession();
  await session.load(PROGRAM);
  await session.run();
});
after(async () => { await site?.close(); });

/** A page that fails the test when anything goes wrong on it. @param {string} address */
async function blank(address) {
  const page = await site.browser.newPage({ viewport: { width: 1000, height: 800 } });
  /** @type {string[]} */ const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(address);
  return { page, errors };
}

test('the trace is shown by the trace component of Dodona, frame by frame', async () => {
  const bundle = await build({ stdin: { contents: "import '@dodona/trace-component';", resolveDir: root }, bundle: true, write: false, format: 'iife', logLevel: 'silent' });
  const { page, errors } = await blank('about:blank');
  await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' });
  const { trace } = JSON.parse(await session.export('opt'));
  await page.evaluate((entries) => {
    const element = Object.assign(document.createElement('tc-trace'), { trace: entries });
    document.body.append(element);
  }, trace);
  for (let frame = 1; frame < trace.length; frame++) {
    const shown = await page.evaluate(async (index) => {
      const element = /** @type {any} */ (document.querySelector('tc-trace'));
      element.selectedFrame = index;
      await element.updateComplete;
      await new Promise((resolve) => setTimeout(resolve, 60));
      const all = (/** @type {any} */ from, /** @type {string} */ name) => {
        /** @type {any[]} */ const found = [];
        const walk = (/** @type {any} */ node) => {
          for (const child of node.querySelectorAll('*')) {
            if (child.localName === name) found.push(child);
            if (child.shadowRoot) walk(child.shadowRoot);
          }
        };
        walk(from.shadowRoot);
        return found;
      };
      return { heap: all(element, 'tc-heap-element').map((one) => one.el?.[0]), stack: all(element, 'tc-stack-element').length, exceptions: all(element, 'tc-exception-card').length };
    }, frame);
    const entry = trace[frame], wanted = reached(entry);
    assert.deepEqual(shown.heap.filter(Boolean).sort(), wanted.map((id) => entry.heap[id][0]).sort(), `frame ${frame}`);
    assert.equal(shown.stack, entry.stack_to_render.length + 1, `frame ${frame}`);
    assert.equal(shown.exceptions, 0);
  }
  assert.deepEqual(errors, []);
  await page.close();
});

/** What names lead to, as a viewer of traces finds it. @param {any} entry @returns {number[]} */
function reached(entry) {
  /** @type {Set<number>} */ const seen = new Set();
  const follow = (/** @type {any} */ value) => {
    if (!Array.isArray(value)) return;
    if (value[0] !== 'REF' || typeof value[1] !== 'number') return value.forEach(follow);
    if (seen.has(value[1])) return;
    seen.add(value[1]);
    follow(entry.heap[value[1]]);
  };
  follow(Object.values(entry.globals));
  for (const frame of entry.stack_to_render) follow(Object.values(frame.encoded_locals));
  return [...seen];
}

test('DevTools itself reads a heap snapshot: classes, distances, retained sizes', async () => {
  const { page } = await blank('devtools://devtools/bundled/devtools_app.html');
  const nodes = await page.evaluate(async (text) => {
    const { HeapSnapshot, HeapSnapshotLoader } = await import(/** @type {string} */ ('devtools://devtools/bundled/entrypoints/heap_snapshot_worker/heap_snapshot_worker.js'));
    const loader = new HeapSnapshotLoader.HeapSnapshotLoader({ sendEvent() {} }), channel = new MessageChannel();
    loader.write(text);
    loader.close();
    await loader.parsingComplete;
    new HeapSnapshot.SecondaryInitManager(channel.port2);
    const snapshot = await loader.buildSnapshot(channel.port1), found = [];
    for (const it = snapshot.allNodes(); it.hasNext(); it.next()) {
      const node = it.item();
      found.push({ name: node.name(), className: node.className(), size: node.selfSize(), retained: node.retainedSize(), distance: node.distance() });
    }
    return found;
  }, await session.export('heapsnapshot'));
  const list = nodes.find((node) => node.name === 'list' && node.size === 88 && node.distance < 5);
  assert.equal(nodes.find((node) => node.name === 'x')?.className, '(string)');
  assert.deepEqual([list?.distance, list?.retained], [2, 88 + 24 + 28]); // the 'x' is shared: a constant of the code
  const node = nodes.find(({ name, className }) => name === 'Node' && className !== '(string)');
  assert.ok((node?.distance ?? 0) > 1e6, 'garbage is at no distance from the names');
  assert.ok(nodes.length > 3000, 'the objects of the interpreter are there, too');
  await page.close();
});

test('pictures are shown as images, the animated one moves', async () => {
  const { page, errors } = await blank('about:blank');
  const size = await page.evaluate(async (svgs) => Promise.all(svgs.map(async (svg) => {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    await image.decode();
    return [image.naturalWidth > 500, image.naturalHeight > 200];
  })), [await session.export('svg'), await session.export('animated-svg', { dark: true })]);
  assert.deepEqual(size, [[true, true], [true, true]]);
  await page.setContent(await session.export('animated-svg', { seconds: 0.2, to: 6 }));
  const visible = () => page.evaluate(() => [...document.querySelectorAll('svg g')].map((node) => getComputedStyle(node).visibility).join());
  const first = await visible();
  await page.waitForFunction((before) => [...document.querySelectorAll('svg g')].map((node) => getComputedStyle(node).visibility).join() !== before, first);
  assert.deepEqual(errors, []);
  await page.close();
});

test('a session in a Worker exports the same, piece by piece', async () => {
  const { page, errors } = await blank(`${site.url}icon.svg`);
  const got = await page.evaluate(async ([address, source]) => {
    const { createSession: create } = await import(`${address}bindings/heapscope.js`);
    const remote = await create({ worker: true, wasm: new URL('heapscope.wasm', address) });
    await remote.load(source);
    await remote.run();
    let pieces = '';
    const answer = await remote.export('opt', {}, async (/** @type {string} */ piece) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      pieces += piece;
    });
    await remote.load(source);
    await remote.run();
    const dot = await remote.export('dot');
    remote.dispose();
    return { answer, pieces, dot };
  }, /** @type {[string, string]} */ ([site.url, PROGRAM]));
  assert.equal(got.answer, '');
  assert.equal(got.pieces, await session.export('opt'));
  const fresh = await createSession();
  await fresh.load(PROGRAM);
  await fresh.run();
  assert.equal(got.dot, await fresh.export('dot'));
  assert.deepEqual(errors, []);
  await page.close();
});
