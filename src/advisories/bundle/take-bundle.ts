import type { OwnFiles } from '../../core/ports.ts';
import { type Catalogue, readCatalogue, shardFile, writeCatalogue } from '../database/catalogue.ts';
import { removeUnnamed, sorted } from '../database/replace-source.ts';
import type { Bundle } from './read-bundle.ts';

/** Puts the sources of a bundle in the place of those that the database has of them; others stay. */
export async function takeBundle(files: OwnFiles, { catalogue, file }: Bundle): Promise<void> {
  await files.alone(async () => {
    const before = await readCatalogue(files);
    const brought: [string, Catalogue['shards'][string]][] = [];
    for (const [ecosystem, shard] of Object.entries(catalogue.shards)) {
      const name = shardFile(ecosystem, shard.sha256);
      await files.write(name, await file(shard.sha256));
      brought.push([ecosystem, { ...shard, file: name }]);
    }
    const stay = Object.entries(before.shards).filter(([, { source }]) => !Object.hasOwn(catalogue.sources, source));
    const after: Catalogue = {
      format: 1,
      sources: sorted({ ...before.sources, ...catalogue.sources }),
      shards: sorted(Object.fromEntries([...stay, ...brought])),
    };
    await writeCatalogue(files, after);
    await removeUnnamed(files, before, after);
  });
}
