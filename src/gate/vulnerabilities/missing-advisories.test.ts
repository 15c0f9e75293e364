import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../../advisories/database/catalogue.ts';
import type { Distribution } from '../../core/distribution.ts';
import type { Package } from '../../core/package.ts';
import { askedEcosystems, missingAdvisories } from './missing-advisories.ts';
import type { PackageList } from './package-list.ts';

function listOf(
  distribution: Pick<Distribution, 'id' | 'version'>,
  ...packages: readonly Partial<Package>[]
): PackageList {
  const whole: Distribution = { like: [], prettyName: '', codename: '', cpe: '', variant: '', ...distribution };
  return {
    distribution: whole,
    packages: packages.map((each) => ({
      package: { name: 'openssl', version: '1', type: 'deb', evidence: 'installed', ...each },
      layer: 0,
      path: '',
      owner: undefined,
      programs: [],
    })),
  };
}

const FEED = {
  file: 'kev.json',
  sha256: '',
  bytes: 0,
  from: '',
  taken: '',
  modified: '',
  entries: 0,
  etag: '',
  lastModified: '',
};
const HELD: Catalogue['feeds'] = { kev: FEED, epss: FEED };

/** The command that is named where nothing is held, or only those feeds. */
function commandFor(list: PackageList, feeds = HELD): string {
  const [problem] = missingAdvisories(askedEcosystems(list, { holds: () => false }), list.distribution, { feeds });
  return /`(?<command>[^`]*)`/.exec(problem?.remedy ?? '')?.groups?.['command'] ?? '';
}

test('nothing is known of Windows itself, whatever is known of the packages in it', () => {
  const list = listOf({ id: 'windows', version: '10.0.20348.2159' });
  const problems = missingAdvisories(askedEcosystems(list, { holds: () => true }), list.distribution, { feeds: HELD });
  expect(problems.map(({ code }) => code)).toEqual(['PL_E_ADVISORIES_OF_WINDOWS']);
});

describe('the command that brings what is missing', () => {
  test('names releases, each ecosystem once', () => {
    const list = listOf({ id: 'debian', version: '12' }, {}, { name: 'curl' }, { type: 'npm', name: 'lodash' });
    expect(commandFor(list)).toBe('plimsoll db update Debian:12 npm');
  });

  test('names the feeds that are not here either', () => {
    const list = listOf({ id: 'debian', version: '12' }, {});
    expect(commandFor(list, {})).toBe('plimsoll db update Debian:12 kev epss');
    expect(commandFor(list, { kev: FEED })).toBe('plimsoll db update Debian:12 epss');
  });

  test('names the database that the call named', () => {
    const list = listOf({ id: 'debian', version: '12' }, {});
    const asked = askedEcosystems(list, { holds: () => false });
    const [problem] = missingAdvisories(asked, list.distribution, { feeds: HELD, named: 'my db' });
    expect(problem?.remedy).toContain("`plimsoll db update Debian:12 --db 'my db'`");
    expect(problem?.remedy).toContain("`plimsoll db import ECOSYSTEM/all.zip --db 'my db'`");
  });

  test('names the whole where a release has several places', () => {
    expect(commandFor(listOf({ id: 'rhel', version: '9.4' }, { type: 'rpm' }))).toBe("plimsoll db update 'Red Hat'");
  });

  test.each(["12'; touch /tmp/harmed #", '12`id`', '12\n', '1'.repeat(200)])(
    'leaves out a release %j that an image made up',
    (version) => {
      expect(commandFor(listOf({ id: 'debian', version }, {}))).toBe('plimsoll db update Debian');
    },
  );
});
