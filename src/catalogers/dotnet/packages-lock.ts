import type { CatalogItem } from '../cataloger.ts';
import { entriesAt, jsonItems, namesAt, textAt } from '../documents.ts';
import { integrityHashes } from '../integrity.ts';
import { defineLockCataloger, lockedItem } from '../locked.ts';

/** What NuGet would restore, for each framework. Source: https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files#locking-dependencies. */
export const dotnetPackagesLock = defineLockCataloger({
  id: 'dotnet/packages-lock',
  summary: "NuGet's lock file",
  version: 1,
  claims: ['**/packages.lock.json'],
  catalog: (file) => jsonItems(file, itemsOf),
});

function* itemsOf(lock: unknown): Generator<CatalogItem> {
  const told = new Set<string>();
  for (const [framework] of entriesAt(lock, 'dependencies')) {
    for (const [name, entry] of entriesAt(lock, 'dependencies', framework)) {
      const version = textAt(entry, 'resolved');
      const identity = JSON.stringify([name, version]);
      if (textAt(entry, 'type') === 'Project' || told.has(identity)) continue;
      told.add(identity);
      const hashes = integrityHashes(`sha512-${textAt(entry, 'contentHash')}`);
      yield lockedItem({ type: 'nuget', name, version, hashes, dependsOn: namesAt(entry, 'dependencies') });
    }
  }
}
