/** Pieces of XML, and how wide text will be where nothing can be measured. Pure. */

/** @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Widths of characters of a sans-serif font in ems, narrow to wide; a little more than most fonts need. */
const WIDTHS = [
  { chars: /[ijl|!'.,:;·]/, em: 0.29 }, { chars: /[ftr()[\]{}\-/\\ "`°]/, em: 0.38 }, { chars: /[mwMW@%—…]/, em: 0.9 },
  { chars: /[A-Z#&<>=+−→×]/, em: 0.7 }, { chars: /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]|[\u{1f000}-\u{1ffff}]/u, em: 1.05 },
];
const MONO_EM = 0.61;

/** @param {string} text */
export function escapeXml(text) {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}

/**
 * An element. Attributes that are null or empty are left out.
 * @param {string} name @param {Record<string, string | number | null>} attributes @param {string} [content] markup
 */
export function element(name, attributes, content = '') {
  const text = Object.entries(attributes).map(([key, value]) => (value === null || value === '' ? '' : ` ${key}="${escapeXml(String(typeof value === 'number' ? Math.round(value * 100) / 100 : value))}"`)).join('');
  return content ? `<${name}${text}>${content}</${name}>` : `<${name}${text}/>`;
}

/** Width of a text in pixels, estimated. @param {string} text @param {number} size of the font @param {boolean} [mono] */
export function widthOf(text, size, mono = false) {
  let ems = 0;
  for (const char of text) ems += WIDTHS[4]?.chars.test(char) ? 1.05 : mono ? MONO_EM : WIDTHS.find(({ chars }) => chars.test(char))?.em ?? 0.57;
  return ems * size;
}

/** The text, cut to fit. @param {string} text @param {number} width @param {number} size @param {boolean} [mono] */
export function fit(text, width, size, mono = false) {
  if (widthOf(text, size, mono) <= width) return text;
  const chars = [...text];
  while (chars.length && widthOf(`${chars.join('')}…`, size, mono) > width) chars.pop();
  return `${chars.join('')}…`;
}

/**
 * The text in lines that fit; what does not fit into `most` lines is cut.
 * @param {string} text @param {number} width @param {number} size @param {number} most
 * @returns {string[]}
 */
export function wrap(text, width, size, most) {
  /** @type {string[]} */ const lines = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line ? `${line} ${word}` : word;
    if (line && widthOf(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  lines.push(line);
  const last = lines.slice(most - 1).join(' ');
  return lines.length > most ? [...lines.slice(0, most - 1), fit(last, width, size)] : lines.map((one) => fit(one, width, size));
}
