import { defineRule } from '../../evidence/rule.ts';

/**
 * The kubelet does not open the image to look a name up: with `runAsNonRoot` and without `runAsUser` it refuses to start the container.
 * Windows has no numbers: its names are those of its containers, or stand behind a backslash.
 * Source: k8s.io/kubernetes/pkg/kubelet/kuberuntime/security_context.go, verifyRunAsNonRoot.
 */
export const numericUser = defineRule({
  id: 'image/numeric-user',
  title: 'The user of the image is a number',
  severity: 'low',
  since: '0.1.0',
  target: 'image',
  needs: ['configuration'],
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'cis-docker-1.7/4.1' }, { id: 'nist-800-190/4.1.2' }],
  why: 'Kubernetes cannot tell whether a name is root, so a pod with `runAsNonRoot` does not start with such an image.',
  remediation: 'Write the number that the name stands for: `USER 10001` instead of `USER app`.',
  messages: {
    named: ({ user }: { user: string }) =>
      `The image runs as ${user}, a name that runAsNonRoot does not accept without runAsUser.`,
  },
  examples: () => import('./numeric-user.examples.ts'),
  check({ user }, { report }) {
    if (user.state !== 'set') return;
    const [name = ''] = user.name.split(':');
    if (!/^\d*$|^Container(?:User|Administrator)$|\\/i.test(name) && name !== 'root')
      report('named', user.at, { user: name });
  },
});
