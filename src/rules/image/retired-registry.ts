import { isWithin, parseImageReference, repositoryOf } from '../../core/image-reference.ts';
import { defineRule } from '../../evidence/rule.ts';

/** Registries and paths that take no new images or are gone, and where their images went. */
const RETIRED: readonly (readonly [prefix: string, successor: string])[] = [
  ['k8s.gcr.io', 'registry.k8s.io'],
  ['us.gcr.io/k8s-artifacts-prod', 'registry.k8s.io'],
  ['eu.gcr.io/k8s-artifacts-prod', 'registry.k8s.io'],
  ['asia.gcr.io/k8s-artifacts-prod', 'registry.k8s.io'],
  ['gcr.io/google-containers', 'registry.k8s.io'],
  ['gcr.io/google_containers', 'registry.k8s.io'],
  ['docker.pkg.github.com', 'ghcr.io'],
];

/**
 * k8s.gcr.io is frozen since 2023-04-03: https://kubernetes.io/blog/2023/02/06/k8s-gcr-io-freeze-announcement/; its other names
 * were aliases of it. docker.pkg.github.com: https://docs.github.com/packages, "Migrating to the Container registry".
 */
export const retiredRegistry = defineRule({
  id: 'image/retired-registry',
  title: 'Images do not come from retired registries',
  severity: 'medium',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'nsa/upgrading' }, { id: 'nist-800-190/4.2.2' }],
  why: 'A retired registry gets no fixes any more, and one day its images cannot be pulled.',
  remediation: 'Take the image from the registry that followed, in a version that is still maintained.',
  messages: {
    retired: ({ image, prefix, successor }: { image: string; prefix: string; successor: string }) =>
      `Image "${image}" comes from ${prefix}, which is retired; its images are in ${successor}.`,
  },
  examples: () => import('./retired-registry.examples.ts'),
  check({ spec: { image = '' } }, { report }) {
    const reference = parseImageReference(image);
    if (typeof reference === 'string') return;
    const repository = repositoryOf(reference);
    const found = RETIRED.find(([prefix]) => isWithin(repository, prefix));
    if (found === undefined) return;
    const [prefix, successor] = found;
    report('retired', ['image'], { image, prefix, successor });
  },
});
