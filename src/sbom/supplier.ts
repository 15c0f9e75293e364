import type { BilledPackage } from './bill.ts';

/** Who stands behind a package, as its ecosystem tells it: `Debian Bash Maintainers <bash@example.org>`. On one line. */
export function supplierOf({ details }: BilledPackage): string | undefined {
  const told = details?.['maintainer'] ?? details?.['vendor'] ?? details?.['packager'];
  return told?.replaceAll(/\s+/g, ' ').trim() || undefined;
}
