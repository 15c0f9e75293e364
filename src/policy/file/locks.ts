import { type Action, compareAction } from '../../core/action.ts';
import type { FieldPath } from '../../core/field-path.ts';
import type { Rule } from '../../evidence/rule.ts';
import { workloadKindsWith } from '../../manifests/workload-kinds.ts';
import { fitsName } from '../namespaces/fits-name.ts';
import type { NamespaceMatch } from '../policy.ts';
import type { Fault } from './faults.ts';
import type { PolicyLayer } from './layer.ts';
import { actionIn, admissionIn, type Lock, type Merged, mergeLayer } from './merge.ts';
import { rulesNamed } from './rule-names.ts';

/** What a file does to rules that the files before it have locked, and may not. */
export function lockFaults(layer: PolicyLayer, before: Merged): readonly Fault[] {
  if (before.locks.size === 0) return [];
  const after = mergeLayer(before, layer);
  const locked = before.rules.flatMap((rule) =>
    (before.locks.get(rule.id) ?? []).map((lock) => ({ rule, lock, before, after, layer })),
  );
  const faults = [
    ...locked.flatMap(settingFaults),
    ...locked.flatMap(namespaceFaults),
    ...locked.flatMap(exceptionFaults),
    ...locked.flatMap(ignoreFaults),
    ...workloadFaults(layer, before),
  ];
  return [...Map.groupBy(faults, ({ path }) => JSON.stringify(path)).values()].flatMap(inOne);
}

/** A rule under a lock, and the file that comes after it. */
interface Locked {
  readonly rule: Rule;
  readonly lock: Lock;
  readonly before: Merged;
  readonly after: Merged;
  readonly layer: PolicyLayer;
}

/** A profile or pattern may touch a hundred locked rules: that is said once, with the first of them. */
function inOne(faults: readonly Fault[]): readonly Fault[] {
  const [first, ...others] = new Map(faults.map((fault) => [fault.message, fault])).values();
  if (first === undefined) return [];
  return [others.length === 0 ? first : { ...first, message: `${first.message}, and ${others.length} more like it` }];
}

function settingFaults({ rule, lock, after, layer }: Locked): readonly Fault[] {
  const { id } = rule;
  const faults: Fault[] = [];
  const written = layer.file.rules[id];
  const setting = typeof written === 'string' ? { action: written } : written;
  const action = actionIn(after, rule);
  if (isLower(action, lock.action)) {
    const path = setting?.action === undefined ? ['profile'] : ['rules', id];
    faults.push({ path, message: wouldMake(id, action, lock.action, lock) });
  }
  if (setting === undefined) return faults;
  const admission = admissionIn(after, rule);
  if (setting.at !== undefined && isLower(admission, lock.admission)) {
    faults.push({
      path: ['rules', id, 'at'],
      message: wouldMake(`${id} at admission`, admission, lock.admission, lock),
    });
  }
  if (setting.options !== undefined && !isSame(setting.options, lock.options)) {
    faults.push({
      path: ['rules', id, 'options'],
      message: `would change options of ${id}, which ${lock.place} locks`,
    });
  }
  return faults;
}

function namespaceFaults({ rule, lock, before, after, layer }: Locked): readonly Fault[] {
  return layer.file.namespaces.flatMap((written, index): readonly Fault[] => {
    const setting = written.rules[rule.id];
    const isWritten = after.written.get(rule.id)?.action !== undefined;
    const ofProfile = written.profile === undefined || isWritten ? undefined : rule.profiles[written.profile];
    const action = typeof setting === 'string' ? setting : (setting?.action ?? ofProfile);
    const floor = floorFor(written.match, { rule, lock, before });
    if (action === undefined || !isLower(action, floor)) return [];
    const path: FieldPath = ['namespaces', index, ...(setting === undefined ? ['profile'] : ['rules', rule.id])];
    return [{ path, message: wouldMake(rule.id, action, floor, lock) }];
  });
}

/** The strictest that a locked rule is in namespaces of a section: for the whole policy, or in a section that overlaps. */
function floorFor(match: NamespaceMatch, { rule, lock, before }: Pick<Locked, 'rule' | 'lock' | 'before'>): Action {
  const others = before.sections.slice(0, lock.sections).filter((other) => mayOverlap(match, other.match));
  return others
    .flatMap(({ rules, profile }) => {
      const ofProfile = profile === undefined || lock.isWritten ? undefined : rule.profiles[profile];
      return rules.get(rule.id) ?? ofProfile ?? [];
    })
    .reduce(stricter, lock.action);
}

/** Whether two sections may be for one namespace. Only names can tell that they are not. */
function mayOverlap({ names: namesA }: NamespaceMatch, { names: namesB }: NamespaceMatch): boolean {
  if (namesA === undefined || namesB === undefined) return true;
  return namesA.some((nameA) =>
    namesB.some(
      (nameB) => (nameA.includes('*') && nameB.includes('*')) || fitsName(nameA, nameB) || fitsName(nameB, nameA),
    ),
  );
}

function exceptionFaults({ rule, lock, layer }: Locked): readonly Fault[] {
  return layer.file.exceptions.flatMap((exception, index) =>
    exception.rule === rule.id
      ? [{ path: ['exceptions', index], message: `would accept findings of ${rule.id}, which ${lock.place} locks` }]
      : [],
  );
}

function ignoreFaults({ rule, lock, before, layer }: Locked): readonly Fault[] {
  return layer.file.ignores.allow.flatMap((name, index) =>
    rulesNamed(name, before.rules).includes(rule.id) && !before.ignorable.has(rule.id)
      ? [
          {
            path: ['ignores', 'allow', index],
            message: `would let findings of ${rule.id} be ignored, which ${lock.place} locks`,
          },
        ]
      : [],
  );
}

/** Who may say where pods are can hide them from every rule: what is known stays as it is where anything is locked. */
function workloadFaults({ file }: PolicyLayer, before: Merged): readonly Fault[] {
  const known = workloadKindsWith(before.workloads);
  const [lock] = [...before.locks.values()].flat();
  return file.workloads.flatMap(({ group, kind, podTemplate }, index) => {
    const other = known.of(group === '' ? 'v1' : `${group}/v1`, kind);
    if (other === undefined || other.template.join('.') === podTemplate) return [];
    const message = `would say of ${kind} that its pods are elsewhere, which ${lock?.place ?? ''} locks`;
    return [{ path: ['workloads', index], message }];
  });
}

function wouldMake(what: string, action: Action, floor: Action, { place }: Lock): string {
  return `would make ${what} ${action}; ${place} locks it at ${floor}`;
}

/** Options come from one schema, which orders their fields. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isLower(action: Action, floor: Action): boolean {
  return compareAction(action, floor) > 0;
}

function stricter(a: Action, b: Action): Action {
  return compareAction(a, b) <= 0 ? a : b;
}
