import type { Finding } from '../../core/finding.ts';
import type { MaskedDocument } from '../excerpt/masked-document.ts';
import { printable } from '../excerpt/printable.ts';
import type { Paint } from './paint.ts';
import { wrap } from './wrap.ts';

const INDENT = '  ';

/** What a finding is written with. */
export interface FindingContext {
  readonly document: MaskedDocument;
  readonly paint: Paint;
  readonly width: number;
  /** Whether this remediation was not shown yet. */
  readonly explain: boolean;
}

/** A finding as a compiler shows an error: what, where, the line with a caret, and what to write instead. */
export function findingLines(finding: Finding, context: FindingContext): readonly string[] {
  const { explain, paint } = context;
  const also = finding.also.map(({ rule }) => rule);
  return [
    ...headline(finding, context),
    ...excerpt(finding, context),
    ...(also.length === 0 ? [] : [`${INDENT}  ${paint.faint(`also: ${[...new Set(also)].join(', ')}`)}`]),
    ...accepted(finding, context),
    ...(finding.exception === undefined ? mend(finding, context) : []),
    ...(explain ? remediation(finding, context) : []),
    '',
  ];
}

function headline(
  { action, severity, status, rule, message }: Finding,
  { paint, width }: FindingContext,
): readonly string[] {
  const label = status === 'unknown' ? `undecided (${action})` : action;
  const [first = '', ...rest] = wrap(printable(message), width - 4);
  return [
    `${INDENT}${paint.action(action, label)} ${severity} ${paint.faint(rule)}`,
    `${INDENT}  ${paint.bold(first)}`,
    ...rest.map((line) => `${INDENT}  ${paint.bold(line)}`),
  ];
}

function excerpt({ location, place }: Finding, { document, paint, width }: FindingContext): readonly string[] {
  const { file, line, column } = location;
  const gutter = String(line);
  const blank = ' '.repeat(gutter.length);
  const source = printable(document.line(line).replaceAll('\t', ' '));
  const shown = source.length > width - gutter.length - 7 ? `${source.slice(0, width - gutter.length - 8)}…` : source;
  const start = Math.min(column - 1, shown.length);
  const newline = place.source.text.slice(place.span.start, place.span.end).search(/\r?\n/);
  const length = newline < 0 ? place.span.end - place.span.start : newline;
  const carets = '^'.repeat(Math.max(1, Math.min(length, shown.trimEnd().length - start)));
  return [
    `${INDENT}  ${blank}${paint.faint('-->')} ${printable(file)}:${line}:${column}`,
    `${INDENT}  ${paint.faint(`${gutter} |`)} ${shown}`,
    `${INDENT}  ${paint.faint(`${blank} |`)} ${' '.repeat(start)}${paint.removed(carets)}`,
  ];
}

function accepted({ exception }: Finding, { paint }: FindingContext): readonly string[] {
  if (exception === undefined) return [];
  const { owner, reason, expires } = exception;
  return [`${INDENT}  ${paint.faint(printable(`accepted by ${owner} until ${expires}: ${reason}`))}`];
}

function mend({ fix, addition }: Finding, { document, paint, explain }: FindingContext): readonly string[] {
  if (fix.length > 0) return document.hunks(fix).map((line) => `${INDENT}    ${paintHunk(printable(line), paint)}`);
  if (addition === '' || !explain) return [];
  return [
    `${INDENT}  ${paint.faint('add:')}`,
    ...addition
      .trimEnd()
      .split('\n')
      .map((line) => `${INDENT}    ${paint.added(`+${printable(line)}`)}`),
  ];
}

function paintHunk(line: string, paint: Paint): string {
  if (line.startsWith('@@')) return paint.faint(line);
  if (line.startsWith('+')) return paint.added(line);
  return line.startsWith('-') ? paint.removed(line) : line;
}

function remediation({ remediation: text }: Finding, { width }: FindingContext): readonly string[] {
  return wrap(printable(text), width - 6).map((line, index) => `${INDENT}  ${index === 0 ? '= ' : '  '}${line}`);
}
