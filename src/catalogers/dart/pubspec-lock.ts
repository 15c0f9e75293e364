import type { ContentHash } from '../../core/package.ts';
import type { CatalogItem } from '../cataloger.ts';
import { entriesAt, textAt, yamlItems } from '../documents.ts';
import { defineLockCataloger, lockedItem } from '../locked.ts';

/** What Dart's pub would fetch. Source: https://dart.dev/tools/pub/glossary#lockfile. */
export const dartPubspecLock = defineLockCataloger({
  id: 'dart/pubspec-lock',
  summary: "the lock file of Dart's pub",
  version: 1,
  claims: ['**/pubspec.lock'],
  catalog: (file) => yamlItems(file, itemsOf),
});

function* itemsOf(lock: unknown): Generator<CatalogItem> {
  for (const [name, entry] of entriesAt(lock, 'packages')) {
    const source = textAt(entry, 'source');
    // The source tree itself, and what comes with the tools.
    if (source === 'path' || source === 'sdk') continue;
    yield lockedItem({
      type: 'pub',
      name,
      version: textAt(entry, 'version'),
      hashes: hashOf(textAt(entry, 'description', 'sha256')),
      details: { scope: textAt(entry, 'dependency') === 'direct dev' ? 'development' : '' },
    });
  }
}

function hashOf(value: string): readonly ContentHash[] {
  return /^[0-9a-f]{64}$/.test(value) ? [{ algorithm: 'sha256', value }] : [];
}
