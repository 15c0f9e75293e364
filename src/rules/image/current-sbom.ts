import * as v from 'valibot';
import { namesOf } from '../../evidence/image/by-layer.ts';
import type { BillView } from '../../evidence/image/image-view.ts';
import { defineRule } from '../../evidence/rule.ts';

/** Judged where a bill is held against the image. */
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
  options: v.strictObject({}),
  messages: {
    stale: ({ name, unlisted, gone, changed, command }: BillView) =>
      `${name} is not the bill of this image: ${[
        ...told(unlisted, 'does not list'),
        ...told(gone, 'lists, and the image does not have,'),
        ...told(changed, 'has in another version'),
      ].join('; ')}. \`${command}\` writes the one that is.`,
  },
  examples: () => import('./current-sbom.examples.ts'),
  check({ bill }, { report }) {
    if (bill === undefined) return;
    const { unlisted, gone, changed } = bill.billed;
    if (unlisted.length + gone.length + changed.length > 0) report('stale', bill, bill.billed);
  },
});

function told(packages: readonly string[], how: string): readonly string[] {
  return packages.length === 0 ? [] : [`it ${how} ${namesOf(packages)}`];
}
