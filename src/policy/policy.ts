import type { Action } from '../core/action.ts';
import type { KubernetesMinor } from '../core/kubernetes-version.ts';
import type { Source } from '../core/source.ts';
import type { Subject } from '../core/subject.ts';
import type { VexJustification } from '../core/vex.ts';
import type { ActiveRule } from '../evidence/engine.ts';
import type { ProfileName, Rule } from '../evidence/rule.ts';
import type { LabelSelector } from '../manifests/kubernetes/types.generated.ts';
import type { WorkloadKind } from '../manifests/workload-kinds.ts';

/** What a policy says of one rule. */
export interface RuleSetting {
  readonly rule: Rule;
  /** Where no namespace section says otherwise. */
  readonly action: Action;
  readonly options: unknown;
  /** Actions that differ by the place where the rule is asked; nothing asks there yet. */
  readonly at?: { readonly admission?: Action | undefined };
  /** Whether a file sets the action. One that comes from the profile gives way to the profile of a namespace section. */
  readonly isWritten?: boolean;
  /** Whether no namespace section changes the action: the standard that was asked for decides it. */
  readonly isFixed?: boolean;
  /** What the files that lock the rule said of it: nothing makes it less strict. */
  readonly floors?: readonly Floor[];
}

/** What a file that locks a rule says of it, with those that it extends itself. */
export interface Floor {
  readonly action: Action;
  readonly isWritten: boolean;
  /** Those of the sections of the policy that are its own. */
  readonly sections: readonly NamespaceSection[];
  /** The place of the lock, as `platform.yaml:4:3`. */
  readonly place: string;
  /** The VEX documents that these files name: only they accept findings of the rule. */
  readonly vexFiles?: ReadonlySet<string>;
}

/** The namespaces that a section is for: those that meet every condition that is set. */
export interface NamespaceMatch {
  /** Names, in which `*` stands for any characters; one of them must fit. */
  readonly names?: readonly string[] | undefined;
  /** A label selector over the labels of the Namespace. */
  readonly labels?: LabelSelector | undefined;
  /** Whether the labels of a Namespace that lies in the unit count: the subject of the gate writes them. */
  readonly trustUnit: boolean;
}

/** What holds in some namespaces. Of two sections that set a rule the later one counts. */
export interface NamespaceSection {
  readonly match: NamespaceMatch;
  readonly profile?: ProfileName | undefined;
  readonly rules: ReadonlyMap<string, Action>;
}

/** A finding that someone accepted. */
export interface Exception {
  readonly rule: string;
  /** The part of the subject that it covers: each part exact, or `*`. */
  readonly scope: Partial<Record<keyof Subject, string>>;
  readonly owner: string;
  readonly reason: string;
  /** Why a flaw that it accepts cannot be used, as a label of VEX. */
  readonly justification?: VexJustification | undefined;
  /** The last day on which it holds, `YYYY-MM-DD` in UTC. */
  readonly expires: string;
  /** What ends it before: `fixed`, that there is a version without the vulnerability that it accepts. */
  readonly until?: 'fixed' | undefined;
  /** The policy file and the line in it, from 1, where it stands. */
  readonly file: string;
  readonly line: number;
}

/** What a policy says of VEX documents. */
export interface VexPolicy {
  /** Those that count, as paths from where the command runs. */
  readonly files: readonly string[];
  /** Whose statements count: the author must be in every list. */
  readonly authors: readonly ReadonlySet<string>[];
  /** The rules whose findings statements are only shown with; undefined where no file says. */
  readonly noted: ReadonlySet<string> | undefined;
}

/** A standard that was asked for. */
export interface SelectedStandard {
  /** Its id, or the beginning of it. */
  readonly id: string;
  /** Whether it is a level of Pod Security, which is answered control by control: nothing folds, and images are not opened. */
  readonly exact: boolean;
}

/** Which rules deny, warn, are recorded or are off, and which findings are accepted. */
export interface Policy {
  readonly profile: ProfileName;
  /** The version of Kubernetes that is judged for. */
  readonly kubernetes: KubernetesMinor;
  /** One setting for every rule, in the order of the rules. */
  readonly settings: readonly RuleSetting[];
  /** In the order in which they are applied. */
  readonly namespaces: readonly NamespaceSection[];
  readonly exceptions: readonly Exception[];
  /** The rules whose findings comments and annotations may ignore although they are denied or locked. */
  readonly ignorable: ReadonlySet<string>;
  readonly workloads: readonly WorkloadKind[];
  /** Undefined where no file says anything of it. */
  readonly vex?: VexPolicy | undefined;
  /** How many days old the advisories may be that are asked; left out where any age will do. */
  readonly maxDatabaseDays?: number | undefined;
  /** The policy files that took part, the one that others extend first. */
  readonly files: readonly Source[];
  /** The standard whose rules alone run, where one was asked for. */
  readonly standard?: SelectedStandard;
}

/** The rules that a policy has not turned off everywhere, with their options. */
export function activeRules({ settings, namespaces }: Policy): readonly (ActiveRule & RuleSetting)[] {
  return settings.filter((setting) => setting.action !== 'off' || isOnSomewhere(setting, namespaces));
}

function isOnSomewhere({ rule, isFixed, isWritten }: RuleSetting, namespaces: Policy['namespaces']): boolean {
  if (isFixed === true) return false;
  return namespaces.some(({ rules, profile }) => {
    const ofProfile = profile === undefined || isWritten === true ? 'off' : rule.profiles[profile];
    return (rules.get(rule.id) ?? ofProfile) !== 'off';
  });
}
