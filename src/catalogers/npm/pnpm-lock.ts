import type { CatalogItem } from '../cataloger.ts';
import { entriesAt, namesAt, textAt, valueAt, yamlItems } from '../documents.ts';
import { integrityHashes } from '../integrity.ts';
import { defineLockCataloger, lockedItem } from '../locked.ts';
import { npmName, splitAt } from './name.ts';

/** What pnpm would install. Source: https://github.com/pnpm/spec/tree/master/lockfile. */
export const npmPnpmLock = defineLockCataloger({
  id: 'npm/pnpm-lock',
  summary: "pnpm's lock file, versions 5 to 9",
  version: 1,
  claims: ['**/pnpm-lock.yaml'],
  catalog: (file) => yamlItems(file, itemsOf),
});

function* itemsOf(lock: unknown): Generator<CatalogItem> {
  const hasSlashes = Number.parseInt(String(valueAt(lock, 'lockfileVersion')), 10) < 6;
  const needs = new Map(
    entriesAt(lock, 'snapshots').map(([key, entry]) => [withoutPeers(key), namesAt(entry, 'dependencies')]),
  );
  const told = new Set<string>();
  for (const [key, entry] of entriesAt(lock, 'packages')) {
    const { name, version } = identityOf(withoutPeers(key), entry, hasSlashes);
    const identity = JSON.stringify([name, version]);
    // One package stands there once for each set of its peers. What comes from a directory is the source tree itself.
    if (told.has(identity) || textAt(entry, 'resolution', 'type') === 'directory') continue;
    told.add(identity);
    yield lockedItem({
      type: 'npm',
      ...npmName(name),
      version,
      hashes: integrityHashes(textAt(entry, 'resolution', 'integrity')),
      dependsOn: [...namesAt(entry, 'dependencies'), ...(needs.get(withoutPeers(key)) ?? [])],
      details: { scope: valueAt(entry, 'dev') === true ? 'development' : '' },
    });
  }
}

/** `/a@1.0.0(react@18.0.0)` without what stands in brackets. */
function withoutPeers(key: string): string {
  const [plain = ''] = key.split('(', 1);
  return plain;
}

/** `/a/1.0.0_react@18` of version 5, `/a@1.0.0` of version 6, `a@1.0.0` of version 9; the entry names what came from elsewhere. */
function identityOf(
  key: string,
  entry: unknown,
  hasSlashes: boolean,
): { readonly name: string; readonly version: string } {
  const path = key.startsWith('/') ? key.slice(1) : key;
  const written = hasSlashes ? splitSlash(path) : splitAt(path);
  return { name: textAt(entry, 'name') || written.name, version: textAt(entry, 'version') || written.version };
}

function splitSlash(path: string): { readonly name: string; readonly version: string } {
  const slash = path.indexOf('/', path.startsWith('@') ? path.indexOf('/') + 1 : 0);
  const [version = ''] = path.slice(slash + 1).split('_', 1);
  return { name: path.slice(0, Math.max(0, slash)), version };
}
