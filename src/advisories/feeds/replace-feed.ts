import { sha256 } from '../../core/digest.ts';
import type { OwnFiles } from '../../core/ports.ts';
import { type Catalogue, type FeedEntry, feedFile, readCatalogue, writeCatalogue } from '../database/catalogue.ts';
import { removeUnnamed } from '../database/replace-source.ts';
import type { Feed } from './feed.ts';

/** Puts a feed in the place of the one that was there. */
export async function replaceFeed(
  files: OwnFiles,
  { name, modified, entries, bytes }: Feed,
  origin: Pick<FeedEntry, 'from' | 'taken' | 'etag' | 'lastModified'>,
): Promise<void> {
  await files.alone(async () => {
    const before = await readCatalogue(files);
    const sum = sha256(bytes);
    const file = feedFile(name, sum);
    await files.write(file, bytes);
    const entry: FeedEntry = { ...origin, file, sha256: sum, bytes: bytes.length, modified, entries };
    const after: Catalogue = { ...before, feeds: { ...before.feeds, [name]: entry } };
    await writeCatalogue(files, after);
    await removeUnnamed(files, after);
  });
}
