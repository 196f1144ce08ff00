/** Makes an embed look at home: it takes the colour scheme of what lies behind it. */

/**
 * 'light' or 'dark' by the first painted background under the element, '' when nothing is painted.
 * @param {Element} element
 */
export function backgroundScheme(element) {
  for (let at = element.parentElement; at; at = at.parentElement) {
    const parts = getComputedStyle(at).backgroundColor.match(/[\d.]+/g)?.map(Number) ?? [];
    const [red = 0, green = 0, blue = 0, alpha = 1] = parts;
    if (parts.length >= 3 && alpha > 0.5) return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 110 ? 'dark' : 'light';
  }
  return '';
}
