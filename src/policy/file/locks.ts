import { type Action, compareAction } from '../../core/action.ts';
import type { FieldPath } from '../../core/field-path.ts';
import { fitsName } from '../../core/fits-name.ts';
import type { Rule } from '../../evidence/rule.ts';
import { type WorkloadKinds, workloadKindsWith } from '../../manifests/workload-kinds.ts';
import type { Floor, NamespaceMatch } from '../policy.ts';
import type { Fault } from './faults.ts';
import type { PolicyLayer } from './layer.ts';
import { actionIn, admissionIn, isWrittenIn, type Merged, mergeLayers, optionsIn } from './merge.ts';
import { rulesNamed } from './rule-names.ts';

/** A lock on a rule, with what the file that locks it says of the rule. */
export interface Lock extends Floor {
  readonly rule: Rule;
  readonly options: unknown;
  readonly admission: Action;
  readonly isIgnorable: boolean;
  readonly workloads: WorkloadKinds;
  /** The file that locks and those that it extends: they may say what they like. */
  readonly keepers: ReadonlySet<PolicyLayer>;
}

/** The locks of all files that take part. */
export function locksOf(layers: readonly PolicyLayer[], rules: readonly Rule[]): readonly Lock[] {
  return layers.flatMap((layer) => (layer.file.locked.length === 0 ? [] : locksOfLayer(layer, layers, rules)));
}

function locksOfLayer(layer: PolicyLayer, layers: readonly PolicyLayer[], rules: readonly Rule[]): readonly Lock[] {
  const keepers = withExtended(layer);
  const own = mergeLayers(
    layers.filter((each) => keepers.has(each)),
    rules,
  );
  const workloads = workloadKindsWith(own.workloads);
  const vexFiles = new Set(own.vex?.files);
  return layer.file.locked.flatMap((name, index) => {
    const named = new Set(rulesNamed(name, rules));
    const place = layer.placeOf(['locked', index]);
    return rules
      .filter(({ id }) => named.has(id))
      .map((rule) => ({
        rule,
        action: actionIn(own, rule),
        isWritten: isWrittenIn(own, rule),
        sections: own.sections,
        options: optionsIn(own, rule),
        admission: admissionIn(own, rule),
        isIgnorable: own.ignorable.has(rule.id),
        workloads,
        vexFiles,
        place,
        keepers,
      }));
  });
}

function withExtended(layer: PolicyLayer): ReadonlySet<PolicyLayer> {
  const all = new Set([layer]);
  for (const each of all) for (const extended of each.extended) all.add(extended);
  return all;
}

/** What a file does, and may not, to rules that are locked by a file which it is not part of, whichever of the two comes first. */
export function lockFaults(layer: PolicyLayer, locks: readonly Lock[], merged: Merged): readonly Fault[] {
  const binding = locks.filter(({ keepers }) => !keepers.has(layer));
  const faults = [
    ...binding.flatMap((lock) => settingFaults(lock, layer)),
    ...binding.flatMap((lock) => profileFaults(lock, layer, merged)),
    ...binding.flatMap((lock) => namespaceFaults(lock, layer, merged)),
    ...binding.flatMap((lock) => exceptionFaults(lock, layer)),
    ...binding.flatMap((lock) => ignoreFaults(lock, layer, merged.rules)),
    ...binding.flatMap((lock) => workloadFaults(lock, layer)),
  ];
  return [...Map.groupBy(faults, ({ path }) => JSON.stringify(path)).values()].flatMap(inOne);
}

/** A profile or pattern may touch a hundred locked rules: that is said once, with the first of them. */
function inOne(faults: readonly Fault[]): readonly Fault[] {
  const [first, ...others] = new Map(faults.map((fault) => [fault.message, fault])).values();
  if (first === undefined) return [];
  return [others.length === 0 ? first : { ...first, message: `${first.message}, and ${others.length} more like it` }];
}

function settingFaults(lock: Lock, { file }: PolicyLayer): readonly Fault[] {
  const { id } = lock.rule;
  const written = file.rules[id];
  if (written === undefined) return [];
  const { action, at, options } = typeof written === 'string' ? { action: written } : written;
  const path: FieldPath = ['rules', id];
  const faults: Fault[] = [];
  if (action !== undefined && isLower(action, lock.action)) {
    faults.push({ path, message: wouldMake(id, action, lock.action, lock) });
  }
  if (at?.admission !== undefined && isLower(at.admission, lock.admission)) {
    const message = wouldMake(`${id} at admission`, at.admission, lock.admission, lock);
    faults.push({ path: [...path, 'at'], message });
  }
  if (options !== undefined && !isSame(options, lock.options)) {
    faults.push({ path: [...path, 'options'], message: `would change options of ${id}, which ${lock.place} locks` });
  }
  return faults;
}

/** Only the profile that is in force can lower anything, and only what no file sets. */
function profileFaults(lock: Lock, { file }: PolicyLayer, merged: Merged): readonly Fault[] {
  const { rule } = lock;
  const action = rule.profiles[merged.profile];
  const counts = file.profile === merged.profile && !isWrittenIn(merged, rule);
  if (!counts || !isLower(action, lock.action)) return [];
  return [{ path: ['profile'], message: wouldMake(rule.id, action, lock.action, lock) }];
}

function namespaceFaults(lock: Lock, { sections }: PolicyLayer, merged: Merged): readonly Fault[] {
  const { rule } = lock;
  return sections.flatMap(({ match, profile, rules }, index): readonly Fault[] => {
    const written = rules.get(rule.id);
    const ofProfile = profile === undefined || isWrittenIn(merged, rule) ? undefined : rule.profiles[profile];
    const action = written ?? ofProfile;
    const floor = floorFor(match, lock);
    if (action === undefined || !isLower(action, floor)) return [];
    const path: FieldPath = ['namespaces', index, ...(written === undefined ? ['profile'] : ['rules', rule.id])];
    return [{ path, message: wouldMake(rule.id, action, floor, lock) }];
  });
}

/** The strictest that a locked rule is in namespaces of a section: for the whole policy, or in a section that overlaps. */
function floorFor(match: NamespaceMatch, { rule, action, isWritten, sections }: Lock): Action {
  return sections
    .filter((other) => mayOverlap(match, other.match))
    .flatMap(({ rules, profile }) => {
      const ofProfile = profile === undefined || isWritten ? undefined : rule.profiles[profile];
      return rules.get(rule.id) ?? ofProfile ?? [];
    })
    .reduce(stricter, action);
}

/** Whether two sections may be for one namespace. Only names can tell that they are not. */
function mayOverlap({ names: namesA }: NamespaceMatch, { names: namesB }: NamespaceMatch): boolean {
  if (namesA === undefined || namesB === undefined) return true;
  return namesA.some((nameA) => namesB.some((nameB) => mayFitOne(nameA, nameB)));
}

function mayFitOne(a: string, b: string): boolean {
  return (a.includes('*') && b.includes('*')) || fitsName(a, b) || fitsName(b, a);
}

function exceptionFaults({ rule, place }: Lock, { file }: PolicyLayer): readonly Fault[] {
  return file.exceptions.flatMap((exception, index) =>
    exception.rule === rule.id
      ? [{ path: ['exceptions', index], message: `would accept findings of ${rule.id}, which ${place} locks` }]
      : [],
  );
}

function ignoreFaults(
  { rule, place, isIgnorable }: Lock,
  { file }: PolicyLayer,
  rules: readonly Rule[],
): readonly Fault[] {
  if (isIgnorable) return [];
  return file.ignores.allow.flatMap((name, index) =>
    rulesNamed(name, rules).includes(rule.id)
      ? [
          {
            path: ['ignores', 'allow', index],
            message: `would let findings of ${rule.id} be ignored, which ${place} locks`,
          },
        ]
      : [],
  );
}

/** Who may say where pods are can hide them from every rule: what is known stays as it is where anything is locked. */
function workloadFaults({ workloads, place }: Lock, { file }: PolicyLayer): readonly Fault[] {
  return file.workloads.flatMap(({ group, kind, podTemplate }, index) => {
    const known = workloads.of(group === '' ? 'v1' : `${group}/v1`, kind);
    if (known === undefined || known.template.join('.') === podTemplate) return [];
    const message = `would say of ${kind} that its pods are elsewhere, which ${place} locks`;
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
