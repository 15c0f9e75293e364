import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answerWith, serve, servedImage } from '../../../test/image/served-image.ts';
import { digestOf, type WrittenLayout, writeLayout } from '../../../test/image/write-layout.ts';
import { writePlatforms } from '../../../test/image/write-platforms.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { KeptBills } from '../../gate/bills/kept-bills.ts';
import { KeptImages } from '../../gate/image/kept-images.ts';
import { runMain } from '../testing/run-main.ts';

const STATUS = 'Package: libc6\nStatus: install ok installed\nVersion: 2.36-9\nArchitecture: amd64\n';

function system(status: string): Uint8Array {
  return writeTar([
    { name: 'etc/os-release', body: 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian — zwölf"\n' },
    { name: 'var/lib/dpkg/status', body: status },
    { name: 'var/lib/dpkg/info/libc6:amd64.list', body: '/usr/share/doc/libc6\n' },
    { name: 'app/node_modules/lodash/package.json', body: '{ "name": "lodash", "version": "4.17.20" }' },
  ]);
}

const SYSTEM = system(STATUS);
const SOUND: WrittenLayout = { layers: [SYSTEM], config: { User: '10001' } };
/** One of whose packages nothing tells the version. */
const DAMAGED: WrittenLayout = { layers: [system(`${STATUS}\nPackage: lost\n`)] };

const FORMATS = ['cyclonedx-json', 'cyclonedx-json@1.7', 'spdx-json', 'spdx-json@3.0'] as const;

let tree: TemporaryTree;
beforeEach(() => {
  // Files that were written a moment ago are not told by their times.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
  tree = temporaryTree();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  tree.remove();
});

/** Writes a bill, and tells whether its text was at hand, and whether what the image tells was looked for. */
async function sbom(argv: readonly string[], epoch = '1700000000') {
  const bills = vi.spyOn(KeptBills.prototype, 'read');
  const images = vi.spyOn(KeptImages.prototype, 'at');
  const environment = { PLIMSOLL_CACHE_DIR: tree.path('cache'), SOURCE_DATE_EPOCH: epoch };
  const result = await runMain(['sbom', ...argv], { directory: tree.root, environment });
  const read = await Promise.all(bills.mock.results.map(async ({ value }) => value));
  const isAtHand = read.length > 0 && read.every((each) => each !== undefined);
  const told = { isAtHand, asksImage: images.mock.calls.length > 0 };
  bills.mockRestore();
  images.mockRestore();
  return { result, ...told };
}

/** Writes a bill without what is kept, then so that it is kept, and again: thrice the same. */
async function thrice(...argv: readonly string[]) {
  const fresh = await sbom([...argv, '--no-cache']);
  const first = await sbom(argv);
  const again = await sbom(argv);
  expect([first.result, again.result]).toEqual([fresh.result, fresh.result]);
  expect([fresh.isAtHand, first.isAtHand]).toEqual([false, false]);
  return again;
}

function dockerArchive(path: string): void {
  const rootfs = { type: 'layers', diff_ids: [digestOf(SYSTEM)] };
  const config = JSON.stringify({ architecture: 'amd64', os: 'linux', rootfs });
  const manifest = JSON.stringify([{ Config: 'config.json', RepoTags: ['cart:v1'], Layers: ['layer.tar'] }]);
  const entries = [
    { name: 'config.json', body: config },
    { name: 'manifest.json', body: manifest },
    { name: 'layer.tar', body: SYSTEM },
  ];
  writeFileSync(path, writeTar(entries));
}

/** What each kind of local place is called, once there is one. */
const PLACES: readonly (readonly [string, () => string])[] = [
  [
    'a layout',
    () => {
      writeLayout(tree.path('l'), SOUND);
      return `oci:${tree.path('l')}:v1`;
    },
  ],
  [
    'a layout whose layers lie open, and are not hashed',
    () => {
      writeLayout(tree.path('l'), { ...SOUND, compression: 'none' });
      return `oci:${tree.path('l')}`;
    },
  ],
  [
    'an archive of a layout',
    () => {
      writeLayout(tree.path('l'), SOUND);
      execFileSync('tar', ['-cf', tree.path('l.tar'), '-C', tree.path('l'), '.']);
      return `oci-archive:${tree.path('l.tar')}`;
    },
  ],
  [
    'an archive of docker save',
    () => {
      dockerArchive(tree.path('cart.tar'));
      return tree.path('cart.tar');
    },
  ],
  [
    'an image of which not all can be read',
    () => {
      writeLayout(tree.path('l'), DAMAGED);
      return `oci:${tree.path('l')}`;
    },
  ],
  [
    'an image for another platform than was asked for',
    () => {
      writePlatforms(tree.path('l'), [{ architecture: 's390x', layers: [SYSTEM], config: {} }]);
      return `oci:${tree.path('l')}`;
    },
  ],
];

describe('the bill of an image whose bill was written before', () => {
  describe.each(PLACES)('%s', (_, place) => {
    test.each(FORMATS)('is the same in %s, and neither opened nor read', async (format) => {
      expect(await thrice(place(), '-o', format)).toMatchObject({ isAtHand: true, asksImage: false });
    });
  });

  test('is the same of a registry, and its layers are not asked for', async () => {
    const image = servedImage([SYSTEM]);
    await using server = await serve((request, response) => answerWith(image, request, response));
    for (const format of FORMATS) {
      const again = await thrice(`${server.host}/cart:v1`, '--insecure-registry', server.host, '-o', format);
      expect(again.isAtHand).toBe(true);
      expect(again.result.code).toBe(0);
    }
    const blobs = server.asked.filter((each) => each.endsWith(image.layers[0] ?? ''));
    expect(blobs).toHaveLength(FORMATS.length + 1);
  });

  test('says again what it said: what is not hashed, what cannot be read, and the exit code', async () => {
    writeLayout(tree.path('l'), { ...DAMAGED, compression: 'none' });
    const { result, isAtHand } = await thrice(`oci:${tree.path('l')}`);
    expect(isAtHand).toBe(true);
    expect(result.err).toBe(
      'plimsoll: not hashed: layer 1; --verify reads and hashes all of it\n' +
        'plimsoll: var/lib/dpkg/status:6: a record without a version\n',
    );
    expect(result.code).toBe(3);
  });

  test('goes to files in several formats, where each was written before', async () => {
    writeLayout(tree.path('l'), SOUND);
    const image = `oci:${tree.path('l')}`;
    const [cyclonedx, spdx] = [await sbom([image, '--no-cache']), await sbom([image, '--no-cache', '-o', 'spdx-json'])];
    const both = [image, '-o', `cyclonedx-json@1.6=${tree.path('a')}`, '-o', `spdx-json=${tree.path('b')}`];
    await sbom([image]);
    for (const isAtHand of [false, true]) {
      expect(await sbom(both)).toMatchObject({ result: { code: 0, out: '', err: '' }, isAtHand });
      expect([readFileSync(tree.path('a'), 'utf8'), readFileSync(tree.path('b'), 'utf8')]).toEqual([
        cyclonedx.result.out,
        spdx.result.out,
      ]);
    }
  });

  test('has another time and number at another time, and nothing else', async () => {
    writeLayout(tree.path('l'), DAMAGED);
    for (const format of FORMATS) {
      const argv = [`oci:${tree.path('l')}`, '-o', format];
      const first = await sbom(argv);
      const later = await sbom(argv, '1800000000');
      expect(later).toMatchObject({ isAtHand: true, asksImage: false });
      expect(later.result).toEqual((await sbom([...argv, '--no-cache'], '1800000000')).result);
      expect(later.result.out).not.toBe(first.result.out);
    }
  });

  test('has the name that it is asked for', async () => {
    writeLayout(tree.path('l'), SOUND);
    await sbom([`oci:${tree.path('l')}`]);
    for (const name of [tree.path('l'), `oci:${tree.path('l')}:v1`, `oci:${tree.root}/./l`])
      expect((await thrice(name)).result.out).toContain(`"name": "${name}"`);
  });
});

function keptFiles(): readonly string[] {
  return readdirSync(tree.path('cache/results')).map((name) => join(tree.path('cache/results'), name));
}

describe('a bill is made anew', () => {
  test('where what is kept is damaged, and is kept again', async () => {
    writeLayout(tree.path('l'), SOUND);
    const argv = [`oci:${tree.path('l')}`];
    await sbom([`oci:${tree.root}/./l`]);
    const before = new Set(keptFiles());
    const { result } = await sbom(argv);
    const [bill = '', ...others] = keptFiles().filter((path) => !before.has(path));
    expect(others).toEqual([]);
    const bytes = readFileSync(bill);
    for (const damaged of [
      bytes.subarray(0, -1),
      bytes.subarray(0, 40),
      Buffer.from(bytes.map((byte, index) => (index === bytes.length - 20 ? byte ^ 1 : byte))),
    ]) {
      writeFileSync(bill, damaged);
      expect(await sbom(argv)).toEqual({ result, isAtHand: false, asksImage: true });
      expect(await sbom(argv)).toEqual({ result, isAtHand: true, asksImage: false });
    }
  });

  test('where the image is another one meanwhile', async () => {
    writeLayout(tree.path('l'), SOUND);
    const argv = [`oci:${tree.path('l')}`];
    const { result } = await sbom(argv);
    writeLayout(tree.path('l'), { layers: [system(STATUS.replace('2.36', '2.37'))], config: { User: '10001' } });
    vi.setSystemTime(Date.now() + 60_000);
    const other = await thrice(...argv);
    expect(other.result.out).toContain('2.37-9');
    expect(other.result.out).not.toBe(result.out);
  });

  test('with --verify and with --no-cache, which keeps none either', async () => {
    writeLayout(tree.path('l'), { ...SOUND, compression: 'none' });
    const argv = [`oci:${tree.path('l')}`];
    const hashed = await sbom([...argv, '--verify', '--no-cache']);
    expect(() => keptFiles()).toThrow('ENOENT');
    await sbom(argv);
    await sbom(argv);
    expect(await sbom([...argv, '--verify'])).toEqual({ ...hashed, asksImage: false });
    expect(hashed.result.err).toBe('');
    expect(await sbom(argv)).toEqual({ ...hashed, isAtHand: true });
  });

  test('where something is wrong with the image', async () => {
    writeLayout(tree.path('l'), { ...SOUND, lies: { diffId: `sha256:${'0'.repeat(64)}` } });
    const again = await thrice(`oci:${tree.path('l')}`);
    expect(again.isAtHand).toBe(false);
    expect(again.result.code).toBe(3);
  });

  test('for every platform of those that are asked for', async () => {
    writePlatforms(tree.path('l'), [
      { architecture: 'amd64', layers: [SYSTEM], config: {} },
      { architecture: 'arm64', layers: [system(STATUS.replace('2.36', '2.37'))], config: {} },
    ]);
    const image = `oci:${tree.path('l')}`;
    const output = ['--all-platforms', '-o', `spdx-json=${tree.path('{platform}')}`];
    await sbom([image, '-o', 'spdx-json']);
    expect(await sbom([image, ...output])).toMatchObject({ isAtHand: false, result: { code: 0 } });
    const written = readFileSync(tree.path('linux-amd64'), 'utf8');
    await sbom([image, ...output, '--no-cache']);
    expect(readFileSync(tree.path('linux-amd64'), 'utf8')).toBe(written);
  });
});
