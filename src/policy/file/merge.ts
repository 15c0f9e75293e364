import type { Action } from '../../core/action.ts';
import { NEWEST_KUBERNETES } from '../../core/kubernetes-version.ts';
import type { ProfileName, Rule } from '../../evidence/rule.ts';
import type { WorkloadKind } from '../../manifests/workload-kinds.ts';
import { defaultOptionsOf } from '../options.ts';
import type { Exception, Floor, NamespaceSection, Policy, RuleSetting } from '../policy.ts';
import { DEFAULT_PROFILE } from '../profile.ts';
import type { PolicyLayer } from './layer.ts';
import { rulesNamed } from './rule-names.ts';
import type { PolicyFile } from './schema.ts';

/** What the files so far say of a rule. */
interface Written {
  readonly action?: Action | undefined;
  readonly options?: unknown;
  readonly admission?: Action | undefined;
}

/** A lock on a rule, with what held when it was made. */
export interface Lock extends Floor {
  readonly options: unknown;
  readonly admission: Action;
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
  readonly locks: ReadonlyMap<string, readonly Lock[]>;
}

/** What holds before any file. */
export function nothingMerged(rules: readonly Rule[]): Merged {
  return {
    rules,
    profile: DEFAULT_PROFILE,
    written: new Map(),
    sections: [],
    exceptions: [],
    ignorable: new Set(),
    workloads: [],
    locks: new Map(),
  };
}

/** The files so far with one more, whose word counts where both say something; lists are put one behind the other. */
export function mergeLayer(before: Merged, layer: PolicyLayer): Merged {
  const { file } = layer;
  const merged: Merged = {
    ...before,
    profile: file.profile ?? before.profile,
    written: writtenOver(before.written, file),
    sections: [...before.sections, ...file.namespaces.map(sectionOf)],
    exceptions: [...before.exceptions, ...exceptionsOf(layer)],
    ignorable: before.ignorable.union(namedIn(file.ignores.allow, before.rules)),
    workloads: [...before.workloads, ...file.workloads.map(workloadOf)],
  };
  return file.locked.length === 0 ? merged : { ...merged, locks: locksWith(merged, layer) };
}

/** The policy that files make. */
export function policyOf(merged: Merged, layers: readonly PolicyLayer[]): Policy {
  const { profile, sections, exceptions, ignorable, workloads } = merged;
  return {
    profile,
    kubernetes: NEWEST_KUBERNETES,
    settings: merged.rules.map((rule) => settingOf(rule, merged)),
    namespaces: sections,
    exceptions,
    ignorable,
    workloads,
    files: layers.map(({ source: { path, text } }) => ({ path, text })),
  };
}

/** The action of a rule where no namespace section says otherwise. */
export function actionIn({ written, profile }: Pick<Merged, 'written' | 'profile'>, rule: Rule): Action {
  return written.get(rule.id)?.action ?? rule.profiles[profile];
}

/** The options of a rule. */
function optionsIn({ written }: Pick<Merged, 'written'>, rule: Rule): unknown {
  return written.get(rule.id)?.options ?? defaultOptionsOf(rule);
}

/** The action of a rule at admission. */
export function admissionIn(merged: Pick<Merged, 'written' | 'profile'>, rule: Rule): Action {
  return merged.written.get(rule.id)?.admission ?? actionIn(merged, rule);
}

function settingOf(rule: Rule, merged: Merged): RuleSetting {
  const written = merged.written.get(rule.id);
  const locks = merged.locks.get(rule.id);
  return {
    rule,
    action: actionIn(merged, rule),
    options: optionsIn(merged, rule),
    ...(written?.action === undefined ? {} : { isWritten: true }),
    ...(written?.admission === undefined ? {} : { at: { admission: written.admission } }),
    ...(locks === undefined ? {} : { floors: locks }),
  };
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

function sectionOf({ match, profile, rules }: PolicyFile['namespaces'][number]): NamespaceSection {
  const actions = new Map<string, Action>();
  for (const [id, setting] of Object.entries(rules)) {
    if (setting !== undefined) actions.set(id, typeof setting === 'string' ? setting : setting.action);
  }
  return { match, profile, rules: actions };
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

function namedIn(names: readonly string[], rules: readonly Rule[]): ReadonlySet<string> {
  return new Set(names.flatMap((name) => rulesNamed(name, rules)));
}

function locksWith(merged: Merged, layer: PolicyLayer): Merged['locks'] {
  const locks = new Map(merged.locks);
  for (const [index, name] of layer.file.locked.entries()) {
    const place = layer.placeOf(['locked', index]);
    for (const id of rulesNamed(name, merged.rules)) {
      const rule = merged.rules.find((each) => each.id === id);
      if (rule !== undefined) locks.set(id, [...(locks.get(id) ?? []), lockOf(rule, merged, place)]);
    }
  }
  return locks;
}

function lockOf(rule: Rule, merged: Merged, place: string): Lock {
  return {
    action: actionIn(merged, rule),
    isWritten: merged.written.get(rule.id)?.action !== undefined,
    sections: merged.sections.length,
    options: optionsIn(merged, rule),
    admission: admissionIn(merged, rule),
    place,
  };
}
