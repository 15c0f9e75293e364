import { type CatalogItem, defineCataloger } from '../cataloger.ts';
import { jsonItems, listAt, textAt, textsAt, valueAt } from '../documents.ts';
import { packageOf } from '../package-of.ts';
import { composerPackage } from './package.ts';

/** The packages that Composer installed: a list in its first version, in the second a mapping that has one. */
export const phpComposerInstalled = defineCataloger({
  id: 'php/composer-installed',
  summary: "PHP's packages as Composer installed them",
  version: 1,
  claims: ['**/composer/installed.json'],
  maxBytes: 64 * 1024 * 1024,
  catalog: (file) => jsonItems(file, itemsOf),
});

function* itemsOf(document: unknown): Generator<CatalogItem> {
  const forDevelopment = new Set(textsAt(document, 'dev-package-names'));
  for (const entry of listAt(Array.isArray(document) ? { packages: document } : document, 'packages')) {
    const name = textAt(entry, 'name');
    const told = composerPackage(entry, forDevelopment.has(name));
    if (told.name === '' || told.version === '') {
      yield { kind: 'unknown', reason: `an entry without a ${told.name === '' ? 'name' : 'version'}` };
    } else if (valueAt(entry, 'type') !== 'metapackage') {
      yield { kind: 'package', package: packageOf({ ...told, evidence: 'installed' }) };
    }
  }
}
