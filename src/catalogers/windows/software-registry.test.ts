import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type WrittenKey, writeHive } from '../../../test/formats/write-hive.ts';
import { isInstalled } from '../../../test/programs.ts';
import { temporaryTree } from '../../../test/temporary-tree.ts';
import { catalogText } from '../testing/catalog-text.ts';
import { windowsSoftwareRegistry } from './software-registry.ts';

const PATH = 'Files/Windows/System32/config/SOFTWARE';

async function told(hive: Uint8Array): Promise<readonly string[]> {
  const items = await catalogText(windowsSoftwareRegistry, PATH, hive);
  return items.map((item) => {
    if (item.kind === 'package')
      return `${item.package.name} ${item.package.version} ${item.package.details?.['publisher'] ?? ''}`;
    if (item.kind === 'distribution')
      return `${item.distribution.prettyName}, ${item.distribution.version}, ${item.distribution.variant}`;
    return item.kind === 'unknown' ? `? ${item.reason}` : item.kind;
  });
}

function uninstall(keys: WrittenKey['keys'] = {}): WrittenKey {
  return { keys: { CurrentVersion: { keys: { Uninstall: { keys } } } } };
}

function software(release: WrittenKey, programs: WrittenKey['keys'] = {}, older: WrittenKey['keys'] = {}): WrittenKey {
  return {
    keys: {
      Microsoft: { keys: { 'Windows NT': { keys: { CurrentVersion: release } }, Windows: uninstall(programs) } },
      WOW6432Node: { keys: { MICROSOFT: { keys: { WINDOWS: uninstall(older) } } } },
    },
  };
}

const RELEASE: WrittenKey = {
  values: {
    CurrentBuild: '20348',
    UBR: 2159,
    ProductName: 'Windows Server 2022 Datacenter',
    InstallationType: 'Server Core',
  },
};

const SHOP = software(
  RELEASE,
  {
    Git_is1: { values: { DisplayName: 'Git', DisplayVersion: '2.47.1', Publisher: 'The Git Development Community' } },
    KB5034770: { values: { DisplayName: 'Update' } },
    '{23170F69}': { values: { DisplayName: '7-Zip 24.08', DisplayVersion: '24.08' }, keys: { Part: {} } },
  },
  { Old: { values: { displayname: 'Old', displayversion: '1', EstimatedSize: 7 } } },
);

const EXPECTED = [
  'Windows Server 2022 Datacenter (10.0.20348.2159), 10.0.20348.2159, Server Core',
  'Git 2.47.1 The Git Development Community',
  '7-Zip 24.08 24.08 ',
  'Old 1 ',
];

describe('the registry of Windows tells', () => {
  test.each<[string, Uint8Array, readonly string[]]>([
    ['its release and the programs of installers', writeHive(SHOP), EXPECTED],
    ['nothing where there is neither', writeHive({}), []],
    [
      'a release without its update',
      writeHive(software({ values: { CurrentBuild: '17763' } })),
      ['Windows (10.0.17763), 10.0.17763, '],
    ],
    ['no release that is none', writeHive(software({ values: { CurrentBuild: 'x' } })), []],
    ['that it is no hive', Buffer.alloc(5000), ['? no hive of the registry']],
    ['that it is too short', Buffer.from('regf'), ['? no hive of the registry']],
  ])('%s', async (_, hive, expected) => {
    expect(await told(hive)).toEqual(expected);
  });

  test('what can be read of a hive that is damaged', async () => {
    const hive = Buffer.from(writeHive(SHOP));
    const at = hive.indexOf(Buffer.from('Git_is1', 'latin1'));
    hive.write('xx', at - 76, 'latin1');
    const items = await told(hive);
    expect(items).toEqual(expect.arrayContaining([EXPECTED[0], '? there is no key', EXPECTED[2], EXPECTED[3]]));
    expect(items).not.toContain(EXPECTED[1]);
  });

  test('in any case something, and soon', async () => {
    const whole = writeHive(SHOP);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 30 }),
        fc.nat(whole.length),
        async (changes, length) => {
          const hive = Buffer.from(whole);
          for (const [at, value] of changes) hive[at] = value;
          expect(Array.isArray(await told(hive))).toBe(true);
          expect(Array.isArray(await told(hive.subarray(0, length)))).toBe(true);
        },
      ),
    );
  });

  test('no more than is asked for of keys that are listed again and again', async () => {
    const values = Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`v${index}`, index]));
    const many = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`k${index}`, {}]));
    const hive = Buffer.from(writeHive(software(RELEASE, { ...many, big: { values } })));
    const list = hive.indexOf(Buffer.from([0x6c, 0x66, 0xd1, 0x07]));
    const big = hive.readUInt32LE(list + 4 + 8 * 2000);
    for (let index = 0; index < 2000; index += 1) hive.writeUInt32LE(big, list + 4 + 8 * index);
    expect(await told(hive)).toContain('? more than 500000 cells are asked for');
  });

  test.skipIf(!isInstalled('hivexregedit'))('what hivex wrote (skipped without hivexregedit)', async () => {
    const tree = temporaryTree();
    try {
      writeFileSync(tree.path('hive'), writeHive({ keys: { Microsoft: {} } }));
      const reg = [
        'Windows Registry Editor Version 5.00',
        '',
        ...[
          'Windows',
          'Windows\\CurrentVersion',
          'Windows\\CurrentVersion\\Uninstall',
          'Windows NT',
          'Windows NT\\CurrentVersion',
        ].flatMap((path) => ['', `[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\${path}]`]),
        '"CurrentBuild"="26100"',
        '"UBR"=dword:00007f0a',
        '"ProductName"="Windows Server 2025 Datacenter"',
        '',
        ...Array.from({ length: 300 }, (_, index) => [
          `[HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\P${index}]`,
          `"DisplayName"="Program ${index}"`,
          `"DisplayVersion"="1.${index}"`,
          '',
        ]).flat(),
      ];
      writeFileSync(tree.path('in.reg'), `${reg.join('\n')}\n`);
      const prefix = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE`;
      execFileSync('hivexregedit', ['--merge', '--prefix', prefix, tree.path('hive'), tree.path('in.reg')]);
      const found = await told(readFileSync(tree.path('hive')));
      expect(found[0]).toBe('Windows Server 2025 Datacenter (10.0.26100.32522), 10.0.26100.32522, ');
      expect(found).toHaveLength(301);
      expect(found).toContain('Program 299 1.299 ');
    } finally {
      tree.remove();
    }
  });
});
