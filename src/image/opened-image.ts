import type { ByteSource, FoundFiles } from '../core/ports.ts';
import type { AttachedBills } from './attached.ts';
import type { ImageConfig } from './manifest.ts';

/** A layer of an image, before it is read. */
export type ImageLayer = BlobLayer | DirectoryLayer;

/** The digests of a layer, where they are known. */
export interface LayerDigests {
  /** Of the blob as it is kept. */
  readonly digest: string | undefined;
  /** Of what it unpacks to. */
  readonly diffId: string | undefined;
}

/** A layer that is kept as a blob: an archive, packed or not. */
export interface BlobLayer {
  /** The digest of the blob as it is kept, where a manifest names one. */
  readonly digest: string | undefined;
  /** The digest of the layer as it is unpacked, which the configuration names. */
  readonly diffId: string | undefined;
  /** In bytes, as it is kept, where the manifest tells. It may lie. */
  readonly size?: number;
  /** Where it stands among the others, for those that are best read in their order; left out where it does not matter. */
  readonly offset?: number;
  /**
   * Set where its place gives no other bytes than those of its digest: a registry, under a manifest that was itself verified. In an
   * archive any bytes can stand under any digest.
   */
  readonly isAddressedByDigest?: true;
  /** Set of a foreign layer, which is not distributed with its image: the addresses where it lies, as its manifest names them. */
  readonly elsewhere?: readonly string[];
  /** What its manifest says of it, and its parts, where its place gives them by themselves. */
  readonly chunked?: { readonly annotations: Readonly<Record<string, string>>; readonly parts: BlobParts };
  readonly open: () => Promise<ByteSource | undefined>;
}

/** A blob of which parts can be had without the rest. Nothing vouches for them: no digest is of a part. */
export interface BlobParts {
  /** So many bytes from an offset, neither more nor fewer. Where that is not to be had, it is a `ChunkFault` or a `UserError`. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** A directory that stands for the only layer of an image, without a digest. */
export interface DirectoryLayer {
  readonly digest: undefined;
  readonly diffId: undefined;
  readonly walk: () => FoundFiles;
}

/** An image that was found: what it is made of, and none of it read but its manifest and configuration. */
export interface OpenedImage {
  /** As it was asked for. */
  readonly name: string;
  /** The digest of its manifest, which was computed; undefined in an archive of `docker save`, which has none. */
  readonly digest: string | undefined;
  /** The digest of its configuration, by which `docker images` knows it; left out where it has one of its manifest. */
  readonly imageId?: string;
  /** The digests of the lists of manifests that it was found through, which were computed, too; left out where there are none. */
  readonly listedIn?: readonly string[];
  /** What it runs on, as `linux/amd64` or `linux/arm/v7`; empty where neither manifest nor configuration tell. */
  readonly platform: string;
  readonly config: ImageConfig;
  /** What its manifest says of it; left out where there is no manifest. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** The lowest first. */
  readonly layers: readonly ImageLayer[];
  /** Looks for the bills that are attached to it, while it is open; left out where nothing can be attached, as in an archive of `docker save`. */
  readonly attachedBills?: () => Promise<AttachedBills>;
  readonly close: () => Promise<void>;
}

/** Whether a layer is a directory. */
export function isDirectory(layer: ImageLayer | undefined): layer is DirectoryLayer {
  return layer !== undefined && 'walk' in layer;
}
