/** Names by which databases know each other's flaws. */
const SHARED = /^(?:CVE|GHSA)-/;

/** Whether a flaw of this name may be among those whose severities are kept. */
export function isSharedName(name: string): boolean {
  return SHARED.test(name);
}

/** How many characters of a name the flaws of a group have in common: those of a CVE name its year, and one more than the beginning is enough for others. */
const COMMON = { CVE: 'CVE-2024'.length, other: 'GHSA-2'.length } as const;

/** The group in which a flaw is kept, and its name there: both together are the name. */
export interface SharedNamePlace {
  readonly group: string;
  readonly rest: string;
}

/** Where a flaw is kept. So a few hundred names are read at once, and each but once. */
export function placeOfSharedName(name: string): SharedNamePlace {
  const length = name.startsWith('CVE-') ? COMMON.CVE : COMMON.other;
  return { group: name.slice(0, length), rest: name.slice(length) };
}
