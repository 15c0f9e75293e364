import { type CatalogedFile, catalogedItems } from '../catalogers/catalog-files.ts';
import { rpmDatabase } from '../catalogers/rpm/rpm-database.ts';
import { UserError } from '../core/errors.ts';
import { memorySource } from '../formats/byte-source.ts';
import { withCommitted } from '../formats/sqlite/write-ahead-log.ts';
import type { ContentPlace } from '../image/file-index.ts';
import { layerReader } from '../image/layer-reader.ts';
import type { OpenedImage } from '../image/opened-image.ts';
import type { LayersOptions, VisitFile } from '../image/read-layer.ts';
import type { CatalogedImage } from './take-inventory.ts';
import type { CatalogedLayer } from './told-files.ts';

const LOG = '-wal';

/** Both are held in memory, and what they make together: those of real systems are a tenth of it. In bytes. */
const MAX_BYTES = 256 * 1024 * 1024;

/** A database of SQLite, and the log of what was written into it last: both as a container sees them, each in a layer of its own perhaps. */
interface LoggedDatabase {
  readonly path: string;
  readonly database: ContentPlace;
  readonly log: ContentPlace;
}

/**
 * The layers of an image as if databases of rpm had taken over what their write-ahead logs have committed, as SQLite does when it opens them. That is
 * rare: the layers are read again for it. Where that is not possible, the log stays what nothing is known of.
 */
export async function withLogs(
  image: OpenedImage,
  options: LayersOptions,
  cataloged: CatalogedImage,
): Promise<readonly CatalogedLayer[]> {
  let { layers } = cataloged;
  for (const { path, database, log } of loggedDatabases(cataloged)) {
    const [before, changes] = [
      await bytesAt(database, { image, options, layers }),
      await bytesAt(log, { image, options, layers }),
    ];
    const whole = before && changes && withCommitted(before, changes);
    if (whole === undefined) continue;
    const items = await catalogedItems(rpmDatabase, { path, source: memorySource(whole) });
    layers = withItems(withItems(layers, database, items), log, []);
  }
  return layers;
}

/** Those whose log was found to have something. */
function loggedDatabases({ index, layers }: CatalogedImage): readonly LoggedDatabase[] {
  const logs = layers.flatMap(({ entries, visited }, layer) =>
    visited.flatMap(({ entry, item }) => {
      const name = entries[entry]?.name ?? '';
      const isLog = name.endsWith(LOG) && item.some(({ cataloger }) => cataloger === rpmDatabase.id);
      return isLog ? [{ name, layer, entry }] : [];
    }),
  );
  return logs.flatMap(({ name, layer, entry }) => {
    const seen = index.find(name)?.content;
    const database = index.find(name.slice(0, -LOG.length));
    const isSeen = seen?.layer === layer && seen.entry === entry;
    if (!isSeen || database?.content === undefined) return [];
    return [{ path: database.path, database: database.content, log: { layer, entry } }];
  });
}

interface ReadAgain {
  readonly image: OpenedImage;
  readonly options: LayersOptions;
  readonly layers: readonly CatalogedLayer[];
}

/** What stands at a place of an image; undefined where it cannot be read, or is more than is read of a database. */
async function bytesAt(
  { layer, entry }: ContentPlace,
  { image, options, layers }: ReadAgain,
): Promise<Uint8Array | undefined> {
  const kept = image.layers[layer];
  const wanted = layers[layer]?.entries[entry];
  if (kept === undefined || wanted === undefined) return undefined;
  if (wanted.size === 0) return new Uint8Array(0);
  const visit: VisitFile<Uint8Array> = ({ name, type, isSparse }, body) => {
    const isWanted = name === wanted.name && type === 'file' && !isSparse && body.length <= MAX_BYTES;
    return isWanted
      ? body.open().then(async (source) => Uint8Array.from(await source.read(0, source.size)))
      : undefined;
  };
  const part = `layer ${layer + 1} of ${image.layers.length}`;
  try {
    const { visited } = await layerReader(visit).read(kept, { ...options, image: image.name, part });
    return visited.find((each) => each.entry === entry)?.item;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Layers in which the cataloger of rpm's databases finds something else in a file. */
function withItems(
  layers: readonly CatalogedLayer[],
  { layer, entry }: ContentPlace,
  items: CatalogedFile['items'],
): readonly CatalogedLayer[] {
  return layers.map((each, position) => {
    if (position !== layer) return each;
    const known = each.visited.find((visited) => visited.entry === entry)?.item ?? [];
    const others = known.filter(({ cataloger }) => cataloger !== rpmDatabase.id);
    const found = { entry, item: [...others, { cataloger: rpmDatabase.id, items }] };
    return { ...each, visited: [...each.visited.filter((visited) => visited.entry !== entry), found] };
  });
}
