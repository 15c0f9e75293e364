import type { Credential } from './credential.ts';
import { withoutOverlaps } from './credential.ts';
import { findCredentials } from './find.ts';
import { judgeNamedValue } from './judgement.ts';
import { kindOfName } from './telling-name.ts';

/** A value that stands under a telling name somewhere in a text. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
  /** Whether more words follow: then it is the beginning of a sentence and no value. */
  readonly isProse: boolean;
}

const TELLING = /pass|pwd|passcode|secret|token|jwt|key|cred|dsn|conn|dockerc|\bpat\b|\bpw\b/gi;
const NAME_CHARACTER = /[\w.-]/;
const LONGEST_NAME = 96;
const GAP = String.raw`[ \t]{0,16}`;

const SEPARATORS: readonly RegExp[] = [
  new RegExp(String.raw`\\?["']?${GAP}(?:=>|:=|\?=|==?|:)${GAP}`, 'y'), // name=value, name: value, "name": value
  /\\?["']\s{0,64},\s{0,200}\\?["']?value\\?["']?\s{0,4}:\s{0,4}/y, // {"name":"X","value":"v"}
  /["']?[ \t]{0,16}(?:,|\r?\n)[ \t]{0,200}(?:#[ \t]{0,16})?value[ \t]{0,4}:[ \t]{0,16}/y, // - name: X, then value: v
];
const FLAG_SEPARATOR = /(?:["'][ \t]{0,4},\s{0,200}|\s{0,2}\n[ \t]{0,200}-[ \t]{1,4}|[ \t]{1,4})/y;
const ELEMENT_SEPARATOR = />/y;
const INSTRUCTION_SEPARATOR = /[ \t]{1,4}/y;

const DOUBLE_QUOTED = /\\?"(?<value>(?:[^"\\\n]|\\[^"\n]){0,4096})/dy;
const SINGLE_QUOTED = /'(?<value>[^'\n]{0,4096})/dy;
const BLOCK = /(?<value>[|>][+-]?\d?)(?=[ \t]{0,16}\r?\n)/dy;
const BARE = /(?<value>(?![[\]{()])(?:[^\s"'`<>,;&|\\]|\\(?![nrt"'])){1,4096})/dy;

/**
 * Finds what `findCredentials` finds and the values under telling names: `name=value`, `name: value`, `--name value`,
 * `<name>value</name>`, `ENV name value`, and Kubernetes' `name: X` beside `value: v`. For configuration and command lines,
 * where a value under a name is a literal; in source code it would be an expression.
 */
export function findNamedCredentials(text: string): readonly Credential[] {
  const found = [...findCredentials(text)];
  for (const { name, value, start, end, isProse } of namedValues(text)) {
    if (isProse) continue;
    const judgement = judgeNamedValue(name, value);
    if (judgement !== undefined) found.push({ ...judgement, start, end });
  }
  return withoutOverlaps(found);
}

/** The values under telling names in `text`, whatever they are. */
export function* namedValues(text: string): Generator<NamedValue> {
  let after = 0;
  for (const { index } of text.matchAll(TELLING)) {
    if (index < after) continue;
    const [start, end] = nameAround(text, index);
    after = end;
    const name = text.slice(start, end).replace(/^-+|[.-]+$/g, '');
    if (text.charAt(start - 1) === ':' || kindOfName(name) === undefined) continue; // a:secret:b is part of an ARN
    const span = valueAfter(text, start, end) ?? valueBefore(text, start);
    if (span === undefined) continue;
    const [from, to] = span;
    const value = text.slice(from, to);
    if (!/^[{[]/.test(value)) after = Math.max(end, to);
    yield { name, value, start: from, end: to, isProse: isFollowedByWords(text, to) };
  }
}

function nameAround(text: string, at: number): readonly [start: number, end: number] {
  let start = at;
  let end = at;
  while (start > 0 && at - start < LONGEST_NAME && NAME_CHARACTER.test(text.charAt(start - 1))) start -= 1;
  while (end < text.length && end - at < LONGEST_NAME && NAME_CHARACTER.test(text.charAt(end))) end += 1;
  return [start, end];
}

function separatorsFor(text: string, start: number): readonly RegExp[] {
  if (text.startsWith('--', start)) return [...SEPARATORS, FLAG_SEPARATOR];
  if (text.charAt(start - 1) === '<') return [ELEMENT_SEPARATOR];
  if (
    /(?:^|\n)[ \t]{0,8}(?:ENV|ARG|machine .{0,200} login \S{1,128}) $/.test(text.slice(Math.max(0, start - 400), start))
  ) {
    return [...SEPARATORS, INSTRUCTION_SEPARATOR];
  }
  return SEPARATORS;
}

function valueAfter(text: string, start: number, end: number): readonly [number, number] | undefined {
  for (const separator of separatorsFor(text, start)) {
    separator.lastIndex = end;
    const match = separator.exec(text);
    if (match !== null && isNamePosition(separator, text, start))
      return valueAt(text, end + match[0].length, text.startsWith('--', start));
  }
  return undefined;
}

/** `name: X` beside `value:` counts only where X is the value of `name`. */
function isNamePosition(separator: RegExp, text: string, start: number): boolean {
  if (!separator.source.includes('value')) return true;
  return /name\\?["']?\s{0,4}:\s{0,16}\\?["']?$/.test(text.slice(Math.max(0, start - 48), start));
}

function valueAt(text: string, at: number, isFlag: boolean): readonly [number, number] | undefined {
  for (const pattern of [DOUBLE_QUOTED, SINGLE_QUOTED, BLOCK, BARE]) {
    pattern.lastIndex = at;
    const span = pattern.exec(text)?.indices?.groups?.['value'];
    if (span === undefined) continue;
    const isOtherFlag =
      isFlag && (text.charAt(span[0]) === '-' || /^\\?["']?\s{0,8}:/.test(text.slice(span[1], span[1] + 12)));
    if (span[0] === span[1] || isOtherFlag) return undefined;
    if (pattern !== BARE) return span;
    return withoutClosing(text, span);
  }
  return undefined;
}

/** In `{name: X, value: v}` the brace closes the mapping; in `${X}` it belongs to the value. */
function withoutClosing(text: string, [start, end]: readonly [number, number]): readonly [number, number] {
  const value = text.slice(start, end);
  return [start, value.includes('{') ? end : start + value.replace(/\}{1,8}$/, '').length];
}

/** A bare value that is followed by more words on its line is a sentence: `password: The password to use`. */
function isFollowedByWords(text: string, end: number): boolean {
  return (
    /^[ \t]{1,4}[A-Za-z]{1,40}[ ,.\n]/.test(text.slice(end, end + 48)) &&
    /^[^#=]*(?:\n|$)/.test(text.slice(end, end + 200))
  );
}

const VALUE_LINE_BEFORE =
  /(?:^|\n)[ \t]{0,200}(?:-[ \t]{1,4})?["']?value["']?[ \t]{0,4}:[ \t]{0,16}(?<value>[^\n]{1,4096}?),?\r?\n[ \t]{0,200}["']?name["']?[ \t]{0,4}:[ \t]{0,16}["']?$/d;

/** `value: v` on the line before `name: X`. */
function valueBefore(text: string, start: number): readonly [number, number] | undefined {
  const indented = text.slice(Math.max(0, start - 256), start);
  const nameLine = start - indented.length + indented.lastIndexOf('\n');
  if (!/\n[ \t"'#]*name["']?[ \t]*:[ \t]*["']?$/.test(indented)) return undefined;
  const earlier = text.slice(Math.max(0, nameLine - 4600), nameLine);
  const from = nameLine - earlier.length + Math.max(earlier.lastIndexOf('\n'), 0);
  const span = VALUE_LINE_BEFORE.exec(text.slice(from, start))?.indices?.groups?.['value'];
  if (span === undefined) return undefined;
  const quoted = /^["']/.test(text.slice(from + span[0], from + span[1])) ? 1 : 0;
  return [from + span[0] + quoted, from + span[1] - quoted];
}
