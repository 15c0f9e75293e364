import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { localPlaces } from '../../test/image/places.ts';
import { type Compression, writeLayout } from '../../test/image/write-layout.ts';
import { writeTar } from '../../test/image/write-tar.ts';
import { type TemporaryTree, temporaryTree } from '../../test/temporary-tree.ts';
import type { Progress } from '../core/progress.ts';
import { layerReader } from './layer-reader.ts';
import { openImage } from './open-image.ts';
import { type KnownLayers, readImage } from './read-image.ts';

const BIG = { name: 'big', body: 'plimsoll '.repeat(200_000) };

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree();
});
afterEach(() => {
  tree.remove();
});

interface Told {
  first: string;
  last: string;
  total: number | undefined;
  read: number;
  unread: number;
  isOver: boolean;
}

/** Keeps what is told. */
function listener(): { readonly progress: Progress; readonly stages: readonly Told[] } {
  const stages: Told[] = [];
  const begin: Progress['begin'] = ({ name, bytes }) => {
    const stage: Told = { first: name(0), last: name(0), total: bytes, read: 0, unread: 0, isOver: false };
    stages.push(stage);
    let ended = 0;
    return {
      read: (count) => {
        stage.read += count;
      },
      endPart: (unread) => {
        ended += 1;
        stage.last = name(ended);
        stage.unread += unread;
      },
      end: () => {
        stage.isOver = true;
      },
    };
  };
  return { progress: { begin }, stages };
}

interface Reading {
  readonly verifies?: boolean;
  readonly known?: KnownLayers<undefined>;
}

async function toldOf(image: string, { verifies = false, known = new Map() }: Reading = {}) {
  const { progress, stages } = listener();
  const opened = await openImage(image, { ...localPlaces(), progress }, { platform: undefined });
  await readImage(opened, { maxBytes: 1e9, verifies }, { reader: layerReader(), known, progress });
  await opened.close();
  return stages;
}

function layout(compression: Compression): string {
  writeLayout(tree.path('l'), { layers: [writeTar([BIG]), writeTar([{ name: 'a', body: 'b' }])], compression });
  return `oci:${tree.path('l')}`;
}

describe('who waits is told', () => {
  test.each<[Compression, boolean]>([
    ['gzip', false],
    ['zstd', false],
    ['none', true],
  ])('of layers that are %s all bytes, which the manifest tells beforehand', async (compression, verifies) => {
    const image = layout(compression);
    const [opening, layers] = await toldOf(image, { verifies });
    expect(opening).toMatchObject({ first: `opening ${image}`, isOver: true });
    expect(opening?.read).toBeGreaterThan(100);
    expect(layers).toMatchObject({ first: 'layer 1 of 2', last: 'layer 2 of 2', isOver: true, unread: 0 });
    expect(layers?.read).toBe(layers?.total);
  });

  test('that what is passed over where it lies is done with', async () => {
    const [, layers] = await toldOf(layout('none'));
    expect((layers?.read ?? 0) + (layers?.unread ?? 0)).toBe(layers?.total);
  });

  test('that a layer that is known need not be read', async () => {
    const image = layout('gzip');
    const known: KnownLayers<undefined> = new Map();
    await toldOf(image, { known });
    const [, layers] = await toldOf(image, { known });
    expect(layers).toMatchObject({ read: 0, unread: layers?.total, last: 'layer 2 of 2' });
  });

  test('of a directory how many files were seen', async () => {
    tree.write({ 'root/etc/os-release': 'ID=debian\n' });
    const [, files] = await toldOf(`dir:${tree.path('root')}`);
    expect(files).toMatchObject({ first: '0 files', last: '2 files', total: undefined, isOver: true });
  });

  test('that it is over also where reading fails', async () => {
    const { progress, stages } = listener();
    const opening = openImage('oci:nowhere', { ...localPlaces(), progress }, { platform: undefined });
    await expect(opening).rejects.toThrow(/nowhere/);
    const failing = { atOnce: 1, read: async () => Promise.reject(new Error('broken')) };
    const opened = await openImage(layout('gzip'), localPlaces(), { platform: undefined });
    const reading = readImage(opened, { maxBytes: 1e9, verifies: true }, { reader: failing, progress });
    await expect(reading).rejects.toThrow('broken');
    expect(stages.map(({ isOver }) => isOver)).toEqual([true, true]);
  });
});
