/** A list of manifests. */
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
/** A manifest. */
export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

/** Lists of manifests. */
export const INDEX_TYPES: ReadonlySet<string> = new Set([
  OCI_INDEX,
  'application/vnd.docker.distribution.manifest.list.v2+json',
]);

const MANIFEST_TYPES: ReadonlySet<string> = new Set([
  OCI_MANIFEST,
  'application/vnd.docker.distribution.manifest.v2+json',
]);

/** What is accepted as a manifest. Source: https://github.com/opencontainers/distribution-spec/blob/main/spec.md. */
export const ACCEPTED: string = [...INDEX_TYPES, ...MANIFEST_TYPES].join(', ');

/** Whether a layer of this type is not distributed with its image. Source: https://github.com/opencontainers/image-spec/blob/main/layer.md. */
export function isForeignType(mediaType: string): boolean {
  return /^application\/vnd\.(?:docker\.image\.rootfs\.foreign\.|oci\.image\.layer\.nondistributable\.)/.test(
    mediaType,
  );
}

/** What a media type says a document is; undefined for one that does not tell. */
export function kindOfType(mediaType: string): 'index' | 'manifest' | undefined {
  const type = mediaType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (INDEX_TYPES.has(type)) return 'index';
  return MANIFEST_TYPES.has(type) ? 'manifest' : undefined;
}
