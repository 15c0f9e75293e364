import { spawnSync } from 'node:child_process';
import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_MAX_LAYER_BYTES } from '../../src/image/layer-limit.ts';
import { openImage } from '../../src/image/open-image.ts';
import { readImage } from '../../src/image/read-image.ts';
import { isInstalled } from '../programs.ts';
import { temporaryTree } from '../temporary-tree.ts';
import { localPlaces } from './places.ts';
import { writeLayout } from './write-layout.ts';
import { type WrittenEntry, writeTar } from './write-tar.ts';

/** A small generator of its own, so that a failure can be repeated by its seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const NAMES = ['a', 'b', 'c', 'lib'];

function sibling(name: string, base: string): string {
  return [...name.split('/').slice(0, -1), base].join('/');
}

/** A layer of directories, files, links and whiteouts whose names meet. */
function randomLayer(below: (limit: number) => number): readonly WrittenEntry[] {
  const pick = (): string => NAMES[below(NAMES.length)] ?? 'a';
  const path = (): string => Array.from({ length: 1 + below(3) }, pick).join('/');
  const files: string[] = [];
  return Array.from({ length: 3 + below(8) }, (): WrittenEntry => {
    const name = path();
    const modified = 1_600_000_000 + below(1000);
    switch (below(8)) {
      case 0:
      case 1:
      case 2:
        return { name: `${name}/`, flag: '5', mode: 0o755, modified };
      case 3:
        return {
          name,
          flag: '2',
          link: below(2) === 0 ? `/${path()}` : `${'../'.repeat(below(3))}${path()}`,
          modified,
        };
      case 4:
        return { name, flag: '1', link: files[below(files.length)] ?? path(), modified };
      case 5:
        return { name: sibling(name, `.wh.${pick()}`), modified };
      case 6:
        return below(3) === 0 ? { name: sibling(name, '.wh..wh..opq'), modified } : { name, body: 'x', modified };
      default:
        files.push(name);
        return {
          name,
          body: 'x'.repeat(below(5)),
          mode: 0o644 | (below(2) * 0o4000),
          user: below(3),
          group: below(3),
          modified,
        };
    }
  });
}

/** What lies on a disk, each as a short text. */
function onDisk(root: string, path = ''): readonly string[] {
  return readdirSync(join(root, path))
    .toSorted()
    .flatMap((name) => {
      const inner = path === '' ? name : `${path}/${name}`;
      const stats = lstatSync(join(root, inner));
      const owner = `${stats.uid}:${stats.gid}`;
      if (stats.isSymbolicLink()) return [`${inner} -> ${readlinkSync(join(root, inner))}`];
      if (stats.isDirectory()) return [`${inner}/ ${owner}`, ...onDisk(root, inner)];
      return [
        `${inner} ${(stats.mode & 0o7777).toString(8)} ${owner} ${stats.size} ${Math.trunc(stats.mtimeMs / 1000)}`,
      ];
    });
}

async function inIndex(image: string): Promise<readonly string[]> {
  const opened = await openImage(image, localPlaces(), { platform: 'linux/amd64' });
  const { index, problems } = await readImage(opened, { maxBytes: DEFAULT_MAX_LAYER_BYTES, verifies: true });
  await opened.close();
  expect(problems).toEqual([]);
  return [...index.files()].map(({ path, type, linkName, mode, userId, groupId, size, modified }) => {
    const owner = `${userId}:${groupId}`;
    if (type === 'symbolic-link') return `${path} -> ${linkName}`;
    return type === 'directory' ? `${path}/ ${owner}` : `${path} ${mode.toString(8)} ${owner} ${size} ${modified}`;
  });
}

const isRoot = process.getuid?.() === 0;

describe.skipIf(!isInstalled('umoci') || !isRoot)(
  'images as umoci unpacks them (skipped without umoci, and for other users than root)',
  () => {
    test('are what the index has', { timeout: 120_000 }, async () => {
      const tree = temporaryTree();
      let compared = 0;
      for (let seed = 1; seed <= 200; seed += 1) {
        const below = numbers(seed);
        const layers = Array.from({ length: 1 + below(3) }, () => writeTar(randomLayer(below)));
        const layout = tree.path(`layout-${seed}`);
        writeLayout(layout, { layers, compression: below(2) === 0 ? 'gzip' : 'none' });
        const bundle = tree.path(`bundle-${seed}`);
        const { status } = spawnSync('umoci', ['unpack', '--image', `${layout}:v1`, bundle], { stdio: 'ignore' });
        // What umoci refuses, such as a hard link to nothing, has nothing to compare with.
        if (status !== 0) continue;
        compared += 1;
        const unpacked = onDisk(join(bundle, 'rootfs'));
        expect(await inIndex(`oci:${layout}`), `seed ${seed}`).toEqual(unpacked);
        expect(await inIndex(`dir:${join(bundle, 'rootfs')}`), `seed ${seed}`).toEqual(unpacked);
      }
      tree.remove();
      expect(compared).toBeGreaterThan(30);
    });
  },
);
