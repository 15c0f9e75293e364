import { parseImageReference } from '../../core/image-reference.ts';
import { defineRule } from '../../evidence/rule.ts';

/** Base images of every stage, and images that files are copied from. */
export const basePinnedByDigest = defineRule({
  id: 'image/base-pinned-by-digest',
  title: 'Base images are pinned by a digest',
  severity: 'low',
  since: '0.1.0',
  target: 'image',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'cis-docker-1.7/4.2' }, { id: 'nist-800-190/4.1.5' }],
  why: 'A tag can be moved to an image that nobody tested, by accident or by whoever takes over the account that may push it.',
  remediation:
    'Write the digest behind the tag, `FROM debian:12.11@sha256:...`, which `plimsoll pin --write` does, and let a bot raise both.',
  messages: {
    notPinned: ({ image }: { image: string }) => `Base image "${image}" is not pinned by a digest.`,
  },
  examples: () => import('./base-pinned-by-digest.examples.ts'),
  check({ bases }, { report }) {
    for (const { image, at } of bases) {
      const reference = image === undefined ? 'name' : parseImageReference(image);
      if (typeof reference === 'string' || reference.digest !== undefined) continue;
      report('notPinned', at, { image: image ?? '' });
    }
  },
});
