import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writePlatforms } from '../../../test/image/write-platforms.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import type { Progress } from '../../core/progress.ts';
import type { CommandContext } from '../command.ts';
import { main } from '../main.ts';

const BASE = writeTar([
  { name: 'etc/os-release', body: 'ID=alpine\nVERSION_ID=3.19.1\nPRETTY_NAME="Alpine Linux v3.19"\n' },
]);

/** A layer with a database of apk. */
function installed(...packages: readonly string[]): Uint8Array {
  const records = packages.map((each) => each.split(' ')).map(([name, version]) => `P:${name}\nV:${version}\n`);
  return writeTar([{ name: 'lib/apk/db/installed', body: records.join('\n') }]);
}

let tree: TemporaryTree;
let image = '';
beforeEach(() => {
  // No advisories: what the test is about needs none.
  const rules = ['known-exploited', 'fixable', 'unfixed'].map((which) => `  image/${which}-vulnerability: off\n`);
  tree = temporaryTree({ 'plimsoll.yaml': `profile: restricted\nrules:\n${rules.join('')}` });
  image = `oci:${tree.path('l')}`;
  writePlatforms(tree.path('l'), [
    {
      architecture: 'amd64',
      layers: [BASE, installed('musl 1.2.4-r2', 'microcode 1', 'zlib 1.3-r0')],
      config: { User: '10001', Env: ['API_TOKEN_PASSWORD=Vb7-kettle-Rowlock-42'] },
    },
    { architecture: 'arm64', layers: [BASE, installed('musl 1.2.4-r3', 'zlib 1.3-r0')], config: { User: '10001' } },
  ]);
});
afterEach(() => {
  tree.remove();
});

async function refuse(): Promise<never> {
  throw new Error('nobody should ask');
}

const SHARED = ['image', 'packages', '--all-platforms', '--no-cache'];

async function plimsoll(...argv: readonly string[]) {
  return plimsollWith({}, ...argv);
}

async function plimsollWith(more: Pick<CommandContext, 'progress'>, ...argv: readonly string[]) {
  const written = { out: '', err: '' };
  const code = await main(argv, {
    out: (text) => {
      written.out += text;
    },
    err: (text) => {
      written.err += text;
    },
    in: Readable.from([]),
    directory: tree.root,
    environment: { SOURCE_DATE_EPOCH: '1700000000', PLIMSOLL_CACHE_DIR: tree.path('cache') },
    colour: false,
    width: 120,
    ...more,
  });
  return { code, ...written };
}

const DIFFERENCES = `Packages that are not the same on every platform:
  apk microcode: 1 on linux/amd64; not on linux/arm64
  apk musl: 1.2.4-r2 on linux/amd64; 1.2.4-r3 on linux/arm64
`;

describe('--all-platforms', () => {
  test('image packages lists those of each, and then what differs', async () => {
    const { code, out, err } = await plimsoll('image', 'packages', image, '--all-platforms');
    expect([code, err]).toEqual([0, '']);
    expect(out.replaceAll(/\?\S+ .*/g, '')).toBe(
      [
        'linux/amd64:',
        'pkg:apk/alpine/microcode@1',
        'pkg:apk/alpine/musl@1.2.4-r2',
        'pkg:apk/alpine/zlib@1.3-r0',
        'linux/arm64:',
        'pkg:apk/alpine/musl@1.2.4-r3',
        'pkg:apk/alpine/zlib@1.3-r0',
        DIFFERENCES,
      ].join('\n'),
    );
  });

  test.each([
    ['files', /^linux\/amd64:\n(?:.* [12] .*\n)+linux\/arm64:\n(?:.* [12] .*\n)+$/],
    ['tree', /^linux\/amd64:\n.* \/\n[^]*^linux\/arm64:\n.* \/\n/m],
    ['history', /^linux\/amd64:\nsha256:[^]*^linux\/arm64:\nsha256:/m],
  ])('image %s shows each under its heading', async (what, expected) => {
    const { code, out, err } = await plimsoll('image', what, image, '--all-platforms');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(expected);
  });

  test('says so where every platform has the same packages, and names one that is listed twice', async () => {
    const layers = [BASE, installed('musl 1.2.4-r2')];
    const windows = { os: 'windows', architecture: 'amd64', layers };
    writePlatforms(tree.path('same'), [windows, { ...windows, config: { User: 'a' } }]);
    const { out } = await plimsoll('image', 'packages', `oci:${tree.path('same')}`, '--all-platforms');
    expect(out).toMatch(/^windows\/amd64:\n.*\nwindows\/amd64 \(2\):\n.*\nEvery platform has the same 1 package\.\n$/);
  });

  test('scan judges each, as a unit of the report', async () => {
    const argv = ['scan', image, '--policy', tree.path('plimsoll.yaml'), '--all-platforms'];
    const { code, out } = await plimsoll(...argv);
    expect(code).toBe(1);
    expect(out).toMatch(/^linux\/amd64:\nImage +oci:.*\n(?:.+\n)+\nlinux\/arm64:\nImage +oci:.*\n(?:.+\n)+\n/);
    expect(out).toContain(DIFFERENCES);
    expect(out).toMatch(/ in 2 images$/m);
    expect(out).toMatch(/^Image oci:.*\/l \(linux\/amd64\)\n  deny /m);
    const { units, findings } = JSON.parse((await plimsoll(...argv, '-o', 'json')).out);
    expect(units.map(({ path, verdict }: Record<string, string>) => [path, verdict])).toEqual([
      [`${image} (linux/amd64)`, 'blocked'],
      [`${image} (linux/arm64)`, 'passed'],
    ]);
    const credentials = findings.filter(({ rule }: { rule: string }) => rule === 'image/credential-in-variable');
    expect(credentials.map(({ location }: { location: { file: string } }) => location.file)).toEqual([
      `${image} (linux/amd64)`,
    ]);
  });

  test('sbom writes a bill for each', async () => {
    const file = tree.path('cart-{platform}.json');
    const { code, out } = await plimsoll('sbom', image, '--all-platforms', '-o', `cyclonedx-json=${file}`);
    expect([code, out]).toEqual([0, DIFFERENCES]);
    const counts = ['linux-amd64', 'linux-arm64'].map((platform) => {
      const { components } = JSON.parse(readFileSync(file.replace('{platform}', platform), 'utf8'));
      return components.length;
    });
    expect(counts).toEqual([4, 3]);
  });

  test('sbom writes nothing elsewhere, and over no other bill, whatever a platform is called', async () => {
    const layers = [BASE];
    writePlatforms(tree.path('hostile'), [
      { os: '..', architecture: '..', layers },
      { os: '../../x', architecture: 'y\n', layers, config: { User: 'a' } },
      { os: 'X', architecture: '/Y', layers, config: { User: 'b' } },
    ]);
    writeFileSync(tree.path('there'), '');
    const output = `cyclonedx-json=${tree.path('{platform}.json')}`;
    const { code } = await plimsoll('sbom', `oci:${tree.path('hostile')}`, '--all-platforms', '-o', output);
    expect(code).toBe(0);
    expect(readdirSync(tree.root).filter((name) => name.endsWith('.json'))).toEqual([
      'unknown.json',
      'x-y-2.json',
      'x-y.json',
    ]);
  });

  test('layers that platforms have in common are read once', async () => {
    const read: number[] = [];
    const begin: Progress['begin'] = () => {
      const stage = read.push(0) - 1;
      return {
        read: (bytes) => {
          read[stage] = (read[stage] ?? 0) + bytes;
        },
        endPart: () => {},
        end: () => {},
      };
    };
    const layers = [writeTar([{ name: 'big', body: randomBytes(500_000).toString('hex') }]), BASE];
    writePlatforms(tree.path('shared'), [
      { architecture: 'amd64', layers },
      { architecture: 'arm64', layers: [...layers, installed('musl 1')] },
    ]);
    await plimsollWith({ progress: async () => ({ begin }) }, ...SHARED, `oci:${tree.path('shared')}`);
    const [opening, first, second] = read;
    expect(read).toHaveLength(3);
    expect(opening).toBeGreaterThan(0);
    expect(first).toBeGreaterThan(500_000);
    expect(second).toBeGreaterThan(0);
    expect(second).toBeLessThan(1000);
  });

  test('nobody is told how far it is with --no-progress', async () => {
    const { code } = await plimsollWith({ progress: refuse }, ...SHARED, image, '--no-progress');
    expect(code).toBe(0);
  });

  test('tells of which platform it speaks, and exits with the worst code', async () => {
    writePlatforms(tree.path('broken'), [
      { architecture: 'amd64', layers: [BASE] },
      { architecture: 'arm64', layers: [writeTar([{ name: 'var/lib/dpkg/status', body: 'Package: lost\n' }])] },
    ]);
    const { code, err } = await plimsoll('image', 'packages', `oci:${tree.path('broken')}`, '--all-platforms');
    expect(code).toBe(3);
    expect(err).toMatch(/^plimsoll: of linux\/arm64:\nplimsoll: var\/lib\/dpkg\/status:1: /);
  });

  test.each([
    [['scan', 'IMAGE', '--all-platforms', '--platform', 'linux/amd64'], '--platform reads one platform'],
    [['sbom', 'IMAGE', '--all-platforms'], '{platform} in its name'],
    [['sbom', 'IMAGE', '--all-platforms', '-o', 'spdx-json=a.json'], '{platform} in its name'],
    [['sbom', 'sbom:a.json', '--all-platforms', '-o', 'spdx-json={platform}.json'], 'A bill is of one platform'],
    [['image', 'packages', 'sbom:a.json', '--all-platforms'], 'A bill is of one platform'],
    [['scan', 'sbom:a.json', '--all-platforms'], 'A bill is of one platform'],
    [['diff', 'IMAGE', 'sbom:a.json', '--all-platforms'], 'A bill is of one platform'],
  ])('%j is a wrong call', async (argv, said) => {
    const { code, err } = await plimsoll(...argv.map((word) => (word === 'IMAGE' ? image : word)));
    expect(code).toBe(2);
    expect(err).toContain(said);
    expect(existsSync(tree.path('a.json'))).toBe(false);
  });
});
