import { expect, test } from 'vitest';
import type { Affected } from './advisory.ts';
import { doubtOfReleases } from './custom-releases.ts';

const ALL: Affected = {
  ecosystem: 'Go',
  name: 'github.com/rancher/rancher',
  ranges: [{ type: 'SEMVER', events: [{ kind: 'introduced', version: '0' }] }],
  versions: [],
  severity: [],
  specific: {},
};

const NAMED: Affected = {
  ...ALL,
  custom: [
    {
      type: 'ECOSYSTEM',
      events: [
        { kind: 'introduced', version: '2.9.0' },
        { kind: 'fixed', version: '2.9.12' },
      ],
    },
  ],
};

const SAID = 'The advisory, which nobody at Go has looked through, says that all versions are affected';

test.each<[string, readonly Affected[], string]>([
  ['2.9.3+incompatible', [NAMED], ''],
  ['2.9.12', [NAMED], `${SAID}; by the releases that it names, it was mended in 2.9.12.`],
  ['2.8.0', [NAMED], `${SAID}; by the releases that it names, 2.8.0 is not.`],
  ['0.0.0-20240101120000-abcdef123456', [NAMED], `${SAID}, and names releases that a commit has no place among.`],
  ['2.8.0', [ALL], ''],
  ['2.8.0', [ALL, NAMED], ''],
])('%s by what an advisory of Go names', (version, entries, doubt) => {
  expect(doubtOfReleases(entries, version)).toBe(doubt);
});
