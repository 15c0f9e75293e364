import { parseImageReference } from '../../core/image-reference.ts';
import { defineRule } from '../../evidence/rule.ts';

/** The images of github.com/kubernetes/dashboard: kubernetesui/dashboard, -api, -auth, -web; kubernetes-dashboard-amd64 before. */
const IMAGES = /(?:^|\/)kubernetesui\/dashboard(?:-[a-z]+)?$|(?:^|\/)kubernetes-dashboard-[a-z0-9]+$/;

/** Trivy, checkov CKV_K8S_33 and kubescape C-0014 look for it by image or label; a label says less. */
export const kubernetesDashboard = defineRule({
  id: 'workload/kubernetes-dashboard',
  title: 'The Kubernetes dashboard does not run in the cluster',
  severity: 'medium',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'nist-800-190/4.3.1' }, { id: 'mitre/T1133' }],
  why: 'A dashboard that can be reached gives whoever opens it the rights of its service account.',
  remediation:
    'Remove it, and use a tool that runs with the rights of its user: kubectl, or a client on their own machine.',
  messages: {
    runs: ({ container }: { container: string }) => `Container "${container}" is the Kubernetes dashboard.`,
  },
  examples: () => import('./kubernetes-dashboard.examples.ts'),
  check({ spec: { image = '' }, name: container }, { report }) {
    const reference = parseImageReference(image);
    if (typeof reference !== 'string' && IMAGES.test(reference.path)) report('runs', ['image'], { container });
  },
});
