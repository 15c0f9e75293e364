/** A report is shown whole up to this many lines. */
const WHOLE = 24;

/** Of a longer one, the findings that end within these lines are shown. */
const BEGINNING = 20;

/** The beginning of a long report and its verdict, and how much was left out between them. */
export function excerptOf(report: string): string {
  const lines = report.trimEnd().split('\n');
  if (lines.length <= WHOLE) return `${lines.join('\n')}\n`;
  const blank = lines.lastIndexOf('', BEGINNING);
  const shown = lines.slice(0, blank === -1 ? BEGINNING : blank);
  const left = lines.length - shown.length - 1;
  return [...shown, '', `  ... ${left} more lines`, '', lines.at(-1), ''].join('\n');
}
