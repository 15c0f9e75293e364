/**
 * A bundle is a database as one file: a tar archive of `SHA256SUMS`, `database.json` and each of its files under its checksum. The first
 * lists the checksums of all others, so that `sha256sum --check SHA256SUMS` proves what was unpacked.
 */
export const SUMS = 'SHA256SUMS';

/** The name of the catalogue in a bundle. */
export const BUNDLED_CATALOGUE = 'database.json';

/** The name of a file of the database in a bundle. */
export function bundledName(sha256: string): string {
  return `files/${sha256}`;
}
