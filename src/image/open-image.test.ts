import { execFileSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { localPlaces } from '../../test/image/places.ts';
import { digestOf, writeLayout } from '../../test/image/write-layout.ts';
import { type WrittenEntry, writeTar } from '../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../test/temporary-tree.ts';
import { UserError } from '../core/errors.ts';
import type { ImagePlaces } from './image-places.ts';
import { openImage } from './open-image.ts';
import { readImage } from './read-image.ts';

const LAYERS = [writeTar([{ name: 'a', body: 'one' }]), writeTar([{ name: 'b', body: 'two' }])];

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree();
});
afterEach(() => {
  tree.remove();
});

interface Told {
  readonly paths: readonly string[];
  readonly codes: readonly string[];
}

async function read(image: string, platform = 'linux/amd64', maxBytes = 1_000_000): Promise<Told> {
  try {
    const opened = await openImage(image, localPlaces(), { platform });
    const { index, problems } = await readImage(opened, { maxBytes, verifies: true });
    await opened.close();
    return { paths: [...index.files()].map(({ path }) => path), codes: problems.map(({ code }) => code) };
  } catch (error) {
    if (error instanceof UserError) return { paths: [], codes: [error.problem.code] };
    throw error;
  }
}

/** Writes what `docker save` does: a manifest, a configuration and the layers. */
function dockerArchive(layers: readonly Uint8Array[], over: Readonly<Record<string, unknown>> = {}): string {
  const config = Buffer.from(
    JSON.stringify({ architecture: 'amd64', os: 'linux', rootfs: { diff_ids: layers.map(digestOf) } }),
  );
  const name = `${digestOf(config).slice('sha256:'.length)}.json`;
  const manifest = [
    { Config: name, RepoTags: ['cart:v1'], Layers: layers.map((_, index) => `${index}/layer.tar`), ...over },
  ];
  const entries: WrittenEntry[] = [
    { name, body: config },
    { name: 'manifest.json', body: JSON.stringify(manifest) },
    ...layers.map((body, index) => ({ name: `${index}/layer.tar`, body })),
  ];
  writeFileSync(tree.path('image.tar'), writeTar(entries));
  return `docker-archive:${tree.path('image.tar')}`;
}

describe('an image is opened', () => {
  test.each(['none', 'gzip', 'zstd'] as const)('from a layout with layers kept as %s', async (compression) => {
    writeLayout(tree.path('l'), { layers: LAYERS, compression });
    expect(await read(`oci:${tree.path('l')}`)).toEqual({ paths: ['a', 'b'], codes: [] });
    expect(await read(`oci:${tree.path('l')}:v1`)).toEqual({ paths: ['a', 'b'], codes: [] });
  });

  test.each([
    ['crane', { artifactType: 'application/vnd.oci.image.config.v1+json' }],
    ['crane of an image of Docker', { artifactType: 'application/vnd.docker.container.image.v1+json' }],
    ['cosign save', { annotations: { kind: 'dev.cosignproject.cosign/image' } }],
  ])('from a layout that %s wrote', async (_, entry) => {
    const path = layout();
    const index = JSON.parse(readFileSync(join(path, 'index.json'), 'utf8'));
    const [image] = index.manifests;
    const signature = { ...image, annotations: { kind: 'dev.cosignproject.cosign/sigs' } };
    const manifests = [{ ...image, annotations: {}, ...entry }, signature];
    writeFileSync(join(path, 'index.json'), JSON.stringify({ ...index, manifests }));
    expect(await read(`oci:${path}`)).toEqual({ paths: ['a', 'b'], codes: [] });
  });

  test('from an archive of a layout', async () => {
    writeLayout(tree.path('l'), { layers: LAYERS });
    execFileSync('tar', ['-cf', tree.path('l.tar'), '-C', tree.path('l'), '.']);
    expect(await read(`oci-archive:${tree.path('l.tar')}`)).toEqual({ paths: ['a', 'b'], codes: [] });
  });

  test('from an archive of docker save, its layers packed or not', async () => {
    expect(await read(dockerArchive(LAYERS))).toEqual({ paths: ['a', 'b'], codes: [] });
    expect(await read(`${dockerArchive(LAYERS)}:cart:v1`)).toEqual({ paths: ['a', 'b'], codes: [] });
  });

  test('from an archive of docker save, with the digest of its configuration', async () => {
    const image = await openImage(dockerArchive(LAYERS), localPlaces(), { platform: undefined });
    const config = JSON.stringify({ architecture: 'amd64', os: 'linux', rootfs: { diff_ids: LAYERS.map(digestOf) } });
    expect(image).toMatchObject({ digest: undefined, imageId: digestOf(Buffer.from(config)) });
    await image.close();
  });

  test('by its path alone', async () => {
    writeLayout(tree.path('l'), { layers: LAYERS });
    execFileSync('tar', ['-cf', tree.path('l.tar'), '-C', tree.path('l'), '.']);
    dockerArchive(LAYERS);
    for (const path of ['l', 'l.tar', 'image.tar']) {
      expect(await read(tree.path(path)), path).toEqual({ paths: ['a', 'b'], codes: [] });
    }
    expect((await read(tree.root)).paths).toContain('l/oci-layout');
  });

  test('with the platform that was asked for', async () => {
    writeLayout(tree.path('l'), { layers: LAYERS });
    const image = `oci:${tree.path('l')}`;
    const index = JSON.parse(execFileSync('cat', [tree.path('l/index.json')], { encoding: 'utf8' })) as {
      manifests: { platform: object; annotations: object }[];
    };
    const [amd] = index.manifests;
    const arm = { ...amd, platform: { os: 'linux', architecture: 'arm', variant: 'v7' } };
    writeFileSync(tree.path('l/index.json'), JSON.stringify({ ...index, manifests: [amd, arm] }));
    expect((await read(image, 'linux/amd64')).codes).toEqual([]);
    expect((await read(image, 'linux/arm')).codes).toEqual([]);
    expect((await read(image, 'linux/arm/v7')).codes).toEqual([]);
    expect((await read(image, 'linux/s390x')).codes).toEqual(['PL_E_IMAGE_PLATFORM']);
  });
});

describe('an image that is not as it should be', () => {
  const GARBAGE = Buffer.from('garbage'.repeat(300));

  test.each<[string, () => string, readonly string[], readonly string[]]>([
    ['is in a registry, and nothing may go there', () => `registry.example.com/cart:v1`, ['PL_E_OFFLINE'], []],
    ['is a directory that is not there', () => `dir:${tree.path('no')}`, ['PL_E_IMAGE_ABSENT'], []],
    ['has a place and no name', () => 'oci:', ['PL_E_IMAGE_NAME'], []],
    ['is not there', () => `docker-archive:${tree.path('no.tar')}`, ['PL_E_IMAGE_ABSENT'], []],
    ['is a layout that is not there', () => `oci:${tree.path('no')}`, ['PL_E_IMAGE_ABSENT'], []],
    ['has no index', () => `oci:${tree.root}`, ['PL_E_IMAGE_ABSENT'], []],
    [
      'is no archive',
      () => {
        writeFileSync(tree.path('x'), GARBAGE);
        return `docker-archive:${tree.path('x')}`;
      },
      ['PL_E_IMAGE_ABSENT'],
      [],
    ],
    [
      'is packed as nobody unpacks it here',
      () => {
        writeFileSync(tree.path('x.tar'), Buffer.from('fd377a585a00', 'hex'));
        return tree.path('x.tar');
      },
      ['PL_E_IMAGE_PACKED'],
      [],
    ],
    ['has no such tag', () => `${dockerArchive(LAYERS)}:cart:v2`, ['PL_E_IMAGE_ABSENT'], []],
    ['has a manifest that is none', () => dockerArchive(LAYERS, { Layers: 'all' }), ['PL_E_IMAGE_MANIFEST'], []],
    [
      'names a configuration outside',
      () => dockerArchive(LAYERS, { Config: '../../etc/passwd' }),
      ['PL_E_IMAGE_ABSENT'],
      [],
    ],
    [
      'lacks a layer',
      () => dockerArchive(LAYERS, { Layers: ['0/layer.tar', 'no/layer.tar'] }),
      ['PL_E_LAYER_ABSENT'],
      ['a'],
    ],
    [
      'lies about a layer',
      () => {
        writeLayout(tree.path('l'), { layers: LAYERS, lies: { diffId: `sha256:${'0'.repeat(64)}` } });
        return `oci:${tree.path('l')}`;
      },
      ['PL_E_IMAGE_DIGEST', 'PL_E_IMAGE_DIGEST'],
      ['a', 'b'],
    ],
    ['has a layer of garbage', () => dockerArchive([GARBAGE]), ['PL_E_TAR_HEADER'], []],
    [
      'has a layer that ends too early',
      () => dockerArchive([gzipSync(LAYERS[0] ?? '').subarray(0, -20)]),
      ['PL_E_LAYER_COMPRESSION'],
      ['a'],
    ],
    [
      'has a layer that unpacks without end',
      () => dockerArchive([gzipSync(writeTar([{ name: 'zeros', body: Buffer.alloc(2_000_000) }]))]),
      ['PL_E_LAYER_TOO_LARGE'],
      [],
    ],
  ])('%s', async (_, image, codes, paths) => {
    expect(await read(image())).toEqual({ codes, paths });
  });

  test('has a blob in the place of another', async () => {
    writeLayout(tree.path('l'), { layers: LAYERS, compression: 'none' });
    const [first, second] = LAYERS.map((layer) => tree.path(`l/blobs/sha256/${digestOf(layer).slice(7)}`));
    renameSync(first ?? '', second ?? '');
    symlinkSync(second ?? '', first ?? '');
    const { codes } = await read(`oci:${tree.path('l')}`);
    expect(codes).toEqual(['PL_E_IMAGE_DIGEST', 'PL_E_IMAGE_DIGEST']);
    rmSync(second ?? '');
    expect((await read(`oci:${tree.path('l')}`)).codes).toEqual(['PL_E_LAYER_ABSENT', 'PL_E_LAYER_ABSENT']);
  });

  test('has a foreign layer, which is told with where it lies', async () => {
    writeLayout(tree.path('l'), { layers: LAYERS, foreign: { position: 1, urls: ['https://example.com/b'] } });
    const opened = await openImage(`oci:${tree.path('l')}`, localPlaces(), { platform: 'linux/amd64' });
    const { index, problems } = await readImage(opened, { maxBytes: 1_000_000, verifies: true });
    expect([...index.files()].map(({ path }) => path)).toEqual(['a']);
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ['PL_E_LAYER_FOREIGN', expect.stringContaining('layer 2 of 2')],
    ]);
    expect(problems[0]?.message).toContain('it lies at https://example.com/b');
  });

  test('is asked for under another name than those in it', async () => {
    writeLayout(tree.path('l'), { layers: LAYERS });
    for (const image of [`oci:${tree.path('l')}:v2`, `${dockerArchive(LAYERS)}:v2`]) {
      const opening = openImage(image, localPlaces(), { platform: 'linux/amd64' });
      await expect(opening).rejects.toMatchObject({
        problem: { remedy: expect.stringMatching(/^There is (?:cart:)?v1\.$/) },
      });
    }
  });
});

function layout(): string {
  writeLayout(tree.path('l'), { layers: LAYERS });
  return tree.path('l');
}

function bySkopeo(): string {
  tree.write({ 's/version': 'Directory Transport Version: 1.1\n', 's/manifest.json': '{}' });
  return tree.path('s');
}

function packedLayout(): string {
  execFileSync('tar', ['-cf', tree.path('l.tar'), '-C', layout(), '.']);
  return tree.path('l.tar');
}

async function remedyOf(image: string, places: ImagePlaces = localPlaces()): Promise<string> {
  return openImage(image, places, { platform: undefined }).then(
    () => '',
    (error: unknown) => (error instanceof UserError ? error.problem.remedy : String(error)),
  );
}

test('a bare name that no registry gives is answered with how one of this machine is named', async () => {
  expect(await remedyOf('cart:v1')).toContain('is docker-daemon:cart:v1.');
  expect(await remedyOf('docker://cart:v1')).not.toContain('docker-daemon');
});

test('a bare name of a directory is answered with how that is named', async () => {
  const places = localPlaces();
  const trees = { ...places.trees, has: async (path: string) => Promise.resolve(path === 'rootfs') };
  expect(await remedyOf('rootfs', { ...places, trees })).toContain('The directory rootfs is ./rootfs.');
  expect(await remedyOf('cart', { ...places, trees })).not.toContain('The directory');
});

describe('a place of another kind than its name says is refused, and the right one named', () => {
  test.each<[string, () => string, (path: string) => string]>([
    ['docker-archive', layout, (path) => path],
    ['oci-archive', layout, (path) => path],
    ['oci', () => dockerArchive(LAYERS).slice('docker-archive:'.length), (path) => path],
    ['dir', layout, (path) => `oci:${path}`],
    ['dir', bySkopeo, (path) => `an OCI layout: skopeo copy dir:${path} oci:DIRECTORY`],
    ['oci-archive', () => dockerArchive(LAYERS).slice('docker-archive:'.length), (path) => path],
    ['docker-archive', packedLayout, (path) => path],
  ])('%s', async (transport, make, instead) => {
    const path = make();
    const opening = openImage(`${transport}:${path}`, localPlaces(), { platform: 'linux/amd64' });
    await expect(opening).rejects.toMatchObject({
      problem: { code: 'PL_E_IMAGE_KIND', remedy: `Name it as ${instead(path)}.` },
    });
  });

  test('a root file system with files of these names is one', async () => {
    tree.write({ 'root/version/x': 'a directory', 'root/manifest.json': '{}' });
    expect((await read(`dir:${tree.path('root')}`)).codes).toEqual([]);
  });

  test('a pipe is not waited for', async () => {
    tree.write({ 'root/etc/passwd': '' });
    execFileSync('mkfifo', [tree.path('root/oci-layout')]);
    expect((await read(tree.path('root'))).codes).toEqual(['PL_E_FILE_UNREADABLE']);
    expect((await read(`dir:${tree.path('root')}`)).paths).toContain('etc/passwd');
  });
});
