import type { MessagePort } from 'node:worker_threads';
import type { Problem } from '../../core/errors.ts';
import type { PackedLayer } from '../../image/pack-layer.ts';
import type { LayerRequest } from '../../image/read-layer.ts';
import type { Wanted } from '../../inventory/wanted.ts';
import type { LentDescription } from './lent-source.ts';

/** A layer that a worker is to read. */
export interface LayerJob {
  readonly request: LayerRequest;
  /** What is read of its files. */
  readonly wanted: Wanted;
  readonly digest: string | undefined;
  readonly diffId: string | undefined;
  readonly source: LentDescription;
  /** Through which its bytes come. */
  readonly port: MessagePort;
}

/** What became of it: the layer, what a user can mend, or a bug. */
export type LayerAnswer =
  | { readonly packed: PackedLayer }
  | { readonly problem: Problem }
  | { readonly error: unknown };
