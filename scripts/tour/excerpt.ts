/** A report is shown whole up to this many lines. */
const WHOLE = 32;

/** Of a longer one, the findings that end within these lines are shown. */
const BEGINNING = 26;

/** The beginning of a long report and its end behind the last empty line, which has the verdict, and how much was left out between them. */
export function excerptOf(report: string): string {
  const lines = report.trimEnd().split('\n');
  if (lines.length <= WHOLE) return `${lines.join('\n')}\n`;
  const end = lines.slice(Math.max(lines.lastIndexOf('') + 1, lines.length - (WHOLE - BEGINNING) * 2));
  const blank = lines.lastIndexOf('', BEGINNING);
  const shown = lines.slice(0, blank === -1 ? BEGINNING : blank);
  const left = lines.length - shown.length - end.length;
  return [...shown, '', `  ... ${left} more lines`, '', ...end, ''].join('\n');
}
