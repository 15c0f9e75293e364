import type { CatalogItem } from '../cataloger.ts';
import { entriesAt, jsonItems, namesAt, textAt, textsAt, valueAt } from '../documents.ts';
import { integrityHashes } from '../integrity.ts';
import { defineLockCataloger, lockedItem } from '../locked.ts';
import { npmName, splitAt } from './name.ts';

/** What npm would install. Source: https://docs.npmjs.com/cli/v11/configuring-npm/package-lock-json. */
export const npmPackageLock = defineLockCataloger({
  id: 'npm/package-lock',
  summary: "npm's lock file, versions 1 to 3, also as `npm-shrinkwrap.json`",
  version: 1,
  claims: ['**/package-lock.json', '**/npm-shrinkwrap.json'],
  catalog: (file) =>
    jsonItems(file, (lock) => (valueAt(lock, 'packages') === undefined ? nestedItems(lock) : packageItems(lock))),
});

const FOLDER = 'node_modules/';

/** Versions 2 and 3: by the directory; what lies outside `node_modules` is the source tree itself. */
function* packageItems(lock: unknown): Generator<CatalogItem> {
  for (const [path, entry] of entriesAt(lock, 'packages')) {
    const at = path.lastIndexOf(FOLDER);
    if (at < 0 || valueAt(entry, 'link') === true) continue;
    const name = textAt(entry, 'name') || path.slice(at + FOLDER.length);
    yield entryItem({ name, version: textAt(entry, 'version') }, entry, namesAt(entry, 'dependencies'));
  }
}

/** Version 1: a tree, in which `requires` names what an entry needs. */
function* nestedItems(lock: unknown): Generator<CatalogItem> {
  const left = [lock];
  for (let parent = left.pop(); parent !== undefined; parent = left.pop()) {
    for (const [key, entry] of entriesAt(parent, 'dependencies')) {
      const written = textAt(entry, 'version');
      left.push(entry);
      if (written.startsWith('file:')) continue;
      const aliased = written.startsWith('npm:') ? splitAt(written.slice('npm:'.length)) : undefined;
      yield entryItem(aliased ?? { name: key, version: written }, entry, namesAt(entry, 'requires'));
    }
  }
}

function entryItem(
  { name, version }: { readonly name: string; readonly version: string },
  entry: unknown,
  dependsOn: readonly string[],
): CatalogItem {
  return lockedItem({
    type: 'npm',
    ...npmName(name),
    version,
    licences: textsAt(entry, 'license'),
    hashes: integrityHashes(textAt(entry, 'integrity')),
    dependsOn,
    details: { scope: isOfDevelopment(entry) ? 'development' : '' },
  });
}

function isOfDevelopment(entry: unknown): boolean {
  return valueAt(entry, 'dev') === true || valueAt(entry, 'devOptional') === true;
}
