/**
 * The tags under which cosign keeps the bill of an image, and attestations of it. Source:
 * https://github.com/sigstore/cosign/blob/main/specs/SBOM_SPEC.md.
 */
export function billTagsOf(digest: string): readonly string[] {
  const tag = digest.replace(':', '-');
  return [`${tag}.sbom`, `${tag}.att`];
}
