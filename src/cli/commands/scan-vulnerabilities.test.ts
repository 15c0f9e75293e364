import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HAS_SHARED_DATA, SKIPPED, sharedFile, sharedPath } from '../../../test/advisories/shared.ts';
import { flaw, writeBucket } from '../../../test/advisories/write-bucket.ts';
import { writeLayout } from '../../../test/image/write-layout.ts';
import { type WrittenEntry, writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import type { FindingDocument, ReportDocument } from '../../contract/report.ts';
import { runMain } from '../testing/run-main.ts';

const HIGH = { severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' }] };
const LOW = { severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:L/AC:H/PR:L/UI:R/S:U/C:L/I:N/A:N' }] };
const CRITICAL = { severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }] };

const ADVISORIES = {
  Debian: [
    flaw('DEBIAN-CVE-2023-0286', ['Debian:12', 'openssl', '3.0.8-1'], { upstream: ['CVE-2023-0286'], ...HIGH }),
    flaw('DEBIAN-CVE-2023-0465', ['Debian:12', 'openssl', '3.0.9-1'], { upstream: ['CVE-2023-0465'], ...LOW }),
    flaw('DEBIAN-CVE-2023-9999', ['Debian:12', 'expat'], { upstream: ['CVE-2023-9999'], ...HIGH }),
    // Mended by the distribution without the version that Python sees.
    flaw('DEBIAN-CVE-2021-33503', ['Debian:12', 'python-urllib3', '1.26.4-2'], { upstream: ['CVE-2021-33503'] }),
  ],
  npm: [
    flaw('GHSA-35jh-r3h4-6jhm', ['npm', 'lodash', '4.17.21'], { aliases: ['CVE-2021-23337'], ...CRITICAL }),
    flaw('GHSA-unrated-flaw', ['npm', '@shop/cart', '2.0.0']),
  ],
  PyPI: [
    flaw('PYSEC-2021-108', ['PyPI', 'urllib3', '1.26.5'], { aliases: ['CVE-2021-33503'], ...HIGH }),
    flaw('PYSEC-2023-192', ['PyPI', 'urllib3', '1.26.17'], { aliases: ['CVE-2023-43804'], ...HIGH }),
  ],
};

const DPKG = `Package: libssl3
Status: install ok installed
Source: openssl
Version: 3.0.7-1
Architecture: amd64

Package: openssl
Status: install ok installed
Version: 3.0.7-1
Architecture: amd64

Package: libexpat1
Status: install ok installed
Source: expat
Version: 2.5.0-1
Architecture: amd64

Package: python3-urllib3
Status: install ok installed
Source: python-urllib3
Version: 1.26.4-2
Architecture: all

`;

const PYTHON = 'usr/lib/python3/dist-packages/urllib3-1.26.4.dist-info/METADATA';

const DEBIAN: readonly WrittenEntry[] = [
  { name: 'etc/os-release', body: 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12"\n' },
  { name: 'var/lib/dpkg/status', body: DPKG },
  { name: 'var/lib/dpkg/info/libssl3.list', body: '/usr/lib/libssl.so.3\n' },
  { name: 'var/lib/dpkg/info/openssl.list', body: '/usr/bin/openssl\n' },
  { name: 'var/lib/dpkg/info/libexpat1.list', body: '/usr/lib/libexpat.so.1\n' },
  { name: 'var/lib/dpkg/info/python3-urllib3.list', body: `/${PYTHON}\n` },
  { name: PYTHON, body: 'Metadata-Version: 2.1\nName: urllib3\nVersion: 1.26.4\n' },
];

function module(name: string, version: string): WrittenEntry {
  return { name: `app/node_modules/${name}/package.json`, body: JSON.stringify({ name, version }) };
}

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree();
  writeLayout(tree.path('image'), {
    layers: [writeTar(DEBIAN), writeTar([module('lodash', '4.17.20'), module('@shop/cart', '1.0.0')])],
    config: { User: '10001' },
  });
  writeBucket(tree.path('osv'), ADVISORIES);
  writeFileSync(tree.path('plimsoll.yaml'), 'profile: restricted\n');
});
afterEach(() => {
  tree.remove();
});

async function plimsoll(...argv: readonly string[]) {
  const placed = argv.map((word) => word.replace(/^oci:/, `oci:${tree.root}/`));
  return runMain(placed, {
    directory: tree.root,
    environment: { PLIMSOLL_DB: tree.path('db'), SOURCE_DATE_EPOCH: '1700000000' },
    width: 120,
    without: `${tree.root}/`,
  });
}

async function imported(): Promise<void> {
  expect(await plimsoll('db', 'import', 'osv')).toMatchObject({ code: 0, err: '' });
}

async function report(...argv: readonly string[]): Promise<ReportDocument> {
  const { out } = await plimsoll('scan', ...argv, '--no-cache', '-o', 'json', '--all');
  return JSON.parse(out);
}

function found({ findings }: ReportDocument): readonly (readonly [string, string, string, string, string])[] {
  return findings.flatMap(({ vulnerability, severity, action, status }) =>
    vulnerability === undefined
      ? []
      : [[vulnerability.id, vulnerability.package, vulnerability.fixed ?? '', severity, `${action} ${status}`]],
  );
}

function about({ findings }: ReportDocument, id: string): FindingDocument | undefined {
  return findings.find(({ vulnerability }) => vulnerability?.id === id);
}

function acceptedUntilFixed(vulnerability: string): string {
  return `profile: restricted
exceptions:
  - rule: image/unfixed-vulnerability
    scope: { vulnerability: ${vulnerability} }
    owner: shop
    reason: no fix
    expires: 2030-01-01
    until: fixed
`;
}

describe('plimsoll scan shows vulnerabilities', () => {
  beforeEach(imported);

  test('as a table by priority, with what mends them and the age of what they come from', async () => {
    const { code, out, err } = await plimsoll('scan', 'oci:image', '--no-cache');
    expect([code, err]).toEqual([1, '']);
    const lines = out.slice(out.indexOf('VULNERABILITY')).split('\n');
    expect(lines).toEqual([
      'VULNERABILITY      PACKAGE                     INSTALLED  FIXED IN          SEVERITY      POLICY     LAYER',
      'CVE-2021-23337     lodash                      4.17.20    4.17.21           critical 9.8  denied     2 # step 2',
      'CVE-2023-0286      openssl                     3.0.7-1    3.0.8-1           high 7.5      denied     1 # step 1',
      'CVE-2023-9999      libexpat1 (expat)           2.5.0-1    no fix            high 7.5      warned     1 # step 1',
      'CVE-2023-43804     urllib3 in python3-urllib3  1.26.4     1.26.17 upstream  high 7.5      warned     1 # step 1',
      'GHSA-unrated-flaw  @shop/cart                  1.0.0      2.0.0             unknown       undecided  2 # step 2',
      'CVE-2023-0465      openssl                     3.0.7-1    3.0.9-1           low 2.2       recorded   1 # step 1',
      '',
      '= mends 2: `apt-get update && apt-get install --only-upgrade libssl3 openssl`, or build the image anew on a newer',
      '  base.',
      '= mends 1: `npm install lodash@4.17.21`, or update what needs it, and build the image anew.',
      '= mends 1: `npm install @shop/cart@2.0.0`, or update what needs it, and build the image anew.',
      '',
      '6 vulnerabilities: 1 critical, 3 high, 1 low, 1 that nobody has rated; 4 have a fix',
      '',
      'blocked: 2 denied, 1 undecided, 2 warned, 3 recorded in 1 image',
      'advisories: Debian (newest 13 days ago), PyPI (newest 13 days ago), npm (newest 13 days ago) in db',
      '',
    ]);
  });

  test('with the severity that another ecosystem tells of a flaw that its own has not rated', async () => {
    writeBucket(tree.path('more'), {
      'crates.io': [flaw('RUSTSEC-1', ['crates.io', 'cart', '1.0.0'], { aliases: ['GHSA-unrated-flaw'], ...HIGH })],
    });
    expect(await plimsoll('db', 'import', 'more')).toMatchObject({ code: 0 });
    expect(about(await report('oci:image'), 'GHSA-unrated-flaw')).toMatchObject({
      severity: 'high',
      vulnerability: { ratedBy: 'CVSS 3.1 from crates.io', score: 7.5, advisories: ['GHSA-unrated-flaw'] },
    });
  });

  test('as one row of a source, in the words of the advisories', async () => {
    const whole = await report('oci:image');
    expect(found(whole)).toEqual([
      ['CVE-2021-23337', 'lodash', '4.17.21', 'critical', 'deny fail'],
      ['CVE-2023-0286', 'openssl', '3.0.8-1', 'high', 'deny fail'],
      ['GHSA-unrated-flaw', '@shop/cart', '2.0.0', 'unknown', 'deny unknown'],
      ['CVE-2023-0465', 'openssl', '3.0.9-1', 'low', 'audit fail'],
      ['CVE-2023-9999', 'expat', '', 'high', 'warn fail'],
      ['CVE-2023-43804', 'urllib3', '', 'high', 'warn fail'],
    ]);
    expect(about(whole, 'CVE-2023-0286')).toMatchObject({
      rule: 'image/fixable-vulnerability',
      subject: { kind: 'Image', package: 'openssl', vulnerability: 'CVE-2023-0286' },
      location: { file: 'oci:image', line: 2, path: 'layers[0]' },
      message: 'CVE-2023-0286 is in openssl 3.0.7-1 (libssl3 and openssl), fixed in 3.0.8-1: high by CVSS 3.1 (7.5).',
      remediation:
        '`apt-get update && apt-get install --only-upgrade libssl3 openssl`, or build the image anew on a newer base.',
      vulnerability: {
        names: ['CVE-2023-0286', 'DEBIAN-CVE-2023-0286'],
        state: 'affected',
        advisories: ['DEBIAN-CVE-2023-0286'],
        purl: 'pkg:deb/debian/openssl',
        installed: ['libssl3', 'openssl'],
        version: '3.0.7-1',
        layer: 1,
        path: 'var/lib/dpkg/status',
      },
    });
    expect(about(whole, 'CVE-2021-23337')?.remediation).toContain('`npm install lodash@4.17.21`');
    expect(whole.database).toEqual({
      path: 'db',
      modified: '2023-11-01T00:00:00Z',
      sources: ['Debian', 'PyPI', 'npm'].map((name) => ({
        name,
        modified: '2023-11-01T00:00:00Z',
        taken: '2023-11-14T22:13:20.000Z',
      })),
      unasked: {},
    });
  });

  test('of a file of the distribution by its word, and otherwise with a note', async () => {
    const whole = await report('oci:image');
    expect(about(whole, 'CVE-2021-33503')).toBeUndefined();
    const { message = '', remediation } = about(whole, 'CVE-2023-43804') ?? {};
    expect(message).toContain('The package python3-urllib3 brought it, and the advisories of its distribution do not');
    expect(message).toContain('mended in 1.26.17 upstream, and in no newer python3-urllib3 that is known');
    expect(remediation).toContain('--only-upgrade python3-urllib3');
  });

  test('with ids that neither a version nor a layer changes', async () => {
    const before = await report('oci:image');
    writeLayout(tree.path('image'), {
      layers: [writeTar([module('other', '1.0.0')]), writeTar(DEBIAN), writeTar([module('lodash', '4.17.19')])],
      config: { User: '10001' },
    });
    const after = await report('oci:image');
    for (const id of ['CVE-2021-23337', 'CVE-2023-0286'])
      expect(about(after, id)?.id).toBe(about(before, id)?.id ?? 'none');
  });

  test('and filters what is shown, never the verdict', async () => {
    const { code, out } = await plimsoll('scan', 'oci:image', '--no-cache', '--severity', 'critical', '--fixable');
    expect(code).toBe(1);
    expect(out).toContain('CVE-2021-23337');
    expect(out).not.toContain('CVE-2023-0286');
    expect(out).toContain('not shown: 5 of the vulnerabilities, which count all the same');
    expect((await plimsoll('scan', 'oci:image', '--severity', 'severe')).code).toBe(2);
  });

  test('and lets a policy choose what counts, and accept one', async () => {
    writeFileSync(
      tree.path('plimsoll.yaml'),
      `profile: restricted
rules:
  image/fixable-vulnerability: { action: deny, options: { severity: critical, unrated: recorded } }
exceptions:
  - rule: image/fixable-vulnerability
    scope: { package: lodash, vulnerability: CVE-2021-23337 }
    owner: shop
    reason: no template comes from outside
    expires: 2030-01-01
`,
    );
    const whole = await report('oci:image');
    expect(whole.verdict).toBe('passed');
    expect(about(whole, 'CVE-2021-23337')?.exception).toMatchObject({ owner: 'shop' });
    expect(about(whole, 'CVE-2023-0286')?.action).toBe('audit');
  });

  test('and accepts one until a fix ships', async () => {
    writeFileSync(tree.path('plimsoll.yaml'), acceptedUntilFixed('CVE-2023-9999'));
    const open = await report('oci:image');
    expect(about(open, 'CVE-2023-9999')?.exception).toMatchObject({ owner: 'shop' });
    writeFileSync(tree.path('plimsoll.yaml'), acceptedUntilFixed('CVE-2023-0286'));
    const mended = await report('oci:image');
    expect(about(mended, 'CVE-2023-0286')).toMatchObject({ action: 'deny' });
    expect(about(mended, 'CVE-2023-0286')?.exception).toBeUndefined();
    expect(mended.exceptions).toMatchObject([{ state: 'expired', until: 'fixed', mendedIn: '3.0.8-1', findings: 1 }]);
    expect((await plimsoll('scan', 'oci:image', '--no-cache')).out).toContain(
      'plimsoll.yaml:3: the exception of shop for image/unfixed-vulnerability has ended, since 3.0.8-1 mends it: 1 finding not accepted',
    );
  });

  test.each(['sarif', 'gitlab', 'junit', 'html', 'markdown', 'github'])('in %s', async (format) => {
    const { code, out } = await plimsoll('scan', 'oci:image', '-o', format, '--no-cache');
    expect(code).toBe(1);
    expect(out).toMatch(
      format === 'markdown'
        ? /CVE-2023-0286\S* \| `openssl` \| `3\.0\.7-1` \| `3\.0\.8-1` \| high 7\.5 \| denied/
        : /CVE-2023-0286 is in openssl 3\.0\.7-1 \(libssl3 and openssl\), fixed in 3\.0\.8-1/,
    );
    expect(out.replace(/<script>[\s\S]*<\/script>/, '')).not.toMatch(/undefined|\[object/);
  });

  test('also where a version cannot be compared', async () => {
    writeLayout(tree.path('odd'), { layers: [writeTar([module('lodash', 'latest; rm -rf /')])] });
    const whole = await report('oci:odd');
    expect(about(whole, 'CVE-2021-23337')).toMatchObject({
      status: 'unknown',
      message:
        'Whether CVE-2021-23337 is in lodash latest; rm -rf / cannot be told: latest; rm -rf / cannot be compared.',
      vulnerability: { state: 'unknown', fixed: null },
    });
    expect(whole.verdict).not.toBe('passed');
  });

  test('in thousands of packages of one source as one row, which names a part of them', async () => {
    const stanzas = Array.from(
      { length: 3000 },
      (_, index) => `Package: part-${index}\nStatus: install ok installed\nSource: openssl\nVersion: 3.0.7-1\n`,
    );
    const many = DEBIAN.map((each) =>
      each.name === 'var/lib/dpkg/status' ? { ...each, body: stanzas.join('\n') } : each,
    );
    writeLayout(tree.path('many'), { layers: [writeTar(many)] });
    const whole = await report('oci:many');
    expect(found(whole).map(([id]) => id)).toEqual(expect.arrayContaining(['CVE-2023-0286', 'CVE-2023-0465']));
    const { vulnerability, remediation } = about(whole, 'CVE-2023-0286') ?? {};
    expect(vulnerability?.installed).toHaveLength(200);
    expect(vulnerability?.note).toBe('So it is in 2800 more packages of that source.');
    expect(remediation).toContain('`apt-get update && apt-get upgrade`');
  });
});

describe('plimsoll scan knows what is exploited', () => {
  const EPSS =
    '#model_version:v2025.03.14,score_date:2023-11-13T12:55:00Z\ncve,epss,percentile\nCVE-2023-0286,0.62,0.98\nCVE-2023-0465,0.0004,0.1\n';

  beforeEach(async () => {
    writeBucket(tree.path('osv'), ADVISORIES, ['CVE-2023-9999', 'CVE-2021-23337']);
    writeFileSync(tree.path('osv/epss_scores-2023-11-13.csv'), EPSS);
    await imported();
  });

  test('and denies it, whether it has a fix or not, as one row of a flaw', async () => {
    const whole = await report('oci:image');
    expect(found(whole)).toEqual([
      ['CVE-2023-0286', 'openssl', '3.0.8-1', 'high', 'deny fail'],
      ['GHSA-unrated-flaw', '@shop/cart', '2.0.0', 'unknown', 'deny unknown'],
      ['CVE-2023-0465', 'openssl', '3.0.9-1', 'low', 'audit fail'],
      ['CVE-2021-23337', 'lodash', '4.17.21', 'critical', 'deny fail'],
      ['CVE-2023-9999', 'expat', '', 'high', 'deny fail'],
      ['CVE-2023-43804', 'urllib3', '', 'high', 'warn fail'],
    ]);
    expect(about(whole, 'CVE-2023-9999')).toMatchObject({
      rule: 'image/known-exploited-vulnerability',
      message:
        'CVE-2023-9999 is in expat 2.5.0-1 (libexpat1), and is known to be exploited since 2023-11-03, and no version without it is known: high by CVSS 3.1 (7.5).',
      also: [{ rule: 'image/unfixed-vulnerability' }],
      vulnerability: {
        exploited: '2023-11-03',
        epss: null,
        priority: {
          rank: 70,
          because: [
            { factor: 'exploited', points: 50, what: 'known to be exploited since 2023-11-03' },
            { factor: 'severity', points: 20, what: 'high by CVSS 3.1 (7.5)' },
          ],
        },
      },
    });
    expect(about(whole, 'CVE-2023-0286')?.vulnerability).toMatchObject({
      exploited: null,
      epss: { probability: 0.62, percentile: 0.98 },
      priority: { rank: 40 },
    });
  });

  test('and shows it in the table', async () => {
    const { out } = await plimsoll('scan', 'oci:image', '--no-cache');
    const lines = out.slice(out.indexOf('VULNERABILITY')).split('\n');
    expect(lines.slice(0, 5)).toEqual([
      'VULNERABILITY      PACKAGE                     INSTALLED  FIXED IN          SEVERITY      EPSS   KEV  POLICY     LAYER',
      'CVE-2021-23337     lodash                      4.17.20    4.17.21           critical 9.8         yes  denied     2',
      'CVE-2023-9999      libexpat1 (expat)           2.5.0-1    no fix            high 7.5             yes  denied     1',
      'CVE-2023-0286      openssl                     3.0.7-1    3.0.8-1           high 7.5      62%         denied     1',
      'CVE-2023-43804     urllib3 in python3-urllib3  1.26.4     1.26.17 upstream  high 7.5                  warned     1',
    ]);
    expect(out).toContain('; 2 are known to be exploited; 4 have a fix\n');
  });

  test('and cannot decide without the feed, where there are vulnerabilities', async () => {
    rmSync(tree.path('db'), { recursive: true });
    rmSync(tree.path('osv/known_exploited_vulnerabilities.json'));
    rmSync(tree.path('osv/epss_scores-2023-11-13.csv'));
    await imported();
    writeFileSync(tree.path('plimsoll.yaml'), 'profile: restricted\nrules:\n  image/fixable-vulnerability: warn\n');
    const whole = await report('oci:image');
    expect([whole.verdict, whole.incomplete]).toEqual(['incomplete', []]);
    expect(whole.findings.filter(({ action }) => action === 'deny')).toMatchObject([
      {
        rule: 'image/known-exploited-vulnerability',
        status: 'unknown',
        message: 'Nothing here tells which vulnerabilities are known to be exploited.',
        remediation:
          'Fetch it with `plimsoll db update kev epss`. Without a network, bring known_exploited_vulnerabilities.json from elsewhere with `plimsoll db import known_exploited_vulnerabilities.json`.',
      },
    ]);
    writeLayout(tree.path('well'), { layers: [writeTar([module('lodash', '4.17.21')])], config: { User: '10001' } });
    expect((await report('oci:well')).verdict).toBe('passed');
    const scored =
      'rules:\n  image/known-exploited-vulnerability: off\n  image/fixable-vulnerability: { options: { epss: 0.1 } }\n';
    writeFileSync(tree.path('plimsoll.yaml'), `profile: restricted\n${scored}`);
    expect((await report('oci:image')).findings.map(({ message }) => message)).toContain(
      'Nothing here tells how likely vulnerabilities are to be exploited.',
    );
  });

  test.each(['kev', 'epss'])('and says so where the file of %s is damaged', async (feed) => {
    for (const name of readdirSync(tree.path('db')))
      if (name.startsWith(`${feed}.`)) truncateSync(tree.path(`db/${name}`), 9);
    writeFileSync(
      tree.path('plimsoll.yaml'),
      'profile: restricted\nrules:\n  image/fixable-vulnerability: { options: { epss: 0.1 } }\n',
    );
    const { findings } = await report('oci:image');
    expect(findings.filter(({ status }) => status === 'unknown').map(({ message }) => message)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^The advisory database in db is damaged/)]),
    );
    expect(findings.some(({ vulnerability }) => vulnerability?.id === 'CVE-2023-0286')).toBe(true);
  });
});

describe('plimsoll scan of a bill', () => {
  test.each(['cyclonedx-json', 'spdx-json'])('in %s finds what it finds in the image', async (format) => {
    await imported();
    await plimsoll('sbom', 'oci:image', '--no-cache', '-o', `${format}=${tree.path('bill.json')}`);
    const [image, bill] = [await report('oci:image'), await report(`sbom:${tree.path('bill.json')}`)];
    expect(found(bill)).toEqual(found(image));
    expect(bill.findings.every(({ vulnerability }) => vulnerability !== undefined)).toBe(true);
    expect(bill.verdict).toBe('blocked');
  });

  test('that knows no layers is shown with the files that tell of packages', async () => {
    await imported();
    const component = {
      name: 'lodash',
      type: 'library',
      version: '4.17.20',
      purl: 'pkg:npm/lodash@4.17.20',
      evidence: { occurrences: [{ location: 'app/node_modules/lodash/package.json' }] },
    };
    const bill = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components: [component] };
    writeFileSync(tree.path('bill.json'), JSON.stringify(bill));
    const { out } = await plimsoll('scan', `sbom:${tree.path('bill.json')}`);
    const [head = '', row = ''] = out.slice(out.indexOf('VULNERABILITY')).split('\n');
    expect(head).toMatch(/ FILE$/);
    expect(row).toMatch(/ app\/node_modules\/lodash\/package\.json$/);
  });

  test('that does not name its distribution is incomplete', async () => {
    await imported();
    const component = { type: 'library', name: 'openssl', version: '3.0.7-1', purl: 'pkg:deb/openssl@3.0.7-1' };
    const bill = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components: [component] };
    writeFileSync(tree.path('bill.json'), JSON.stringify(bill));
    const { verdict, incomplete } = await report(`sbom:${tree.path('bill.json')}`);
    expect([verdict, incomplete.map(({ code }) => code)]).toEqual(['incomplete', ['PL_E_PACKAGES_DOUBTFUL']]);
  });
});

describe('plimsoll scan is incomplete', () => {
  test('without a database, and names the one command that helps', async () => {
    const { verdict, incomplete, database } = await report('oci:image');
    expect(verdict).toBe('incomplete');
    expect(database?.sources).toEqual([]);
    expect(incomplete).toEqual([
      {
        code: 'PL_E_ADVISORIES_NOT_HELD',
        what: 'There are no advisories here for Debian:12 (4 packages), PyPI (1 package), npm (2 packages), so nothing is known of vulnerabilities in them.',
        supply:
          'Fetch them with `plimsoll db update Debian:12 PyPI npm kev epss`. Without a network, bring an archive of each from elsewhere with `plimsoll db import ECOSYSTEM/all.zip`.',
      },
    ]);
  });

  test('where one ecosystem is not there, and tells what the others say', async () => {
    await plimsoll('db', 'import', 'osv/npm/all.zip');
    const whole = await report('oci:image');
    expect(whole.incomplete.map(({ code }) => code)).toEqual(['PL_E_ADVISORIES_NOT_HELD']);
    expect(found(whole).map(([id]) => id)).toEqual(['CVE-2021-23337', 'GHSA-unrated-flaw']);
  });

  test('where the advisories are older than the policy allows', async () => {
    await imported();
    const path = tree.path('db/database.json');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('2023-11-14T', '2023-11-04T'));
    const incompleteWith = async (age: string) => {
      writeFileSync(tree.path('plimsoll.yaml'), `profile: restricted\ndatabase: { maxAge: ${age} }\n`);
      return (await report('oci:image')).incomplete;
    };
    expect(await incompleteWith('9d')).toEqual([
      {
        code: 'PL_E_ADVISORIES_STALE',
        what: 'The advisories are older than the policy allows, which is 9 days: Debian (taken 10 days ago), PyPI (taken 10 days ago), npm (taken 10 days ago).',
        supply:
          'Fetch what changed with `plimsoll db update Debian PyPI npm`, or bring newer ones with `plimsoll db import`.',
      },
    ]);
    expect(await incompleteWith('10d')).toEqual([]);
    writeFileSync(tree.path('plimsoll.yaml'), 'database: { maxAge: soon }\n');
    expect((await plimsoll('scan', 'oci:image')).err).toContain('must be a number of days, as 7d');
  });

  test('where the database is damaged', async () => {
    await imported();
    for (const name of readdirSync(tree.path('db')))
      if (name.endsWith('.pldb')) truncateSync(tree.path(`db/${name}`), 9);
    const { incomplete, verdict } = await report('oci:image');
    expect([verdict, incomplete.map(({ code }) => code)]).toEqual(['incomplete', ['PL_E_DATABASE_DAMAGED']]);
    truncateSync(tree.path('db/database.json'), 9);
    expect((await report('oci:image')).incomplete.map(({ code }) => code)).toEqual(['PL_E_DATABASE_DAMAGED']);
  });

  test('of a distribution that nobody publishes advisories of', async () => {
    await imported();
    const arch = DEBIAN.map((each) =>
      each.name === 'etc/os-release' ? { ...each, body: 'ID=devuan\nID_LIKE=debian\n' } : each,
    );
    writeLayout(tree.path('image'), { layers: [writeTar(arch)] });
    const { incomplete } = await report('oci:image');
    expect(incomplete.map(({ what }) => what)).toEqual([
      'Nobody publishes advisories for devuan, so nothing is known of vulnerabilities in 4 packages of it.',
    ]);
  });

  test('where packages may be missing', async () => {
    await imported();
    writeLayout(tree.path('image'), { layers: [writeTar(DEBIAN), writeTar([{ name: 'var/lib/dpkg/.wh.status' }])] });
    const { incomplete } = await report('oci:image');
    expect(incomplete.map(({ code }) => code)).toContain('PL_E_PACKAGES_DOUBTFUL');
  });

  test('but not where the policy asks nothing of advisories, or nothing is installed', async () => {
    writeFileSync(
      tree.path('plimsoll.yaml'),
      'profile: restricted\nrules:\n  image/fixable-vulnerability: off\n  image/unfixed-vulnerability: off\n  image/known-exploited-vulnerability: off\n',
    );
    expect((await report('oci:image')).verdict).toBe('passed');
    writeFileSync(tree.path('plimsoll.yaml'), 'profile: restricted\n');
    writeLayout(tree.path('empty'), { layers: [writeTar([{ name: 'cart', body: 'program' }])], config: { User: '1' } });
    expect((await report('oci:empty')).incomplete).toEqual([]);
  });
});

interface Expected {
  readonly packages: readonly {
    readonly source?: string;
    readonly origin?: string;
    readonly open: readonly string[];
  }[];
}

describe.skipIf(!HAS_SHARED_DATA)(`what scan finds in real package databases ${SKIPPED}`, () => {
  test.each([
    ['Ubuntu', 'ID=ubuntu\nVERSION_ID="18.04"\n', 'var/lib/dpkg/status', 'bionic-status', 'bionic-expected.json'],
    [
      'Alpine',
      'ID=alpine\nVERSION_ID=3.15.0\n',
      'lib/apk/db/installed',
      'alpine-3.15.0-installed',
      'alpine-3.15.0-expected.json',
    ],
  ])('of %s is what its tracker says', { timeout: 60_000 }, async (ecosystem, release, path, packages, oracle) => {
    await plimsoll('db', 'import', sharedPath(`advisories/${ecosystem}/all.zip`));
    writeLayout(tree.path('real'), {
      layers: [
        writeTar([
          { name: 'etc/os-release', body: release },
          { name: path, body: sharedFile(`oracle/${packages}`) },
        ]),
      ],
    });
    const expected: Expected = JSON.parse(sharedFile(`oracle/${oracle}`).toString());
    const wanted = expected.packages.flatMap(({ source, origin, open }) =>
      open.map((id) => `${source ?? origin} ${id}`),
    );
    expect(
      found(await report('oci:real'))
        .map(([id, name]) => `${name} ${id}`)
        .toSorted(),
    ).toEqual(wanted.toSorted());
  });
});
