/** The oldest Node.js that has what the program uses; package.json says it to npm, which only warns. */
export const OLDEST_NODE = '22.22.2';

/** Whether a Node.js (`20.19.0`) is older than the oldest one that is supported. */
export function isTooOld(version: string): boolean {
  return version.localeCompare(OLDEST_NODE, 'en', { numeric: true }) < 0;
}
