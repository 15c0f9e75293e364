import type { PackageURL } from 'packageurl-js';
import type { VexStatus } from '../core/vex.ts';
import type { VexNode } from './node.ts';
import type { VersionRange } from './version-range.ts';

/** What names a piece of software. Any of the names is enough: they are several for one thing. */
export interface ProductIdentity {
  /** As the document writes it, for people. */
  readonly text: string;
  readonly purls: readonly PackageURL[];
  /** CPE names, in the form of 2.2 or 2.3. */
  readonly cpes: readonly string[];
  /** `sha256:` and lower-case digits, and the like for other algorithms. */
  readonly digests: readonly string[];
  /** Of a package the versions, where there is a range of them. */
  readonly range?: VersionRange;
}

/** What a statement is about. Where it has subcomponents, it is about these as they are in the product, and nothing else of it. */
export interface VexProduct extends ProductIdentity {
  readonly subcomponents: readonly ProductIdentity[];
}

/** What somebody says of flaws in products, in the one shape that all formats are read into. */
export interface VexStatement {
  /** The names of one flaw. */
  readonly vulnerabilities: readonly string[];
  readonly products: readonly VexProduct[];
  readonly status: VexStatus;
  /** The label that says why it is not affected, in the words of the format; empty where there is none. */
  readonly justification: string;
  /** Why it is not affected, or what to do, as the author wrote it; empty where nothing is said. */
  readonly says: string;
  readonly author: string;
  /** When it was made or last changed, in milliseconds since 1970; `-Infinity` where nothing tells. */
  readonly time: number;
  /** The name of the file, and the place in it: `statements[3]`. */
  readonly file: string;
  readonly place: string;
}

/** A part of a document that could not be read. The others count. */
export interface UnreadPart {
  readonly place: string;
  /** What is wrong with it, as the rest of a sentence. */
  readonly why: string;
}

/** What a reader of one format is given. */
export interface VexParts {
  readonly document: VexNode;
  /** The name of the file. */
  readonly path: string;
  /** What the envelope says that the document is about; a format in which products can be left out falls back on it. */
  readonly products: readonly VexProduct[];
}

/** A VEX document, whatever its format. */
export interface VexDocument {
  /** As users know the file. */
  readonly path: string;
  /** `OpenVEX 0.2.0`. */
  readonly format: string;
  /** The SHA-256 of the file. */
  readonly sha256: string;
  readonly statements: readonly VexStatement[];
  readonly unread: readonly UnreadPart[];
}
