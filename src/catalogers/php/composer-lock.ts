import type { CatalogItem } from '../cataloger.ts';
import { jsonItems, listAt } from '../documents.ts';
import { defineLockCataloger, lockedItem } from '../locked.ts';
import { composerPackage } from './package.ts';

/** What Composer would install. Source: https://getcomposer.org/doc/01-basic-usage.md, composer.lock. */
export const phpComposerLock = defineLockCataloger({
  id: 'php/composer-lock',
  summary: "Composer's lock file",
  version: 1,
  claims: ['**/composer.lock'],
  catalog: (file) => jsonItems(file, itemsOf),
});

function* itemsOf(lock: unknown): Generator<CatalogItem> {
  for (const entry of listAt(lock, 'packages')) yield lockedItem(composerPackage(entry, false));
  for (const entry of listAt(lock, 'packages-dev')) yield lockedItem(composerPackage(entry, true));
}
