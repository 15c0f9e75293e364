import type { MaskedDocument } from '../excerpt/masked-document.ts';
import { html, type Markup, nothing } from './markup.ts';

const CONTEXT_LINES = 1;

/** The longest line of source that is shown: a picture in a ConfigMap tells nobody anything. */
const LONGEST_LINE = 240;

/** A line of the source among its neighbours, marked by a sign and a colour. */
export function excerpt(document: MaskedDocument, line: number): Markup {
  const numbers = Array.from({ length: 2 * CONTEXT_LINES + 1 }, (_, index) => line - CONTEXT_LINES + index);
  const shown = numbers
    .map((number) => ({ number, text: document.line(number) }))
    .filter(({ number, text }) => number === line || text.trim() !== '');
  const width = String(line + CONTEXT_LINES).length;
  const rows = shown.map(({ number, text }, index) => {
    const gutter = `${number === line ? '>' : ' '} ${String(number).padStart(width)} | `;
    const end = index + 1 === shown.length ? '' : '\n';
    return number === line
      ? html`${gutter}${text.slice(0, indentOf(text))}<mark>${clip(text.slice(indentOf(text)))}</mark>${end}`
      : html`<span class="faint">${gutter}</span>${clip(text)}${end}`;
  });
  return html`<pre>${rows}</pre>`;
}

/** The lines of a unified diff; neighbours that are added or removed share an element. */
export function diff(lines: readonly string[]): Markup {
  if (lines.length === 0) return nothing;
  const runs: { readonly sign: string; lines: string }[] = [];
  for (const line of lines) {
    const last = runs.at(-1);
    const sign = line.startsWith('@@') ? '@' : line.charAt(0);
    if (last?.sign === sign) last.lines += `\n${clip(line)}`;
    else runs.push({ sign, lines: clip(line) });
  }
  return html`<pre class="diff">${runs.map((run, index) => html`${diffRun(run)}${index + 1 === runs.length ? '' : '\n'}`)}</pre>`;
}

function diffRun({ sign, lines }: { readonly sign: string; readonly lines: string }): Markup {
  if (sign === '@') return html`<span class="faint">${lines}</span>`;
  if (sign === '+') return html`<ins>${lines}</ins>`;
  return sign === '-' ? html`<del>${lines}</del>` : html`${lines}`;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function clip(text: string): string {
  return text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text;
}
