import type { Coordinates } from './coordinates.ts';

/** Reads what Maven writes beside a library that it builds; undefined where it does not name one. */
export function readPomProperties(text: string): Coordinates | undefined {
  const values = new Map<string, string>();
  for (const line of text.split(/\r\n|\n|\r/)) {
    const [, key, value] = /^\s*([A-Za-z]+)\s*[=:](.*)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) values.set(key, value.trim());
  }
  const [group, artifact, version] = [values.get('groupId'), values.get('artifactId'), values.get('version')];
  if (group === undefined || artifact === undefined || version === undefined) return undefined;
  return [group, artifact, version].every(isPlain) ? { group, artifact, version } : undefined;
}

/** Whether a value is written out: it is not empty, and no property of the build stands in it. */
export function isPlain(value: string): boolean {
  return value !== '' && !value.includes('${') && !value.includes('@');
}
