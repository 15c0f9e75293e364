import type { PackageType } from '../core/package.ts';

const TYPES: ReadonlySet<PackageType> = new Set(['alpm', 'apk', 'deb', 'opkg', 'rpm']);

/** Whether an operating system is made of packages of a type: they own files, and what lies in those. */
export function isOfOperatingSystem(type: PackageType): boolean {
  return TYPES.has(type);
}
