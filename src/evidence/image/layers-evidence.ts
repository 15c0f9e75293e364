import type { DuplicateFile } from '../../image/duplicate-file.ts';
import type { ImageFile } from '../../image/file-index.ts';
import type { WastedFile } from '../../image/wasted-file.ts';

/** Counted up when something else is gathered of the same layers, or read in the history of an image: what is kept of them is kept by it. */
export const EVIDENCE_FORM = 4;

/** What rules are told of a file. */
export type TellingFile = Pick<ImageFile, 'path' | 'type' | 'mode' | 'size' | 'layer'>;

/** What rules and cards are told of the layers of an image, whatever the policy: plain data, since it is kept instead of them. */
export interface LayersEvidence {
  /** The files that a container sees and a rule may speak of, in the order of their paths. */
  readonly telling: readonly TellingFile[];
  /** Those that layers carry and nobody sees. */
  readonly wasted: readonly WastedFile[];
  /** Those that a container sees twice, and no package of the distribution brought. */
  readonly duplicates: readonly DuplicateFile[];
  /** Files with credentials, also those that a later layer hides. */
  readonly credentials: readonly FileCredentials[];
  /** The bytes of each layer as it is unpacked, the lowest first. */
  readonly layerSizes: readonly number[];
  /** The number that the list of users gives the user of the configuration; undefined where it does not. */
  readonly userId: number | undefined;
}

/** That of what has no layers. */
export const NO_EVIDENCE: LayersEvidence = {
  telling: [],
  wasted: [],
  duplicates: [],
  credentials: [],
  layerSizes: [],
  userId: undefined,
};

/** A file in which credentials were found. */
export interface FileCredentials {
  readonly path: string;
  /** The layer that carries it, counted from 0. */
  readonly layer: number;
  readonly line: number;
  /** What they are, in words. */
  readonly what: string;
  /** Whether no container sees it: a later layer hides it. */
  readonly isHidden: boolean;
}
