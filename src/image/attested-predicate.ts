import { isMapping } from '../core/record.ts';

/** How many envelopes may hold one another: a bundle of Sigstore, DSSE in it, and the statement of in-toto. */
const MAX_ENVELOPES = 3;

/**
 * What an attestation says itself that it is about: the `predicateType` of a statement of in-toto, also in an envelope of DSSE or a bundle of Sigstore. Empty
 * where it does not tell, or is none. Sources: https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md,
 * https://github.com/secure-systems-lab/dsse/blob/master/envelope.md, https://docs.sigstore.dev/about/bundle/.
 */
export function attestedPredicate(bytes: Uint8Array): string {
  let value = parsed(Buffer.from(bytes));
  for (let envelopes = 0; envelopes < MAX_ENVELOPES && isMapping(value); envelopes += 1) {
    const { predicateType, payload, dsseEnvelope } = value;
    if (typeof predicateType === 'string') return predicateType;
    value = typeof payload === 'string' ? parsed(Buffer.from(payload, 'base64')) : dsseEnvelope;
  }
  return '';
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
