import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { localPlaces } from '../../../test/image/places.ts';
import { writeLayout } from '../../../test/image/write-layout.ts';
import { writeTar } from '../../../test/image/write-tar.ts';
import { KeptInMemory } from '../../../test/kept-in-memory.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import type { ByteSources, FileIdentities } from '../../core/ports.ts';
import { layerReader } from '../../image/layer-reader.ts';
import { openImage } from '../../image/open-image.ts';
import type { OpenedImage } from '../../image/opened-image.ts';
import { SeenFiles } from '../../image/seen-files.ts';
import { visitFiles } from '../../inventory/visit-files.ts';
import { type InspectedImage, inspectImage } from './inspect-image.ts';
import { KeptImages, type SeenPlace } from './kept-images.ts';
import { packTold, type ToldImage, unpackTold } from './told-image.ts';

const STATUS = [
  'Package: libc6\nStatus: install ok installed\nVersion: 2.36-9\nArchitecture: amd64\n',
  'Package: python3-six\nStatus: install ok installed\nVersion: 1.16-1\nArchitecture: all\n',
].join('\n');

const layer = writeTar([
  { name: 'etc/os-release', body: 'ID=debian\nVERSION_ID=12\n' },
  { name: 'var/lib/dpkg/status', body: STATUS },
  { name: 'var/lib/dpkg/info/python3-six.list', body: '/usr/lib/python3/dist-packages/six.egg-info\n' },
  { name: 'usr/lib/python3/dist-packages/six.egg-info', body: 'Name: six\nVersion: 1.16\n' },
]);

const PLACE = 'here';

let tree: TemporaryTree;
let results: KeptInMemory;
/** What the files are, by the ends of their paths; all others are what they were. */
let changed: Readonly<Record<string, string | undefined>>;
beforeEach(() => {
  tree = temporaryTree();
  results = new KeptInMemory();
  changed = {};
});
afterEach(() => tree.remove());

const identities: FileIdentities = {
  identityOf: (path) => {
    const end = Object.keys(changed).find((each) => path.endsWith(each));
    return end === undefined ? `settled ${path}` : changed[end];
  },
};

/** Files that were all written long ago. */
function settled(files: ByteSources): ByteSources {
  return {
    open: async (path) => {
      const source = await files.open(path);
      const identity = identities.identityOf(path);
      return source === undefined ? undefined : { ...source, ...(identity === undefined ? {} : { identity }) };
    },
  };
}

async function inspect(
  name: string,
  verifies = false,
): Promise<{ readonly image: InspectedImage; readonly seen: SeenPlace | undefined }> {
  const places = localPlaces();
  const files = new SeenFiles(settled(places.files), (path) => path);
  const opened = await openImage(name, { ...places, files }, { platform: undefined });
  const reading = { reader: layerReader(visitFiles('packages')) };
  const image = await inspectImage(opened, { maxBytes: 1e8, verifies }, reading);
  await opened.close();
  const paths = files.paths();
  return { image, seen: paths === undefined ? undefined : { place: PLACE, paths, notices: ['only one platform'] } };
}

function packagesKept(made = '1'): KeptImages<ToldImage> {
  return new KeptImages(results, { made, pack: packTold, unpack: unpackTold });
}

async function keep(name: string, verifies = false): Promise<InspectedImage> {
  const { image, seen } = await inspect(name, verifies);
  await packagesKept().keep(image.image, image, seen);
  return image;
}

test('what an image tells is read as it was written, owners and all', async () => {
  writeLayout(tree.path('l'), { layers: [layer], annotations: { made: 'by us' } });
  const { image } = await inspect(`oci:${tree.path('l')}`);
  const told = unpackTold(packTold(image));
  expect(told.image).toMatchObject({
    name: image.image.name,
    digest: image.image.digest,
    annotations: { made: 'by us' },
  });
  expect(told.inventory.packages.map(({ package: { name }, owner }) => [name, owner?.name])).toEqual([
    ['libc6', undefined],
    ['python3-six', undefined],
    ['six', 'python3-six'],
  ]);
  const { functions: ofPrograms, ...inventory } = image.inventory;
  expect(ofPrograms).toEqual([]);
  expect(told.inventory).toEqual({
    ...inventory,
    packages: image.inventory.packages.map((each) =>
      expect.objectContaining({ package: each.package, purl: each.purl, owner: each.owner }),
    ),
  });
});

describe('an image in a local place', () => {
  test('is known as long as its files are what they were, by the name that it is asked for', async () => {
    writeLayout(tree.path('l'), { layers: [layer] });
    const { inventory } = await keep(`oci:${tree.path('l')}`);
    const known = await packagesKept().at(PLACE, 'oci:elsewhere', identities);
    expect(known?.notices).toEqual(['only one platform']);
    expect(known?.told.image.name).toBe('oci:elsewhere');
    expect(known?.told.inventory.packages).toHaveLength(inventory.packages.length);
  });

  test.each([
    ['an index that was changed', 'index.json', 'other'],
    ['an index that was changed a moment ago', 'index.json', undefined],
    ['an index that is gone', 'index.json', 'absent'],
  ])('is not known with %s', async (_, path, identity) => {
    writeLayout(tree.path('l'), { layers: [layer] });
    await keep(`oci:${tree.path('l')}`);
    changed = { [path]: identity };
    expect(await packagesKept().at(PLACE, 'x', identities)).toBeUndefined();
  });

  test('is not known elsewhere, or to what would find something else', async () => {
    writeLayout(tree.path('l'), { layers: [layer] });
    await keep(`oci:${tree.path('l')}`);
    expect(await packagesKept().at('there', 'x', identities)).toBeUndefined();
    expect(await packagesKept('2').at(PLACE, 'x', identities)).toBeUndefined();
  });

  test('is not kept where one of its files was changed a moment ago', async () => {
    writeLayout(tree.path('l'), { layers: [layer] });
    changed = { 'index.json': undefined };
    expect((await inspect(`oci:${tree.path('l')}`)).seen).toBeUndefined();
  });

  test('is not kept where something is wrong with it', async () => {
    writeLayout(tree.path('l'), { layers: [layer], lies: { diffId: `sha256:${'0'.repeat(64)}` } });
    const { read } = await keep(`oci:${tree.path('l')}`);
    expect(read.problems).toHaveLength(1);
    expect(results.kept.size).toBe(0);
  });

  test('that was not hashed is kept for its files alone, and told as not hashed', async () => {
    writeLayout(tree.path('l'), { layers: [layer], compression: 'none' });
    const { read } = await keep(`oci:${tree.path('l')}`);
    expect(read.unverified).toEqual([0]);
    const known = await packagesKept().at(PLACE, 'x', identities);
    expect(known?.told.read.unverified).toEqual([0]);
    expect([...results.kept.keys()].filter((key) => key.startsWith('image '))).toEqual([]);
  });

  test('that is a directory is never kept', async () => {
    tree.write({ 'root/etc/os-release': 'ID=debian\nVERSION_ID=12\n' });
    await keep(tree.path('root'));
    expect(results.kept.size).toBe(0);
  });
});

async function openedLayout(isAddressed: boolean): Promise<OpenedImage> {
  const image = await openImage(`oci:${tree.path('l')}`, localPlaces(), { platform: undefined });
  await image.close();
  if (!isAddressed) return image;
  return { ...image, layers: image.layers.map((each) => ({ ...each, isAddressedByDigest: true })) };
}

describe('an image whose place gives no other bytes than those of its digests', () => {
  test('is known by them, wherever it was read', async () => {
    writeLayout(tree.path('l'), { layers: [layer] });
    await keep(`oci:${tree.path('l')}`);
    const kept = packagesKept();
    expect((await kept.ofAddressed(await openedLayout(true)))?.told.inventory.packages).toHaveLength(3);
    expect(await kept.ofAddressed(await openedLayout(false))).toBeUndefined();
  });

  test('is not known by what was read without hashing', async () => {
    writeLayout(tree.path('l'), { layers: [layer], compression: 'none' });
    await keep(`oci:${tree.path('l')}`);
    expect(await packagesKept().ofAddressed(await openedLayout(true))).toBeUndefined();
    await keep(`oci:${tree.path('l')}`, true);
    expect(await packagesKept().ofAddressed(await openedLayout(true))).toBeDefined();
  });
});
