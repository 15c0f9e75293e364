import type { PackageType } from './package.ts';

const TYPES: ReadonlySet<PackageType> = new Set(['alpm', 'apk', 'deb', 'opkg', 'rpm']);

/**
 * Whether an operating system is made of packages of a type. They own files, and what lies in those; one database holds all of them, so that
 * a name means each that has or provides it; and their namespace is that of the distribution, which is no part of a name.
 */
export function isOfOperatingSystem(type: PackageType): boolean {
  return TYPES.has(type);
}

const JUDGED: ReadonlySet<string> = new Set<PackageType>(['apk', 'deb', 'rpm']);

/** Whether distributions publish advisories of packages of a type, most of them by the source that they were built from. */
export function isJudgedByDistribution(type: string): boolean {
  return JUDGED.has(type);
}
