import type { RenderedPart } from './split.ts';

/** Functions of templates that give something else each time. Source: https://masterminds.github.io/sprig/strings.html, crypto, uuid. */
const RANDOM = /\b(?:rand(?:AlphaNum|Alpha|Numeric|Ascii|Bytes|Int)|uuidv4|shuffle)\b/;

/** Whether a template may draw lots. */
export function mayDrawLots(template: string): boolean {
  return RANDOM.test(template);
}

const NAME_LINE = /^\s*(?:- )?name: (.*)$/;
const DRAWN = /[A-Za-z0-9]+/g;

/** Shorter words are left as they are: they may stand elsewhere for something else. */
const SHORTEST = 4;

/**
 * Gives resources that a chart names by lot the same names each time, so that reports can be compared: what differs between the names
 * of two renderings becomes as many `x`, where it differs elsewhere as well. A word that is the same in both stays, or a chart that draws
 * `privileged` as a name would blot out the field.
 */
export function withStableNames(
  parts: readonly RenderedPart[],
  again: readonly RenderedPart[],
): readonly RenderedPart[] {
  const drawn = new Set(parts.flatMap((part, index) => drawnWords(part, again[index])));
  if (drawn.size === 0) return parts;
  return parts.map((part, index) => ({ ...part, text: withoutDrawn(part, again[index], drawn) }));
}

function withoutDrawn(part: RenderedPart, again: RenderedPart | undefined, drawn: ReadonlySet<string>): string {
  const others = linesLike(part, again);
  if (others === undefined) return part.text;
  return part.text
    .split('\n')
    .map((line, index) => {
      const words = others[index]?.match(DRAWN) ?? [];
      let at = -1;
      return line.replaceAll(DRAWN, (word) => {
        at += 1;
        return drawn.has(word) && words[at] !== word ? 'x'.repeat(word.length) : word;
      });
    })
    .join('\n');
}

/** The lines of the other rendering of a document; undefined where it has not as many. */
function linesLike({ template, text }: RenderedPart, again: RenderedPart | undefined): readonly string[] | undefined {
  const others = again?.text.split('\n');
  return again?.template === template && others?.length === text.split('\n').length ? others : undefined;
}

/** The words of names that differ between two renderings of one document. */
function drawnWords(part: RenderedPart, again: RenderedPart | undefined): readonly string[] {
  const others = linesLike(part, again);
  if (others === undefined) return [];
  return part.text.split('\n').flatMap((line, index) => differingWords(nameOn(line), nameOn(others[index] ?? '')));
}

function nameOn(line: string): string {
  return NAME_LINE.exec(line)?.[1] ?? '';
}

function differingWords(name: string, other: string): readonly string[] {
  if (name === other) return [];
  const others = other.match(DRAWN) ?? [];
  const words = name.match(DRAWN) ?? [];
  if (words.length !== others.length) return [];
  return words.filter((word, index) => word !== others[index] && word.length >= SHORTEST);
}
