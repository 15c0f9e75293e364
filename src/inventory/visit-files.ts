import { catalogers } from '../catalogers/all.ts';
import { type CatalogedFile, catalogFiles } from '../catalogers/catalog-files.ts';
import { VERSION } from '../core/plimsoll-version.ts';
import { type FileFacts, factsOf } from '../image/file-facts.ts';
import type { ReadLayer, VisitFile } from '../image/read-layer.ts';

/** All that is read of a file while its layer is: what catalogers find in it, and what rules ask. */
export interface VisitedContent {
  readonly facts: FileFacts | undefined;
  readonly cataloged: readonly CatalogedFile[] | undefined;
}

/** What decides what is read of a file; results are kept under it. */
export const VISITED_BY: string = [VERSION, 'facts@1', ...catalogers.map(({ id, version }) => `${id}@${version}`)].join(
  ' ',
);

/** Reads of a file all that any command asks, so that a layer is read once whoever asks first. */
export function visitFiles(): VisitFile<VisitedContent> {
  const catalog = catalogFiles(catalogers);
  return async (entry, body) => {
    const facts = await factsOf(entry, body);
    const cataloged = await catalog(entry, body);
    return facts === undefined && cataloged === undefined ? undefined : { facts, cataloged };
  };
}

/** A layer with one kind of what was read of its files. */
export function layerWith<Kind extends keyof VisitedContent>(
  layer: ReadLayer<VisitedContent>,
  kind: Kind,
): ReadLayer<NonNullable<VisitedContent[Kind]>> {
  const visited = layer.visited.flatMap(({ entry, item }) => {
    const found = item[kind];
    return found === undefined ? [] : [{ entry, item: found }];
  });
  return { ...layer, visited };
}
