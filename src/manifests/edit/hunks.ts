import { LineIndex } from '../../formats/lines.ts';
import { lineEndOf, lineStartOf } from './places.ts';
import { type Splice, spliceText } from './splice.ts';

/** Lines of a text, by index from 0, that are replaced. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/**
 * The hunks of a unified diff (`@@ -12,6 +12,8 @@`, as `diff -u` and `patch` know it) for splices of a text, each a text that ends with a
 * line end. The file's two header lines are the caller's.
 */
export function unifiedHunks(before: string, splices: readonly Splice[], context = 3): string[] {
  const lines = linesOf(before);
  const changes = lineChanges(before, splices);
  const hunks: string[] = [];
  let shift = 0;
  for (let first = 0; first < changes.length; ) {
    let last = first;
    while (last + 1 < changes.length && startOf(changes[last + 1]) - endOf(changes[last]) <= 2 * context) last += 1;
    const hunk = writeHunk(lines, changes.slice(first, last + 1), { context, shift });
    hunks.push(hunk.text);
    shift += hunk.growth;
    first = last + 1;
  }
  return hunks;
}

function startOf(change: Change | undefined): number {
  return change?.start ?? 0;
}

function endOf(change: Change | undefined): number {
  return change?.end ?? 0;
}

/** The lines of a text with their ends; the last may have none. */
function linesOf(text: string): string[] {
  const lines = text.split(/(?<=\n)/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

/** Widens splices to whole lines; splices that then share a line become one change. */
function lineChanges(before: string, splices: readonly Splice[]): Change[] {
  const changes: Change[] = [];
  const index = new LineIndex(before);
  let group: Splice[] = [];
  const close = (): void => {
    const [first] = group;
    if (first !== undefined) changes.push(...lineChange(before, index.positionAt(first.start).line - 1, group));
    group = [];
  };
  for (const splice of splices) {
    const last = group.at(-1);
    if (last !== undefined && lineStartOf(before, splice.start) > lineEndOf(before, last.end)) close();
    group.push(splice);
  }
  close();
  return changes;
}

/** What splices that share lines change, of which the first begins at a line, counted from 0. */
function lineChange(before: string, line: number, splices: readonly Splice[]): Change[] {
  const start = lineStartOf(before, splices[0]?.start ?? 0);
  const newline = before.indexOf('\n', splices.at(-1)?.end ?? 0);
  const end = newline === -1 ? before.length : newline + 1;
  const moved = splices.map((splice) => ({ ...splice, start: splice.start - start, end: splice.end - start }));
  const old = linesOf(before.slice(start, end));
  const lines = linesOf(spliceText(before.slice(start, end), moved));
  const shorter = Math.min(old.length, lines.length);
  let head = 0;
  while (head < shorter && old[head] === lines[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === lines.at(-1 - tail)) tail += 1;
  const change = { start: line + head, end: line + old.length - tail, lines: lines.slice(head, lines.length - tail) };
  return change.start === change.end && change.lines.length === 0 ? [] : [change];
}

interface Frame {
  readonly context: number;
  /** By how many lines the text has grown before the hunk. */
  readonly shift: number;
}

function writeHunk(
  lines: readonly string[],
  changes: readonly Change[],
  { context, shift }: Frame,
): { text: string; growth: number } {
  const start = Math.max(0, startOf(changes[0]) - context);
  const end = Math.min(lines.length, endOf(changes.at(-1)) + context);
  let at = start;
  let body = '';
  let growth = 0;
  for (const change of changes) {
    body += marked(' ', lines.slice(at, change.start));
    body += marked('-', lines.slice(change.start, change.end)) + marked('+', change.lines);
    growth += change.lines.length - (change.end - change.start);
    at = change.end;
  }
  body += marked(' ', lines.slice(at, end));
  const header = `@@ -${rangeOf(start, end - start)} +${rangeOf(start + shift, end - start + growth)} @@\n`;
  return { text: header + body, growth };
}

function marked(mark: string, lines: readonly string[]): string {
  return lines.map((line) => `${mark}${line}${line.endsWith('\n') ? '' : '\n\\ No newline at end of file\n'}`).join('');
}

/** `line,count`; of no lines, the line before them. */
function rangeOf(start: number, count: number): string {
  if (count === 1) return String(start + 1);
  return `${count === 0 ? start : start + 1},${count}`;
}
