import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { flaw, writeBucket } from '../../../test/advisories/write-bucket.ts';
import { writeLayout } from '../../../test/image/write-layout.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import type { ReportDocument } from '../../contract/report.ts';
import { runMain } from '../testing/run-main.ts';

const HIGH = { severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' }] };

const TOLD = {
  summary: 'openssl - \u001b[31msecurity update',
  references: [
    { type: 'WEB', url: 'https://example.com/openssl' },
    { type: 'ADVISORY', url: 'https://example.com/DSA-5343-1' },
  ],
};

const DPKG = `Package: libssl3
Status: install ok installed
Source: openssl
Version: 3.0.7-1
Architecture: amd64

Package: python3-minimal
Status: install ok installed
Source: python3-defaults
Version: soon_1
Architecture: amd64

`;

let tree: TemporaryTree;
beforeEach(async () => {
  tree = temporaryTree();
  const files = [
    { name: 'etc/os-release', body: 'ID=debian\nVERSION_ID="12"\n' },
    { name: 'var/lib/dpkg/status', body: DPKG },
  ];
  writeLayout(tree.path('image'), { layers: [writeTar(files)], config: { User: '0' } });
  writeBucket(tree.path('osv'), {
    Debian: [
      flaw('DEBIAN-CVE-2023-0286', ['Debian:12', 'openssl', '3.0.8-1'], { upstream: ['CVE-2023-0286'], ...HIGH }),
      flaw('DSA-5343-1', ['Debian:12', 'openssl', '3.0.8-1'], { upstream: ['CVE-2023-0286'], ...TOLD }),
      flaw('DEBIAN-CVE-2024-1', ['Debian:12', 'python3-defaults', '4'], { upstream: ['CVE-2024-1111'], ...HIGH }),
    ],
  });
  writeFileSync(tree.path('plimsoll.yaml'), 'profile: restricted\n');
  await plimsoll('db', 'import', 'osv');
  await plimsoll('scan', `oci:${tree.path('image')}`, '--no-cache', '-o', `json=${tree.path('report.json')}`);
});
afterEach(() => {
  tree.remove();
});

async function plimsoll(...argv: readonly string[]) {
  return runMain(argv, {
    directory: tree.root,
    environment: { PLIMSOLL_DB: tree.path('db'), SOURCE_DATE_EPOCH: '1700000000' },
    width: 120,
    without: `${tree.root}/`,
  });
}

async function explained(name: string, ...more: readonly string[]): Promise<string> {
  const { code, out, err } = await plimsoll('explain', name, '--report', tree.path('report.json'), ...more);
  expect([code, err]).toEqual([0, '']);
  return out;
}

async function report(): Promise<ReportDocument> {
  const { readFileSync } = await import('node:fs');
  return JSON.parse(readFileSync(tree.path('report.json'), 'utf8'));
}

describe('plimsoll explain of a finding', () => {
  test('shows what was compared with what, whose word counts, and the policy', async () => {
    const lines = (await explained('CVE-2023-0286')).split('\n');
    expect(lines.map((line) => line.replace(/[0-9a-f]{64}/, 'DIGEST'))).toEqual([
      'CVE-2023-0286 is in openssl 3.0.7-1 (libssl3), fixed in 3.0.8-1: high by CVSS 3.1 (7.5).',
      '',
      'Finding    DIGEST',
      'Package    openssl 3.0.7-1',
      '           installed as libssl3',
      '           pkg:deb/debian/openssl',
      'Found in   oci:image',
      '           var/lib/dpkg/status',
      '           layer 1, sha256:DIGEST',
      '           # step 1',
      'Also known DEBIAN-CVE-2023-0286, DSA-5343-1',
      'Known by   DEBIAN-CVE-2023-0286 of Debian:12, where openssl was looked up.',
      '           Every version has it until 3.0.8-1, which mends it. By the order of dpkg, 3.0.7-1 is before 3.0.8-1.',
      'Known by   DSA-5343-1 of Debian:12, where openssl was looked up.',
      '           Every version has it until 3.0.8-1, which mends it. By the order of dpkg, 3.0.7-1 is before 3.0.8-1.',
      'About      DSA-5343-1: openssl - \\u{1b}[31msecurity update',
      'See        https://example.com/DSA-5343-1',
      '           https://example.com/openssl',
      'Severity   high by CVSS 3.1 (7.5). The word of a distribution counts first, then the newest CVSS vector and the highest',
      '           of these, then the word of the database, then the vector of another ecosystem.',
      '           DSA-5343-1: nobody has told it.',
      'Exploited  No EPSS score of it is here.',
      'Fix        3.0.8-1 is without it by every record that names a fix.',
      'Priority   25 of 100: high by CVSS 3.1 (7.5) (20), fixed in 3.0.8-1 (5).',
      'Rule       image/fixable-vulnerability',
      '           No package has a known vulnerability that a newer version mends',
      'Policy     denied: the rule does not hold, and profile restricted with plimsoll.yaml has the action deny for it.',
      'Judged     2023-11-14T22:13:20.000Z with advisories of 2023-11-01T00:00:00Z',
      'To mend    `apt-get update && apt-get install --only-upgrade libssl3`, or build the image anew on a newer base.',
      '',
    ]);
  });

  test('says what stood in the way of an answer', async () => {
    expect(await explained('DEBIAN-CVE-2024-1')).toContain(
      'soon_1 cannot be read as one of dpkg, so that nothing could be compared.',
    );
  });

  test('takes the beginning of an id, of any finding', async () => {
    const finding = (await report()).findings.find(({ rule }) => rule === 'image/non-root-user');
    const out = await explained(finding?.id.slice(0, 12) ?? '');
    expect(out).toContain(`Finding    ${finding?.id}\nFound in   oci:image\n`);
    expect(out).toContain('Rule       image/non-root-user\n');
  });

  test('keeps in the report what it tells', async () => {
    const { findings } = await report();
    const found = findings.find(({ vulnerability }) => vulnerability?.id === 'CVE-2023-0286')?.vulnerability;
    expect(found?.evidence[0]).toEqual({
      advisory: 'DEBIAN-CVE-2023-0286',
      ecosystem: 'Debian:12',
      name: 'openssl',
      version: '3.0.7-1',
      order: 'dpkg',
      ranges: [{ introduced: '0', fixed: '3.0.8-1', lastAffected: null }],
      listed: false,
      unread: null,
      doubt: '',
      takes: '',
      severity: 'high',
      ratedBy: 'CVSS 3.1',
      score: 7.5,
    });
  });

  test('says nothing of what advisories tell where no database is at hand', async () => {
    const whole = await explained('CVE-2023-0286');
    rmSync(tree.path('db'), { recursive: true });
    const without = await explained('CVE-2023-0286');
    expect(whole.replace(/^About(?:.|\n)*?(?=^Severity)/m, '')).toBe(without);
    expect(without).not.toBe(whole);
  });

  test('takes the database that it is given', async () => {
    renameSync(tree.path('db'), tree.path('elsewhere'));
    expect(await explained('CVE-2023-0286')).not.toContain('About');
    expect(await explained('CVE-2023-0286', '--db', 'elsewhere')).toContain('About      DSA-5343-1');
  });

  test('explains all the same where the database is damaged, and says that it is', async () => {
    const name = readdirSync(tree.path('db')).find((each) => each.startsWith('Debian%3Adetails.')) ?? '';
    writeFileSync(tree.path(`db/${name}`), 'garbage');
    const { code, out, err } = await plimsoll('explain', 'CVE-2023-0286', '--report', tree.path('report.json'));
    expect(code).toBe(0);
    expect(out).toContain('Known by   DSA-5343-1');
    expect(out).not.toContain('About');
    expect(err).toMatch(/The advisory database in .* is damaged/);
  });

  test.each<[readonly string[], string]>([
    [['CVE-1999-0001', '--report', 'report.json'], 'report.json has no finding whose id begins with "CVE-1999-0001"'],
    [['CVE-2023-0286'], 'Where is the finding CVE-2023-0286? Name the report: --report FILE.'],
    [['CVE-2023-0286', '--report', 'absent.json'], 'absent.json'],
    [['CVE-2023-0286', '--report', 'plimsoll.yaml'], 'plimsoll.yaml is no report of an earlier run: it is not JSON.'],
  ])('%j is a wrong call', async (argv, message) => {
    const placed = argv.map((word) => (word.includes('.') ? tree.path(word) : word));
    const { code, err } = await plimsoll('explain', ...placed);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
