import { linesIn } from '../lines.ts';

/** The sections of a file of pacman's local database: `%NAME%` on a line, then values, a line each, to an empty one. */
export function sectionsOf(text: string): ReadonlyMap<string, readonly string[]> {
  const sections = new Map<string, string[]>();
  let values: string[] | undefined;
  for (const [, written] of linesIn(text)) {
    const line = written.trimEnd();
    const name = values === undefined ? /^%([A-Z0-9]+)%$/.exec(line)?.[1] : undefined;
    if (name !== undefined) {
      values = [];
      sections.set(name, values);
    } else if (line === '') values = undefined;
    else values?.push(line);
  }
  return sections;
}
