import { detect } from './find.ts';
import { namedValues } from './named.ts';
import { isMeasure, isPlaceholder, isReference } from './placeholder.ts';

/** A span of a text, in UTF-16 units; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Mask extends Span {
  /** Where the public prefix ends; equal to `start` where nothing may be shown. */
  readonly shownTo: number;
}

const MASK = '****';
const LONGEST_SHOWN = 4;
/** A secret of this length, unless it is a plain word, is also masked where it stands again, under no name. */
const SHORTEST_REPEATED = 8;
/** Longer ones are keys and signed tokens, which are found wherever they stand. */
const LONGEST_REPEATED = 256;
const MOST_WITH_ONE_HEAD = 4;

/**
 * Replaces every credential in `text` by `****`: the `known` spans, everything that `findCredentials` finds, and whatever
 * stands under a telling name. Of a token with a public prefix the first characters stay (`ghp_****`); nothing tells how
 * long a secret was. Lines stay lines, and their number stays. Every excerpt in every report passes through here.
 */
export function maskCredentials(text: string, known: readonly Span[] = []): string {
  const masks = merged([
    ...known.map(({ start, end }) => ({
      start: clamp(start, text),
      end: clamp(end, text),
      shownTo: clamp(start, text),
    })),
    ...detectedSpans(text),
    ...namedSpans(text),
  ]);
  return replaced(text, merged([...masks, ...repeats(text, masks)]));
}

/**
 * As `maskCredentials`, for a sentence: only what is a credential by its value. In `DB_PASSWORD holds a credential: Password`
 * what follows a telling name is prose.
 */
export function maskInSentence(text: string): string {
  return replaced(text, merged(detectedSpans(text)));
}

function detectedSpans(text: string): readonly Mask[] {
  return detect(text).map(({ start, end, detector }) => {
    return { start, end, shownTo: start + Math.min(detector.shows ?? 0, LONGEST_SHOWN) };
  });
}

function clamp(at: number, text: string): number {
  return Math.max(0, Math.min(at, text.length));
}

function namedSpans(text: string): readonly Mask[] {
  const spans: Mask[] = [];
  for (const { value, start, end } of namedValues(text)) {
    if (/^[|>][+-]?\d?$/.test(value)) spans.push({ ...blockAfter(text, start, end), shownTo: end });
    else if (!isHarmless(value)) spans.push({ start, end: endOfScalar(text, start, end), shownTo: start });
  }
  return spans;
}

/** What may be shown under a telling name, for it is no secret. */
function isHarmless(value: string): boolean {
  return isPlaceholder(value) || isReference(value) || (isMeasure(value) && value.length < 6);
}

/** A plain YAML scalar goes on to the end of its line. */
function endOfScalar(text: string, start: number, end: number): number {
  const before = text.slice(Math.max(0, start - 2), start);
  if (!/:[ \t]$/.test(before)) return end;
  const rest = /^[^\n\r"'{}]{0,4096}/.exec(text.slice(end, end + 4096))?.[0] ?? '';
  return end + rest.replace(/\s#.*$|[\s,]+$/g, '').length;
}

/** The lines of a YAML block scalar: all that follow and stand deeper than its key. */
function blockAfter(text: string, start: number, headerEnd: number): Span {
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const indentation = /^[ \t]*/.exec(text.slice(lineStart, start))?.[0].length ?? 0;
  let end = headerEnd;
  while (end < text.length) {
    const next = text.indexOf('\n', end + 1);
    const line = text.slice(end + 1, next < 0 ? text.length : next);
    if (line.trim() !== '' && (/^[ \t]*/.exec(line)?.[0].length ?? 0) <= indentation) break;
    end = next < 0 ? text.length : next;
  }
  return { start: headerEnd, end };
}

/** Where the text of a mask stands a second time. Heads of eight characters find them in one pass. */
function repeats(text: string, masks: readonly Mask[]): readonly Mask[] {
  const byHead = new Map<string, Set<string>>();
  for (const { start, end } of masks) {
    const secret = text.slice(start, end).trim();
    if (secret.length < SHORTEST_REPEATED || secret.length > LONGEST_REPEATED || /^[a-z]*$/i.test(secret)) continue;
    const head = secret.slice(0, SHORTEST_REPEATED);
    const secrets = byHead.get(head) ?? new Set();
    if (secrets.size < MOST_WITH_ONE_HEAD) secrets.add(secret);
    byHead.set(head, secrets);
  }
  if (byHead.size === 0) return [];
  const found: Mask[] = [];
  for (let at = 0; at + SHORTEST_REPEATED <= text.length; at += 1) {
    for (const secret of byHead.get(text.slice(at, at + SHORTEST_REPEATED)) ?? []) {
      if (text.startsWith(secret, at)) found.push({ start: at, end: at + secret.length, shownTo: at });
    }
  }
  return found;
}

function merged(masks: readonly Mask[]): readonly Mask[] {
  const result: Mask[] = [];
  for (const mask of masks
    .filter(({ start, end }) => end > start)
    .toSorted((a, b) => a.start - b.start || b.shownTo - a.shownTo)) {
    const last = result.at(-1);
    if (last === undefined || mask.start >= last.end) result.push(mask);
    else if (mask.end > last.end) result[result.length - 1] = { ...last, end: mask.end };
  }
  return result;
}

function replaced(text: string, masks: readonly Mask[]): string {
  let result = '';
  let done = 0;
  for (const { end, shownTo } of masks) {
    result += text.slice(done, shownTo) + maskLines(text.slice(shownTo, end));
    done = end;
  }
  return result + text.slice(done);
}

/** One mask a line, so that lines keep their number and their indentation. */
function maskLines(secret: string): string {
  return secret.replaceAll(/[^\r\n]+/g, (line) => {
    const indentation = /^[ \t]*/.exec(line)?.[0] ?? '';
    return indentation.length === line.length ? line : indentation + MASK;
  });
}
