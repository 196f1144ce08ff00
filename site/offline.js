/**
 * The site's service worker: keeps a copy of every file for times without a network. The network comes first, so that a copy never
 * hides what is newer. site/build.mjs fills in the version and the files.
 */
const worker = /** @type {any} */ (self);
const CACHE = `heapscope ${worker.registration.scope} %version%`;

worker.addEventListener('install', (/** @type {any} */ event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(JSON.parse('%files%'))));
  worker.skipWaiting();
});

worker.addEventListener('activate', (/** @type {any} */ event) => {
  const old = (/** @type {string} */ name) => name.startsWith(CACHE.slice(0, CACHE.lastIndexOf(' ') + 1)) && name !== CACHE;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))).then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (/** @type {any} */ event) => {
  if (event.request.method !== 'GET' || !event.request.url.startsWith(worker.registration.scope)) return;
  event.respondWith(fetch(event.request).catch(async (error) => {
    const copy = await caches.match(event.request, { cacheName: CACHE, ignoreSearch: true });
    if (!copy) throw error;
    return copy;
  }));
});
