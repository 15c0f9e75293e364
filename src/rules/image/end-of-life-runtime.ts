import * as v from 'valibot';
import { namesOf } from '../../evidence/image/by-layer.ts';
import {
  daysBeforeOption,
  endedText,
  endingText,
  endOf,
  type ReleaseEnd,
} from '../../evidence/image/support-weight.ts';
import { defineRule } from '../../evidence/rule.ts';

interface RuntimeEnd extends ReleaseEnd {
  readonly paths: readonly string[];
}

/** What a package of the distribution brought is mended by it, and as long as it is. */
export const endOfLifeRuntime = defineRule({
  id: 'image/end-of-life-runtime',
  title: 'The languages in the image are still supported',
  severity: 'medium',
  since: '0.1.0',
  target: 'image',
  needs: ['support'],
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'cis-docker-1.7/4.4' }, { id: 'nist-800-190/4.1.1' }],
  why: 'Nobody mends the interpreter or the standard library from then on, whatever else of the image is kept up to date.',
  remediation: 'Build it with a release that is supported.',
  options: v.strictObject({ daysBefore: daysBeforeOption }),
  messages: {
    ended: (end: RuntimeEnd) => `${endedText(end)} It is in ${filesText(end)}.`,
    ending: (end: RuntimeEnd) => `${endingText(end)} It is in ${filesText(end)}.`,
  },
  examples: () => import('./end-of-life-runtime.examples.ts'),
  check({ supports }, { options: { daysBefore }, report, undecided }) {
    for (const place of supports) {
      const { of, name, support, paths } = place.supported;
      if (of !== 'runtime') continue;
      const ending = endOf(place.supported, daysBefore);
      if (ending !== undefined) report(ending.message, place, { ...ending.end, paths });
      if (support.state === 'unknown')
        undecided(
          place,
          `Whether ${name} is still supported cannot be told: ${support.why}.`,
          'Bring newer data with `plimsoll db update eol`.',
        );
    }
  },
});

function filesText({ paths }: RuntimeEnd): string {
  return namesOf(paths.map((path) => `/${path}`));
}
