import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';

/** How the layers of a layout are kept. */
export type Compression = 'none' | 'gzip' | 'zstd';

const PACK: Readonly<Record<Compression, (bytes: Uint8Array) => Uint8Array>> = {
  none: (bytes) => bytes,
  gzip: (bytes) => gzipSync(bytes),
  zstd: (bytes) => zstdCompressSync(bytes),
};

const SUFFIX: Readonly<Record<Compression, string>> = { none: '', gzip: '+gzip', zstd: '+zstd' };

/** A layout to write. */
export interface WrittenLayout {
  /** The name of the image in it; `v1` where it is left out. */
  readonly name?: string;
  readonly layers: readonly Uint8Array[];
  /** How each layer was made, as its history has it. */
  readonly steps?: readonly string[];
  readonly compression?: Compression;
  /** What it runs on; `linux` where it is left out. */
  readonly os?: string;
  /** As the configuration and the index have it. */
  readonly osVersion?: string;
  /** How it runs, as the configuration has it. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** When it was made, as the configuration has it. */
  readonly created?: string;
  /** Annotations of the manifest. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** A layer, counted from 0, that is not distributed with the image, and where it lies. */
  readonly foreign?: { readonly position: number; readonly urls: readonly string[] };
  /** What differs from a sound image. */
  readonly lies?: { readonly diffId?: string; readonly layerDigest?: string; readonly configDigest?: string };
}

/** The digest of a blob. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function json(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

function platformOf({ os = 'linux', osVersion }: WrittenLayout): object {
  return { architecture: 'amd64', os, 'os.version': osVersion };
}

/** Writes an OCI layout into a directory. */
export function writeLayout(directory: string, layout: WrittenLayout): void {
  const {
    name = 'v1',
    layers,
    steps = [],
    compression = 'gzip',
    config: runs,
    created,
    annotations,
    foreign,
    lies = {},
  } = layout;
  const blobs = join(directory, 'blobs/sha256');
  mkdirSync(blobs, { recursive: true });
  const put = (bytes: Uint8Array): { readonly digest: string; readonly size: number } => {
    const digest = digestOf(bytes);
    writeFileSync(join(blobs, digest.slice('sha256:'.length)), bytes);
    return { digest, size: bytes.length };
  };
  const config = put(
    json({
      ...platformOf(layout),
      created,
      ...(runs === undefined ? {} : { config: runs }),
      rootfs: { type: 'layers', diff_ids: layers.map((layer) => lies.diffId ?? digestOf(layer)) },
      history: layers.map((_, index) => ({ created_by: steps[index] ?? `step ${index + 1}` })),
    }),
  );
  const manifest = put(
    json({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      annotations,
      config: {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        ...config,
        digest: lies.configDigest ?? config.digest,
      },
      layers: layers.map((layer, index) => {
        if (foreign?.position === index) {
          const mediaType = 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip';
          return { mediaType, digest: digestOf(layer), size: layer.length, urls: foreign.urls };
        }
        const packed = put(PACK[compression](layer));
        const mediaType = `application/vnd.oci.image.layer.v1.tar${SUFFIX[compression]}`;
        return { mediaType, ...packed, digest: lies.layerDigest ?? packed.digest };
      }),
    }),
  );
  const named = {
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    ...manifest,
    annotations: { 'org.opencontainers.image.ref.name': name },
    platform: platformOf(layout),
  };
  writeFileSync(join(directory, 'oci-layout'), json({ imageLayoutVersion: '1.0.0' }));
  writeFileSync(join(directory, 'index.json'), json({ schemaVersion: 2, manifests: [named] }));
}
