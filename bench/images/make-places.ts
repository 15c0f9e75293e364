import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../test/repository.ts';
import { benchLayout } from './make-layout.ts';

const PLACE = join(ROOT, '.cache/bench-image');

/** Where the image of the bench lies, in each form that could be made of it. */
export interface BenchPlaces {
  /** A layout, its layers packed. */
  readonly layout: string;
  /** An archive as `docker save` writes it, its layers as they are unpacked. */
  readonly archive: string | undefined;
  /** Its root file system. */
  readonly root: string | undefined;
  /** The layout of an image with a file of 10 GB in its layer. */
  readonly large: string | undefined;
}

/** 10 GB of zeros in a layer: they pack to 10 MB. */
const LARGE = [
  'rm -rf large bundle && umoci init --layout large && umoci new --image large:v1 && umoci unpack --image large:v1 bundle',
  'truncate -s 10G bundle/rootfs/zeros && umoci repack --image large:v1 bundle && rm -rf bundle',
].join(' && ');

/** The image of the bench, made once; undefined where it cannot be. */
export function benchPlaces(): BenchPlaces | undefined {
  const layout = benchLayout();
  if (layout === undefined) return undefined;
  mkdirSync(PLACE, { recursive: true });
  return {
    layout,
    archive: made('archive.tar', `skopeo copy -q oci:${layout}:v1 docker-archive:archive.tar:bench:v1`),
    root: made('unpacked/rootfs', `umoci unpack --image ${layout}:v1 unpacked`),
    large: made('large', LARGE),
  };
}

/** What a line of a shell makes in the place; undefined where it fails, and nothing of it is left then. */
function made(name: string, line: string): string | undefined {
  const path = join(PLACE, name);
  if (existsSync(path)) return path;
  const { status } = spawnSync('sh', ['-c', line], { cwd: PLACE, stdio: 'ignore' });
  if (status === 0) return path;
  rmSync(path, { recursive: true, force: true });
  return undefined;
}
