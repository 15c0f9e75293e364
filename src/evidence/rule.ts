import type { Action } from '../core/action.ts';
import type { Json } from '../core/edit.ts';
import type { FieldPath } from '../core/field-path.ts';
import type { ImageSettings } from '../core/images.ts';
import type { KubernetesMinor } from '../core/kubernetes-version.ts';
import type { Severity } from '../core/severity.ts';
import type { Workload } from '../manifests/workload.ts';
import type { ImageNeed, ImagePlace } from './image/image-view.ts';
import type { DataOf, Messages } from './messages.ts';
import type { TargetName, Targets } from './targets.ts';
import type { Need, UnitEvidence } from './unit-evidence.ts';

/** The profiles that come with Plimsoll, from the least strict. */
export const profileNames = ['baseline', 'restricted'] as const;

export type ProfileName = (typeof profileNames)[number];

/** A requirement of a standard that a rule serves, with the Kubernetes versions (`1.22`) for which it stands there. */
export interface StandardReference {
  /** `pss/restricted`, `cis-kubernetes-1.12/5.2.7`, `nsa/pod`, `nist-800-190/4.4.3`, `mitre/T1611`. */
  readonly id: string;
  readonly from?: string;
  readonly to?: string;
  /** The ids of rules of the level below whose place this one takes there: OverrideCheckIDs of Pod Security admission. */
  readonly overrides?: readonly string[];
}

/** A place that is not relative to the target itself but to its pod specification or its whole resource. */
export interface OuterPlace {
  readonly within: 'pod' | 'resource';
  readonly path: FieldPath;
}

/** Where a finding stands. A field that is absent is shown at its nearest parent that is there. */
export type Place = FieldPath | OuterPlace;

/** How a rule names a place in its target. */
export type PlaceIn<T extends TargetName> = T extends 'image' ? ImagePlace : Place;

/** Reports that a rule does not hold at a place, by one of its own messages. */
export type Report<M extends Messages, At = Place> = <Id extends keyof M & string>(
  message: Id,
  at: At,
  ...data: DataOf<M[Id]>
) => void;

/** Says that the rule cannot decide at a place, and what would make it able to. */
export type Undecided<At = Place> = (at: At, why: string, supply: string) => void;

/** What a rule is given beside its target. */
export interface RuleContext<M extends Messages, Options, At = Place> {
  readonly options: Options;
  /** The version of Kubernetes that is judged for: the one that was asked for, else the newest. */
  readonly kubernetes: KubernetesMinor;
  readonly report: Report<M, At>;
  readonly undecided: Undecided<At>;
  /** Marks the value at a place, or a part of it, as one that no excerpt may show. */
  readonly conceal: (at: At, part?: string) => void;
}

/** What examples have in common. */
interface Example {
  readonly name: string;
  /** The options with which it holds, where they are not the defaults. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** A manifest of Kubernetes. */
export interface ManifestExample extends Example {
  readonly manifest: string;
  /** A manifest that is already there and is not judged itself, as `--with` names it. */
  readonly with?: string;
  /** How the images run that it names, where they were opened; what an image says stands in a comment. */
  readonly images?: Readonly<Record<string, Partial<ImageSettings>>>;
  /**
   * Tests run the example in every workload kind, and its app containers as init and ephemeral containers. Where the
   * rule means something else there: `app-containers` keeps the roles, `as-written` keeps the kind too.
   */
  readonly only?: 'app-containers' | 'as-written';
  /** The version of Kubernetes for which it holds, where it is not the newest. */
  readonly kubernetes?: KubernetesMinor;
}

/** The text of a Dockerfile, for rules of images. */
export interface DockerfileExample extends Example {
  readonly dockerfile: string;
}

/** An image that is built in the code of a test, for rules that need its files. */
export interface ImageExample extends Example {
  readonly image: SampleImage;
}

/** An image as its steps made it. */
export interface SampleImage {
  /** What it runs on; `linux` where it is left out. */
  readonly os?: 'linux' | 'windows';
  readonly user?: string;
  /** How many days before it is judged it was made; it tells no date where this is left out. */
  readonly days?: number;
  /** The image that its annotations say it is made from. */
  readonly base?: string;
  readonly steps: readonly SampleStep[];
  /** Where the advisories were asked: what they tell. */
  readonly vulnerabilities?: readonly SampleVulnerability[];
  /** Its distribution. */
  readonly system?: SampleSystem;
  /** The bills that are held against it, and how the image is otherwise. */
  readonly bills?: readonly SampleBill[];
  /** Languages that no package of the distribution brought. */
  readonly runtimes?: readonly SampleRuntime[];
}

/** A distribution, as os-release names it. */
export interface SampleSystem {
  readonly id: string;
  readonly version: string;
  readonly codename?: string;
  /** Where its packages come from. */
  readonly repositories?: readonly string[];
}

/** What a bill tells otherwise than an image: packages as `openssl 3.0.7-1`. */
export interface SampleBill {
  readonly unlisted?: readonly string[];
  readonly gone?: readonly string[];
  readonly changed?: readonly string[];
  /** Whether it is attached to the image, and not a file. */
  readonly isAttached?: boolean;
  /** Why not all of it can be read. */
  readonly unread?: string;
}

/** A language as a package, and the file that it comes with. */
export interface SampleRuntime {
  readonly type: 'generic' | 'golang' | 'nuget';
  readonly name: string;
  readonly version: string;
  readonly path: string;
}

/** A known flaw in a package that the first step brings. */
export interface SampleVulnerability {
  readonly id: string;
  readonly package: string;
  readonly version: string;
  readonly fixed?: string;
  readonly severity: Severity;
  /** The day since which it is known to be exploited. */
  readonly exploited?: string;
  /** The probability of its exploitation. */
  readonly epss?: number;
  /** The day on which its advisory was published. */
  readonly published?: string;
  /** Why it cannot be told whether it is there, as a sentence. */
  readonly doubt?: string;
}

/** A step, as a Dockerfile has it, and the files that its layer brings. */
export interface SampleStep {
  readonly step: string;
  readonly files: readonly SampleFile[];
}

/** A file of a layer; a directory where its path ends with a slash. A whiteout is written as layers have it: `etc/.wh.key`. */
export interface SampleFile {
  readonly path: string;
  /** 0644 where it is left out, or 0755 of a directory. */
  readonly mode?: number;
  readonly text?: string;
}

/** Something for which a rule reports nothing. */
export type GoodExample = ManifestExample | DockerfileExample | ImageExample;

/** Something for which a rule reports messages of these ids, in their order. */
export type BadExample = GoodExample & { readonly reports: readonly string[] };

/** Examples are both documentation and tests. */
export interface Examples {
  readonly bad: readonly BadExample[];
  readonly good: readonly GoodExample[];
}

/** What every rule says of itself, whatever it looks at. */
export interface RuleDeclaration {
  /** Its path below `rules/`, as `workload/run-as-non-root`. Never reused. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** The version of Plimsoll that brought it. */
  readonly since: string;
  readonly target: TargetName;
  /** The kinds that a rule of resources judges, as kubectl names them (`Service`, `Role.rbac.authorization.k8s.io`); all without it. */
  readonly kinds?: readonly string[];
  readonly profiles: Readonly<Record<ProfileName, Action>>;
  readonly standards: readonly StandardReference[];
  /** The ids of rules that this one makes more precise. */
  readonly refines?: readonly string[];
  /** Why it matters, in a sentence. */
  readonly why: string;
  /** What to do, in a sentence or two. */
  readonly remediation: string;
  /** What to do instead where a message wants something else done, by the message's id. */
  readonly remediations?: Readonly<Record<string, string>>;
  readonly messages: Messages;
  /** Loaded for documentation and tests only, so that starting up does not pay for them. */
  readonly examples: () => Promise<{ readonly examples: Examples }>;
}

/**
 * The options of a rule: a schema of valibot in which everything has a default. Its type is that of Standard Schema
 * (https://standardschema.dev), so that the types of Plimsoll stand without those of valibot.
 */
export interface OptionsSchema {
  readonly type: string;
  readonly '~standard': { readonly types?: { readonly input: unknown; readonly output: unknown } | undefined };
}

type OptionsOf<Schema> = Schema extends OptionsSchema
  ? NonNullable<Schema['~standard']['types']>['output']
  : Readonly<Record<string, never>>;

/** An edit whose path is a place, as in a report. */
export type RuleEdit =
  | { readonly op: 'set'; readonly path: Place; readonly value: Json }
  | { readonly op: 'remove'; readonly path: Place }
  | { readonly op: 'append'; readonly path: Place; readonly value: Json };

/** What a fix is given beside its target. */
export interface FixContext<Options> {
  /** The place that was reported. */
  readonly at: Place;
  readonly options: Options;
}

interface LocalSpec<T extends TargetName, M extends Messages, S extends OptionsSchema | undefined>
  extends RuleDeclaration {
  readonly target: T;
  readonly messages: M;
  readonly options?: S;
  /** What a rule of images asks for that not everything that tells of an image has. */
  readonly needs?: T extends 'image' ? readonly ImageNeed[] : never;
  /** What a rule of containers checks of their pod. */
  readonly ofPod?: T extends 'container' ? PodPart<M, S> : never;
  /** The edit that mends a finding at the place that was reported; paths are relative to the target. */
  fix?(target: Targets[T], message: keyof M & string, context: FixContext<OptionsOf<S>>): readonly RuleEdit[];
  check(target: Targets[T], context: RuleContext<M, OptionsOf<S>, PlaceIn<T>>): void;
}

/** What a rule of containers checks of their pod, once however many they are; paths are relative to the pod specification. */
interface PodPart<M extends Messages, S extends OptionsSchema | undefined> {
  fix?(workload: Workload, message: keyof M & string, context: FixContext<OptionsOf<S>>): readonly RuleEdit[];
  check(workload: Workload, context: RuleContext<M, OptionsOf<S>>): void;
}

/** What a unit rule is given beside what it kept; all its findings about a target stand at the one place `at`. */
export interface UnitRuleContext<M extends Messages, Options> {
  readonly options: Options;
  readonly kubernetes: KubernetesMinor;
  readonly report: <Id extends keyof M & string>(message: Id, ...data: DataOf<M[Id]>) => void;
  readonly undecided: (why: string, supply: string) => void;
}

interface UnitSpec<T extends TargetName, Kept, M extends Messages, S extends OptionsSchema | undefined>
  extends RuleDeclaration {
  readonly target: T;
  readonly messages: M;
  readonly options?: S;
  /** The evidence it asks for beyond its target: what may be unknown, and what an admission request asks again. */
  readonly needs: readonly Need[];
  /** Where its findings about a target stand. */
  readonly at: Place | ((target: Targets[T]) => Place);
  /** The little of the target that is kept until the whole unit is read; undefined when there is nothing to judge. */
  keep(target: Targets[T]): Kept | undefined;
  check(kept: Kept, evidence: UnitEvidence, context: UnitRuleContext<M, OptionsOf<S>>): void;
  /** The edit that mends a finding; paths are relative to the target. */
  fix?(kept: Kept, message: keyof M & string): readonly RuleEdit[];
  /** A manifest to add beside the others that mends a finding. */
  addition?(kept: Kept, message: keyof M & string): Json | undefined;
}

/** A rule that judges its target alone. What it is given is checked where it is defined; the engine sees it like this. */
export interface LocalRule extends RuleDeclaration {
  readonly scope: 'local';
  readonly options?: OptionsSchema | undefined;
  readonly ofPod?: LocalCheck | undefined;
  readonly needs?: readonly ImageNeed[] | undefined;
  fix?(target: never, message: never, context: never): readonly RuleEdit[];
  check(target: never, context: never): void;
}

/** What the engine calls of a rule that judges its target alone. */
export type LocalCheck = Pick<LocalRule, 'check' | 'fix'>;

/** A rule that judges its target among the resources of its unit. */
export interface UnitRule extends RuleDeclaration {
  readonly scope: 'unit';
  readonly needs: readonly Need[];
  readonly options?: OptionsSchema | undefined;
  at(target: never): Place;
  keep(target: never): unknown;
  check(kept: never, evidence: UnitEvidence, context: never): void;
  fix?(kept: never, message: never): readonly RuleEdit[];
  addition?(kept: never, message: never): Json | undefined;
}

/** One thing that must hold: data, and a pure function from evidence to findings. */
export type Rule = LocalRule | UnitRule;

/** Defines a rule that judges its target alone. A message id that is not declared, or data that does not fit, is a type error. */
export function defineRule<
  const T extends TargetName,
  const M extends Messages,
  S extends OptionsSchema | undefined = undefined,
>(spec: LocalSpec<T, M, S>): LocalRule {
  return { ...spec, scope: 'local' };
}

/** Defines a rule that looks across the resources of its unit. */
export function defineUnitRule<
  const T extends TargetName,
  Kept,
  const M extends Messages,
  S extends OptionsSchema | undefined = undefined,
>(spec: UnitSpec<T, Kept, M, S>): UnitRule {
  const { at } = spec;
  return { ...spec, scope: 'unit', at: typeof at === 'function' ? at : () => at };
}
