import type { ContentHash } from '../../core/package.ts';
import type { CatalogItem } from '../cataloger.ts';
import { listAt, textAt, textsAt, tomlItems } from '../documents.ts';
import { defineLockCataloger, lockedItem } from '../locked.ts';

/** What Cargo would compile in. Source: https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html. */
export const rustCargoLock = defineLockCataloger({
  id: 'rust/cargo-lock',
  summary: "Cargo's lock file",
  version: 1,
  claims: ['**/Cargo.lock'],
  catalog: (file) => tomlItems(file, itemsOf),
});

function* itemsOf(lock: unknown): Generator<CatalogItem> {
  for (const entry of listAt(lock, 'package')) {
    // What has no source is the source tree itself.
    if (textAt(entry, 'source') === '') continue;
    yield lockedItem({
      type: 'cargo',
      name: textAt(entry, 'name'),
      version: textAt(entry, 'version'),
      hashes: hashOf(textAt(entry, 'checksum')),
      dependsOn: textsAt(entry, 'dependencies').map((needed) => needed.split(' ', 1)[0] ?? ''),
    });
  }
}

function hashOf(value: string): readonly ContentHash[] {
  return /^[0-9a-f]{64}$/.test(value) ? [{ algorithm: 'sha256', value }] : [];
}
