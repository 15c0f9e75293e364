import type { Finding } from './finding.ts';
import type { ImageEvidence } from './images.ts';
import type { Severity } from './severity.ts';
import type { Source, Span } from './source.ts';
import type { Missing, Verdict } from './verdict.ts';
import type { VexJustification, VexStatus } from './vex.ts';

/** Resources that were applied together, and what became of them. */
export interface UnitReport {
  /** The path that was asked for. */
  readonly path: string;
  readonly verdict: Verdict;
  /** Set for an image with layers that were read where they lie and not hashed. */
  readonly isUnverified?: true;
}

/** How much was looked at. */
export interface Checked {
  readonly files: number;
  readonly documents: number;
  readonly resources: number;
  readonly workloads: number;
  readonly containers: number;
  readonly dockerfiles: number;
  readonly images: number;
  /** Documents that are no Kubernetes objects, and were counted only. */
  readonly ignored: number;
  /** Files that git ignores, which were not read. */
  readonly hidden: number;
}

/** A rule that ran, and how often it held. */
export interface RuleReport {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly severity: Severity;
  readonly standards: readonly string[];
  readonly evaluated: number;
  readonly failed: number;
  readonly unknown: number;
}

/** An image that workloads run, and what is known of it. */
export interface ImageReport {
  readonly reference: string;
  readonly evidence: ImageEvidence;
  /** The workloads that run it, as people name them. */
  readonly workloads: readonly string[];
}

/** What became of an exception of the policy file. */
export interface ExceptionReport {
  readonly rule: string;
  /** The partial subject that it covers. */
  readonly scope: Readonly<Record<string, string>>;
  readonly owner: string;
  readonly reason: string;
  /** Why a flaw that it accepts cannot be used, as a label of VEX. */
  readonly justification?: VexJustification | undefined;
  readonly expires: string;
  /** What ends it before its last day: that there is a version without the vulnerability. */
  readonly until?: 'fixed' | undefined;
  /** The version that mends what it accepted, where that ended it. */
  readonly mendedIn?: string | undefined;
  /** Whole days until its last day: 0 on that day, negative after it. */
  readonly daysLeft: number;
  readonly state: 'applied' | 'unused' | 'expired';
  /** How many findings it covers, or would cover had it not expired. */
  readonly findings: number;
  /** Where it stands. */
  readonly file: string;
  readonly line: number;
}

/** What became of a comment or annotation that ignores a rule. */
export interface IgnoreReport {
  readonly source: 'comment' | 'annotation';
  readonly file: string;
  readonly line: number;
  /** As written; empty where none is. */
  readonly rule: string;
  /** As written; empty where none is. */
  readonly reason: string;
  /** `refused`: the policy does not let it lower what it covers. `invalid`: `why` says what is wrong with it. */
  readonly state: 'applied' | 'refused' | 'unused' | 'invalid';
  /** How many findings it covers. */
  readonly findings: number;
  /** Why it does not apply, as the rest of a sentence; empty where it does. */
  readonly why: string;
}

/** What a run was compared with: its findings are those that were not there. */
export interface Comparison {
  /** As people name it: `main (3f2a1c9)`, `report.json`. */
  readonly what: string;
  /** How many findings were there already. They are not in the report, and have no part in a verdict. */
  readonly known: number;
}

/** The advisories that took part in a run. */
export interface DatabaseReport {
  /** Where they lie. */
  readonly path: string;
  /** When the newest of them was changed, as RFC 3339; empty where there are none. */
  readonly modified: string;
  /** Those that were asked for, sorted by name. */
  readonly sources: readonly {
    /** As the public bucket names it: `Debian`. */
    readonly name: string;
    readonly modified: string;
    /** When they were taken, as RFC 3339. */
    readonly taken: string;
  }[];
  /** How many packages of the image are of kinds of which nobody publishes advisories, by their kind. */
  readonly unasked: Readonly<Record<string, number>>;
}

/** What a deployment must meet to ship, whatever else a policy asks. */
export type ConditionName =
  | 'image-scan-passes'
  | 'restricted-standard-holds'
  | 'egress-is-limited'
  | 'no-credential-in-environment';

/** Whether a condition is met, in fact: also where the policy only warns of what stands against it. */
export interface ConditionReport {
  readonly name: ConditionName;
  /** `unknown`: something was not read or not decided. `unasked`: the policy leaves out rules that belong to it, or there is nothing to ask. */
  readonly state: 'met' | 'unmet' | 'unknown' | 'unasked';
  /** How many findings stand against it. */
  readonly findings: number;
  /** How many more somebody accepted: they do not count. */
  readonly accepted: number;
}

/** What became of a statement of VEX. */
export interface VexStatementReport {
  readonly file: string;
  /** The statement in the file, as `statements[3]`. */
  readonly place: string;
  /** The first name of the flaw that it is about. */
  readonly vulnerability: string;
  /** What it is about, as the document names it; the first of them. */
  readonly products: readonly string[];
  readonly status: VexStatus;
  readonly author: string;
  /**
   * `applied`: it accepts what it is about. `noted`: it is shown with it. `refused`: the policy does not let it accept. `older`: there is a newer one about
   * the same. `unused`: it is about nothing that was found. `untrusted`: the policy does not count what its author says.
   */
  readonly state: 'applied' | 'noted' | 'refused' | 'older' | 'unused' | 'untrusted';
  /** How many findings it accepts, or is shown with. */
  readonly findings: number;
  /** What was found that is nearest to one that is about nothing, as sentences without capital and full stop. */
  readonly near: readonly string[];
}

/** The VEX documents that took part in a run, and what became of what they say. */
export interface VexReport {
  readonly documents: readonly {
    readonly path: string;
    readonly sha256: string;
    /** `OpenVEX 0.2.0`. */
    readonly format: string;
    readonly statements: number;
    /** What could not be read, with what is wrong as the rest of a sentence. The others count. */
    readonly unread: readonly { readonly place: string; readonly why: string }[];
  }[];
  /** In the order of the documents, those that are about nothing behind the others. */
  readonly statements: readonly VexStatementReport[];
  /** How many more are about nothing. */
  readonly unlisted: number;
}

/** What would mend most of the vulnerabilities of an image at once. */
export interface MendingReport {
  /** The path of the unit. */
  readonly unit: string;
  /** How many vulnerabilities stand in it. */
  readonly vulnerabilities: number;
  /** What a package manager mends, for each layer, the lowest first. */
  readonly updates: readonly LayerUpdate[];
  /** What other bases would change, for each that was asked for. */
  readonly rebuilds: readonly Rebuild[];
}

/** A command that mends what a layer brought. */
export interface LayerUpdate {
  /** Counted from 1; null where no layers are known. */
  readonly layer: number | null;
  readonly command: string;
  /** How many vulnerabilities it mends. */
  readonly mends: number;
}

/** What changes where the layers of the base are those of another one. */
export interface Rebuild {
  /** The other base. */
  readonly base: string;
  /** How many layers are taken for those of the base, the lowest. */
  readonly layers: number;
  /** Whether nothing tells that, and they are those up to the packages of its distribution. */
  readonly isAssumed: boolean;
  /** How many vulnerabilities these layers bring, and how many of them are not in the other base. */
  readonly carried: number;
  readonly removed: number;
  /** How many the other base brings that are not in the image. */
  readonly brought: number;
  /** Why that cannot be told, as a sentence; empty where it can. */
  readonly unknown: string;
}

/** The answer to `check`, `gate` and `scan`, before a format writes it down. */
export interface Report {
  readonly command: 'check' | 'gate' | 'scan';
  readonly verdict: Verdict;
  readonly time: Date;
  readonly units: readonly UnitReport[];
  readonly checked: Checked;
  readonly rules: readonly RuleReport[];
  /** By unit, then in the order of files and lines. */
  readonly findings: readonly Finding[];
  readonly images: readonly ImageReport[];
  /** What a deployment must meet; left out where none was judged. */
  readonly conditions?: readonly ConditionReport[];
  /** What was not read, now: nothing of it counts as known. */
  readonly incomplete: readonly Missing[];
  readonly exceptions: readonly ExceptionReport[];
  /** In the order of units, files and lines. */
  readonly ignores: readonly IgnoreReport[];
  readonly policy: {
    readonly profile: string;
    /** The version of Kubernetes that was judged for, as `1.37`. */
    readonly kubernetes: string;
    /** The standard whose rules alone ran, where one was asked for. */
    readonly standard?: string;
    /** Every policy file that took part, the one that others extend first. */
    readonly files: readonly Source[];
    /** What it could not tell for certain, and what would supply it, as sentences. */
    readonly notes: readonly string[];
  };
  /** Where only what is new was asked for. */
  readonly against?: Comparison;
  /** What mends most, of each image that was scanned. */
  readonly mending?: readonly MendingReport[];
  /** Where advisories were asked. */
  readonly database?: DatabaseReport;
  /** Where VEX documents were given. */
  readonly vex?: VexReport;
  /** The spans of each source that no excerpt may show. */
  readonly concealed: ReadonlyMap<Source, readonly Span[]>;
}
