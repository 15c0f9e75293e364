import { EVENT_ID, type Event, parseEvents, YAMLException } from 'js-yaml';
import { type Problem, problemOf } from '../core/errors.ts';
import type { DocumentLimits } from './document.ts';
import { formatErrors } from './errors.ts';
import { abbreviate, type EventStream, positionOf } from './events.ts';
import { DocumentFault } from './fault.ts';

/** YAML 1.1 line ends that YAML 1.2, and so js-yaml, does not know. Kubernetes' parser ends a line, and a comment, there. */
const OLD_LINE_ENDS = /[\u0085\u2028\u2029]/;
const ALL_OLD_LINE_ENDS = /[\u0085\u2028\u2029]/g;

/** The events of one chunk of YAML. Throws a `DocumentFault`. */
export function parseYaml(source: string, limits: DocumentLimits): EventStream {
  // One character for one, so that offsets hold.
  const text = OLD_LINE_ENDS.test(source) ? source.replace(ALL_OLD_LINE_ENDS, '\n') : source;
  try {
    const events = parseEvents(text, { maxDepth: limits.maxDepth });
    return { text, events, tagPrefixes: tagPrefixes(events[0]) };
  } catch (error) {
    if (error instanceof YAMLException) throw faultOf(error, text, limits);
    throw error;
  }
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
  if (reason.includes('tab char') || isTabToBlame(text, offset))
    return problemOf(formatErrors, 'PL_E_YAML_TAB', undefined);
  return problemOf(formatErrors, 'PL_E_YAML_SYNTAX', { reason: abbreviate(reason) });
}

/** Whether a tab stands in the indentation of the line of the fault, or of the line before it. */
function isTabToBlame(text: string, offset: number): boolean {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineBefore = lineStart === 0 ? 0 : text.lastIndexOf('\n', lineStart - 2) + 1;
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
