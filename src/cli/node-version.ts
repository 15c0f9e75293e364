/** The oldest Node.js that has what the program uses; package.json says it to npm, which only warns. */
export const OLDEST_NODE = '22.22.2';

/** Whether a Node.js (`20.19.0`) is older than the oldest one that is supported. Number by number: a collator costs each start 5 ms. */
export function isTooOld(version: string): boolean {
  const oldest = numbersOf(OLDEST_NODE);
  const differing = numbersOf(version).findIndex((number, index) => number !== oldest[index]);
  return differing >= 0 && (numbersOf(version)[differing] ?? 0) < (oldest[differing] ?? 0);
}

function numbersOf(version: string): readonly number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10));
}
