import { type CatalogItem, textOf } from '../cataloger.ts';
import { entriesAt, namesAt, textAt, yamlItems } from '../documents.ts';
import { integrityHashes } from '../integrity.ts';
import { linesIn } from '../lines.ts';
import { defineLockCataloger, lockedItem } from '../locked.ts';
import { npmName, splitAt } from './name.ts';

/** What yarn would install: its first version has a syntax of its own, all later ones write YAML. */
export const npmYarnLock = defineLockCataloger({
  id: 'npm/yarn-lock',
  summary: "yarn's lock file, of every version",
  version: 1,
  claims: ['**/yarn.lock'],
  async *catalog(file) {
    const text = await textOf(file);
    if (/^__metadata:/m.test(text)) yield* yamlItems(file, berryItems);
    else yield* classicItems(text);
  },
});

/** Source: https://github.com/yarnpkg/berry, packages/yarnpkg-core/sources/Project.ts, generateLockfile. */
function* berryItems(lock: unknown): Generator<CatalogItem> {
  for (const [key, entry] of entriesAt(lock)) {
    const { name, version: from } = splitAt(textAt(entry, 'resolution'));
    if (key === '__metadata' || textAt(entry, 'linkType') === 'soft' || from.startsWith('workspace:')) continue;
    yield lockedItem({
      type: 'npm',
      ...npmName(name),
      version: textAt(entry, 'version'),
      dependsOn: namesAt(entry, 'dependencies'),
    });
  }
}

/** An entry of the first version: the patterns that lead to it, and its fields. */
interface Entry {
  readonly line: number;
  readonly pattern: string;
  readonly fields: Map<string, string>;
  readonly dependsOn: string[];
}

/** Source: https://github.com/yarnpkg/yarn, src/lockfile/stringify.js. */
function* classicItems(text: string): Generator<CatalogItem> {
  let entry: Entry | undefined;
  let list = '';
  for (const [index, line] of linesIn(text)) {
    const content = line.trim();
    if (content === '' || content.startsWith('#')) continue;
    const depth = line.length - line.trimStart().length;
    if (depth === 0) {
      if (entry !== undefined) yield classicItem(entry);
      entry = { line: index + 1, pattern: unquoted(content), fields: new Map(), dependsOn: [] };
      list = '';
    } else if (depth === 2) list = addField(entry, content);
    else if (list === 'dependencies' || list === 'optionalDependencies') entry?.dependsOn.push(fieldOf(content)[0]);
  }
  if (entry !== undefined) yield classicItem(entry);
}

/** Takes a field; gives the name of the list that begins with it. */
function addField(entry: Entry | undefined, content: string): string {
  if (content.endsWith(':')) return content.slice(0, -1);
  entry?.fields.set(...fieldOf(content));
  return '';
}

function classicItem({ line, pattern, fields, dependsOn }: Entry): CatalogItem {
  const { name, version: range } = splitAt(pattern);
  const real = range.startsWith('npm:') ? splitAt(range.slice('npm:'.length)).name : name;
  return lockedItem(
    {
      type: 'npm',
      ...npmName(real),
      version: fields.get('version') ?? '',
      hashes: integrityHashes(fields.get('integrity') ?? ''),
      dependsOn,
    },
    line,
  );
}

/** `version "1.0.0"`, `"@scope/name" "^1.0.0"`. */
function fieldOf(content: string): [name: string, value: string] {
  const name = unquoted(content);
  const rest = content.slice(content.startsWith('"') ? name.length + 2 : name.length);
  return [name, unquoted(rest.trim())];
}

/** The first word, or what stands in its quotes. */
function unquoted(content: string): string {
  const [, quoted] = /^"([^"]*)"/.exec(content) ?? [];
  return quoted ?? /^[^\s,:]+(?::[^\s,:]+)*/.exec(content)?.[0] ?? '';
}
