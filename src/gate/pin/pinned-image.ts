import type { Problem } from '../../core/errors.ts';
import type { Span } from '../../core/source.ts';
import type { Missing } from '../../core/verdict.ts';
import type { FilePosition } from '../../formats/written-at.ts';
import type { Splice } from '../../manifests/edit/splice.ts';

/** An image that something names, and how it stands with its digest. */
export interface PinnedImage {
  readonly position: FilePosition;
  /** The reference, as it is written. */
  readonly image: string;
  /** Its name with its tag, where it has one: `nginx:1.27`. */
  readonly tagged?: string;
  readonly state: PinState;
  /** Whether a digest is written in its place, by this run or once it is let. */
  readonly isChanged: boolean;
  /** Why its digest is not known, or why it cannot be written there. */
  readonly problem?: Problem;
}

/** How an image stands with its digest. */
export type PinState =
  /** It has a digest, and its tag, where one is kept, still names it. */
  | { readonly type: 'pinned'; readonly digest: string }
  /** It has none; `now` is what its tag names, where the registry says so. */
  | { readonly type: 'unpinned'; readonly now?: string }
  /** Its tag names another digest than when it was pinned. */
  | { readonly type: 'moved'; readonly digest: string; readonly now: string }
  /** It has a digest, and what its tag names now is not known. */
  | { readonly type: 'unverified'; readonly digest: string }
  /** It is no reference: what it names is not known before somebody fills it in. */
  | { readonly type: 'unreadable' }
  /** Every kustomization that brings it puts another image in its place. */
  | { readonly type: 'replaced' };

/** What every image below some paths is pinned to. */
export interface PinResult {
  /** In the order of the files, and of their lines. */
  readonly images: readonly PinnedImage[];
  readonly files: readonly PinnedFile[];
  /** What could not be read, and so names images that nobody saw. */
  readonly missing: readonly Missing[];
}

/** A file and what becomes of it. */
export interface PinnedFile {
  readonly path: string;
  readonly before: string;
  readonly splices: readonly Splice[];
  /** The values of Secrets in it, which nothing that is shown may hold. */
  readonly concealed: readonly Span[];
}
