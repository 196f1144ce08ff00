/**
 * The real editor, loaded when somebody first wants to write. Only this file knows CodeMirror.
 *
 * @import { Marks } from './editor.js'
 */
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import { HighlightStyle, bracketMatching, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { EditorState, RangeSet, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, GutterMarker, WidgetType, drawSelection, gutterLineClass, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword, tags.bool, tags.null, tags.self], color: 'var(--hs-code)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--hs-text)' },
  { tag: tags.number, color: 'var(--hs-number)' },
  { tag: tags.comment, color: 'var(--hs-dim)', fontStyle: 'italic' },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], fontWeight: '600' },
]);

const look = EditorView.theme({
  '&': { height: '100%', fontSize: '13.5px', color: 'var(--hs-ink)', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--hs-mono)', lineHeight: '1.75', overscrollBehavior: 'contain' },
  '.cm-content': { padding: '8px 0', caretColor: 'var(--hs-ink)' },
  '.cm-line': { padding: '0 14px 0 0' },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--hs-dim)', border: '0' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '50px', padding: '0 16px 0 0' },
  '.cm-cursor': { borderLeftColor: 'var(--hs-ink)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': { background: 'var(--hs-accent-soft)' },
  '.cm-matchingBracket': { outline: '1px solid var(--hs-line-firm)', backgroundColor: 'transparent' },
  '.ran': { backgroundColor: 'var(--hs-sunk)' },
  '.next': { backgroundColor: 'var(--hs-accent-soft)' },
  '.wrong': { backgroundColor: 'var(--hs-down-soft)' },
  '.ran-number': { backgroundColor: 'var(--hs-sunk)' },
  '.next-number': { backgroundColor: 'var(--hs-accent-soft)', boxShadow: 'inset 3px 0 var(--hs-accent)' },
  '.wrong-number': { backgroundColor: 'var(--hs-down-soft)', boxShadow: 'inset 3px 0 var(--hs-down)' },
  '.stop-number': { color: 'var(--hs-down)' },
  '.stop-number::before': { content: '"● "' },
  '.cm-lineNumbers': { cursor: 'pointer' },
  '.spot': { textDecoration: 'underline wavy var(--hs-down)', textUnderlineOffset: '3px' },
  '.complaint': { fontFamily: 'var(--hs-sans)', fontSize: '12.5px', lineHeight: '1.45', color: 'var(--hs-down)', backgroundColor: 'var(--hs-down-soft)', padding: '2px 14px 5px 4px', whiteSpace: 'pre-wrap' },
});

/** What is wrong, in words, under the line. */
class Complaint extends WidgetType {
  /** @param {string} text */
  constructor(text) {
    super();
    this.text = text;
  }

  /** @param {Complaint} other */
  eq(other) {
    return other.text === this.text;
  }

  toDOM() {
    const box = document.createElement('div');
    box.className = 'complaint';
    box.textContent = this.text;
    return box;
  }
}

/** @type {import('@codemirror/state').StateEffectType<Marks>} */
const setMarks = StateEffect.define();

const marksField = StateField.define({
  create: () => Decoration.none,
  update(shown, transaction) {
    const effect = transaction.effects.find((one) => one.is(setMarks));
    return effect ? decorate(transaction.state, effect.value) : shown.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Carries a line's mark on into the line numbers. */
class LineNumberMark extends GutterMarker {
  /** @param {string} name */
  constructor(name) {
    super();
    this.elementClass = name;
  }
}

const gutterField = StateField.define({
  create: () => RangeSet.empty,
  update(shown, transaction) {
    const effect = transaction.effects.find((one) => one.is(setMarks));
    return effect ? decorateGutter(transaction.state, effect.value) : shown.map(transaction.changes);
  },
  provide: (field) => gutterLineClass.from(field),
});

/* ---- stops: lines at which Run stops; they move with their text ---- */

/** @typedef {import('../state/types.js').Breakpoint} Breakpoint */
/** @typedef {{ act: 'gutter', line: number, go: boolean } | { act: 'breakpoints', list: Breakpoint[] }} StopWish */

/** @type {import('@codemirror/state').StateEffectType<readonly Breakpoint[]>} */
const setStops = StateEffect.define();

/** Carries a breakpoint along with its line. */
class StopMark extends GutterMarker {
  elementClass = 'stop-number';

  /** @param {Breakpoint} stop */
  constructor(stop) {
    super();
    this.stop = stop;
  }
}

const stopsField = StateField.define({
  create: () => /** @type {RangeSet<StopMark>} */ (RangeSet.empty),
  update(shown, transaction) {
    const effect = transaction.effects.find((one) => one.is(setStops)), { doc } = transaction.state;
    if (!effect) return shown.map(transaction.changes);
    return RangeSet.of(effect.value.flatMap((stop) => (stop.line && stop.line <= doc.lines ? [new StopMark(stop).range(doc.line(stop.line).from)] : [])), true);
  },
  provide: (field) => gutterLineClass.from(field),
});

/** Where the stops are after an edit. @param {EditorState} state @returns {Breakpoint[]} */
function stopsOf(state) {
  /** @type {Breakpoint[]} */ const list = [];
  for (const at = state.field(stopsField).iter(); at.value; at.next()) list.push({ ...at.value.stop, line: state.doc.lineAt(at.from).number });
  return list;
}

/** @param {EditorState} state @param {Marks} marks */
function decorateGutter(state, { ran, next, error }) {
  /** @type {Map<number | null, string>} */ const names = new Map();
  names.set(ran, 'ran-number').set(next, 'next-number');
  if (error) names.set(error.line, 'wrong-number');
  const ranges = [...names].flatMap(([line, name]) => (line !== null && line >= 1 && line <= state.doc.lines ? [new LineNumberMark(name).range(state.doc.line(line).from)] : []));
  return RangeSet.of(ranges, true);
}

/** @param {EditorState} state @param {Marks} marks */
function decorate(state, marks) {
  /** @type {import('@codemirror/state').Range<Decoration>[]} */ const ranges = [];
  const add = (/** @type {number | null} */ line, /** @type {string} */ name) => {
    if (line !== null && line >= 1 && line <= state.doc.lines) ranges.push(Decoration.line({ class: name }).range(state.doc.line(line).from));
  };
  const { error } = marks;
  if (!error || error.line !== marks.ran) add(marks.ran, 'ran');
  if (!error || error.line !== marks.next) add(marks.next, 'next');
  if (error?.line && error.line <= state.doc.lines) {
    const line = state.doc.line(error.line);
    add(error.line, 'wrong');
    const from = Math.min(line.to, line.from + (error.column ?? 0)), to = Math.min(line.to, line.from + (error.endColumn ?? 0));
    if (error.column !== null && to > from) ranges.push(Decoration.mark({ class: 'spot' }).range(from, to));
    ranges.push(Decoration.widget({ widget: new Complaint(error.text), block: true, side: 1 }).range(line.to));
  }
  return Decoration.set(ranges, true);
}

/**
 * @param {{ parent: HTMLElement, root: ShadowRoot, source: string, label: string, onChange: (source: string) => void, onStops: (wish: StopWish) => void }} options
 */
export function createEditor({ parent, root, source, label, onChange, onStops }) {
  /** @type {readonly Breakpoint[]} */ let given = [];
  const atCursor = (/** @type {boolean} */ go) => (/** @type {EditorView} */ { state }) => {
    onStops({ act: 'gutter', line: state.doc.lineAt(state.selection.main.head).number, go });
    return true;
  };
  const view = new EditorView({
    parent, root,
    state: EditorState.create({
      doc: source,
      extensions: [
        lineNumbers({ domEventHandlers: { mousedown: (view, { from }, event) => {
          onStops({ act: 'gutter', line: view.state.doc.lineAt(from).number, go: /** @type {MouseEvent} */ (event).altKey });
          return true;
        } } }), highlightSpecialChars(), history(), drawSelection(), bracketMatching(), indentUnit.of('    '), python(),
        syntaxHighlighting(colours), look, marksField, gutterField, stopsField, EditorView.lineWrapping,
        keymap.of([{ key: 'F8', run: atCursor(false) }, { key: 'Shift-F8', run: atCursor(true) }, indentWithTab, ...defaultKeymap, ...historyKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': label, autocapitalize: 'off', autocorrect: 'off', spellcheck: 'false' }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          onChange(update.state.doc.toString());
          const list = [...stopsOf(update.state), ...given.filter(({ line }) => line === undefined)];
          if (JSON.stringify(list) !== JSON.stringify(given)) onStops({ act: 'breakpoints', list });
        }),
      ],
    }),
  });
  return {
    /** @param {string} text */
    setSource(text) {
      if (text !== view.state.doc.toString()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    /** @param {Marks} marks */
    setMarks(marks) {
      view.dispatch({ effects: setMarks.of(marks) });
      const line = marks.error?.line ?? marks.next ?? marks.ran;
      if (line && line <= view.state.doc.lines && !view.hasFocus) view.dispatch({ effects: EditorView.scrollIntoView(view.state.doc.line(line).from, { y: 'nearest', yMargin: 30 }) });
    },
    /** @param {readonly Breakpoint[]} stops */
    setStops(stops) {
      given = [...stops].sort((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity));
      view.dispatch({ effects: setStops.of(given) });
    },
    /** Puts the cursor where the reader pointed, or at the end. @param {{ x: number, y: number } | null} point */
    focusAt(point) {
      const at = point ? view.posAtCoords(point, false) : view.state.doc.length;
      const gutter = view.dom.querySelector('.cm-gutters')?.getBoundingClientRect();
      if (point && gutter && point.x < gutter.right - 8) onStops({ act: 'gutter', line: view.state.doc.lineAt(at).number, go: false });
      view.dispatch({ selection: { anchor: at } });
      view.focus();
    },
    /** Types text at the cursor. @param {string} text */
    type(text) {
      view.dispatch(view.state.replaceSelection(text));
    },
    destroy() {
      view.destroy();
    },
  };
}
