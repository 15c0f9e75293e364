import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import type { ImageView } from '../evidence/image/image-view.ts';
import type { DocumentShelf } from '../manifests/document-shelf.ts';
import type { ManifestEntry } from '../manifests/read.ts';
import type { WorkloadKinds } from '../manifests/workload-kinds.ts';

/** What reading a unit brings, in its order. */
export type UnitEntry =
  | { readonly type: 'file' }
  /** Files that `.gitignore` hid. */
  | { readonly type: 'hidden'; readonly count: number }
  /** The namespace that was taken because nobody named one: no policy may be relaxed by it. */
  | { readonly type: 'assumed-namespace'; readonly name: string }
  /** A Dockerfile, and the image that it makes. */
  | { readonly type: 'dockerfile'; readonly dockerfile: Dockerfile; readonly image: ImageView }
  /** An image that was opened. */
  | { readonly type: 'image'; readonly image: ImageView }
  | ManifestEntry;

/** What a policy says of how manifests are read. */
export interface ReadContext {
  readonly workloadKinds: WorkloadKinds;
  readonly shelf: DocumentShelf;
  /** Whether a rule that is on judges images: otherwise nobody reads what they are made of. */
  readonly judgesImages: boolean;
}

/** Resources that are applied together, or a Dockerfile. They are read anew for each check, one document at a time. */
export interface Unit {
  /** The name by which the report calls it. */
  readonly path: string;
  /** Whether it is what lies beside other units of one path: then it may hold nothing to judge. */
  readonly isRest: boolean;
  /** What each file brings. */
  read(context: ReadContext): AsyncIterable<Iterable<UnitEntry>> | Iterable<Iterable<UnitEntry>>;
}
