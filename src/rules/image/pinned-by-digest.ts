import { defineRule } from '../../evidence/rule.ts';

const DIGEST = /@sha256:[0-9a-f]{64}$/;

/** A digest in an image reference: github.com/distribution/reference, grammar of `digest`. */
export const pinnedByDigest = defineRule({
  id: 'image/pinned-by-digest',
  title: 'Images are pinned by their digest',
  severity: 'medium',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'audit', restricted: 'deny' },
  standards: [{ id: 'nist-800-190/4.1.5' }, { id: 'mitre/T1525' }],
  why: 'A tag can be moved to other content at any time; a digest names the bytes that were scanned and signed.',
  remediation:
    'Append the digest of the image that you tested, as in `name:tag@sha256:...`; `docker buildx imagetools inspect NAME:TAG` or `skopeo inspect` prints it.',
  messages: {
    noDigest: ({ image }: { image: string }) => `Image "${image}" is not pinned by a digest.`,
    malformed: ({ image }: { image: string }) =>
      `Image "${image}" names a digest that is none: it must be sha256 with 64 hexadecimal digits in lower case.`,
  },
  examples: () => import('./pinned-by-digest.examples.ts'),
  check({ spec: { image } }, { report, undecided }) {
    if (image === undefined || image === '') {
      undecided(['image'], 'The container names no image.', 'Name the image: the API server refuses a pod without it.');
    } else if (!image.includes('@')) report('noDigest', ['image'], { image });
    else if (!DIGEST.test(image)) report('malformed', ['image'], { image });
  },
});
