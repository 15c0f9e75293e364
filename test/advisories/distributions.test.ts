import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { ReportDocument } from '../../src/contract/report.ts';
import { writeSqlite } from '../formats/write-rpm-database.ts';
import { type WrittenPackage, writeRpmHeader } from '../formats/write-rpm-header.ts';
import { writeLayout } from '../image/write-layout.ts';
import { type WrittenEntry, writeTar } from '../image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../temporary-tree.ts';
import { flaw, type OsvRecord, writeBucket } from './write-bucket.ts';

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree();
});
afterEach(() => {
  tree.remove();
});

async function plimsoll(...argv: readonly string[]): Promise<void> {
  await main(argv, {
    out: () => undefined,
    err: () => undefined,
    in: Readable.from([]),
    directory: tree.root,
    environment: { PLIMSOLL_DB: tree.path('db'), SOURCE_DATE_EPOCH: '1700000000' },
    colour: false,
    width: 100,
  });
}

/** What a scan of an image with these files tells: `CVE-2024-0001 nodejs fixed 1:2-3.el8`. */
async function found(
  advisories: Readonly<Record<string, readonly OsvRecord[]>>,
  files: readonly WrittenEntry[],
): Promise<readonly string[]> {
  writeBucket(tree.path('osv'), advisories);
  writeLayout(tree.path('image'), { layers: [writeTar(files)], config: { User: '1' } });
  await plimsoll('db', 'import', 'osv');
  await plimsoll('scan', `oci:${tree.path('image')}`, '--no-cache', '-o', `json=${tree.path('report.json')}`);
  const { findings, incomplete }: ReportDocument = JSON.parse(readFileSync(tree.path('report.json'), 'utf8'));
  const told = findings.flatMap(({ vulnerability }) => {
    if (vulnerability === undefined) return [];
    const { id, package: name, fixState, fixed, elsewhere, note } = vulnerability;
    const fix = elsewhere === null ? (fixed ?? '') : `${elsewhere.version} with ${elsewhere.takes}`;
    return [`${id} ${name} ${fixState} ${fix} ${note}`.replaceAll(/ +/g, ' ').trim()];
  });
  return [...told.toSorted(), ...incomplete.map(({ code }) => code)];
}

function rpms(...packages: readonly WrittenPackage[]): WrittenEntry {
  const body = writeSqlite(packages.map((each) => writeRpmHeader({ architecture: 'x86_64', license: 'MIT', ...each })));
  return { name: 'var/lib/rpm/rpmdb.sqlite', body: Buffer.from(body) };
}

function osRelease(id: string, version: string): WrittenEntry {
  return { name: 'etc/os-release', body: `ID=${id}\nVERSION_ID="${version}"\n` };
}

function update(id: string, stream: string, fixed: string): OsvRecord {
  return flaw(`ALSA-${id}`, ['AlmaLinux:8', 'nodejs', fixed], {
    summary: `Important: ${stream} security update`,
    related: [`CVE-${id}`],
  });
}

const mended = (id: string, stream: string, fixed: string) =>
  flaw(`RHSA-${id}`, [`Red Hat:${stream}`, 'openssl-libs', fixed], { upstream: [`CVE-${id.replace(':', '-')}`] });

const known = (id: string, ecosystem: string, fixed?: string, specific = {}): OsvRecord => {
  const events = [{ introduced: '0' }, ...(fixed === undefined ? [] : [{ fixed }])];
  const entry = { package: { ecosystem, name: 'netty' }, ranges: [{ type: 'ECOSYSTEM', events }] };
  return { id: `UBUNTU-${id}`, upstream: [id], affected: [{ ...entry, ecosystem_specific: specific }] };
};

const status = (version: string) =>
  `Package: libnetty-java\nStatus: install ok installed\nSource: netty\nVersion: ${version}\nArchitecture: all\n\n`;

const ubuntuWith = (version: string): readonly WrittenEntry[] => [
  osRelease('ubuntu', '18.04'),
  { name: 'var/lib/dpkg/status', body: status(version) },
];

test('a package of a module has the flaws that its own stream mends', async () => {
  const advisories = {
    AlmaLinux: [
      update('2024-0018', 'nodejs:18', '1:18.20.0-1.module_el8.9.0+3+a'),
      update('2024-0020', 'nodejs:20', '1:20.12.0-1.module_el8.9.0+4+b'),
      update('2024-0021', 'nodejs', '1:16.20.2-8.el8'),
    ],
  };
  const node = { name: 'nodejs', epoch: [1], version: '18.19.0', release: '1.module_el8.8.0+1+c' };
  const label = 'nodejs:18:8080020231115150000:63b34585';
  const image = (modularity?: string) => [
    osRelease('almalinux', '8.9'),
    rpms({ ...node, ...(modularity === undefined ? {} : { modularity }) }),
  ];
  expect(await found(advisories, image(label))).toEqual(['CVE-2024-0018 nodejs fixed 1:18.20.0-1.module_el8.9.0+3+a']);
  expect(await found(advisories, image())).toEqual([
    'CVE-2024-0018 nodejs fixed 1:18.20.0-1.module_el8.9.0+3+a The advisory of AlmaLinux is about the module nodejs:18, and nothing tells the module of nodejs.',
    'CVE-2024-0020 nodejs fixed 1:20.12.0-1.module_el8.9.0+4+b The advisory of AlmaLinux is about the module nodejs:20, and nothing tells the module of nodejs.',
  ]);
});

test('an image of Red Hat has the flaws of the streams that its content sets name', async () => {
  const advisories = {
    'Red Hat': [
      mended('2024:0001', 'enterprise_linux:8::baseos', '1:1.1.1k-12.el8_8'),
      mended('2024:0001', 'rhel_eus:8.6::baseos', '1:1.1.1k-9.el8_6.1'),
      mended('2024:0002', 'enterprise_linux:8::baseos', '1:1.1.1k-14.el8_8'),
      mended('2024:0003', 'rhel_eus:8.6::baseos', '1:1.1.1k-9.el8_6.4'),
    ].map((record, index) => ({ ...record, id: `${record.id}.${index}` })),
  };
  const openssl = { name: 'openssl-libs', epoch: [1], version: '1.1.1k', release: '9.el8_6.1' };
  const image = (...sets: readonly string[]) => [
    osRelease('rhel', '8.6'),
    { name: 'root/buildinfo/content_manifests/openssl.json', body: JSON.stringify({ content_sets: sets }) },
    rpms(openssl),
  ];
  expect(await found(advisories, image('rhel-8-for-x86_64-baseos-eus-rpms__8_DOT_6'))).toEqual([
    'CVE-2024-0002 openssl-libs fixed-elsewhere 1:1.1.1k-14.el8_8 with Red Hat Enterprise Linux 8.8',
    'CVE-2024-0003 openssl-libs fixed 1:1.1.1k-9.el8_6.4',
  ]);
  expect(await found(advisories, image('rhel-8-for-x86_64-baseos-rpms', 'homemade-rpms'))).toEqual([
    'CVE-2024-0001 openssl-libs fixed 1:1.1.1k-12.el8_8',
    'CVE-2024-0002 openssl-libs fixed 1:1.1.1k-14.el8_8',
    'PL_E_CONTENT_SETS_UNKNOWN',
  ]);
});

test('an image of Ubuntu has the flaws that only Pro mends, and says so', async () => {
  const advisories = {
    Ubuntu: [
      known('CVE-2022-0001', 'Ubuntu:Pro:18.04:LTS', '1:4.1.7-4ubuntu0.1+esm3'),
      known('CVE-2022-0002', 'Ubuntu:18.04:LTS', '1:4.1.7-4ubuntu0.1'),
      known('CVE-2022-0003', 'Ubuntu:18.04:LTS', undefined, { status: 'ignored', note: 'abandoned' }),
      known('CVE-2022-0004', 'Ubuntu:18.04:LTS', undefined, { status: 'ignored', note: 'end of life' }),
      known('CVE-2022-0005', 'Ubuntu:18.04:LTS', undefined, { status: 'needed' }),
    ],
  };
  const UNMENDED = [
    'CVE-2022-0003 netty will-not-fix',
    'CVE-2022-0004 netty end-of-life',
    'CVE-2022-0005 netty no-fix-yet',
  ];
  expect(await found(advisories, ubuntuWith('1:4.1.7-4'))).toEqual([
    'CVE-2022-0001 netty fixed-elsewhere 1:4.1.7-4ubuntu0.1+esm3 with Ubuntu Pro',
    'CVE-2022-0002 netty fixed 1:4.1.7-4ubuntu0.1',
    ...UNMENDED,
  ]);
  expect(await found(advisories, ubuntuWith('1:4.1.7-4ubuntu0.1+esm2'))).toEqual([
    'CVE-2022-0001 netty fixed 1:4.1.7-4ubuntu0.1+esm3',
    ...UNMENDED,
  ]);
});
