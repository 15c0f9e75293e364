import type { OwnFiles } from '../../core/ports.ts';
import { type Catalogue, feedFile, isHere, readCatalogue, shardFile, writeCatalogue } from '../database/catalogue.ts';
import { removeUnnamed, sorted } from '../database/replace-source.ts';
import { feedNames } from '../feeds/feed.ts';
import type { Bundle } from './read-bundle.ts';

/** Puts the sources of a bundle in the place of those that the database has of them; others stay. */
export async function takeBundle(files: OwnFiles, bundle: Bundle): Promise<void> {
  const { catalogue, file } = bundle;
  await files.alone(async () => {
    const before = await readCatalogue(files);
    const brought: [string, Catalogue['shards'][string]][] = [];
    for (const [ecosystem, shard] of Object.entries(catalogue.shards)) {
      const name = shardFile(ecosystem, shard.sha256);
      if (!(await isHere(files, before, { ...shard, file: name }))) await files.write(name, await file(shard.sha256));
      brought.push([ecosystem, { ...shard, file: name }]);
    }
    const feeds = await broughtFeeds(files, bundle);
    const stay = Object.entries(before.shards).filter(([, { source }]) => !Object.hasOwn(catalogue.sources, source));
    const after: Catalogue = {
      format: 1,
      sources: sorted({ ...before.sources, ...catalogue.sources }),
      shards: sorted(Object.fromEntries([...stay, ...brought])),
      feeds: { ...before.feeds, ...feeds },
    };
    await writeCatalogue(files, after);
    await removeUnnamed(files, after);
  });
}

/** Writes the feeds of a bundle. */
async function broughtFeeds(files: OwnFiles, { catalogue, file }: Bundle): Promise<Catalogue['feeds']> {
  const brought: Catalogue['feeds'] = {};
  for (const name of feedNames) {
    const feed = catalogue.feeds[name];
    if (feed === undefined) continue;
    const own = { ...feed, file: feedFile(name, feed.sha256) };
    await files.write(own.file, await file(feed.sha256));
    brought[name] = own;
  }
  return brought;
}
