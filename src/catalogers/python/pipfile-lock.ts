import type { CatalogItem } from '../cataloger.ts';
import { entriesAt, jsonItems, textAt } from '../documents.ts';
import { defineLockCataloger, lockedItem } from '../locked.ts';
import { pythonName } from './name.ts';

/** What pipenv would install. Source: https://pipenv.pypa.io/en/latest/pipfile.html. */
export const pythonPipfileLock = defineLockCataloger({
  id: 'python/pipfile-lock',
  summary: "pipenv's lock file",
  version: 1,
  claims: ['**/Pipfile.lock'],
  catalog: (file) => jsonItems(file, itemsOf),
});

function* itemsOf(lock: unknown): Generator<CatalogItem> {
  for (const [group, scope] of [
    ['default', ''],
    ['develop', 'development'],
  ] as const) {
    for (const [name, entry] of entriesAt(lock, group)) {
      const version = textAt(entry, 'version').replace(/^===?/, '');
      // What comes from a repository or a directory has none.
      if (version !== '') yield lockedItem({ type: 'pypi', name: pythonName(name), version, details: { scope } });
    }
  }
}
