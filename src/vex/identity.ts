import { PackageURL } from 'packageurl-js';
import type { ProductIdentity } from './statement.ts';

/** No package URL that anybody writes is longer. */
const LONGEST_PURL = 8192;

/** The parsed package URL of a text; undefined for what is none. */
export function parsePurl(text: string): PackageURL | undefined {
  if (!text.startsWith('pkg:') || text.length > LONGEST_PURL) return undefined;
  try {
    return PackageURL.fromString(text);
  } catch {
    return undefined;
  }
}

/** What a document says that names a product. */
export interface Named {
  readonly text: string;
  /** Texts that may be package URLs, CPE names or digests. */
  readonly ids?: readonly string[];
  /** Digests by the name of their algorithm, as `sha-256` or `SHA-256`. */
  readonly hashes?: readonly (readonly [algorithm: string, value: string])[];
}

/** The identity that texts make; one that nothing can be found by has no names but its text. */
export function identityOf({ text, ids = [], hashes = [] }: Named): ProductIdentity {
  return {
    text,
    purls: ids.flatMap((id) => parsePurl(id) ?? []),
    cpes: ids.filter((id) => /^cpe:(?:\/|2\.3:)/i.test(id)),
    digests: [
      ...ids.filter((id) => DIGEST.test(id)).map((id) => id.toLowerCase()),
      ...hashes.map(([algorithm, value]) => `${algorithm.toLowerCase().replaceAll('-', '')}:${value.toLowerCase()}`),
    ],
  };
}

const DIGEST = /^sha(?:256|384|512):[0-9a-f]{64,128}$/i;

/** Whether anything could be found by it. */
export function isIdentified({ purls, cpes, digests }: ProductIdentity): boolean {
  return purls.length + cpes.length + digests.length > 0;
}
