/**
 * A small static server for the built site.
 *
 *     node site/serve.mjs [PORT]
 */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = new Map(Object.entries({
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json',
  '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.py': 'text/plain; charset=utf-8', '.ts': 'text/plain; charset=utf-8', '.map': 'application/json',
}));

/**
 * Serves `folder` under `prefix`, and says 404 to everything else.
 * @param {string} folder
 * @param {string} [prefix]  such as '/sub/path/'
 */
export function staticServer(folder, prefix = '/') {
  return createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = path.startsWith(prefix) ? fileFor(folder, path.slice(prefix.length)) : null;
    if (!file) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
      return;
    }
    response.writeHead(200, { 'content-type': TYPES.get(extname(file)) ?? 'application/octet-stream', 'cache-control': 'no-cache', 'access-control-allow-origin': '*' });
    createReadStream(file).pipe(response);
  });
}

/** The file for a path inside the folder, or null. @param {string} folder @param {string} path */
function fileFor(folder, path) {
  const inside = normalize(join(folder, path));
  if (inside !== folder && !inside.startsWith(folder + sep)) return null;
  const file = existsSync(inside) && statSync(inside).isDirectory() ? join(inside, 'index.html') : inside;
  return existsSync(file) && statSync(file).isFile() ? file : null;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.argv[2] ?? 8000);
  const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'site');
  const server = staticServer(folder);
  server.on('error', (error) => {
    console.error(`cannot serve on port ${port}: ${error.message}`);
    process.exitCode = 1;
  });
  server.listen(port, '127.0.0.1', () => console.log(`Heapscope is at http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}/`));
}
