import { sha256 } from '../../core/digest.ts';
import type { OwnFiles } from '../../core/ports.ts';
import { type Catalogue, feedFile, readCatalogue, writeCatalogue } from '../database/catalogue.ts';
import { removeUnnamed } from '../database/replace-source.ts';
import type { Feed } from './feed.ts';

/** Puts a feed in the place of the one that was there. */
export async function replaceFeed(
  files: OwnFiles,
  { name, modified, entries, kept }: Feed,
  { from, taken }: { readonly from: string; readonly taken: string },
): Promise<void> {
  await files.alone(async () => {
    const before = await readCatalogue(files);
    const bytes = Buffer.from(JSON.stringify(kept));
    const sum = sha256(bytes);
    const file = feedFile(name, sum);
    await files.write(file, bytes);
    const entry = { file, sha256: sum, bytes: bytes.length, from, taken, modified, entries };
    const after: Catalogue = { ...before, feeds: { ...before.feeds, [name]: entry } };
    await writeCatalogue(files, after);
    await removeUnnamed(files, before, after);
  });
}
