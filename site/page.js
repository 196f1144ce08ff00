/** What the site has beyond the element: it can be used without a network once it was visited, unless the reader saves data. */
if ('serviceWorker' in navigator && !(/** @type {any} */ (navigator).connection?.saveData)) {
  addEventListener('load', () => void navigator.serviceWorker.register('offline.js').catch(() => {})); // then it is not kept
}
