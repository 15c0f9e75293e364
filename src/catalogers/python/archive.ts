import { nestedArchives } from '../../formats/zip/nested.ts';
import type { Zip } from '../../formats/zip/read-zip.ts';
import { type CatalogItem, defineCataloger } from '../cataloger.ts';
import { readHeaders } from './headers.ts';
import { distributionItem } from './metadata.ts';

/** Metadata of a wheel and of an egg: at the top, so that what a distribution carries of others is not taken for it. */
const METADATA = /^(?:[^/]+\.dist-info\/METADATA|EGG-INFO\/PKG-INFO)$/;

/** The largest metadata, in bytes. */
const MAX_TEXT = 16 * 1024 * 1024;

/**
 * Python's distributions that lie in an archive: eggs are imported from it, wheels wait to be installed, as those of pip itself do.
 * Source: https://packaging.python.org/en/latest/specifications/binary-distribution-format/.
 */
export const pythonArchive = defineCataloger({
  id: 'python/archive',
  summary: 'Python packages in an archive (`.whl`, `.egg`)',
  version: 1,
  claims: ['**/*.whl', '**/*.egg'],
  maxBytes: 2 * 1024 * 1024 * 1024,
  async *catalog({ path, source }) {
    for await (const item of nestedArchives(source, { isArchive: () => false })) {
      if ('damage' in item) yield { kind: 'unknown', reason: item.damage.why, offset: item.damage.offset };
      else yield* await itemsOf(item.zip, path);
    }
  },
});

async function itemsOf(zip: Zip, path: string): Promise<readonly CatalogItem[]> {
  const entry = zip.entries.find(({ name }) => METADATA.test(name));
  if (entry === undefined) return [{ kind: 'unknown', reason: 'an archive of Python without metadata' }];
  const bytes = await zip.read(entry, MAX_TEXT);
  if (!(bytes instanceof Uint8Array)) return [{ kind: 'unknown', reason: bytes.why, offset: bytes.offset }];
  return [distributionItem(readHeaders(new TextDecoder().decode(bytes)), { evidence: 'installed', key: path })];
}
