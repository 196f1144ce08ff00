/**
 * The library modules as the site serves them: a file each, fetched on import, its compiled form, and their index (bindings/library.js reads it).
 * ".txt" behind their names keeps servers from running them.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readLibrary } from '../bindings/node.js';

/** "import a, b.c as d" and "from .a.b import (c, d as e)", wherever they stand in a line's beginning. */
const IMPORT = /^[ \t]*(?:import[ \t]+([^\n#]+)|from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]+))/gm;

/** @param {string} folder of the modules @param {string} out folder of the site */
export function writeLibrary(folder, out) {
  const paths = readdirSync(folder, { recursive: true }).map(String).filter((path) => !path.includes('__pycache__') && statSync(join(folder, path)).isFile()).sort();
  const hash = createHash('sha256');
  /** @type {string[]} */ const plain = [];
  for (const path of paths) {
    const bytes = readFileSync(join(folder, path)), form = readLibrary(`${path}.code`), target = join(out, 'library', path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(`${target}.txt`, bytes);
    hash.update(path).update(bytes);
    if (form) {
      writeFileSync(`${target}.code.txt`, form);
      hash.update(form);
    } else {
      plain.push(path);
    }
  }
  const there = new Set(paths);
  const imports = Object.fromEntries(paths.map((path) => [path, path.endsWith('.py') ? importsOf(path, readFileSync(join(folder, path), 'utf8'), there) : []]));
  writeFileSync(join(out, 'library.json'), JSON.stringify({ version: hash.digest('hex').slice(0, 12), imports, plain }));
}

/** A module's text without the bodies of its functions: what they import is fetched when they run. @param {string} text */
function withoutFunctions(text) {
  let inner = Infinity; // lines indented by more belong to a function
  return text.split('\n').filter((line) => {
    const indent = line.search(/\S/);
    if (indent < 0 || indent > inner) return false;
    inner = /^\s*(async )?def /.test(line) ? indent : Infinity;
    return true;
  }).join('\n');
}

/** Paths that a module imports when it runs, itself left out. @param {string} path @param {string} text @param {Set<string>} there */
function importsOf(path, text, there) {
  const found = new Set(), folder = path.split('/').slice(0, -1);
  const add = (/** @type {string[]} */ parts) => parts.forEach((_, i) => {
    const stem = parts.slice(0, i + 1).join('/');
    for (const file of [`${stem}.py`, `${stem}/__init__.py`]) if (there.has(file) && file !== path) found.add(file);
  });
  const names = (/** @type {string} */ list) => list.replace(/#.*|[()]/g, '').split(',').map((part) => /** @type {string} */ (part.trim().split(/\s/)[0])).filter(Boolean);
  for (const [, plain, dots = '', module = '', list = ''] of withoutFunctions(text).matchAll(IMPORT)) {
    if (plain) names(plain).forEach((name) => add(name.split('.')));
    const base = [...(dots ? folder.slice(0, folder.length - dots.length + 1) : []), ...module.split('.').filter(Boolean)];
    if (!plain) [[], ...names(list).map((name) => [name])].forEach((name) => add([...base, ...name]));
  }
  return [...found].sort();
}
