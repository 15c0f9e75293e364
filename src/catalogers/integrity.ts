import type { ContentHash } from '../core/package.ts';

const DIGEST = /^(md5|sha1|sha256|sha512)-([A-Za-z0-9+/]+={0,2})(?:\?.*)?$/;

/** The digests of `sha512-... sha1-...`. Source: https://www.w3.org/TR/SRI/#the-integrity-attribute. */
export function integrityHashes(integrity: string): readonly ContentHash[] {
  return integrity.split(/\s+/).flatMap((each) => {
    const [, algorithm, encoded] = DIGEST.exec(each) ?? [];
    if (encoded === undefined || !isAlgorithm(algorithm)) return [];
    return [{ algorithm, value: Buffer.from(encoded, 'base64').toString('hex') }];
  });
}

function isAlgorithm(name: string | undefined): name is ContentHash['algorithm'] {
  return name === 'md5' || name === 'sha1' || name === 'sha256' || name === 'sha512';
}
