import { defineRule } from '../../evidence/rule.ts';

/** Kinds that give rights or hold data, by API group. Kubernetes keeps some of its own in `default`. */
const KINDS: ReadonlySet<string> = new Set([
  'v1/ConfigMap',
  'v1/PersistentVolumeClaim',
  'v1/Secret',
  'v1/Service',
  'v1/ServiceAccount',
  'rbac.authorization.k8s.io/v1/Role',
  'rbac.authorization.k8s.io/v1/RoleBinding',
]);

const OF_KUBERNETES: ReadonlySet<string> = new Set([
  'ConfigMap/kube-root-ca.crt',
  'Service/kubernetes',
  'ServiceAccount/default',
]);

/** What `namespace/default-namespace` says of workloads, for what they use: kubescape C-0212. */
export const defaultNamespaceObject = defineRule({
  id: 'namespace/default-namespace-object',
  title: 'Rights, secrets and services are not kept in the default namespace',
  severity: 'low',
  since: '0.1.0',
  target: 'resource',
  profiles: { baseline: 'off', restricted: 'audit' },
  standards: [{ id: 'cis-kubernetes-1.12/5.6.4' }, { id: 'nsa/network' }],
  why: 'Every pod that lands in the default namespace by mistake can use what is there.',
  remediation: 'Put the object into the namespace of the workload that uses it.',
  messages: {
    kept: ({ kind }: { kind: string }) => `The ${kind} is in the default namespace.`,
  },
  examples: () => import('./default-namespace-object.examples.ts'),
  check({ apiVersion, kind, name, namespace }, { report }) {
    if (namespace !== 'default') return;
    if (!KINDS.has(`${apiVersion}/${kind}`) || OF_KUBERNETES.has(`${kind}/${name ?? ''}`)) return;
    report('kept', ['metadata', 'namespace'], { kind });
  },
});
