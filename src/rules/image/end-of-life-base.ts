import * as v from 'valibot';
import type { SupportPlace } from '../../evidence/image/image-view.ts';
import { daysBeforeOption, endedText, endingText, endOf } from '../../evidence/image/support-weight.ts';
import { defineRule } from '../../evidence/rule.ts';

interface Paid {
  readonly name: string;
  readonly since: string;
  readonly until: string;
  readonly by: string;
}

/** What free support there is counts, whoever gives it: that of Debian LTS does. A distribution that rolls, or has none, holds. */
export const endOfLifeBase = defineRule({
  id: 'image/end-of-life-base',
  title: 'The distribution of the image is still supported',
  severity: 'high',
  since: '0.1.0',
  target: 'image',
  needs: ['support'],
  profiles: { baseline: 'warn', restricted: 'deny' },
  standards: [{ id: 'cis-docker-1.7/4.4' }, { id: 'nist-800-190/4.1.1' }, { id: 'mitre/T1190' }],
  why: 'Nobody mends what is found in it from then on, and often nobody even says that it is affected: a scan that finds nothing means nothing.',
  remediation: 'Build the image anew on a release that is supported.',
  options: v.strictObject({
    daysBefore: daysBeforeOption,
    paidSupport: v.optional(
      v.pipe(
        v.boolean(),
        v.description('Whether a release counts as supported while fixes for it are sold: Ubuntu Pro, ELS, LTSS.'),
      ),
      false,
    ),
    unknown: v.optional(
      v.pipe(
        v.picklist(['undecided', 'recorded']),
        v.description('What a distribution is of which nothing tells until when it is supported.'),
      ),
      'undecided',
    ),
  }),
  messages: {
    ended: endedText,
    ending: endingText,
    paid: ({ name, since, until, by }: Paid) =>
      `The support of ${name} ended on ${since}: whoever has no ${by}, which ends on ${until}, gets no fixes any more.`,
    unknown: ({ name, why }: { name: string; why: string }) => unknownText(name, why),
  },
  examples: () => import('./end-of-life-base.examples.ts'),
  check({ supports }, { options: { daysBefore, paidSupport, unknown }, report, undecided }) {
    for (const place of supports.filter(isDistribution)) {
      const { name, support } = place.supported;
      const ending = endOf(place.supported, daysBefore);
      if (ending !== undefined) report(ending.message, place, ending.end);
      else if (support.state === 'paid' && !paidSupport) report('paid', place, { name, ...support });
      else if (support.state === 'unknown' && unknown === 'recorded')
        report('unknown', { ...place, isOnlyRecorded: true }, { name, why: support.why });
      else if (support.state === 'unknown')
        undecided(
          place,
          unknownText(name, support.why),
          'Build it on a distribution that says when it ends, bring newer data with `plimsoll db update eol`, or set `unknown: recorded` for this rule.',
        );
    }
  },
});

function isDistribution({ supported }: SupportPlace): boolean {
  return supported.of === 'distribution';
}

function unknownText(name: string, why: string): string {
  return `Whether ${name} is still supported cannot be told: ${why}.`;
}
