import type { Finding, ImageLocation } from '../../core/finding.ts';
import type { MaskedDocument } from '../excerpt/masked-document.ts';
import { printable } from '../excerpt/printable.ts';
import { acceptanceOf } from '../shown/acceptance.ts';
import { inImage } from '../shown/place.ts';
import { remarkOf } from '../shown/remark.ts';
import { suggestionOf } from '../shown/suggestion.ts';
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
  /** The other units that have the same finding at the same line. */
  readonly alsoIn: readonly string[];
}

/** A finding as a compiler shows an error: what, where, the line with a caret, and what to write instead. */
export function findingLines(finding: Finding, context: FindingContext): readonly string[] {
  const { explain, paint } = context;
  const also = finding.also.map(({ rule }) => rule);
  return [
    ...headline(finding, context),
    ...excerpt(finding, context),
    ...(also.length === 0 ? [] : [`${INDENT}  ${paint.faint(`also: ${[...new Set(also)].join(', ')}`)}`]),
    ...sharedBy(context),
    ...accepted(finding, context),
    ...remarked(finding, context),
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

function excerpt(finding: Finding, context: FindingContext): readonly string[] {
  const { file, line, column, rendered, value, image } = finding.location;
  if (image !== undefined) return imageExcerpt(finding, image, context);
  const { paint } = context;
  const { line: shownLine, by } = rendered ?? { line, by: undefined };
  const gutter = String(shownLine);
  const blank = ' '.repeat(gutter.length);
  const drawn = by === undefined ? '' : paint.faint(` (line ${shownLine} of what ${by} renders)`);
  return [
    `${INDENT}  ${blank}${paint.faint('-->')} ${printable(file)}:${line}:${column}${drawn}`,
    ...markedLine(finding, { shownLine, gutter }, context),
    ...(value === undefined
      ? []
      : [
          `${INDENT}  ${paint.faint('value:')} ${printable(`${value.path}, ${value.file}:${value.line}:${value.column}`)}`,
        ]),
  ];
}

/** The layer, and the step that made it, where one did. */
function imageExcerpt(finding: Finding, image: ImageLocation, context: FindingContext): readonly string[] {
  const { file, line } = finding.location;
  const step = image.isStep ? markedLine(finding, { shownLine: line, gutter: '' }, context) : [];
  return [`${INDENT}  ${context.paint.faint('-->')} ${printable(inImage(file, image))}`, ...step];
}

interface MarkedLine {
  readonly shownLine: number;
  /** Its number, or nothing. */
  readonly gutter: string;
}

/** The line with carets below what is wrong in it. */
function markedLine(
  { place }: Finding,
  { shownLine, gutter }: MarkedLine,
  { document, paint, width }: FindingContext,
): readonly string[] {
  const source = printable(document.line(shownLine).replaceAll('\t', ' '));
  const shown = source.length > width - gutter.length - 7 ? `${source.slice(0, width - gutter.length - 8)}…` : source;
  const start = Math.min(place.span.start - lineStart(place), shown.length);
  const newline = place.source.text.slice(place.span.start, place.span.end).search(/\r?\n/);
  const length = newline < 0 ? place.span.end - place.span.start : newline;
  const carets = '^'.repeat(Math.max(1, Math.min(length, shown.trimEnd().length - start)));
  return [
    `${INDENT}  ${paint.faint(`${gutter} |`)} ${shown}`,
    `${INDENT}  ${paint.faint(`${' '.repeat(gutter.length)} |`)} ${' '.repeat(start)}${paint.removed(carets)}`,
  ];
}

function sharedBy({ alsoIn, paint, width }: FindingContext): readonly string[] {
  if (alsoIn.length === 0) return [];
  const [first = '', ...rest] = wrap(printable(`also in: ${alsoIn.join(', ')}`), width - 4);
  return [first, ...rest.map((line) => `  ${line}`)].map((line) => `${INDENT}  ${paint.faint(line)}`);
}

function lineStart({ source, span }: Finding['place']): number {
  return span.start === 0 ? 0 : source.text.lastIndexOf('\n', span.start - 1) + 1;
}

function accepted(finding: Finding, { paint }: FindingContext): readonly string[] {
  const { exception } = finding;
  if (exception === undefined) return [];
  if (exception.source === 'vex') return [`${INDENT}  ${paint.faint(acceptanceOf(finding)?.why ?? '')}`];
  const { source, reason } = exception;
  const by =
    source === 'policy' ? `accepted by ${exception.owner} until ${exception.expires}` : `ignored by ${ARTICLE[source]}`;
  return [`${INDENT}  ${paint.faint(printable(`${by}: ${reason}`))}`];
}

const ARTICLE = { comment: 'a comment', annotation: 'an annotation' } as const;

function remarked(finding: Finding, { width }: FindingContext): readonly string[] {
  const remark = remarkOf(finding);
  if (remark === undefined) return [];
  return wrap(printable(remark), width - 6).map((line, index) => `${INDENT}  ${index === 0 ? '= ' : '  '}${line}`);
}

const HEADINGS = { edit: undefined, rendered: 'should render to:', addition: 'add:' } as const;

function mend(finding: Finding, { document, paint, explain }: FindingContext): readonly string[] {
  const { kind, lines } = suggestionOf(finding, document);
  if (lines.length === 0 || (kind === 'addition' && !explain)) return [];
  const heading = HEADINGS[kind];
  return [
    ...(heading === undefined ? [] : [`${INDENT}  ${paint.faint(heading)}`]),
    ...lines.map((line) => `${INDENT}    ${paintHunk(printable(line), paint)}`),
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
