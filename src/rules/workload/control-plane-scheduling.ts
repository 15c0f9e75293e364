import { defineRule, type Report } from '../../evidence/rule.ts';
import type { NodeSelectorTerm, Pod, PodSpec, Toleration } from '../../manifests/kubernetes/types.generated.ts';
import type { Resource } from '../../manifests/resource.ts';

/** The label of control plane nodes and the key of their taint, by its names now and until Kubernetes 1.24. */
const CONTROL_PLANE = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];

const messages = {
  tolerates: ({ key }: { key: string }) => `Its pods tolerate the taint ${key}, so they can run on the control plane.`,
  toleratesAll: () => 'Its pods tolerate every taint, so they can run on the control plane.',
  selects: ({ key }: { key: string }) => `Its pods ask for nodes with the label ${key}, which are the control plane.`,
  nodeName: ({ node }: { node: string }) =>
    `Its pods are put on the node "${node}" past the scheduler, whatever the taints of that node say.`,
};

type Mark = { readonly message: 'tolerates' | 'selects'; readonly key: string } | { readonly message: 'toleratesAll' };

/** How a toleration meets the taint `NoSchedule` of the control plane: ToleratesTaint in k8s.io/api/core/v1/toleration.go. */
function markOf({ key = '', operator = '', value = '', effect = '' }: Toleration): Mark | undefined {
  if (effect !== '' && effect !== 'NoSchedule') return undefined;
  if (key === '') return operator === 'Exists' ? { message: 'toleratesAll' } : undefined;
  if (!CONTROL_PLANE.includes(key)) return undefined;
  return operator === 'Exists' || value === '' ? { message: 'tolerates', key } : undefined;
}

/** The label of the control plane that a term asks for. */
function labelOf({ matchExpressions = [] }: NodeSelectorTerm): string | undefined {
  const expression = matchExpressions.find(
    ({ key = '', operator }) => CONTROL_PLANE.includes(key) && (operator === 'Exists' || operator === 'In'),
  );
  return expression?.key;
}

function reportTolerations(pod: PodSpec, report: Report<typeof messages>): boolean {
  for (const [index, toleration] of (pod.tolerations ?? []).entries()) {
    const mark = markOf(toleration);
    if (mark === undefined) continue;
    const at = ['tolerations', index];
    if (mark.message === 'toleratesAll') report('toleratesAll', at);
    else report('tolerates', at, { key: mark.key });
    return true;
  }
  return false;
}

function reportSelection({ nodeSelector = {}, affinity }: PodSpec, report: Report<typeof messages>): void {
  const selected = CONTROL_PLANE.find((key) => Object.hasOwn(nodeSelector, key));
  if (selected !== undefined) {
    report('selects', ['nodeSelector', selected], { key: selected });
    return;
  }
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const key = terms.map(labelOf).find((label) => label !== undefined);
  if (key !== undefined)
    report('selects', ['affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution'], { key });
}

/** A pod that was read from a cluster: there the scheduler has filled in its node. */
function isRunning({ kind, value }: Resource): boolean {
  const { metadata }: Pod = value;
  return kind === 'Pod' && metadata?.uid !== undefined;
}

/**
 * The taint and the label of control plane nodes: https://kubernetes.io/docs/reference/labels-annotations-taints/. Without the
 * toleration a selector reaches the control plane only where its nodes are not tainted. `nodeName` passes the scheduler by.
 */
export const controlPlaneScheduling = defineRule({
  id: 'workload/control-plane-scheduling',
  title: 'Pods do not run on the nodes of the control plane',
  severity: 'medium',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'nist-800-190/4.3.4' }, { id: 'nist-800-190/4.3.5' }],
  why: 'A container that breaks out on a node of the control plane reaches the keys and the data of the whole cluster.',
  remediation:
    'Remove the toleration, the selector or `nodeName`; a DaemonSet for every node accepts the risk in an exception.',
  messages,
  examples: () => import('./control-plane-scheduling.examples.ts'),
  check({ pod, resource }, { report }) {
    const { nodeName: node = '' } = pod;
    if (node !== '' && !isRunning(resource)) report('nodeName', ['nodeName'], { node });
    if (!reportTolerations(pod, report)) reportSelection(pod, report);
  },
});
