import { problemOf, UserError } from '../core/errors.ts';
import type { FileTrees } from '../core/ports.ts';
import { imageErrors } from './errors.ts';
import type { ImageConfig } from './manifest.ts';
import type { OpenedImage } from './opened-image.ts';

/** Nothing says how a root file system runs, or how it was made. */
const NO_CONFIG: ImageConfig = { architecture: '', os: '', created: '', rootfs: { diff_ids: [] }, history: [] };

/** Opens a directory as the image whose root file system it is: one layer, without a digest. */
export async function openDirectory(image: string, directory: string, trees: FileTrees): Promise<OpenedImage> {
  if (!(await trees.has(directory)))
    throw new UserError(problemOf(imageErrors, 'PL_E_IMAGE_ABSENT', { image, part: `directory ${directory}` }));
  const layer = { digest: undefined, diffId: undefined, walk: () => trees.walk(directory) };
  return {
    name: image,
    digest: undefined,
    platform: '',
    config: NO_CONFIG,
    layers: [layer],
    close: async () => {},
  };
}
