/**
 * Reading a run at the prompt. The engine compiles each statement alone, so its lines count from the
 * statement's own first line; each prompt it writes stands for one line of the program that it has read.
 * From the prompts we know where every statement begins, and can write the transcript as a terminal would.
 *
 * @import { NamespaceRecord, Snapshot } from './types.js'
 */

/** @typedef {{ stream: 'out' | 'err' | 'prompt', text: string }} Chunk */

/** @param {{ stream: string, text: string }} chunk */
function isPrompt({ stream, text }) {
  return stream === 'err' && (text === '>>> ' || text === '... ');
}

/** Line on which the last statement begins that was read within these chunks; 1 before the first. @param {Snapshot['stdout']} chunks */
function statementLine(chunks) {
  let read = 0, begun = 1;
  for (const chunk of chunks) {
    if (!isPrompt(chunk)) continue;
    read++;
    if (chunk.text === '>>> ') begun = read;
  }
  return begun;
}

/**
 * The snapshot with its lines counted from the program's first.
 * @param {Snapshot} snapshot
 * @param {string} source
 * @returns {Snapshot}
 */
export function fromProgramStart(snapshot, source) {
  const { stdout, line, namespaces } = snapshot;
  const current = statementLine(stdout);
  const begun = definitionLine(namespaces.findLast((space) => !space.thread), source.split('\n'), current) ?? current;
  return { ...snapshot, line: line === null ? null : begun + line - 1, previousLine: null, error: presentError(snapshot) };
}

/**
 * Where the statement begins that defines the running function; null for code of the statement itself.
 * @param {NamespaceRecord | undefined} space
 * @param {readonly string[]} lines
 * @param {number} current
 */
function definitionLine(space, lines, current) {
  const name = space && space.kind !== 'module' ? space.label.split('.')[0] ?? '' : '';
  if (!/^\w+$/.test(name)) return null;
  const defines = new RegExp(`^(?:async\\s+)?(?:def|class)\\s+${name}\\b`);
  const at = lines.slice(0, current).findLastIndex((line) => defines.test(line));
  if (at < 0) return null;
  let first = at;
  while (first > 0 && /^@/.test(lines[first - 1] ?? '')) first--;
  return first + 1;
}

/** The error of the statement that has just run, on its own line; older ones are history. @param {Snapshot} snapshot @returns {Snapshot['error']} */
function presentError({ error, stdout }) {
  if (!error) return null;
  const at = stdout.findLastIndex((chunk) => chunk.stream === 'err' && !isPrompt(chunk));
  const since = stdout.slice(at + 1);
  if (since.some((chunk) => !isPrompt(chunk)) || since.filter((chunk) => chunk.text === '>>> ').length > 1) return null;
  return { ...error, line: error.line === null ? null : statementLine(stdout.slice(0, at)) + error.line - 1 };
}

/**
 * What a terminal would show: each prompt with the line that was typed at it.
 * @param {Snapshot['stdout']} chunks
 * @param {readonly string[]} lines
 * @returns {Chunk[]}
 */
export function transcript(chunks, lines) {
  let read = 0;
  return chunks.map((chunk) => {
    if (!isPrompt(chunk)) return chunk;
    const line = lines[read++];
    return { stream: 'prompt', text: line === undefined ? chunk.text : `${chunk.text}${line}\n` };
  });
}
