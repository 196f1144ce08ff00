/**
 * Builds the static site into dist/site: the bundled element, pages, lessons, the bindings as they
 * are, and the engine. Every address in it is relative, so it works under any path.
 *
 *     node site/build.mjs
 */
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { writeLibrary } from './library.mjs';

/** Gzipped bytes that the widget may take before anybody edits. */
const SHELL_BUDGET = 35 * 1024;
/** The files of the core: the first one is loaded at once, the others when they are needed. */
const ENGINE = ['heapscope.wasm', 'heapscope-more.wasm', 'heapscope-below.wasm', 'heapscope-events.wasm'];

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const site = join(root, 'site'), out = join(root, 'dist', 'site');

/** Styles are read as text, without comments and idle blanks. */
const smallStyles = {
  name: 'small-styles',
  /** @param {import('esbuild').PluginBuild} builder */
  setup(builder) {
    builder.onLoad({ filter: /\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/\/\*[^]*?\*\//g, '').replace(/\s+/g, ' ').replace(/ ?([{};,]) ?/g, '$1'), loader: 'text',
    }));
  },
};

/**
 * What is loaded later finds the element already there. Told so, the bundler keeps the whole shell in one file instead of cutting it into
 * the pieces that each later file uses, which would be compressed apart.
 */
const oneShell = {
  name: 'one-shell',
  /** @param {import('esbuild').PluginBuild} builder */
  setup(builder) {
    const shell = JSON.stringify(join(site, 'embed', 'heap-scope.js'));
    builder.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => (kind === 'dynamic-import' ? { path: join(resolveDir, path), pluginData: { later: true } } : undefined));
    builder.onLoad({ filter: /\.js$/ }, ({ path, pluginData }) => (pluginData?.later ? { contents: `import ${shell}; ${readFileSync(path, 'utf8')}`, loader: 'js' } : undefined));
  },
};

const result = await bundle();
const engine = await copyFiles();
writePages([...eagerChunks(result, 'heap-scope.js'), ...(engine ? eagerChunks(engine, 'bindings/heapscope.js') : [])]);
writeOffline();
if (!reportSizes(result)) process.exitCode = 1;

/** One bundle for the element; the editor and the tidying are chunks of their own. */
async function bundle() {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const built = await build({
    entryPoints: [join(site, 'embed', 'heap-scope.js')], outdir: out, entryNames: '[name]', chunkNames: '[name]-[hash]',
    bundle: true, splitting: true, format: 'esm', target: 'es2022', minify: true, sourcemap: 'linked', metafile: true, logLevel: 'warning',
    legalComments: 'none', loader: { '.css': 'text' }, plugins: [smallStyles, oneShell],
  });
  // What is left of line breaks in our own chunks stands in markup, where any blank does as well.
  for (const [path, { inputs }] of Object.entries(built.metafile.outputs)) {
    const file = join(out, path.split('/').at(-1) ?? '');
    if (!file.endsWith('.js') || Object.keys(inputs).some((input) => /node_modules\/(?!lit|@lit)/.test(input))) continue;
    writeFileSync(file, readFileSync(file, 'utf8').replace(/\n +/g, ' '));
  }
  return built;
}

async function copyFiles() {
  for (const name of ['page.css', 'page.js', 'icon.svg']) cpSync(join(site, name), join(out, name));
  cpSync(join(site, 'lessons'), join(out, 'lessons'), { recursive: true });
  cpSync(join(site, 'examples'), join(out, 'examples'), { recursive: true });
  const engine = ENGINE.filter((name) => existsSync(join(root, 'build', name)));
  writeLibrary(join(root, 'core', 'lib', 'python'), out);
  for (const name of engine) cpSync(join(root, 'build', name), join(out, name));
  if (!engine.includes('heapscope.wasm')) console.warn('build/heapscope.wasm is not there yet: the site will say that the engine is missing');
  const bindings = join(root, 'bindings');
  return existsSync(join(bindings, 'heapscope.js')) ? bundleBindings(bindings) : null;
}

/** The public module and its Worker, side by side as in the sources; what is only for Node stays out. @param {string} bindings */
function bundleBindings(bindings) {
  return build({
    entryPoints: [join(bindings, 'heapscope.js'), join(bindings, 'worker.js')], outdir: join(out, 'bindings'), chunkNames: '[name]-[hash]',
    bundle: true, splitting: true, format: 'esm', target: 'es2022', minify: true, sourcemap: true, metafile: true, legalComments: 'none', logLevel: 'warning', external: ['./node.js', 'node:*'],
  });
}

/**
 * The first program stands in the page itself, readable without scripts; what the page needs at once is named in it, so that all of it
 * is asked for at the same time.
 * @param {string[]} early scripts by their paths in the site
 */
function writePages(early) {
  const page = readFileSync(join(site, 'index.html'), 'utf8');
  const lesson = /data-lesson="([\w-]+)"/.exec(page)?.[1] ?? '';
  const text = readFileSync(join(site, 'lessons', `${lesson}.py`), 'utf8').trimEnd();
  const preloads = early.map((name) => `  <link rel="modulepreload" href="${name}">\n`).join('');
  writeFileSync(join(out, 'index.html'), page.replace(/  <link rel="modulepreload".*\n/, () => preloads).replace('%lesson%', () => `\n${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}\n`));
}

/** The service worker with what it keeps: all but the source maps, and the compiled forms of modules whose text is there. */
function writeOffline() {
  const hash = createHash('sha256');
  const files = readdirSync(out, { recursive: true }).map((name) => String(name).replaceAll(sep, '/')).filter((name) => statSync(join(out, name)).isFile() && !name.endsWith('.map')).sort();
  for (const name of files) hash.update(name).update(readFileSync(join(out, name)));
  const kept = files.filter((name) => !/^library\/.*\.code\.txt$/.test(name));
  const text = readFileSync(join(site, 'offline.js'), 'utf8').replace('%version%', hash.digest('hex').slice(0, 12));
  writeFileSync(join(out, 'offline.js'), text.replace('%files%', () => JSON.stringify(['./', ...kept])));
}

/**
 * Prints what a visitor loads.
 * @param {import('esbuild').BuildResult<{ metafile: true }>} built
 */
function reportSizes(built) {
  const sizes = (/** @type {string[]} */ names) => names.map((name) => readFileSync(join(out, name))).reduce(
    (sum, bytes) => ({ raw: sum.raw + bytes.length, gzip: sum.gzip + gzipSync(bytes, { level: 9 }).length, brotli: sum.brotli + brotliCompressSync(bytes).length }),
    { raw: 0, gzip: 0, brotli: 0 });
  const chunks = readdirSync(out).filter((name) => name.endsWith('.js') && !['page.js', 'offline.js'].includes(name));
  const eager = eagerChunks(built, 'heap-scope.js');
  const bindings = existsSync(join(out, 'bindings')) ? readdirSync(join(out, 'bindings')).filter((name) => name.endsWith('.js')).map((name) => `bindings/${name}`) : [];
  /** @type {Record<string, string[]>} */
  const rows = { 'widget shell': eager, 'editor and tidying (on first use)': chunks.filter((name) => !eager.includes(name)), bindings };
  for (const name of ENGINE) rows[name] = existsSync(join(out, name)) ? [name] : [];
  for (const [label, names] of Object.entries(rows)) {
    const { raw, gzip, brotli } = sizes(names);
    console.log(`${label.padEnd(34)}${String(raw).padStart(9)} raw ${String(gzip).padStart(8)} gzip ${String(brotli).padStart(8)} brotli`);
  }
  const fits = sizes(eager).gzip <= SHELL_BUDGET;
  if (!fits) console.error(`the widget shell is over its ${SHELL_BUDGET} bytes`);
  return fits;
}

/** The entry and what it imports at once. @param {import('esbuild').BuildResult<{ metafile: true }>} built @param {string} entry path in the site */
function eagerChunks({ metafile }, entry) {
  const base = join('dist', 'site'), inSite = (/** @type {string} */ path) => relative(base, path).replaceAll(sep, '/');
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [inSite(path), output]));
  const seen = new Set([entry]);
  for (const name of seen) {
    for (const { path, kind, external } of outputs.get(name)?.imports ?? []) if (kind === 'import-statement' && !external) seen.add(inSite(path));
  }
  return [...seen];
}
