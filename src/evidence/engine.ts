import type { KubernetesMinor } from '../core/kubernetes-version.ts';
import { UnreadableField } from '../manifests/kubernetes/wrong-type.ts';
import type { Resource } from '../manifests/resource.ts';
import type { Workload } from '../manifests/workload.ts';
import { concealSecret } from './conceal-secret.ts';
import { EvidenceGatherer, type Gap } from './gather.ts';
import { ImageRun } from './image/image-run.ts';
import type { ImageView } from './image/image-view.ts';
import { LocalRun } from './local-run.ts';
import { Recorder } from './recorder.ts';
import type { UnitReport } from './reported.ts';
import { ResourceRuns, type Run } from './resource-runs.ts';
import type { Rule } from './rule.ts';
import { containerScope, resourceScope, type Scope, workloadScope } from './scope.ts';
import type { TargetName } from './targets.ts';
import type { UnitEvidence } from './unit-evidence.ts';
import { UnitRun } from './unit-run.ts';

/** What is judged of each resource, beside the resource itself. */
type KubernetesTarget = Exclude<TargetName, 'resource' | 'image'>;

/** A rule that is on, with its options. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly options: unknown;
}

/** What the rules of a unit run with. */
export interface EngineSettings {
  readonly rules: readonly ActiveRule[];
  readonly kubernetes: KubernetesMinor;
}

/** Runs rules over the resources of one unit as they go by, and those that look across resources at the end. */
export class UnitEngine {
  readonly #recorder = new Recorder();
  readonly #evidence = new EvidenceGatherer();
  readonly #resourceRuns = new ResourceRuns();
  readonly #imageRuns: ImageRun[] = [];
  readonly #runs: Readonly<Record<KubernetesTarget, Run[]>> = {
    container: [],
    workload: [],
    namespace: [],
  };

  constructor({ rules, kubernetes }: EngineSettings) {
    for (const { rule, options } of rules) {
      const given = { options, kubernetes };
      if (rule.scope === 'unit') {
        this.#register(new UnitRun(rule, given, this.#recorder));
        continue;
      }
      if (rule.target === 'image') {
        this.#imageRuns.push(new ImageRun(rule, given, this.#recorder));
        continue;
      }
      this.#register(new LocalRun(rule, rule, given, this.#recorder));
      if (rule.ofPod !== undefined) {
        this.#runs.workload.push(new LocalRun(rule, rule.ofPod, given, this.#recorder));
      }
    }
  }

  /** Judges a resource, and takes from it what rules need that look across resources. */
  add(resource: Resource, workload: Workload | undefined): void {
    this.#evidence.add(resource, workload, true);
    const scope = resourceScope(resource);
    if (resource.kind === 'Secret') concealSecret(resource, this.#recorder);
    this.#resourceRuns.judge(resource, scope);
    if (resource.kind === 'Namespace' && resource.apiVersion === 'v1') this.#judge('namespace', resource, scope);
    if (workload === undefined) return;
    this.#judge('workload', workload, workloadScope(workload));
    for (const container of workload.containers) {
      if (container instanceof UnreadableField) this.#unreadableContainer(container, workload);
      else this.#judge('container', container, containerScope(container));
    }
  }

  /** Whether a rule that is on judges images. */
  get judgesImages(): boolean {
    return this.#imageRuns.length > 0;
  }

  /** Judges an image. */
  addImage(image: ImageView): void {
    for (const run of this.#imageRuns) run.judge(image);
  }

  /** Takes from a resource that is already there what rules need; it is not judged itself. */
  addContext(resource: Resource, workload: Workload | undefined): void {
    this.#evidence.add(resource, workload, false);
  }

  /** Notes that something of the unit was not read. */
  miss(gap: Gap): void {
    this.#evidence.miss(gap);
  }

  /** Notes that a workload of a namespace was not read. */
  missPods(namespace: string | undefined, gap: Gap): void {
    this.#evidence.missPods(namespace, gap);
  }

  /** Runs the rules that look across resources, and ends the unit. `image` tells of images, where they are opened. */
  finish(image?: UnitEvidence['image']): UnitReport {
    const evidence = this.#evidence.finish(image);
    for (const runs of [...Object.values(this.#runs), this.#resourceRuns.all]) {
      for (const run of runs) if (run instanceof UnitRun) run.finish(evidence);
    }
    return this.#recorder.finish();
  }

  #register(run: Run): void {
    const { target } = run.rule;
    if (target === 'resource') this.#resourceRuns.add(run);
    else if (target !== 'image') this.#runs[target].push(run);
  }

  #judge(target: KubernetesTarget, value: unknown, scope: Scope): void {
    for (const run of this.#runs[target]) run.judge(value, scope);
  }

  #unreadableContainer(field: UnreadableField, workload: Workload): void {
    const scope = workloadScope(workload);
    for (const { rule, counts } of this.#runs.container) {
      counts.evaluated += 1;
      counts.unknown += 1;
      this.#recorder.unreadable(rule, scope, field);
    }
  }
}
