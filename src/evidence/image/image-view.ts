import type { Support } from '../../advisories/support/support-of.ts';
import type { FieldPath } from '../../core/field-path.ts';
import type { ImageLocation } from '../../core/finding.ts';
import type { Severity } from '../../core/severity.ts';
import type { Source, Span } from '../../core/source.ts';
import type { Subject } from '../../core/subject.ts';
import type { FoundVulnerability } from '../../core/vulnerability.ts';
import type { LayersEvidence } from './layers-evidence.ts';

/** Where something of an image stands in the text that tells how it is made. */
export interface ImagePlace {
  /** `FROM[1].RUN[0]`: the second stage, and its first RUN. */
  readonly path: FieldPath;
  /** What identifies it across runs: names instead of numbers wherever there are any. */
  readonly key: string;
  readonly span: Span;
  /** The layer that it is in, counted from 0; left out where its span tells that, or it is in none. */
  readonly layer?: number;
  /** The files that it is about. */
  readonly files?: readonly string[];
  /** The vulnerability that stands there: a finding about it is about its package, has its severity, and says what mends it. */
  readonly vulnerability?: VulnerabilityView;
  /** Whether what is found there is only recorded, unless the rule is off. */
  readonly isOnlyRecorded?: boolean;
  /** What to do about what is found there, where it is not what the rule says for all places. */
  readonly remedy?: string;
}

/** A known flaw in a package of an image. */
export interface VulnerabilityView extends FoundVulnerability {
  readonly severity: Severity;
  /** Why it cannot be told whether it is there, as a sentence; undefined where it is. */
  readonly doubt: string | undefined;
  /** What mends it: a command where one does. */
  readonly remedy: string;
  /** How long ago it was, in whole days: undefined where the day is. */
  readonly days: { readonly published: number | undefined; readonly exploited: number | undefined };
}

/**
 * An image as rules see it, however much of it there is: told by a Dockerfile, it is what a build would make of it as far as the Dockerfile
 * alone says.
 */
export interface ImageView {
  readonly subject: Subject;
  /** The text in which its places stand. */
  readonly source: Source;
  /** Images from elsewhere that it is made with, the one that it is made from among them. */
  readonly bases: readonly BaseView[];
  /** The one that it is made from; undefined where that is not told, or there is none. */
  readonly base: BaseView | undefined;
  /** Everything that makes it, in order: the steps of other stages as well. */
  readonly steps: readonly StepView[];
  readonly user: UserView;
  readonly healthCheck: HealthCheckView;
  readonly files: FilesView;
  /** Undefined where nothing tells when it was made, or what tells it is a fixed date, as builds have that can be repeated. */
  readonly age: AgeView | undefined;
  /** Where the known flaws of its packages stand, each with the flaw. */
  readonly vulnerabilities: readonly VulnerabilityPlace[];
  /** Until when its distribution and the languages in it get fixes, each with the place that brought it. */
  readonly supports: readonly SupportPlace[];
  /** What bills of it that are kept elsewhere tell otherwise; left out where nobody looked for any. */
  readonly bills?: BillsView;
  /** Where a place is in the image; left out where there is none yet, as of a Dockerfile. */
  readonly locate?: (at: ImagePlace) => ImageLocation;
  /** Whether layers of it were read where they lie and not hashed: nothing vouches for their bytes. */
  readonly isUnverified?: boolean;
  /** What is known of it: a rule that needs what is absent does not judge it, and one that needs what is unknown cannot decide. */
  readonly known: Readonly<Record<ImageNeed, ImageKnowledge>>;
}

/**
 * The evidence of an image that not every source has: a Dockerfile has no files, a directory no configuration. What is in its files is
 * read where a rule needs it: it may be secret, or the same as in another.
 */
export type ImageNeed =
  | 'bill'
  | 'configuration'
  | 'files'
  | 'content'
  | 'support'
  | 'vulnerabilities'
  /** Which of the vulnerabilities are known to be exploited. */
  | 'exploitation'
  /** How likely they are to be. */
  | 'likelihood';

/** The bills that are to be those of an image. */
export interface BillsView {
  /** Where an image stands that has none. */
  readonly at: ImagePlace;
  readonly held: readonly BillPlace[];
  /** Those of which not everything can be read. */
  readonly unread: readonly UnreadBill[];
}

/** A bill of which not everything can be read. */
export type UnreadBill = ImagePlace & { readonly name: string; readonly why: string };

/** A bill that is to be that of an image, and how the image is otherwise. Packages are told as `openssl 3.0.7-1`. */
export interface BillView {
  /** Its file, or what it is attached as. */
  readonly name: string;
  /** Whether it is attached to the image, by whom nobody can tell. */
  readonly isAttached: boolean;
  /** What is in the image, and not in the bill. */
  readonly unlisted: readonly string[];
  /** What is in the bill, and not in the image. */
  readonly gone: readonly string[];
  /** What is in both, in another version: `openssl 3.0.7-1, which is 3.0.8-1 in the image`. */
  readonly changed: readonly string[];
  /** What writes the bill of the image. */
  readonly command: string;
}

/** A place with the bill that is held against it. */
export type BillPlace = ImagePlace & { readonly billed: BillView };

/** Until when the distribution or a language of an image gets fixes. */
export interface SupportView {
  readonly of: 'distribution' | 'runtime';
  /** `Debian 12 (bookworm)`, `Node.js 16`. */
  readonly name: string;
  readonly support: Support;
  /** On which day that was looked at, as an ISO date. */
  readonly today: string;
  /** The files that a language comes with; empty for a distribution. */
  readonly paths: readonly string[];
}

/** A place with what came there. */
export type SupportPlace = ImagePlace & { readonly supported: SupportView };

/** A place with the vulnerability that stands there. */
export type VulnerabilityPlace = ImagePlace & { readonly vulnerability: VulnerabilityView };

/** Whether there is evidence, none that could be, or some that could not be read. */
export type ImageKnowledge =
  | 'known'
  | 'absent'
  | { readonly why: string; readonly supply: string; readonly at: ImagePlace };

/** The files of an image, and what was told of them while its layers went by. */
export interface FilesView extends Omit<LayersEvidence, 'userId'> {
  /**
   * The place of something in a layer: the step that made it; in the image as a whole where no layer is known. The key is what tells it from others there,
   * and the files are what it is about.
   */
  at(layer: number | undefined, key: string, files?: readonly string[]): ImagePlace;
}

/** An image that another is made with. */
export interface BaseView {
  /** As it is written. */
  readonly text: string;
  /** With the values of build arguments; undefined where only a build knows them. */
  readonly image: string | undefined;
  readonly at: ImagePlace;
}

/** How old an image was when it was judged. */
export interface AgeView {
  /** Whole days. */
  readonly days: number;
  /** The day on which it was made: `2026-01-31`. */
  readonly made: string;
  readonly at: ImagePlace;
}

/** The user as which a container of the image runs, where nothing else names one. */
export type UserView = {
  readonly at: ImagePlace;
} /** `id`: the number that the list of users of the image gives the name. */ & (
  | { readonly state: 'set'; readonly name: string; readonly id?: number | undefined }
  /** Nothing sets it: it is that of the base, or root where there is none. */
  | { readonly state: 'unset'; readonly base: BaseView | undefined }
  /** It is made of variables that only a build knows. */
  | { readonly state: 'unknown'; readonly text: string }
);

/** Whether a runtime is told how to see that a container is well. */
export interface HealthCheckView {
  /** `unset`: it is that of the base, or there is none. */
  readonly state: 'set' | 'none' | 'unset';
  readonly at: ImagePlace;
}

/** One step of the making of an image. */
export interface StepView {
  /** The instruction, in upper case. */
  readonly keyword: string;
  /** Whether its result is in the image: `build` for what is done in another stage, of which only what is copied gets there. */
  readonly stage: 'image' | 'build';
  /** As it is written. */
  readonly text: string;
  readonly flags: readonly { readonly name: string; readonly value: string }[];
  readonly words: readonly WordView[];
  readonly settings: readonly SettingView[];
  readonly commands: readonly CommandView[];
  readonly at: ImagePlace;
}

/** An argument of a step. */
export interface WordView {
  readonly text: string;
  readonly at: ImagePlace;
}

/** A variable, build argument or label that a step sets. */
export interface SettingView {
  readonly name: string;
  /** Undefined where a build argument has no default. */
  readonly value: string | undefined;
  readonly at: ImagePlace;
}

/** A simple command that a step runs. */
export interface CommandView {
  /** Without its directory; empty where there is only an assignment. */
  readonly program: string;
  /** What stands behind the program. */
  readonly arguments: readonly string[];
  /** All its words, from the first, as `sudo` and assignments before the program. */
  readonly words: readonly string[];
  /** Whether it reads what the command before it writes. */
  readonly isPiped: boolean;
  readonly at: ImagePlace;
}
