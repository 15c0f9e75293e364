import type { MendingDocument } from './mending.ts';
import type { SeverityName } from './severity.ts';
import type { VexJustificationName, VexWordDocument, VulnerabilityDocument } from './vulnerability.ts';

/** What the policy makes of the findings. */
export type VerdictName = 'passed' | 'blocked' | 'incomplete';

/** What a finding is about; the parts that apply. */
export interface SubjectDocument {
  readonly cluster?: string | undefined;
  readonly apiVersion?: string | undefined;
  readonly kind?: string | undefined;
  readonly namespace?: string | undefined;
  readonly name?: string | undefined;
  readonly container?: string | undefined;
  readonly image?: string | undefined;
  /** A package of the image, as its advisories name it, and the flaw in it. */
  readonly package?: string | undefined;
  readonly vulnerability?: string | undefined;
}

/** Where a finding stands. Lines and columns count from 1; columns count UTF-16 units. */
export interface LocationDocument {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The field of the resource, as `spec.containers[0].image`. */
  readonly path: string;
  /** The line of what Helm or Kustomize rendered; file, line and column then name what its authors wrote. */
  readonly rendered?: { readonly by: 'helm' | 'kustomize'; readonly line: number } | undefined;
  /** The value of the chart that is written there, and where it is set. */
  readonly value?:
    | { readonly path: string; readonly file: string; readonly line: number; readonly column: number }
    | undefined;
  /** Where it stands in an image that was opened; file, line and column then are those of its history, written as a Dockerfile. */
  readonly image?: ImageLocationDocument | undefined;
}

/** Where something stands in an image. */
export interface ImageLocationDocument {
  /** The digest of its manifest; null where it has none, as in an archive of `docker save`. */
  readonly digest: string | null;
  /** The layer, counted from 1, the lowest; null for what stands in none, as in the configuration. */
  readonly layer: number | null;
  /** The digest of the blob of that layer. In an image that is unverified those of layers are what it claims. */
  readonly layerDigest: string | null;
  /** The digest of what that layer unpacks to. */
  readonly diffId: string | null;
  /** The step of its history that made it, as far as it may be shown; empty where nothing tells it. */
  readonly step: string;
  /** The files that it is about, from the root, at most 100; those of a layer that no container sees among them. */
  readonly paths: readonly string[];
}

/** One place where a rule does not hold, or could not be decided. */
export interface FindingDocument {
  /** SHA-256 in hexadecimal; stable across runs. */
  readonly id: string;
  /** The path of the unit that it was found in. */
  readonly unit: string;
  readonly rule: string;
  readonly severity: SeverityName;
  readonly action: 'deny' | 'warn' | 'audit';
  readonly status: 'fail' | 'unknown';
  readonly subject: SubjectDocument;
  readonly location: LocationDocument;
  readonly message: string;
  readonly remediation: string;
  /** Findings that say the same less precisely. */
  readonly also: readonly { readonly rule: string; readonly id: string; readonly message: string }[];
  /** What accepts it. */
  readonly exception?: AppliedExceptionDocument | undefined;
  /** Why a comment, annotation or VEX statement that would accept it does not. */
  readonly refusal?: string | undefined;
  /** The flaw that it is about, where it is about one of a package. */
  readonly vulnerability?: VulnerabilityDocument | undefined;
}

/** The VEX documents that were given, and what became of what they say. */
export interface VexReportDocument {
  readonly documents: readonly {
    readonly path: string;
    readonly sha256: string;
    /** `OpenVEX 0.2.0`. */
    readonly format: string;
    readonly statements: number;
    /** What could not be read; `why` is the rest of a sentence. */
    readonly unread: readonly { readonly place: string; readonly why: string }[];
  }[];
  readonly statements: readonly {
    readonly file: string;
    /** The statement in the file, as `statements[3]`. */
    readonly place: string;
    readonly vulnerability: string;
    /** The first of them. */
    readonly products: readonly string[];
    readonly status: VexWordDocument['status'];
    readonly author: string;
    /** `noted`: it is shown with findings. `refused`: the policy does not let it accept. `older`: there is a newer one about the same. */
    readonly state: 'applied' | 'noted' | 'refused' | 'older' | 'unused' | 'untrusted';
    /** How many it accepts, or is shown with. */
    readonly findings: number;
    /** What was found that is nearest to one that is about nothing. */
    readonly near: readonly string[];
  }[];
  /** How many more statements are about nothing. */
  readonly unlisted: number;
}

/** Something that a deployment must meet to ship. */
export interface ConditionDocument {
  readonly name:
    | 'image-scan-passes'
    | 'restricted-standard-holds'
    | 'egress-is-limited'
    | 'no-credential-in-environment';
  /** In fact: also where the policy only warns of what stands against it. `unasked`: the policy leaves out rules of it, or there is nothing to ask. */
  readonly state: 'met' | 'unmet' | 'unknown' | 'unasked';
  /** How many findings stand against it. */
  readonly findings: number;
  /** How many more somebody accepted. */
  readonly accepted: number;
}

/** The advisories that took part. */
export interface DatabaseDocument {
  readonly path: string;
  /** When the newest of them was changed; empty where there are none. */
  readonly modified: string;
  /** Those that were asked for. */
  readonly sources: readonly { readonly name: string; readonly modified: string; readonly taken: string }[];
  /** How many packages are of kinds of which nobody publishes advisories, by their kind. */
  readonly unasked: Readonly<Record<string, number>>;
}

/** What accepts a finding: an exception of the policy file, a VEX statement, or a comment or annotation beside it. */
export type AppliedExceptionDocument =
  | {
      readonly source: 'policy';
      readonly owner: string;
      readonly reason: string;
      /** Why a flaw cannot be used, as a label of VEX. */
      readonly justification?: VexJustificationName | undefined;
      readonly expires: string;
    }
  | {
      readonly source: 'vex';
      readonly status: 'not_affected' | 'fixed';
      /** The label that says why, in the words of the document; empty where there is none. */
      readonly justification: string;
      /** As the author wrote it; empty where nothing is said. */
      readonly reason: string;
      /** As the document names them: nothing proves it. */
      readonly author: string;
      readonly file: string;
      /** The statement in it, as `statements[3]`. */
      readonly place: string;
    }
  | { readonly source: 'comment' | 'annotation'; readonly reason: string };

/** A rule that ran, and how often it held. */
export interface RuleDocument {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly severity: SeverityName;
  readonly standards: readonly string[];
  readonly evaluated: number;
  readonly failed: number;
  readonly unknown: number;
}

/** An image that workloads run. */
export interface ImageDocument {
  readonly reference: string;
  readonly digest?: string | undefined;
  /** Why it was not opened. */
  readonly unknown?: string | undefined;
  readonly workloads: readonly string[];
}

/** Something that was asked for and not judged. */
export interface MissingDocument {
  /** One of docs/reference/errors.md. */
  readonly code: string;
  readonly what: string;
  /** What would supply it. */
  readonly supply: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** What became of an exception of the policy file. */
export interface ExceptionDocument {
  readonly rule: string;
  /** The partial subject that it covers; each part exact, or `*`. */
  readonly scope: Readonly<Record<string, string>>;
  readonly owner: string;
  readonly reason: string;
  /** Why a flaw that it accepts cannot be used. */
  readonly justification?: VexJustificationName | undefined;
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
export interface IgnoreDocument {
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

/** Resources that are applied together, a Dockerfile or an image. */
export interface UnitDocument {
  readonly path: string;
  readonly verdict: VerdictName;
  /** Set for an image with layers that were read where they lie and not hashed, so that nothing vouches for their bytes. */
  readonly unverified?: true | undefined;
}

/** The report on the wire, as `-o json` writes it: a public contract. Its schema is docs/reference/report.schema.json. */
export interface ReportDocument {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'plimsoll'; readonly version: string };
  readonly command: 'check' | 'gate' | 'scan';
  /** ISO 8601 in UTC. */
  readonly time: string;
  /** The worst of the units. */
  readonly verdict: VerdictName;
  /** Resources that are applied together, a Dockerfile or an image. */
  readonly units: readonly UnitDocument[];
  readonly checked: {
    readonly files: number;
    readonly documents: number;
    readonly resources: number;
    readonly workloads: number;
    readonly containers: number;
    readonly dockerfiles: number;
    readonly images: number;
    /** Documents that are no Kubernetes objects. */
    readonly ignored: number;
    /** Files that git ignores, which were not read. */
    readonly hidden: number;
  };
  readonly rules: readonly RuleDocument[];
  readonly findings: readonly FindingDocument[];
  readonly images: readonly ImageDocument[];
  readonly incomplete: readonly MissingDocument[];
  readonly exceptions: readonly ExceptionDocument[];
  readonly ignores: readonly IgnoreDocument[];
  readonly policy: {
    readonly profile: string;
    /** The version of Kubernetes that was judged for, as `1.37`. */
    readonly kubernetes: string;
    /** The standard whose rules alone ran, where one was asked for. */
    readonly standard?: string | undefined;
    /** Every policy file that took part, the one that others extend first. */
    readonly files: readonly { readonly path: string; readonly sha256: string }[];
    /** What it could not tell for certain, and what would supply it. */
    readonly notes: readonly string[];
  };
  /** The advisories that took part; null where none were asked. */
  readonly database: DatabaseDocument | null;
  /** What a deployment must meet to ship; left out where none was judged. */
  readonly conditions?: readonly ConditionDocument[] | undefined;
  /** Where VEX documents were given. */
  readonly vex?: VexReportDocument | undefined;
  /** Where only what is new was asked for: what was compared with, and how many findings were there already. */
  readonly against?: { readonly what: string; readonly known: number } | undefined;
  /** What would mend most of the vulnerabilities of each image that was scanned. */
  readonly mending?: readonly MendingDocument[] | undefined;
}
