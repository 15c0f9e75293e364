import { parseImageReference } from '../../core/image-reference.ts';
import { defineRule } from '../../evidence/rule.ts';

/** The server of Helm 2, whose images were called `tiller` in every registry: trivy KSV-0102, checkov CKV_K8S_34. */
export const tiller = defineRule({
  id: 'workload/tiller',
  title: "Helm 2's Tiller does not run in the cluster",
  severity: 'critical',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'nsa/upgrading' }, { id: 'nist-800-190/4.3.1' }],
  why: 'Tiller obeys every pod that reaches its port, mostly as cluster-admin, and has had no fixes since November 2020.',
  remediation: 'Move the releases to Helm 3 with the `2to3` plugin, and delete Tiller, its Service and its bindings.',
  messages: {
    runs: ({ container }: { container: string }) => `Container "${container}" is the Tiller of Helm 2.`,
  },
  examples: () => import('./tiller.examples.ts'),
  check({ spec: { image = '' }, name: container }, { report }) {
    const reference = parseImageReference(image);
    if (typeof reference === 'string') return;
    const { path } = reference;
    if (path === 'tiller' || path.endsWith('/tiller')) report('runs', ['image'], { container });
  },
});
