import { problemOf } from '../core/errors.ts';
import { formatFieldPath } from '../core/field-path.ts';
import type { Source } from '../core/source.ts';
import { formatResource } from '../core/subject.ts';
import type { Missing } from '../core/verdict.ts';
import type { Dockerfile } from '../dockerfile/dockerfile.ts';
import { UnitEngine } from '../evidence/engine.ts';
import { DocumentShelf } from '../manifests/document-shelf.ts';
import { manifestErrors } from '../manifests/errors.ts';
import { UnreadableField } from '../manifests/kubernetes/wrong-type.ts';
import { type Resource, subjectOf } from '../manifests/resource.ts';
import { type Workload, workloadOf } from '../manifests/workload.ts';
import { type WorkloadKind, type WorkloadKinds, workloadKindsWith } from '../manifests/workload-kinds.ts';
import type { AnnotatedResource } from '../policy/ignores/annotations.ts';
import type { ReadNamespace } from '../policy/namespaces/namespace-labels.ts';
import { activeRules, type Policy } from '../policy/policy.ts';
import { ImageUsers } from './image-users.ts';
import { missingAt, missingField } from './missing-field.ts';
import type { ReadContext, UnitEntry } from './unit.ts';

/** How much of a unit was looked at. */
export interface UnitCounts {
  files: number;
  documents: number;
  resources: number;
  workloads: number;
  containers: number;
  dockerfiles: number;
  images: number;
  ignored: number;
  hidden: number;
}

/** A unit while it is read: each resource is handed to the rules and let go. */
export class UnitReading implements ReadContext {
  readonly engine: UnitEngine;
  readonly workloadKinds: WorkloadKinds;
  readonly shelf = new DocumentShelf();
  readonly images = new ImageUsers();
  readonly missing: Missing[] = [];
  /** The Namespaces that were read, where the policy has sections for namespaces. */
  readonly namespaces: ReadNamespace[] = [];
  /** The namespace that resources seem to lie in because nobody said which. */
  assumedNamespace: string | undefined;
  /** Whether layers of an image were not hashed. */
  isUnverified = false;
  /** The resources of files in which something may ask to be ignored. */
  readonly ignoring: AnnotatedResource[] = [];
  /** The Dockerfiles in which something may ask to be ignored. */
  readonly ignoringDockerfiles: Dockerfile[] = [];
  readonly counts: UnitCounts = {
    files: 0,
    documents: 0,
    resources: 0,
    workloads: 0,
    containers: 0,
    dockerfiles: 0,
    images: 0,
    ignored: 0,
    hidden: 0,
  };

  readonly #hasNamespaces: boolean;
  /** The last source, and whether something in it may ask to be ignored. */
  #source: { readonly source: Source; readonly mayIgnore: boolean } | undefined;

  constructor(policy: Policy) {
    this.#hasNamespaces = policy.namespaces.length > 0;
    this.engine = new UnitEngine({ rules: activeRules(policy), kubernetes: policy.kubernetes });
    this.workloadKinds = workloadKindsWith(policy.workloads);
  }

  get judgesImages(): boolean {
    return this.engine.judgesImages;
  }

  /** Takes what was read of the unit itself. */
  add(entry: UnitEntry): void {
    switch (entry.type) {
      case 'file':
        this.counts.files += 1;
        break;
      case 'hidden':
        this.counts.hidden += entry.count;
        break;
      case 'assumed-namespace':
        this.assumedNamespace = entry.name;
        break;
      case 'document':
        this.counts.documents += 1;
        break;
      case 'other':
        this.counts.ignored += 1;
        break;
      case 'unreadable':
        this.#miss(entry.missing);
        break;
      case 'resource':
        this.#judge(entry.resource);
        break;
      case 'image':
        this.counts.images += 1;
        this.isUnverified ||= entry.image.isUnverified === true;
        this.engine.addImage(entry.image);
        break;
      case 'dockerfile':
        this.#judgeDockerfile(entry);
        break;
    }
  }

  /** Takes what was read of resources that are already there. */
  addContext(entry: UnitEntry): void {
    if (entry.type === 'resource') this.#addContext(entry.resource);
    else if (entry.type === 'unreadable') this.#miss(entry.missing);
  }

  #miss(missing: Missing): void {
    this.missing.push(missing);
    this.engine.miss({ why: missing.what, supply: missing.supply });
  }

  #addContext(resource: Resource): void {
    this.#noteNamespace(resource, true);
    const kind = this.workloadKinds.of(resource.apiVersion, resource.kind);
    try {
      this.engine.addContext(resource, kind === undefined ? undefined : workloadOf(resource, kind));
    } catch (error) {
      if (!(error instanceof UnreadableField)) throw error;
      this.#missPods(resource, missingField(resource, error));
    }
  }

  #missPods(resource: Resource, missing: Missing): void {
    this.missing.push(missing);
    this.engine.missPods(resource.namespace, { why: missing.what, supply: missing.supply });
  }

  #noteNamespace(resource: Resource, isContext: boolean): void {
    if (this.#hasNamespaces && resource.kind === 'Namespace' && resource.apiVersion === 'v1') {
      this.namespaces.push({ resource, isContext });
    }
  }

  #mayIgnore({ origin: { source } }: Resource): boolean {
    if (this.#source?.source !== source) this.#source = { source, mayIgnore: source.text.includes('plimsoll') };
    return this.#source.mayIgnore;
  }

  #judgeDockerfile({ dockerfile, image }: Extract<UnitEntry, { readonly type: 'dockerfile' }>): void {
    this.counts.dockerfiles += 1;
    if (dockerfile.source.text.includes('plimsoll')) this.ignoringDockerfiles.push(dockerfile);
    this.engine.addImage(image);
  }

  #judge(resource: Resource): void {
    this.counts.resources += 1;
    this.#noteNamespace(resource, false);
    const kind = this.workloadKinds.of(resource.apiVersion, resource.kind);
    if (this.#mayIgnore(resource)) this.ignoring.push({ resource, template: kind?.template });
    const workload = kind === undefined ? undefined : this.#workload(resource, kind);
    this.engine.add(resource, workload);
    if (workload === undefined) return;
    this.counts.workloads += 1;
    this.counts.containers += workload.containers.length;
    this.images.add(workload);
  }

  #workload(resource: Resource, kind: WorkloadKind): Workload | undefined {
    const named = { resource: formatResource(subjectOf(resource)) };
    const podPath = [...kind.template, 'spec'];
    try {
      const workload = workloadOf(resource, kind);
      if (workload?.containers.length === 0) {
        const path = [...podPath, 'containers'];
        const problem = problemOf(manifestErrors, 'PL_E_MANIFEST_NO_CONTAINERS', {
          ...named,
          path: formatFieldPath(path),
        });
        this.missing.push(missingAt(resource, path, problem));
      }
      if (workload === undefined && kind.requiresTemplate) {
        const path = formatFieldPath(podPath);
        this.missing.push(
          missingAt(resource, podPath, problemOf(manifestErrors, 'PL_E_MANIFEST_POD_TEMPLATE', { ...named, path })),
        );
      }
      return workload;
    } catch (error) {
      if (!(error instanceof UnreadableField)) throw error;
      this.#missPods(resource, missingField(resource, error));
      return undefined;
    }
  }
}
