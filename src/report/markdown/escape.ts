import { printable } from '../excerpt/printable.ts';
import { safeLine } from '../excerpt/safe-text.ts';
import { sentenceParts } from '../shown/code-span.ts';

const LONGEST_SENTENCE = 600;
const LONGEST_CODE = 160;
const LONGEST_LINE = 240;

/** Stands between a sign and a name, so that no forge takes the two for a mention, a reference, an emoji or an address. */
const BREAK = '\u200b';

/** What forges look for in text after they rendered it: there, no escape helps. */
const REFERENCES: readonly RegExp[] = [
  // @person, #1, !1, ~label, %milestone, $snippet, &epic, ^alert#1, [vulnerability:1]
  /(?<=[@#!~%$&^[])(?=\S)/g,
  // https://, :emoji:
  /(?<=:)(?=\/\/|[\w+-]{1,40}:)/g,
  /(?<=www|mailto|xmpp)(?=[.:])/gi,
  /(?<=GH-)(?=\d)/gi,
];

/** A sentence as text of Markdown, whatever is in it; what it has between backticks is code. It is one line. */
export function sentence(text: string): string {
  return sentenceParts(clip(safeLine(text), LONGEST_SENTENCE))
    .map((part) => (part.code ? code(part.text) : words(part.text)))
    .join('');
}

/** Words as text of Markdown: nothing in them is markup, a reference or an address. */
export function words(text: string): string {
  let broken = oneLine(text);
  for (const reference of REFERENCES) broken = broken.replace(reference, BREAK);
  return broken.replace(/[&<>\\`*_[\]~|#@$\u200b]/g, (character) => `&#${character.codePointAt(0) ?? 0};`);
}

/** A name or path as code, also in a table, where a `|` would end its cell. */
export function code(text: string): string {
  const shown = clip(oneLine(text), LONGEST_CODE);
  if (shown.trim() === '') return '';
  return /[`|\\]/.test(shown) ? `<code>${words(shown)}</code>` : `\`${shown}\``;
}

/** Lines as a block of code that none of them can end. */
export function fence(language: string, lines: readonly string[]): string {
  const shown = lines.map((line) => clip(printable(line), LONGEST_LINE));
  const runs = shown.flatMap((line) => line.match(/`+/g) ?? []);
  const ticks = '`'.repeat(Math.max(3, ...runs.map(({ length }) => length + 1)));
  return `${ticks}${language}\n${shown.join('\n')}\n${ticks}\n`;
}

function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ');
}

function clip(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : text;
}
