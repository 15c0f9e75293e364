import type { FieldPath } from '../core/field-path.ts';
import { apiGroup } from '../core/identity.ts';

/** A kind of resource that holds a pod template, and where. */
export interface WorkloadKind {
  /** The API group: `apps` of `apps/v1`, empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Where the pod template stands: the value that holds `metadata` and `spec`. Empty for a pod itself. */
  readonly template: FieldPath;
  /** Whether the API server refuses the kind without its template. Some custom kinds refer to another workload. */
  readonly requiresTemplate: boolean;
}

const SPEC_TEMPLATE: FieldPath = ['spec', 'template'];
const JOB_TEMPLATE: FieldPath = ['spec', 'jobTemplate', 'spec', 'template'];

function required(group: string, kind: string, template: FieldPath): WorkloadKind {
  return { group, kind, template, requiresTemplate: true };
}

function optional(group: string, kind: string, template: FieldPath): WorkloadKind {
  return { group, kind, template, requiresTemplate: false };
}

/**
 * Workloads of Kubernetes, Argo Rollouts, OpenKruise and Knative.
 * The extensions group held Deployment, DaemonSet and ReplicaSet until Kubernetes 1.16.
 */
const workloadKinds: readonly WorkloadKind[] = [
  required('', 'Pod', []),
  required('', 'PodTemplate', ['template']),
  required('', 'ReplicationController', SPEC_TEMPLATE),
  required('apps', 'Deployment', SPEC_TEMPLATE),
  required('apps', 'StatefulSet', SPEC_TEMPLATE),
  required('apps', 'DaemonSet', SPEC_TEMPLATE),
  required('apps', 'ReplicaSet', SPEC_TEMPLATE),
  required('extensions', 'Deployment', SPEC_TEMPLATE),
  required('extensions', 'DaemonSet', SPEC_TEMPLATE),
  required('extensions', 'ReplicaSet', SPEC_TEMPLATE),
  required('batch', 'Job', SPEC_TEMPLATE),
  required('batch', 'CronJob', JOB_TEMPLATE),
  optional('argoproj.io', 'Rollout', SPEC_TEMPLATE),
  required('apps.kruise.io', 'CloneSet', SPEC_TEMPLATE),
  required('apps.kruise.io', 'StatefulSet', SPEC_TEMPLATE),
  required('apps.kruise.io', 'DaemonSet', SPEC_TEMPLATE),
  required('apps.kruise.io', 'BroadcastJob', SPEC_TEMPLATE),
  optional('apps.kruise.io', 'AdvancedCronJob', ['spec', 'template', 'jobTemplate', 'spec', 'template']),
  required('serving.knative.dev', 'Service', SPEC_TEMPLATE),
  required('serving.knative.dev', 'Configuration', SPEC_TEMPLATE),
  required('serving.knative.dev', 'Revision', []),
];

/** Tells which resources are workloads. */
export interface WorkloadKinds {
  of(apiVersion: string, kind: string): WorkloadKind | undefined;
}

/** The built-in workload kinds and those that a policy file adds. */
export function workloadKindsWith(added: readonly WorkloadKind[]): WorkloadKinds {
  const byName = new Map<string, WorkloadKind>();
  for (const workloadKind of [...workloadKinds, ...added]) {
    byName.set(`${workloadKind.group}/${workloadKind.kind}`, workloadKind);
  }
  return { of: (apiVersion, kind) => byName.get(`${apiGroup(apiVersion)}/${kind}`) };
}
