import * as v from 'valibot';
import { namesOf } from '../../evidence/image/by-layer.ts';
import type { BillView, UnreadBill } from '../../evidence/image/image-view.ts';
import { defineRule } from '../../evidence/rule.ts';

/** Judged where a bill is held against the image, and where bills can be attached to it: in a registry and in a layout. */
export const currentSbom = defineRule({
  id: 'image/current-sbom',
  title: 'The SBOM of the image lists what is in it',
  severity: 'medium',
  since: '0.1.0',
  target: 'image',
  needs: ['bill'],
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [],
  why: 'Who asks an old SBOM whether a new vulnerability is in the image gets the answer for another image.',
  remediation:
    'Write the SBOM anew with every build, of the image that was built: `plimsoll sbom IMAGE -o cyclonedx-json=FILE`.',
  options: v.strictObject({
    missing: v.optional(
      v.pipe(
        v.picklist(['recorded', 'counts']),
        v.description('What an image is to which no SBOM is attached, where one could be.'),
      ),
      'recorded',
    ),
  }),
  messages: {
    stale: ({ name, isAttached, unlisted, gone, changed, command }: BillView) =>
      `${name} is not the bill of this image: ${[
        ...told(unlisted, 'does not list'),
        ...told(gone, 'lists, and the image does not have,'),
        ...told(changed, 'has in another version'),
      ].join('; ')}. \`${command}\` writes the one that is.${isAttached ? UNVERIFIED : ''}`,
    unreadable: ({ name, why }: UnreadBill) =>
      `${name} cannot be read as the bill of this image: ${why.replace(/\.$/, '')}.`,
    missing: () => 'No SBOM is attached to the image: who wants to know what is in it has to read it.',
  },
  examples: () => import('./current-sbom.examples.ts'),
  check({ bills, known }, { options, report }) {
    if (bills === undefined) return;
    const { at, held, unread } = bills;
    for (const bill of held) {
      const { unlisted, gone, changed } = bill.billed;
      if (unlisted.length + gone.length + changed.length > 0) report('stale', bill, bill.billed);
    }
    for (const each of unread) report('unreadable', each, each);
    if (held.length + unread.length === 0 && known.bill === 'known')
      report('missing', options.missing === 'recorded' ? { ...at, isOnlyRecorded: true } : at);
  },
});

const UNVERIFIED = ' No signature was verified: whoever may push to the repository may have attached it.';

function told(packages: readonly string[], how: string): readonly string[] {
  return packages.length === 0 ? [] : [`it ${how} ${namesOf(packages)}`];
}
