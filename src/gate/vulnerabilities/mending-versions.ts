import { laterVersion } from '../../advisories/match.ts';
import type { VulnerablePackage } from './find-vulnerabilities.ts';

/** The versions that mend all flaws of a package which have a fix, so that one update is told and not one for each flaw. */
export class MendingVersions {
  readonly #versions = new Map<string, string>();

  constructor(rows: readonly VulnerablePackage[]) {
    for (const row of rows) {
      const { fixed, evidence } = row.vulnerability;
      const ecosystem = evidence[0]?.question.ecosystem;
      if (fixed === undefined || ecosystem === undefined) continue;
      const key = packageKey(row);
      const known = this.#versions.get(key);
      this.#versions.set(key, known === undefined ? fixed : laterVersion(known, fixed, ecosystem));
    }
  }

  /** Of the package that a flaw is in; undefined where the flaw has no fix. */
  of(row: VulnerablePackage): string | undefined {
    return row.vulnerability.fixed === undefined ? undefined : this.#versions.get(packageKey(row));
  }
}

function packageKey({ version, groups: [{ name, lowest, owner }] }: VulnerablePackage): string {
  return JSON.stringify([lowest.package.type, name, version, owner?.name ?? '']);
}
