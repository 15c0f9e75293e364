import { parseImageReference } from '../../core/image-reference.ts';
import { defineRule } from '../../evidence/rule.ts';

/** A digest in an image reference: github.com/distribution/reference. A reference that is not valid is `image/valid-reference`'s. */
export const pinnedByDigest = defineRule({
  id: 'image/pinned-by-digest',
  title: 'Images are pinned by their digest',
  severity: 'medium',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'audit', restricted: 'deny' },
  standards: [{ id: 'nist-800-190/4.1.5' }, { id: 'mitre/T1525' }],
  refines: ['image/pull-policy'],
  why: 'A tag can be moved to other content at any time; a digest names the bytes that were scanned and signed.',
  remediation:
    'Name the digest of the image that you tested, as in `name@sha256:...` or `name:tag@sha256:...`; `plimsoll pin --write` asks the registry and writes it.',
  messages: {
    noDigest: ({ image }: { image: string }) => `Image "${image}" is not pinned by a digest.`,
  },
  examples: () => import('./pinned-by-digest.examples.ts'),
  check({ spec: { image = '' } }, { report }) {
    const reference = parseImageReference(image);
    if (typeof reference !== 'string' && reference.digest === undefined) report('noDigest', ['image'], { image });
  },
});
