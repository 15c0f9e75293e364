import * as v from 'valibot';
import { parseImageReference } from '../../core/image-reference.ts';
import { defineRule } from '../../evidence/rule.ts';

/** Base images of every stage, and images that files are copied from. Without a tag a build pulls `latest`; with a digest the tag says nothing. */
export const baseFixedTag = defineRule({
  id: 'image/base-fixed-tag',
  title: 'Base images are not named by a tag that always moves',
  severity: 'medium',
  since: '0.1.0',
  target: 'image',
  profiles: { baseline: 'warn', restricted: 'deny' },
  standards: [{ id: 'cis-docker-1.7/4.2' }, { id: 'nist-800-190/4.2.2' }],
  refines: ['image/base-pinned-by-digest'],
  why: 'The same Dockerfile gives another image tomorrow, and nobody can tell which base it was built on.',
  remediation: 'Name the version that you tested, best with its digest, which `plimsoll pin --write` adds.',
  options: v.strictObject({
    tags: v.optional(v.pipe(v.array(v.string()), v.description('The tags that are moved to every new version.')), [
      'latest',
    ]),
  }),
  messages: {
    noTag: ({ image }: { image: string }) => `Base image "${image}" has no tag, which means latest.`,
    moving: ({ image, tag }: { image: string; tag: string }) =>
      `Base image "${image}" has the tag ${tag}, which is moved to every new version.`,
  },
  examples: () => import('./base-fixed-tag.examples.ts'),
  check({ bases, base }, { options: { tags }, report, undecided }) {
    // An image that was opened names the one that it is made from, and no others.
    for (const { image, text, at } of bases.length === 0 && base !== undefined ? [base] : bases) {
      if (image === undefined) {
        const supply = 'Give the build argument a default with a version: `ARG TAG=12.11`.';
        if (text === '') undecided(at, 'FROM names no base image.', 'Name it with a version: `FROM debian:12.11`.');
        else undecided(at, `The base image is ${text}, which only the build knows.`, supply);
        continue;
      }
      const reference = parseImageReference(image);
      if (typeof reference === 'string' || reference.digest !== undefined) continue;
      const { tag } = reference;
      if (tag === undefined && tags.includes('latest')) report('noTag', at, { image });
      else if (tag !== undefined && tags.includes(tag)) report('moving', at, { image, tag });
    }
  },
});
