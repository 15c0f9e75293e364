/** What may follow a release: what a vendor added, or the experiments that were on. */
const RELEASE = /^go(\d+)\.(\d+)(?:\.(\d+))?(?:(beta|rc)(\d+))?(?:[-+ ].*)?$/;

/**
 * The version of the standard library, as advisories write it: `1.22.3` of `go1.22.3 (Red Hat 1.22.3-1.el9)`, `1.22.0-rc.1` of `go1.22rc1`.
 * Empty for a compiler that was never released.
 */
export function standardLibraryVersion(goVersion: string): string {
  const [, major, minor, patch = '0', stage, number] = RELEASE.exec(goVersion) ?? [];
  if (major === undefined || minor === undefined) return '';
  return `${major}.${minor}.${patch}${stage === undefined ? '' : `-${stage}.${number}`}`;
}
