import { duplicateFiles } from '../../image/duplicate-files.ts';
import { type FileFacts, userIdOf } from '../../image/file-facts.ts';
import { layerPath } from '../../image/layer-path.ts';
import type { ImageConfig } from '../../image/manifest.ts';
import type { ReadImage } from '../../image/read-image.ts';
import type { ReadLayer } from '../../image/read-layer.ts';
import { wastedFiles } from '../../image/wasted-files.ts';
import type { FileCredentials, LayersEvidence, TellingFile } from './layers-evidence.ts';
import { isTelling } from './telling-files.ts';

/** Whose layers they are. */
export interface LayersOwner {
  readonly config: Pick<ImageConfig, 'config'>;
  /** Whether a package of the operating system brought the file to a layer, so that what is in it is no secret. */
  readonly isOwned: (path: string, layer: number) => boolean;
}

/** Gathers what there is to tell of layers that were read. */
export function gatherEvidence(read: ReadImage<FileFacts>, { config, isOwned }: LayersOwner): LayersEvidence {
  return {
    telling: [...tellingFiles(read)],
    wasted: wastedFiles(read),
    duplicates: duplicateFiles(read).filter(({ path, layer }) => !isOwned(path, layer)),
    credentials: read.layers.flatMap((layer, position) =>
      credentialsIn(layer, position, read).filter((each) => !isOwned(each.path, each.layer)),
    ),
    layerSizes: read.layers.map(({ size }) => size),
    userId: userIdIn(read, config.config?.User ?? ''),
  };
}

function* tellingFiles({ index }: ReadImage<FileFacts>): Generator<TellingFile> {
  for (const file of index.files()) {
    const { path, type, mode, size, layer } = file;
    if (isTelling(file)) yield { path, type, mode, size, layer };
  }
}

function userIdIn({ layers }: ReadImage<FileFacts>, user: string): number | undefined {
  const [account = ''] = user.split(':');
  const accounts = layers.flatMap(({ visited }) => visited.flatMap(({ item }) => item.accounts ?? [])).at(-1) ?? '';
  return userIdOf(accounts, account);
}

function credentialsIn(
  { entries, visited }: ReadLayer<FileFacts>,
  layer: number,
  { index }: ReadImage<FileFacts>,
): readonly FileCredentials[] {
  return visited.flatMap(({ entry, item: { credentials: what, line } }) => {
    if (what === '') return [];
    const path = layerPath(entries[entry]?.name ?? '');
    const content = index.find(path)?.content;
    return [{ path, layer, line, what, isHidden: content?.layer !== layer || content.entry !== entry }];
  });
}
