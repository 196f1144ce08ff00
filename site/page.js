/** What the site has beyond the element: it can be used without a network once it was visited, unless the reader saves data. */

/** Time for the page to get going before copies are made, milliseconds. */
const GRACE_MS = 5000;

if ('serviceWorker' in navigator && !(/** @type {any} */ (navigator).connection?.saveData)) {
  addEventListener('load', () => setTimeout(() => void navigator.serviceWorker.register('offline.js').catch(() => {}), GRACE_MS)); // refused: then nothing is kept
}
