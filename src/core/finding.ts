import type { ActiveAction } from './action.ts';
import type { Edit } from './edit.ts';
import type { Severity } from './severity.ts';
import type { Renderer, SourcePlace, ValueOrigin } from './source.ts';
import type { Subject } from './subject.ts';
import type { VexJustification } from './vex.ts';
import type { FoundVulnerability } from './vulnerability.ts';

/** `fail`: the rule does not hold. `unknown`: the rule could not decide. */
export type FindingStatus = 'fail' | 'unknown';

/** Where a finding stands in an image that was opened; its file, line and column are those of the history, written as a Dockerfile. */
export interface ImageLocation {
  /** The digest of its manifest; undefined where it has none. */
  readonly digest: string | undefined;
  /** The layer; undefined for what stands in none, as in the configuration. */
  readonly layer?: LayerLocation | undefined;
  /** Whether the line is a step that made the image. */
  readonly isStep: boolean;
  /** The files that it is about, from the root, without a slash at their beginning. */
  readonly files: readonly string[];
}

/** A layer of an image. */
export interface LayerLocation {
  /** Counted from 1, the lowest. */
  readonly number: number;
  /** The digest of its blob, and of what it unpacks to; undefined where nothing tells it. Of a layer that was not hashed those that are claimed. */
  readonly digest: string | undefined;
  readonly diffId: string | undefined;
}

/** Where a finding stands in a file. Lines and columns count from 1; columns count UTF-16 units. */
export interface FileLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The field, as `formatFieldPath` writes it; empty for the whole document. */
  readonly path: string;
  /** The line of the text that a program rendered; file, line and column then name what its authors wrote. */
  readonly rendered?: { readonly by: Renderer; readonly line: number };
  /** The value of a chart that is written there, and where it is set. */
  readonly value?: ValueOrigin;
  readonly image?: ImageLocation | undefined;
}

/** A finding that says the same less precisely and is shown with the one that it was folded into. */
export interface FoldedFinding {
  readonly rule: string;
  readonly identity: string;
  readonly message: string;
}

/** What accepts a finding: an exception of the policy file, a VEX statement, or a comment or annotation beside it. */
export type AppliedException =
  | {
      readonly source: 'policy';
      readonly owner: string;
      readonly reason: string;
      /** Why a flaw cannot be used, as a label of VEX; left out where none is given. */
      readonly justification?: VexJustification;
      /** The last day on which it holds, as `YYYY-MM-DD`. */
      readonly expires: string;
    }
  | {
      readonly source: 'vex';
      readonly status: 'not_affected' | 'fixed';
      /** The label that says why, in the words of the document; empty where there is none. */
      readonly justification: string;
      /** As the author wrote it; empty where nothing is said. */
      readonly reason: string;
      /** As the document names them; empty where it names nobody. */
      readonly author: string;
      readonly file: string;
      /** The statement, as `statements[3]`. */
      readonly place: string;
    }
  | { readonly source: 'comment' | 'annotation'; readonly reason: string };

/** One place where a rule does not hold, or where it could not be decided. */
export interface Finding {
  /** The path of the unit that it was found in. */
  readonly unit: string;
  /** What its id is the SHA-256 of; the id itself is made where the report leaves the program. */
  readonly identity: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly action: ActiveAction;
  readonly status: FindingStatus;
  readonly subject: Subject;
  readonly location: FileLocation;
  readonly message: string;
  readonly remediation: string;
  readonly also: readonly FoldedFinding[];
  readonly exception?: AppliedException;
  /** Why a comment, annotation or VEX statement that would accept it does not, as a sentence. */
  readonly refusal?: string;
  /** The source lines to show and to edit. Not part of the report on the wire. */
  readonly place: SourcePlace;
  /** The edits that mend it, where the remediation is mechanical; paths are those of the document. */
  readonly fix: readonly Edit[];
  /** A manifest to add beside the others that mends it; empty where there is none. */
  readonly addition: string;
  /** The flaw that it is about, where it is about one of a package. */
  readonly vulnerability?: FoundVulnerability | undefined;
}
