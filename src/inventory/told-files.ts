import type { CatalogedFile } from '../catalogers/catalog-files.ts';
import type { CatalogItem } from '../catalogers/cataloger.ts';
import type { FileIndex } from '../image/file-index.ts';
import { layerPath } from '../image/layer-path.ts';
import { VisitedFiles } from '../image/read-image.ts';
import type { ReadLayer } from '../image/read-layer.ts';

/** A layer whose files catalogers have read. */
export type CatalogedLayer = ReadLayer<readonly CatalogedFile[]>;

/** A file of the image that a cataloger read. */
export interface ToldFile {
  /** Links resolved. */
  readonly path: string;
  readonly layer: number;
  readonly cataloger: string;
  readonly items: readonly CatalogItem[];
}

/** The files that a container sees, as far as catalogers read them. A file under several names is told under the first. */
export function* toldFiles(index: FileIndex, layers: readonly CatalogedLayer[]): Generator<ToldFile> {
  const visited = new VisitedFiles(layers);
  const told = new Set<readonly CatalogedFile[]>();
  for (const { path, layer, content } of index.files()) {
    const files = visited.at(content);
    if (files === undefined || told.has(files)) continue;
    told.add(files);
    for (const { cataloger, items } of files) yield { path, layer, cataloger, items };
  }
}

/** What the layers tell under one path, also where a later layer replaced it: by layer, the lowest first. */
export class PathVersions {
  readonly #versions = new Map<string, { readonly layer: number; readonly items: readonly CatalogItem[] }[]>();

  constructor(layers: readonly CatalogedLayer[]) {
    for (const [layer, { entries, visited }] of layers.entries()) {
      for (const { entry, item } of visited) {
        const path = layerPath(entries[entry]?.name ?? '');
        const versions = this.#versions.get(path) ?? [];
        versions.push({ layer, items: item.flatMap(({ items }) => items) });
        this.#versions.set(path, versions);
      }
    }
  }

  of(path: string): readonly { readonly layer: number; readonly items: readonly CatalogItem[] }[] {
    return this.#versions.get(path) ?? [];
  }
}
