/**
 * Colours for Python text before the editor is there: a small scanner by lines, good enough to show,
 * never used to run anything.
 */

const KEYWORDS = new Set(('False None True and as assert async await break class continue def del elif else except finally for from '
  + 'global if import in is lambda nonlocal not or pass raise return try while with yield match case').split(' '));
const PIECE = /(#.*)|((?:[rbfu]|rb|br|fr|rf)?("""|'''|"|'))|(\b\d[\w.]*|\.\d\w*)|([^\W\d]\w*)|(\s+|.)/iy;

/** @typedef {{ text: string, as: 'keyword' | 'string' | 'number' | 'comment' | 'define' | '' }} Piece */

/**
 * The pieces of each line.
 * @param {string} source
 * @returns {Piece[][]}
 */
export function colourLines(source) {
  let open = '';
  return source.split('\n').map((line) => {
    /** @type {Piece[]} */ const pieces = [];
    let at = 0;
    if (open) {
      const end = line.indexOf(open);
      at = end < 0 ? line.length : end + open.length;
      pieces.push({ text: line.slice(0, at), as: 'string' });
      if (end >= 0) open = '';
    }
    while (at < line.length) {
      const [piece, still] = nextPiece(line, at, pieces);
      pieces.push(piece);
      at += piece.text.length;
      if (still) open = still;
    }
    return pieces;
  });
}

/**
 * @param {string} line
 * @param {number} at
 * @param {readonly Piece[]} before
 * @returns {[Piece, string]} the piece and the quote that stays open after the line
 */
function nextPiece(line, at, before) {
  PIECE.lastIndex = at;
  const [text = line.charAt(at), comment, opening, quote, number, word] = PIECE.exec(line) ?? [];
  if (comment) return [{ text, as: 'comment' }, ''];
  if (opening && quote) {
    const end = closing(line, at + opening.length, quote);
    return [{ text: line.slice(at, end < 0 ? line.length : end), as: 'string' }, end < 0 && quote.length === 3 ? quote : ''];
  }
  if (number) return [{ text, as: 'number' }, ''];
  if (word) {
    const last = before.findLast((piece) => piece.text.trim())?.text;
    return [{ text, as: KEYWORDS.has(word) ? 'keyword' : last === 'def' || last === 'class' ? 'define' : '' }, ''];
  }
  return [{ text, as: '' }, ''];
}

/** Index after the closing quote, or -1. @param {string} line @param {number} from @param {string} quote */
function closing(line, from, quote) {
  for (let at = from; at < line.length; at++) {
    if (line[at] === '\\') at++;
    else if (line.startsWith(quote, at)) return at + quote.length;
  }
  return -1;
}
