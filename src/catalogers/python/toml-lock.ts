import type { CatalogItem } from '../cataloger.ts';
import { entriesAt, listAt, namesAt, textAt, textsAt, tomlItems, valueAt } from '../documents.ts';
import { defineLockCataloger, lockedItem } from '../locked.ts';
import { pythonName, requiredName } from './name.ts';

/**
 * What poetry, uv, pdm and pip would install: their lock files have one shape.
 * Source: https://packaging.python.org/en/latest/specifications/pylock-toml/ and the files that the tools write.
 */
export const pythonTomlLock = defineLockCataloger({
  id: 'python/toml-lock',
  summary: 'lock files of poetry, uv and pdm, and `pylock.toml`',
  version: 1,
  claims: ['**/poetry.lock', '**/uv.lock', '**/pdm.lock', '**/pylock.toml', '**/pylock.*.toml'],
  catalog: (file) => tomlItems(file, itemsOf),
});

function* itemsOf(lock: unknown): Generator<CatalogItem> {
  const told = new Set<string>();
  for (const entry of [...listAt(lock, 'package'), ...listAt(lock, 'packages')]) {
    const name = pythonName(textAt(entry, 'name'));
    const version = textAt(entry, 'version');
    const identity = JSON.stringify([name, version]);
    if (isOwn(entry) || told.has(identity)) continue;
    told.add(identity);
    yield lockedItem({
      type: 'pypi',
      name,
      version,
      dependsOn: needsOf(entry),
      details: { scope: isOfDevelopment(entry) ? 'development' : '' },
    });
  }
}

/** Of the source tree itself: uv says `virtual`, `editable` or `directory`, poetry a type, the standard `directory`. */
function isOwn(entry: unknown): boolean {
  const kinds = [...namesAt(entry, 'source'), ...namesAt(entry).filter((key) => key === 'directory')];
  if (kinds.some((kind) => kind === 'virtual' || kind === 'editable' || kind === 'directory')) return true;
  return textAt(entry, 'source', 'type') === 'directory' || valueAt(entry, 'path') === '.';
}

function isOfDevelopment(entry: unknown): boolean {
  const groups = textsAt(entry, 'groups');
  if (groups.length > 0) return !groups.includes('main') && !groups.includes('default');
  return textAt(entry, 'category') === 'dev';
}

/** A mapping by name (poetry), requirements (pdm), or mappings with a name (uv and the standard). */
function needsOf(entry: unknown): readonly string[] {
  const mapped = entriesAt(entry, 'dependencies').map(([name]) => pythonName(name));
  const listed = listAt(entry, 'dependencies').map((each) =>
    typeof each === 'string' ? requiredName(each) : pythonName(textAt(each, 'name')),
  );
  return [...mapped, ...listed].filter((name) => name !== 'python');
}
