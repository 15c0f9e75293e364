import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST_TYPE as MANIFEST } from './served-image.ts';
import { digestOf } from './write-layout.ts';

/** A blob that a manifest attaches. */
export interface AttachedBlob {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A manifest that is attached to an image. */
export interface AttachedSample {
  readonly artifactType?: string;
  /** The media type of its configuration; that of nothing where it is left out. */
  readonly configType?: string;
  /** The digest of what it is attached to; left out where its tag or a list tells that. */
  readonly subject?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly blobs: readonly AttachedBlob[];
}

const EMPTY = { mediaType: 'application/vnd.oci.empty.v1+json', bytes: Buffer.from('{}') };

/** A blob as a manifest names it. */
export function described({ mediaType, bytes, annotations }: AttachedBlob): object {
  return {
    mediaType,
    digest: digestOf(bytes),
    size: bytes.length,
    ...(annotations === undefined ? {} : { annotations }),
  };
}

/** The manifest of what is attached, and all blobs that it names. */
export function attachedManifest({ artifactType, configType, subject, annotations, blobs }: AttachedSample) {
  const config = { ...EMPTY, mediaType: configType ?? EMPTY.mediaType };
  const manifest = {
    schemaVersion: 2,
    mediaType: MANIFEST,
    ...(artifactType === undefined ? {} : { artifactType }),
    config: described(config),
    layers: blobs.map(described),
    ...(subject === undefined ? {} : { subject: { mediaType: MANIFEST, digest: subject, size: 1 } }),
    ...(annotations === undefined ? {} : { annotations }),
  };
  return { bytes: Buffer.from(JSON.stringify(manifest)), blobs: [EMPTY, ...blobs] };
}

interface Listed {
  readonly digest: string;
}

/** The digest of the image in a layout. */
export function imageIn(directory: string): string {
  const [image] = manifestsIn(directory);
  if (image === undefined) throw new Error('there is no image in the layout');
  return image.digest;
}

function manifestsIn(directory: string): readonly Listed[] {
  return JSON.parse(readFileSync(join(directory, 'index.json'), 'utf8')).manifests;
}

/** Attaches to the image in a layout; `entry` is what the list of manifests says of it beside its digest. Gives its digest. */
export function attachToLayout(directory: string, sample: AttachedSample, entry: object): string {
  const { bytes, blobs } = attachedManifest(sample);
  mkdirSync(join(directory, 'blobs/sha256'), { recursive: true });
  for (const blob of [bytes, ...blobs.map((each) => each.bytes)])
    writeFileSync(join(directory, 'blobs', digestOf(blob).replace(':', '/')), blob);
  const listed = { ...described({ mediaType: MANIFEST, bytes }), ...entry };
  const manifests = [...manifestsIn(directory), listed];
  writeFileSync(join(directory, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
  return digestOf(bytes);
}
