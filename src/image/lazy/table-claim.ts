/** What the manifest of an image says of the table of contents of a layer. */
export type TableClaim =
  /** In eStargz the digest is that of the table itself, and where it lies stands in the last bytes of the blob. */
  | { readonly format: 'estargz'; readonly digest: string }
  /** In zstd:chunked it is that of the packed table, and where it lies stands beside it. In bytes. */
  | { readonly format: 'zstd:chunked'; readonly digest: string; readonly offset: number; readonly length: number };

const ESTARGZ_DIGEST = 'containerd.io/snapshot/stargz/toc.digest';
/** Today, and as Podman and Skopeo wrote it before 2023. */
const CHUNKED = ['io.github.containers.zstd-chunked.', 'io.containers.zstd-chunked.'];

const DIGEST = /^sha256:[0-9a-f]{64}$/;
const POSITION = /^(\d{1,15}):(\d{1,15}):\d{1,15}:1$/;

/** What annotations say of a table of contents; undefined where they name none. Sources: docs/estargz.md of containerd/stargz-snapshotter, pkg/chunked of containers/storage. */
export function claimIn(annotations: Readonly<Record<string, string>>): TableClaim | undefined {
  for (const prefix of CHUNKED) {
    const digest = annotations[`${prefix}manifest-checksum`] ?? '';
    const [, offset, length] = POSITION.exec(annotations[`${prefix}manifest-position`] ?? '') ?? [];
    // What is converted by nerdctl has the annotation of eStargz as well, for the same table.
    if (DIGEST.test(digest) && offset !== undefined)
      return { format: 'zstd:chunked', digest, offset: Number(offset), length: Number(length) };
  }
  const digest = annotations[ESTARGZ_DIGEST] ?? '';
  return DIGEST.test(digest) ? { format: 'estargz', digest } : undefined;
}
