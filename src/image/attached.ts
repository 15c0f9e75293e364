import type { Problem } from '../core/errors.ts';
import type { ByteSource } from '../core/ports.ts';
import type { Descriptor } from './manifest.ts';

/** A manifest that may have been attached to an image, by its digest or by a tag. */
export interface AttachedManifest {
  readonly digest: string;
  /** What it has to be looked at for; empty where nothing tells. */
  readonly artifactType: string;
  /** What attaches it: the list of manifests of a build, the image as its subject, or a tag. */
  readonly by: 'build' | 'subject' | 'tag';
  readonly open: () => Promise<ByteSource | undefined>;
}

/** A bill that somebody attached to an image. Nobody vouches for it: no signature is looked at. */
export interface AttachedBill {
  /** The digest of the manifest that attaches it. */
  readonly manifest: string;
  /** Its bytes, which are those of its digest. What keeps it from being read is a `UserError`. */
  readonly read: () => Promise<Uint8Array>;
}

/** The bills that are attached to an image, and what kept others from being found. */
export interface AttachedBills {
  readonly bills: readonly AttachedBill[];
  readonly problems: readonly Problem[];
}

/** Where manifests and what they name lie. */
export interface AttachingStore {
  manifest(descriptor: Descriptor): Promise<ByteSource | undefined>;
  blob(descriptor: Descriptor): Promise<ByteSource | undefined>;
  /** What may be attached to a manifest, beside what a list of manifests has for it; left out where nothing can be. */
  attachedTo?(digest: string): Promise<readonly AttachedManifest[]>;
}
