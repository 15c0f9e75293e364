import type { Action } from '../../core/action.ts';
import { NEWEST_KUBERNETES } from '../../core/kubernetes-version.ts';
import type { ProfileName, Rule } from '../../evidence/rule.ts';
import type { WorkloadKind } from '../../manifests/workload-kinds.ts';
import { defaultOptionsOf } from '../options.ts';
import type { Exception, Floor, NamespaceSection, Policy, RuleSetting, VexPolicy } from '../policy.ts';
import { DEFAULT_PROFILE } from '../profile.ts';
import type { PolicyLayer } from './layer.ts';
import { rulesNamed } from './rule-names.ts';
import type { PolicyFile } from './schema.ts';
import { mergeVex } from './vex.ts';

/** What the files so far say of a rule. */
interface Written {
  readonly action?: Action | undefined;
  readonly options?: unknown;
  readonly admission?: Action | undefined;
}

/** The policy files so far, put together. */
export interface Merged {
  readonly rules: readonly Rule[];
  readonly profile: ProfileName;
  readonly written: ReadonlyMap<string, Written>;
  readonly sections: readonly NamespaceSection[];
  readonly exceptions: readonly Exception[];
  readonly ignorable: ReadonlySet<string>;
  readonly workloads: readonly WorkloadKind[];
  readonly vex: VexPolicy | undefined;
  readonly maxDatabaseDays: number | undefined;
}

/** Policy files put together, in their order. */
export function mergeLayers(layers: readonly PolicyLayer[], rules: readonly Rule[]): Merged {
  return layers.reduce(mergeLayer, nothingMerged(rules));
}

function nothingMerged(rules: readonly Rule[]): Merged {
  return {
    rules,
    profile: DEFAULT_PROFILE,
    written: new Map(),
    sections: [],
    exceptions: [],
    ignorable: new Set(),
    workloads: [],
    vex: undefined,
    maxDatabaseDays: undefined,
  };
}

/** The files so far with one more, whose word counts where both say something; lists are put one behind the other. */
function mergeLayer(before: Merged, layer: PolicyLayer): Merged {
  const { file } = layer;
  return {
    ...before,
    profile: file.profile ?? before.profile,
    written: writtenOver(before.written, file),
    sections: [...before.sections, ...layer.sections],
    exceptions: [...before.exceptions, ...exceptionsOf(layer)],
    ignorable: before.ignorable.union(namedIn(file.ignores.allow, before.rules)),
    workloads: [...before.workloads, ...file.workloads.map(workloadOf)],
    maxDatabaseDays: strictest(before.maxDatabaseDays, daysOf(file.database?.maxAge)),
    vex: mergeVex(before.vex, { file, path: layer.source.path }, (names) => namedIn(names, before.rules)),
  };
}

/** The policy that files make. */
export function policyOf(
  merged: Merged,
  layers: readonly PolicyLayer[],
  floors: ReadonlyMap<string, readonly Floor[]>,
): Policy {
  const { profile, sections, exceptions, ignorable, workloads } = merged;
  return {
    profile,
    kubernetes: NEWEST_KUBERNETES,
    settings: merged.rules.map((rule) => settingOf(rule, merged, floors.get(rule.id))),
    namespaces: sections,
    exceptions,
    ignorable,
    workloads,
    vex: merged.vex,
    maxDatabaseDays: merged.maxDatabaseDays,
    files: layers.map(({ source: { path, text } }) => ({ path, text })),
  };
}

/** Whether a file sets the action of a rule. */
export function isWrittenIn({ written }: Pick<Merged, 'written'>, { id }: Rule): boolean {
  return written.get(id)?.action !== undefined;
}

/** The action of a rule where no namespace section says otherwise. */
export function actionIn({ written, profile }: Pick<Merged, 'written' | 'profile'>, rule: Rule): Action {
  return written.get(rule.id)?.action ?? rule.profiles[profile];
}

/** The options of a rule. */
export function optionsIn({ written }: Pick<Merged, 'written'>, rule: Rule): unknown {
  return written.get(rule.id)?.options ?? defaultOptionsOf(rule);
}

/** The action of a rule at admission. */
export function admissionIn(merged: Pick<Merged, 'written' | 'profile'>, rule: Rule): Action {
  return merged.written.get(rule.id)?.admission ?? actionIn(merged, rule);
}

function settingOf(rule: Rule, merged: Merged, floors: readonly Floor[] | undefined): RuleSetting {
  const written = merged.written.get(rule.id);
  return {
    rule,
    action: actionIn(merged, rule),
    options: optionsIn(merged, rule),
    ...(written?.action === undefined ? {} : { isWritten: true }),
    ...(written?.admission === undefined ? {} : { at: { admission: written.admission } }),
    ...(floors === undefined ? {} : { floors: floors.map(floorOf) }),
  };
}

function floorOf({ action, isWritten, sections, place, vexFiles = new Set() }: Floor): Floor {
  return { action, isWritten, sections, place, vexFiles };
}

function writtenOver(before: Merged['written'], { rules }: PolicyFile): Merged['written'] {
  const written = new Map(before);
  for (const [id, setting] of Object.entries(rules)) {
    if (setting === undefined) continue;
    const { action, options, at } = typeof setting === 'string' ? { action: setting } : setting;
    const known = written.get(id);
    written.set(id, {
      action: action ?? known?.action,
      options: options ?? known?.options,
      admission: at?.admission ?? known?.admission,
    });
  }
  return written;
}

function exceptionsOf(layer: PolicyLayer): readonly Exception[] {
  return layer.file.exceptions.map(({ scope, ...exception }, index) => {
    const parts = Object.entries(scope).filter((part): part is [string, string] => part[1] !== undefined);
    const line = layer.lineOf(['exceptions', index, 'rule']);
    return { ...exception, scope: Object.fromEntries(parts), file: layer.source.path, line };
  });
}

function workloadOf({ group, kind, podTemplate }: PolicyFile['workloads'][number]): WorkloadKind {
  return { group, kind, template: podTemplate.split('.'), requiresTemplate: false };
}

function daysOf(age: string | undefined): number | undefined {
  return age === undefined ? undefined : Number.parseInt(age, 10);
}

function strictest(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}

function namedIn(names: readonly string[], rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(names.flatMap((name) => rulesNamed(name, rules)));
}
