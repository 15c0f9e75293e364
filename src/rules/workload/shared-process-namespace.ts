import { imageRepository } from '../../core/identity.ts';
import { defineRule } from '../../evidence/rule.ts';
import { UnreadableField } from '../../manifests/kubernetes/wrong-type.ts';
import type { ContainerView } from '../../manifests/workload.ts';

/** `spec.shareProcessNamespace`; the attack: github.com/DataDog/KubeHound, SHARE_PS_NAMESPACE. */
export const sharedProcessNamespace = defineRule({
  id: 'workload/shared-process-namespace',
  title: 'Containers of different images do not see each other’s processes',
  severity: 'low',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'audit', restricted: 'audit' },
  standards: [{ id: 'nsa/pod-security' }, { id: 'mitre/T1055' }],
  why: 'A container then reads the environment and, by /proc, the files of its neighbours: the weakest image opens all.',
  remediation: 'Remove `shareProcessNamespace`, unless one container is there to signal or to watch the others.',
  messages: {
    shared: ({ count }: { count: number }) =>
      `Containers of ${count} different images see each other's processes: shareProcessNamespace is true.`,
  },
  examples: () => import('./shared-process-namespace.examples.ts'),
  fix: () => [{ op: 'remove', path: ['shareProcessNamespace'] }],
  check({ pod, containers }, { report }) {
    if (pod.shareProcessNamespace !== true) return;
    const images = new Set<string>();
    for (const container of containers) {
      if (!(container instanceof UnreadableField) && keepsRunning(container))
        images.add(imageRepository(container.spec.image ?? ''));
    }
    if (images.size > 1) report('shared', ['shareProcessNamespace'], { count: images.size });
  },
});

/** Init containers end before others start, but for sidecars. */
function keepsRunning({ role, spec }: ContainerView): boolean {
  return role !== 'init' || spec.restartPolicy === 'Always';
}
