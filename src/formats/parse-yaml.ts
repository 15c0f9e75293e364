import { EVENT_ID, type Event, parseEvents, YAMLException } from 'js-yaml';
import { type Problem, problemOf } from '../core/errors.ts';
import type { DocumentLimits } from './document.ts';
import { formatErrors } from './errors.ts';
import { abbreviate, type EventStream, type Padding, positionOf, unpadded } from './events.ts';
import { DocumentFault } from './fault.ts';

/**
 * YAML 1.1 line ends that YAML 1.2, and so js-yaml, does not know. Kubernetes' parser ends a line, and a comment, there. It makes `\n` of
 * the first; the other two it keeps in the text of scalars.
 */
const NEXT_LINE = '\u0085';
const LINE_SEPARATOR = '\u2028';
const PARAGRAPH_SEPARATOR = '\u2029';
const ALL_SEPARATORS = /[\u2028\u2029]/g;

/** The events of one chunk of YAML. Throws a `DocumentFault`. */
export function parseYaml(source: string, limits: DocumentLimits): EventStream {
  const text = source.includes(NEXT_LINE) ? source.replaceAll(NEXT_LINE, '\n') : source;
  try {
    return streamOf(text, undefined, limits);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    if (error.reason === OUTDENTED) return parsePadded(text, error, limits);
    throw faultOf(error, text, limits);
  }
}

function streamOf(text: string, padding: Padding | undefined, limits: DocumentLimits): EventStream {
  // One character for one, so that offsets hold.
  const hasSeparators = text.includes(LINE_SEPARATOR) || text.includes(PARAGRAPH_SEPARATOR);
  const structure = hasSeparators ? text.replace(ALL_SEPARATORS, '\n') : text;
  const events = parseEvents(structure, { maxDepth: limits.maxDepth });
  return { text, events, tagPrefixes: tagPrefixes(events[0]), padding };
}

/** js-yaml's word for a line of a flow collection or a quoted scalar that is not indented more than what it belongs to. */
const OUTDENTED = 'deficient indentation';
/** Every outdented line costs one more parse: so many lines, and so many characters in all, are worth it. */
const MOST_OUTDENTED_LINES = 200;
const MOST_PARSED_AGAIN = 16 * 1024 * 1024;

/**
 * YAML 1.2 wants every line of a flow collection indented; Kubernetes' parser does not, and people write the closing bracket below the
 * key. Leading spaces mean nothing there, so such lines are padded until the parser is content.
 */
function parsePadded(original: string, first: YAMLException, limits: DocumentLimits): EventStream {
  const width = widestIndentation(original) + 1;
  const starts: number[] = [];
  let text = original;
  let error = first;
  for (let work = text.length; error.reason === OUTDENTED && work < MOST_PARSED_AGAIN; work += text.length) {
    const offset = error.mark?.position ?? 0;
    const lineStart = startOfLine(text, offset);
    if (lineStart <= (starts.at(-1) ?? 0) || starts.length === MOST_OUTDENTED_LINES) break;
    // Else the line began before the flow collection did, and js-yaml means a tab in its midst.
    if (text.slice(lineStart, offset).trim() !== '') break;
    starts.push(lineStart);
    text = `${text.slice(0, lineStart)}${' '.repeat(width)}${text.slice(lineStart)}`;
    try {
      return streamOf(text, { width, starts }, limits);
    } catch (again) {
      if (!(again instanceof YAMLException)) throw again;
      error = again;
    }
  }
  const fault = faultOf(error, text, limits);
  throw new DocumentFault(fault.problem, unpadded({ width, starts }, fault.offset));
}

function startOfLine(text: string, offset: number): number {
  if (offset === 0) return 0;
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function widestIndentation(text: string): number {
  let widest = 0;
  for (const line of text.matchAll(/^ +/gm)) widest = Math.max(widest, line[0].length);
  return widest;
}

function tagPrefixes(event: Event | undefined): ReadonlyMap<string, string> | undefined {
  if (event?.type !== EVENT_ID.DOCUMENT || event.directives.length === 0) return undefined;
  const prefixes = new Map<string, string>();
  for (const directive of event.directives)
    if (directive.kind === 'tag') prefixes.set(directive.handle, directive.prefix);
  return prefixes;
}

function faultOf(error: YAMLException, text: string, limits: DocumentLimits): DocumentFault {
  const offset = Math.min(error.mark?.position ?? 0, text.length);
  return new DocumentFault(syntaxProblem(error.reason, text, offset, limits), offset);
}

function syntaxProblem(reason: string, text: string, offset: number, limits: DocumentLimits): Problem {
  if (reason.includes('maxDepth')) return problemOf(formatErrors, 'PL_E_DOCUMENT_DEPTH', { limit: limits.maxDepth });
  if (reason.includes('tab char') || isTabToBlame(reason, text, offset))
    return problemOf(formatErrors, 'PL_E_YAML_TAB', undefined);
  return problemOf(formatErrors, 'PL_E_YAML_SYNTAX', { reason: abbreviate(reason) });
}

/** Whether a tab stands in the indentation of the line of the fault, or of the line before it. */
function isTabToBlame(reason: string, text: string, offset: number): boolean {
  const lineStart = startOfLine(text, offset);
  if (reason === OUTDENTED) return text.slice(lineStart, offset).includes('\t');
  const lineBefore = lineStart === 0 ? 0 : startOfLine(text, lineStart - 1);
  return /^ *\t/.test(text.slice(lineStart, offset + 1)) || /^ *\t/.test(text.slice(lineBefore, lineStart));
}

/** Where what belongs to no document that Kubernetes reads begins: after `...`, or after a line end of another kind. */
export function textAfterEnd(stream: EventStream, after: number): number | undefined {
  // The event that ends the document comes first.
  if (after + 1 >= stream.events.length) return undefined;
  for (const event of stream.events.slice(after + 1)) {
    if (event.type !== EVENT_ID.DOCUMENT && event.type !== EVENT_ID.POP) return positionOf(event);
  }
  return stream.text.length;
}
