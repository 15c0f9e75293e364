import { type CatalogedFile, catalogFiles } from '../catalogers/catalog-files.ts';
import { accountsOf, type FileFacts, factsOf } from '../image/file-facts.ts';
import type { ReadLayer, VisitFile } from '../image/read-layer.ts';
import { catalogersFor } from './catalogers-for.ts';
import type { Wanted } from './wanted.ts';

/** All that is read of a file while its layer is: what catalogers find in it, and what rules ask. */
export interface VisitedContent {
  readonly facts: FileFacts | undefined;
  readonly cataloged: readonly CatalogedFile[] | undefined;
}

/** Reads of a file what is wanted; undefined where that is nothing of any file. */
export function visitFiles(wanted: Wanted): VisitFile<VisitedContent> | undefined {
  if (wanted === 'files') return undefined;
  const read = wanted === 'credentials' ? factsOf : accountsOf;
  const catalog = catalogFiles(catalogersFor(wanted));
  return (entry, body) => {
    const facts = read(entry, body);
    // One after the other: what is read of a body is read from its beginning on.
    if (facts !== undefined) return facts.then(async (known) => visitedContent(known, await catalog(entry, body)));
    return catalog(entry, body)?.then((cataloged) => visitedContent(undefined, cataloged));
  };
}

function visitedContent(
  facts: VisitedContent['facts'],
  cataloged: VisitedContent['cataloged'],
): VisitedContent | undefined {
  return facts === undefined && cataloged === undefined ? undefined : { facts, cataloged };
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
