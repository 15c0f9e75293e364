import * as v from 'valibot';
import { parseImageReference } from '../../core/image-reference.ts';
import { defineRule } from '../../evidence/rule.ts';

/**
 * Without a tag the runtime pulls `latest` (TagNameOnly of github.com/distribution/reference); with a digest the tag says
 * nothing. Tags are compared as they are written.
 */
export const fixedTag = defineRule({
  id: 'image/fixed-tag',
  title: 'Images are not named by a tag that always moves',
  severity: 'medium',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [{ id: 'nsa/pod-security' }, { id: 'nist-800-190/4.2.2' }],
  refines: ['image/pinned-by-digest', 'image/pull-policy'],
  why: 'Nobody can tell which version runs, two replicas may run different ones, and there is nothing to roll back to.',
  remediation: 'Name the version that you tested, best with its digest, which `plimsoll pin --write` adds.',
  options: v.strictObject({
    tags: v.optional(v.pipe(v.array(v.string()), v.description('The tags that are moved to every new version.')), [
      'latest',
    ]),
  }),
  messages: {
    noTag: ({ image }: { image: string }) => `Image "${image}" has no tag, which means latest.`,
    moving: ({ image, tag }: { image: string; tag: string }) =>
      `Image "${image}" has the tag ${tag}, which is moved to every new version.`,
  },
  examples: () => import('./fixed-tag.examples.ts'),
  check({ spec: { image = '' } }, { options: { tags }, report }) {
    const reference = parseImageReference(image);
    if (typeof reference === 'string' || reference.digest !== undefined) return;
    const { tag } = reference;
    if (tag === undefined) {
      if (tags.includes('latest')) report('noTag', ['image'], { image });
    } else if (tags.includes(tag)) report('moving', ['image'], { image, tag });
  },
});
