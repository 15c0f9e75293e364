import type { BigIntStats } from 'node:fs';

/**
 * How long a file must have been left alone before it is told by its times, in milliseconds: a file system may count in steps of two seconds,
 * and what is written within one step leaves no trace.
 */
const SETTLED = 3000;

/** What of a file changes with its content. */
export type ChangingStats = Pick<BigIntStats, 'dev' | 'ino' | 'size' | 'mtimeNs' | 'ctimeNs'> & {
  readonly isFile: () => boolean;
};

/**
 * Tells the content of a file from any other that it had or will have, as git's index does (docs/adr/0016): nobody can write to it, or put
 * another file in its place, without another time of change, which no program sets. Undefined for one that changed a moment ago, or after `now`,
 * in milliseconds since 1970.
 */
export function fileIdentity(stats: ChangingStats, now: number): string | undefined {
  const { dev, ino, size, mtimeNs, ctimeNs } = stats;
  const settled = BigInt(now - SETTLED) * 1_000_000n;
  if (!stats.isFile() || ino === 0n || ctimeNs > settled) return undefined;
  return `file ${dev} ${ino} ${size} ${mtimeNs} ${ctimeNs}`;
}
