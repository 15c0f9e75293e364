import { parseImageReference } from '../../core/image-reference.ts';
import { defineRule } from '../../evidence/rule.ts';

/**
 * Where none is written the API server fills in `Always` for the tag `latest` or none, and `IfNotPresent` for every other
 * (SetDefaults_Container in pkg/apis/core/v1/defaults.go). With a digest the policy makes no difference to what runs.
 */
export const pullPolicy = defineRule({
  id: 'image/pull-policy',
  title: 'Images with a tag that can move are always asked for again',
  severity: 'low',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'audit', restricted: 'audit' },
  standards: [{ id: 'cis-kubernetes-1.12/1.2.11' }, { id: 'nist-800-190/4.2.2' }],
  why: 'A node that has an image under a tag starts it without asking the registry, even an old one or one that the pod has no right to pull.',
  remediation: 'Set `imagePullPolicy: Always`, or pin the image by its digest.',
  messages: {
    notAlways: ({ image, policy }: { image: string; policy: string }) =>
      `Image "${image}" has a tag that can move, and its imagePullPolicy is ${policy}.`,
    byDefault: ({ image }: { image: string }) =>
      `Image "${image}" has a tag that can move, and its imagePullPolicy is IfNotPresent, as none is set.`,
  },
  examples: () => import('./pull-policy.examples.ts'),
  fix: () => [{ op: 'set', path: ['imagePullPolicy'], value: 'Always' }],
  check({ spec: { image = '', imagePullPolicy: policy = '' } }, { report }) {
    if (policy === 'Always') return;
    const reference = parseImageReference(image);
    if (typeof reference === 'string' || reference.digest !== undefined) return;
    const { tag = 'latest' } = reference;
    if (policy !== '') report('notAlways', ['image'], { image, policy });
    else if (tag !== 'latest') report('byDefault', ['image'], { image });
  },
});
