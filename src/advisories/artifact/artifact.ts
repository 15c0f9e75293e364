import * as v from 'valibot';
import { sha256 } from '../../core/digest.ts';
import { type Catalogue, catalogueText, filesOf } from '../database/catalogue.ts';

/**
 * A database as an OCI artifact: its catalogue is the configuration, and each of its files a layer, so that whoever wants the advisories of
 * one release fetches that layer only, and none that is there already.
 * Source: https://github.com/opencontainers/image-spec/blob/main/manifest.md#guidelines-for-artifact-usage.
 */
const ARTIFACT_TYPE = 'application/vnd.plimsoll.advisories.v1';
const CATALOGUE_TYPE = 'application/vnd.plimsoll.advisories.catalogue.v1+json';
const FILE_TYPE = 'application/vnd.plimsoll.advisories.file.v1';
/** The media type of its manifest. */
export const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
/** The name of a layer, which tools that unpack artifacts give to the file. */
const TITLE = 'org.opencontainers.image.title';

/** A database, ready to be pushed: its files are those that the catalogue lists. */
export interface ArtifactDocuments {
  readonly manifest: Uint8Array;
  readonly catalogue: Uint8Array;
}

/** Writes what describes a database; equal ones have equal documents. */
export function artifactOf(catalogue: Catalogue): ArtifactDocuments {
  const text = Buffer.from(catalogueText(catalogue));
  const files = [...new Map(filesOf(catalogue).map((file) => [file.sha256, file])).values()];
  const manifest = {
    schemaVersion: 2,
    mediaType: MANIFEST_TYPE,
    artifactType: ARTIFACT_TYPE,
    config: { mediaType: CATALOGUE_TYPE, digest: `sha256:${sha256(text)}`, size: text.length },
    layers: files.map(({ file, sha256: sum, bytes }) => ({
      mediaType: FILE_TYPE,
      digest: `sha256:${sum}`,
      size: bytes,
      annotations: { [TITLE]: file },
    })),
  };
  return { manifest: Buffer.from(`${JSON.stringify(manifest, undefined, 1)}\n`), catalogue: text };
}

const blobSchema = v.object({
  digest: v.pipe(v.string(), v.regex(/^sha256:[0-9a-f]{64}$/)),
  size: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

const manifestSchema = v.object({
  artifactType: v.literal(ARTIFACT_TYPE),
  config: v.object({ ...blobSchema.entries, mediaType: v.literal(CATALOGUE_TYPE) }),
  layers: v.array(blobSchema),
});

/** A blob of an artifact: its digest, as `sha256:...`, and its size in bytes. */
export type ArtifactBlob = v.InferOutput<typeof blobSchema>;

/** What the manifest of a published database lists. */
export interface PublishedArtifact {
  readonly catalogue: ArtifactBlob;
  /** Its files by their digests. */
  readonly files: ReadonlyMap<string, ArtifactBlob>;
}

/** Reads the manifest of a published database; undefined for that of something else. */
export function readArtifact(bytes: Uint8Array): PublishedArtifact | undefined {
  const manifest = v.safeParse(v.pipe(v.string(), v.parseJson(), manifestSchema), Buffer.from(bytes).toString());
  if (!manifest.success) return undefined;
  const { config, layers } = manifest.output;
  return { catalogue: config, files: new Map(layers.map((layer) => [layer.digest, layer])) };
}
