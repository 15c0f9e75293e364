import * as v from 'valibot';
import { isWithin, parseImageReference, repositoryOf } from '../../core/image-reference.ts';
import { defineRule } from '../../evidence/rule.ts';

/** A registry, or a path in one, in full: a host with a dot or a port, then components in lower case, no slash at the end. */
const PREFIX = /^(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+|[a-z0-9-]+(?=:))(?::[0-9]+)?(?:\/[a-z0-9._-]+)*$/;

/**
 * Names are compared in full: `nginx` is docker.io/library/nginx (github.com/distribution/reference). An entry ends at a path
 * boundary: `gcr.io/acme` does not allow gcr.io/acme-evil. An image that is pinned by its digest still comes from somewhere.
 */
export const allowedRegistry = defineRule({
  id: 'image/allowed-registry',
  title: 'Images come from registries that are allowed',
  severity: 'high',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [
    { id: 'cis-kubernetes-1.12/5.5.1' },
    { id: 'nsa/pod-security' },
    { id: 'nist-800-190/4.1.5' },
    { id: 'mitre/T1610' },
  ],
  why: 'Anybody can publish an image under a name that looks right; only your own registries hold what you have checked.',
  remediation:
    'Take the image from a registry that is allowed, mirroring it there first, or add its registry to the option `registries`.',
  options: v.strictObject({
    registries: v.optional(
      v.pipe(
        v.array(
          v.pipe(v.string(), v.regex(PREFIX, 'Write the registry and its path in full, as in docker.io/library.')),
        ),
        v.description(
          'The registries, or paths in them, that images may come from, in full: `registry.example.com`, `ghcr.io/acme`, `docker.io/library`. Every registry is allowed where there are none.',
        ),
      ),
      [],
    ),
  }),
  messages: {
    notAllowed: ({ image, repository }: { image: string; repository: string }) =>
      `Image "${image}" comes from ${repository}, which lies in no registry that is allowed.`,
  },
  examples: () => import('./allowed-registry.examples.ts'),
  check({ spec: { image = '' } }, { options: { registries }, report }) {
    if (registries.length === 0) return;
    const reference = parseImageReference(image);
    if (typeof reference === 'string') return;
    const repository = repositoryOf(reference);
    if (registries.some((allowed) => isWithin(repository, allowed))) return;
    report('notAllowed', ['image'], { image, repository });
  },
});
