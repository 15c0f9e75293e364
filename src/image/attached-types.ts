/** What a type tells of a blob or manifest that is attached to an image; nothing where it is `unnamed`. */
export type AttachedKind = 'bill' | 'attestation' | 'unnamed' | 'signature' | 'other';

/** Bills as such, also in the forms that are not read: that is told. */
const BILL_TYPES: ReadonlySet<string> = new Set([
  'application/spdx+json',
  'application/spdx3+json',
  'application/vnd.cyclonedx',
  'application/vnd.cyclonedx+json',
  'application/vnd.cyclonedx+xml',
  'application/vnd.syft+json',
  'spdx+json',
  'text/spdx',
  'text/spdx+json',
]);

/** Attestations of anything: what they are about stands in an annotation, or in them. */
const ATTESTATION_TYPES: readonly string[] = [
  'application/vnd.in-toto+json',
  'application/vnd.dsse.envelope.v1+json',
  'application/vnd.dev.sigstore.bundle',
  'application/vnd.docker.attestation.manifest.v1+json',
];

/** What has no type of its own: `oras attach` calls any file a layer, and registries call an artifact what its configuration is. */
const UNNAMED_TYPES: ReadonlySet<string> = new Set([
  '',
  'application/json',
  'application/octet-stream',
  'application/vnd.oci.empty.v1+json',
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.oci.image.layer.v1.tar',
  'application/vnd.unknown.artifact.v1',
  'application/vnd.unknown.config.v1+json',
  'text/plain',
]);

/** What a media type or the type of an artifact tells: `sbom/cyclonedx` and `application/vnd.dev.cosign.artifact.sbom.v1+json` are bills, too. */
export function kindOfType(type: string): AttachedKind {
  const bare = type.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (BILL_TYPES.has(bare)) return 'bill';
  if (ATTESTATION_TYPES.some((each) => bare.startsWith(each))) return 'attestation';
  if (UNNAMED_TYPES.has(bare)) return 'unnamed';
  const words = bare.split(/[^a-z\d]+/);
  if (SIGNATURES.some((each) => words.includes(each))) return 'signature';
  return BILLS.some((each) => words.includes(each)) ? 'bill' : 'other';
}

const BILLS: readonly string[] = ['sbom', 'spdx', 'spdx3', 'cyclonedx'];
const SIGNATURES: readonly string[] = ['sig', 'signature', 'simplesigning'];

/**
 * Whether files of this name are bills. Sources: https://cyclonedx.org/specification/overview/#recognized-file-patterns,
 * https://spdx.github.io/spdx-spec/v2.3/conformance/#44-standard-data-format-requirements, and for SPDX 3
 * https://spdx.github.io/spdx-spec/v3.0.1/serializations/.
 */
export function isBillName(title: string): boolean {
  return /(?:^|\/)bom\.(?:json|xml)$|\.(?:cdx\.(?:json|xml)|spdx(?:\.json|\.jsonld)?|spdx3\.json(?:ld)?)$/i.test(title);
}

/** Whether a predicate of in-toto is a bill. Source: https://github.com/in-toto/attestation/tree/main/spec/predicates. */
export function isBillPredicate(type: string): boolean {
  return /^https:\/\/(?:spdx\.dev\/Document|cyclonedx\.org\/(?:bom|schema))(?:\/|$)/.test(type);
}
