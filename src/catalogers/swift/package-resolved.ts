import type { CatalogItem } from '../cataloger.ts';
import { jsonItems, listAt, textAt } from '../documents.ts';
import { defineLockCataloger, lockedItem } from '../locked.ts';

/** What Swift's package manager would fetch. Source: https://github.com/swiftlang/swift-package-manager, PackageResolvedFile. */
export const swiftPackageResolved = defineLockCataloger({
  id: 'swift/package-resolved',
  summary: "the lock file of Swift's package manager",
  version: 1,
  claims: ['**/Package.resolved'],
  catalog: (file) => jsonItems(file, itemsOf),
});

/** The first version has pins below `object`, later ones at the top. */
function* itemsOf(lock: unknown): Generator<CatalogItem> {
  for (const pin of [...listAt(lock, 'object', 'pins'), ...listAt(lock, 'pins')]) {
    const { namespace, name } = placeOf(textAt(pin, 'location') || textAt(pin, 'repositoryURL'));
    const version = textAt(pin, 'state', 'version') || textAt(pin, 'state', 'revision');
    yield lockedItem({
      type: 'swift',
      namespace,
      name: name || textAt(pin, 'identity') || textAt(pin, 'package'),
      version,
    });
  }
}

/** `https://github.com/apple/swift-nio.git` and `git@github.com:apple/swift-nio.git` by host and path, as package URLs have it. */
function placeOf(location: string): { readonly namespace: string; readonly name: string } {
  const path = location
    .replace(/^[a-z+]+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(':', '/')
    .replace(/\.git$/, '');
  const slash = path.lastIndexOf('/');
  return { namespace: path.slice(0, Math.max(0, slash)), name: path.slice(slash + 1) };
}
