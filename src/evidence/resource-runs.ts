import { apiGroup } from '../core/identity.ts';
import type { Resource } from '../manifests/resource.ts';
import type { LocalRun } from './local-run.ts';
import type { Scope } from './scope.ts';
import type { UnitRun } from './unit-run.ts';

/** A rule at work. */
export type Run = LocalRun | UnitRun;

/** The rules of resources by the kinds that they judge, so that a resource meets those that mean it. */
export class ResourceRuns {
  readonly all: Run[] = [];
  readonly #ofEveryKind: Run[] = [];
  readonly #byKind = new Map<string, Run[]>();

  add(run: Run): void {
    this.all.push(run);
    const { kinds } = run.rule;
    if (kinds === undefined) this.#ofEveryKind.push(run);
    else for (const kind of kinds) this.#ofKind(kind).push(run);
  }

  /** Judges a resource by the rules of every kind, and then by those of its own. */
  judge(resource: Resource, scope: Scope): void {
    for (const run of this.#ofEveryKind) run.judge(resource, scope);
    for (const run of this.#byKind.get(kindOf(resource)) ?? []) run.judge(resource, scope);
  }

  #ofKind(kind: string): Run[] {
    const runs = this.#byKind.get(kind) ?? [];
    this.#byKind.set(kind, runs);
    return runs;
  }
}

/** A kind as kubectl names it: `Service`, `Role.rbac.authorization.k8s.io`. */
function kindOf({ apiVersion, kind }: Resource): string {
  const group = apiGroup(apiVersion);
  return group === '' ? kind : `${kind}.${group}`;
}
