/** Names by which databases know each other's flaws. */
const SHARED = /^(?:CVE|GHSA)-/;

/** Whether a flaw of this name may be among those whose severities are kept. */
export function isSharedName(name: string): boolean {
  return SHARED.test(name);
}
