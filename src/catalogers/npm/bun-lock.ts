import type { CatalogItem } from '../cataloger.ts';
import { entriesAt, listAt, namesAt, textAt, valueAt, yamlItems } from '../documents.ts';
import { integrityHashes } from '../integrity.ts';
import { defineLockCataloger, lockedItem } from '../locked.ts';
import { npmName, splitAt } from './name.ts';

/** What bun would install: JSON with commas too many, which YAML allows. Source: https://bun.sh/docs/install/lockfile. */
export const npmBunLock = defineLockCataloger({
  id: 'npm/bun-lock',
  summary: "bun's lock file, in its text form",
  version: 1,
  claims: ['**/bun.lock'],
  catalog: (file) => yamlItems(file, itemsOf),
});

/** Of the source tree itself. */
const LOCAL = /^(?:workspace|link|file|root):/;

/** An entry is `[name@version, registry, what it needs, integrity]`; one that is not of a registry has no second part. */
function* itemsOf(lock: unknown): Generator<CatalogItem> {
  for (const [, entry] of entriesAt(lock, 'packages')) {
    const parts = listAt(entry);
    const { name, version } = splitAt(textAt(parts, 0));
    if (LOCAL.test(version)) continue;
    const needs = valueAt(parts, typeof parts[1] === 'string' ? 2 : 1);
    yield lockedItem({
      type: 'npm',
      ...npmName(name),
      version,
      hashes: integrityHashes(textAt(parts, 3)),
      dependsOn: namesAt(needs, 'dependencies'),
    });
  }
}
