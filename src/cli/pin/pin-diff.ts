import type { Span } from '../../core/source.ts';
import { maskCredentials } from '../../credentials/mask.ts';
import type { PinnedFile } from '../../gate/pin/pinned-image.ts';
import { unifiedHunks } from '../../manifests/edit/hunks.ts';
import { type Splice, spliceText } from '../../manifests/edit/splice.ts';
import { printable } from '../../report/excerpt/printable.ts';

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,\d+)? @@/;

/** What is to be changed in a file, as a unified diff that `git apply` takes. Credentials beside the images are masked in it. */
export function pinDiff({ path, before, splices, ...file }: PinnedFile): string {
  const [from, to] = path.startsWith('/') || path === '-' ? [path, path] : [`a/${path}`, `b/${path}`];
  const concealed = file.concealed.toSorted((one, other) => one.start - other.start);
  const old = linesOf(maskCredentials(before, concealed));
  const after = linesOf(maskCredentials(spliceText(before, splices), moved(concealed, splices)));
  const hunks = unifiedHunks(before, splices).map((hunk) => maskedHunk(hunk, old, after));
  return printable(`--- ${from}\n+++ ${to}\n${hunks.join('')}`);
}

function linesOf(text: string): readonly string[] {
  return text.split('\n');
}

/** Where stretches of the text stand after splices that lie outside of them, both in their order. */
function moved(spans: readonly Span[], splices: readonly Splice[]): readonly Span[] {
  let next = 0;
  let by = 0;
  return spans.map(({ start, end }) => {
    for (let splice = splices[next]; splice !== undefined && splice.end <= start; splice = splices[next]) {
      by += splice.text.length - (splice.end - splice.start);
      next += 1;
    }
    return { start: start + by, end: end + by };
  });
}

/** A hunk whose lines are those of the masked texts before and after. */
function maskedHunk(hunk: string, before: readonly string[], after: readonly string[]): string {
  const [header = '', ...lines] = hunk.split('\n');
  const [, from = '1', count = '1', to = '1'] = HUNK.exec(header) ?? [];
  let oldLine = Number(from) - (count === '0' ? 0 : 1);
  let newLine = Number(to) - 1;
  const shown = lines.map((line) => {
    const mark = line.charAt(0);
    if (mark !== ' ' && mark !== '-' && mark !== '+') return line;
    const text = (mark === '+' ? after[newLine] : before[oldLine]) ?? '';
    if (mark !== '+') oldLine += 1;
    if (mark !== '-') newLine += 1;
    return `${mark}${text}`;
  });
  return [header, ...shown].join('\n');
}
