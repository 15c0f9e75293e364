import {
  type AliasEvent,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import { problemOf } from '../core/errors.ts';
import { formatErrors } from './errors.ts';
import { DocumentFault } from './fault.ts';
import { literalText } from './literal.ts';
import { keyText, resolvePlain, resolveTagged, type Scalar } from './scalars.ts';

/** What a parser said of one document: events whose offsets count from the start of `text`. */
export interface EventStream {
  readonly text: string;
  readonly events: readonly Event[];
  /** The `%TAG` directives: prefixes by handle. */
  readonly tagPrefixes: ReadonlyMap<string, string> | undefined;
  /** Where spaces were put into the text, if any were. */
  readonly padding: Padding | undefined;
}

/** Spaces that were put at the beginning of some lines. */
export interface Padding {
  readonly width: number;
  /** Where each run of spaces begins in the padded text, ascending. */
  readonly starts: readonly number[];
}

/** The offset in the text as it was before it was padded. */
export function unpadded(padding: Padding | undefined, offset: number): number {
  if (padding === undefined) return offset;
  let removed = 0;
  for (const start of padding.starts) {
    if (start >= offset) break;
    removed += Math.min(padding.width, offset - start);
  }
  return offset - removed;
}

export type ContainerEvent = MappingEvent | SequenceEvent;
export type NodeEvent = ContainerEvent | ScalarEvent | AliasEvent;

/** The offset that js-yaml gives for "nothing is written". */
export const ABSENT = -1;

const LONE_SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;
const LONG_ESCAPE = /\\U([0-9a-fA-F]{8})/g;
const HIGHEST_CODE_POINT = 0x10ffff;

/** The text of a scalar, its quotes, escapes and folds resolved. */
export function scalarText(stream: EventStream, event: ScalarEvent): string {
  if (event.valueStart === ABSENT) return '';
  if (event.fast) return stream.text.slice(event.valueStart, event.valueEnd);
  if (event.style === SCALAR_STYLE.LITERAL_BLOCK) return literalText(stream.text, event);
  const text = getScalarValue(stream.text, event);
  return event.style === SCALAR_STYLE.DOUBLE_QUOTED ? wellFormed(stream.text, event, text) : text;
}

/** Go puts U+FFFD where an escape names half a character; YAML refuses escapes beyond Unicode, js-yaml does not. */
function wellFormed(source: string, event: ScalarEvent, text: string): string {
  const raw = source.slice(event.valueStart, event.valueEnd);
  for (const match of raw.matchAll(LONG_ESCAPE)) {
    if (Number.parseInt(match[1] ?? '', 16) <= HIGHEST_CODE_POINT) continue;
    const reason = `the escape ${match[0]} names no character`;
    throw new DocumentFault(problemOf(formatErrors, 'PL_E_YAML_SYNTAX', { reason }), event.valueStart + match.index);
  }
  return LONE_SURROGATE_ESCAPE.test(raw) ? text.toWellFormed() : text;
}

/** What a scalar means. Most scalars never come here: `value-builder.ts` knows the common ones at a glance. */
export function resolveScalar(stream: EventStream, event: ScalarEvent): Scalar {
  const text = scalarText(stream, event);
  if (event.tagStart === ABSENT) {
    return event.style === SCALAR_STYLE.PLAIN ? resolvePlain(text) : { type: 'str', value: text };
  }
  const tag = longTag(stream, event);
  const scalar = resolveTagged(tag, text);
  if (scalar !== undefined) return scalar;
  const data = { text: abbreviate(text), tag: stream.text.slice(event.tagStart, event.tagEnd) };
  throw new DocumentFault(problemOf(formatErrors, 'PL_E_YAML_TAG', data), event.tagStart);
}

/** A tag with its handle replaced by what the handle stands for. `!` alone stays. */
function longTag(stream: EventStream, event: ScalarEvent): string {
  const raw = stream.text.slice(event.tagStart, event.tagEnd);
  if (raw.startsWith('!<') && raw.endsWith('>')) return decodePercents(raw.slice(2, -1));
  const handleEnd = raw.indexOf('!', 1);
  const handle = handleEnd === -1 ? '!' : raw.slice(0, handleEnd + 1);
  const prefix = stream.tagPrefixes?.get(handle) ?? (handle === '!!' ? 'tag:yaml.org,2002:' : handle);
  return prefix + decodePercents(raw.slice(handle.length));
}

function decodePercents(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The key that a scalar makes in Kubernetes' JSON. */
export function scalarKey(stream: EventStream, event: ScalarEvent): string {
  const scalar = resolveScalar(stream, event);
  const key = keyText(scalar);
  if (key !== undefined) return key;
  const what = scalar.type === 'null' ? 'null' : `the number ${scalar.value}`;
  throw new DocumentFault(problemOf(formatErrors, 'PL_E_YAML_KEY', { what }), positionOf(event));
}

/** Whether a key merges its value into the mapping (goyaml.v2/decode.go, isMerge). */
export function isMergeKey(stream: EventStream, event: ScalarEvent): boolean {
  if (event.valueEnd - event.valueStart !== 2 || scalarText(stream, event) !== '<<') return false;
  if (event.tagStart === ABSENT) return event.style === SCALAR_STYLE.PLAIN;
  const tag = longTag(stream, event);
  return tag === '!' || tag === 'tag:yaml.org,2002:merge';
}

/** Where an event shows in the text; 0 where nothing is written for it. */
export function positionOf(event: Event): number {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return Math.max(event.valueStart, event.tagStart, event.anchorStart, 0);
    case EVENT_ID.SEQUENCE:
    case EVENT_ID.MAPPING:
      return event.start;
    case EVENT_ID.ALIAS:
      return event.anchorStart - 1;
    case EVENT_ID.DOCUMENT:
    case EVENT_ID.POP:
      return 0;
    default:
      return 0;
  }
}

export function abbreviate(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
