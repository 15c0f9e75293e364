import { versionOrders } from '../versions/compare.ts';
import type { Affected } from './advisory.ts';
import { affects } from './affects.ts';
import { VersionLine } from './version-line.ts';

/** What Go makes of a commit where a module has no release that is a version of Go: `v0.0.0-20240101120000-abcdef123456`. */
const OF_COMMIT = /^v?0\.0\.0-/;

/**
 * Why a flaw may not be in a module of Go that an advisory says it is in, as a sentence; empty where nothing speaks against it. The releases of
 * some modules are no versions of Go. Advisories that nobody at Go has looked through say that all versions of these are affected, and tell
 * the affected releases beside, by which the installed version may be another.
 * Source: https://go.dev/doc/security/vuln/database#schema.
 */
export function doubtOfReleases(entries: readonly Affected[], version: string): string {
  const custom = entries.flatMap((entry) => (entry.custom === undefined ? [] : [{ ...entry, ranges: entry.custom }]));
  if (custom.length === 0 || custom.length < entries.length) return '';
  const told = 'The advisory, which nobody at Go has looked through, says that all versions are affected';
  if (OF_COMMIT.test(version)) return `${told}, and names releases that a commit has no place among.`;
  const answer = affects(custom, new VersionLine(versionOrders.go, version));
  if (answer.state === 'resolved') return `${told}; by the releases that it names, it was mended in ${answer.fixed}.`;
  return answer.state === 'unaffected' ? `${told}; by the releases that it names, ${version} is not.` : '';
}
