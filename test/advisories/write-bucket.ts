import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeZip } from '../formats/write-zip.ts';

/**
 * Writes archives as the public bucket has them: `<directory>/<ecosystem>/all.zip`, with records by the part of their ecosystem before the
 * release. Beside them lies which flaws are known to be exploited: without that no image with flaws passes.
 */
export function writeBucket(
  directory: string,
  archives: Readonly<Record<string, readonly OsvRecord[]>>,
  exploited: readonly string[] | 'untold' = [],
): void {
  mkdirSync(directory, { recursive: true });
  if (exploited !== 'untold') writeExploited(directory, exploited);
  for (const [source, records] of Object.entries(archives)) {
    mkdirSync(join(directory, source), { recursive: true });
    const entries = records.map((record) => ({
      name: `${record.id}.json`,
      body: Buffer.from(JSON.stringify({ modified: '2023-11-01T00:00:00Z', ...record })),
    }));
    writeFileSync(join(directory, source, 'all.zip'), writeZip(entries));
  }
}

function writeExploited(directory: string, exploited: readonly string[]): void {
  const vulnerabilities = exploited.map((cveID) => ({ cveID, dateAdded: '2023-11-03' }));
  const kev = { catalogVersion: '2023.11.13', dateReleased: '2023-11-13T10:00:00.000Z', vulnerabilities };
  writeFileSync(join(directory, 'known_exploited_vulnerabilities.json'), JSON.stringify(kev));
}

/** An OSV record. */
export interface OsvRecord {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** A record of a flaw in one package, from its beginning to the version that mends it. */
export function flaw(
  id: string,
  [ecosystem, name, fixed]: readonly [ecosystem: string, name: string, fixed?: string],
  more: Readonly<Record<string, unknown>> = {},
): OsvRecord {
  const events = [{ introduced: '0' }, ...(fixed === undefined ? [] : [{ fixed }])];
  return { id, affected: [{ package: { ecosystem, name }, ranges: [{ type: 'ECOSYSTEM', events }] }], ...more };
}
