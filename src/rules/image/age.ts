import * as v from 'valibot';
import { defineRule } from '../../evidence/rule.ts';

/** Only recorded: a build that can be repeated has the date of its source, and an image without a date, or of 1970, is not old. */
export const age = defineRule({
  id: 'image/age',
  title: 'The image was made not long ago',
  severity: 'info',
  since: '0.1.0',
  target: 'image',
  needs: ['configuration'],
  profiles: { baseline: 'audit', restricted: 'audit' },
  standards: [{ id: 'cis-docker-1.7/4.4' }, { id: 'nist-800-190/4.2.2' }],
  why: 'What was not built anew has none of the fixes since then, those that no advisory names among them.',
  remediation: 'Build it anew on the present base with `docker build --pull --no-cache .`, and often.',
  options: v.strictObject({
    maxDays: v.optional(
      v.pipe(v.number(), v.integer(), v.minValue(1), v.description('How many days old an image may be.')),
      180,
    ),
  }),
  messages: {
    old: ({ days, made, maxDays }: { days: number; made: string; maxDays: number }) =>
      `The image was made on ${made}, ${days} days ago, more than ${maxDays}.`,
  },
  examples: () => import('./age.examples.ts'),
  check(image, { options: { maxDays }, report }) {
    if (image.age === undefined || image.age.days <= maxDays) return;
    const { at, days, made } = image.age;
    report('old', at, { days, made, maxDays });
  },
});
