import { defineRule } from '../../evidence/rule.ts';
import { visitHostPaths } from '../../manifests/host-path.ts';

/** Files and folders in which the clouds' command lines and node agents keep credentials, wherever they lie. */
const CREDENTIALS =
  /(?:^|\/)(?:\.aws|\.azure|\.oci|\.config\/gcloud|gcloud\/application_default_credentials\.json)(?:\/|$)/;

/** Files of the node by which its components speak to the cloud: the cloud providers' configuration. */
const CONFIGURATION: ReadonlySet<string> = new Set([
  '/gcloud',
  '/etc/gce.conf',
  '/etc/kubernetes/azure.json',
  '/etc/kubernetes/cloud.conf',
  '/etc/kubernetes/cloud-config',
]);

/** The paths of kubescape's C-0020 and of the cloud providers' own documentation. */
export const nodeCloudCredentials = defineRule({
  id: 'workload/node-cloud-credentials',
  title: 'Containers do not see the cloud credentials of their node',
  severity: 'critical',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [{ id: 'nsa/pod-security' }, { id: 'nist-800-190/4.5.5' }, { id: 'mitre/T1552.001' }],
  refines: ['workload/host-path-volume', 'workload/sensitive-host-path', 'workload/writable-host-path'],
  why: 'The rights of the node in its cloud reach far beyond the pod: to other machines, networks and stored data.',
  remediation:
    'Remove the volume, and give the workload an identity of its own: IRSA or EKS Pod Identity, Workload Identity Federation for GKE, Microsoft Entra Workload ID.',
  messages: {
    mounted: ({ container, path }: { container: string; path: string }) =>
      `Container "${container}" sees the cloud credentials of its node at ${path}.`,
  },
  examples: () => import('./node-cloud-credentials.examples.ts'),
  check(workload, { report }) {
    visitHostPaths(workload, ({ index, mounts }) => {
      const mount = mounts.find(({ path }) => CREDENTIALS.test(path) || CONFIGURATION.has(path));
      if (mount === undefined) return;
      const { container, written: path } = mount;
      report('mounted', ['volumes', index, 'hostPath', 'path'], { container: container.name, path });
    });
  },
});
