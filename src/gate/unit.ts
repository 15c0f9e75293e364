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
  | ManifestEntry;

/** What a policy says of how manifests are read. */
export interface ReadContext {
  readonly workloadKinds: WorkloadKinds;
  readonly shelf: DocumentShelf;
}

/** Resources that are applied together. They are read anew for each check, one document at a time. */
export interface Unit {
  /** The name by which the report calls it. */
  readonly path: string;
  /** Whether it is what lies beside charts and kustomizations: then it may hold nothing. */
  readonly isRest: boolean;
  /** What each file brings. */
  read(context: ReadContext): AsyncIterable<Iterable<UnitEntry>> | Iterable<Iterable<UnitEntry>>;
}
