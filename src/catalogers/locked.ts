import type { Package } from '../core/package.ts';
import type { Cataloger, CatalogItem } from './cataloger.ts';
import { packageOf, type ToldPackage } from './package-of.ts';

/** Where packages lie that others made: a lock file among them is how they were developed, and says nothing of the image. */
const OF_OTHERS =
  /(?:^|\/)(?:node_modules|site-packages|dist-packages|gems|vendor|pkg\/mod|registry\/src|usr\/share\/doc)\//;

/** Declares a cataloger of lock files: what an installation from a source tree would bring. */
export function defineLockCataloger(cataloger: Omit<Cataloger, 'maxBytes'>): Cataloger {
  return {
    ...cataloger,
    maxBytes: 64 * 1024 * 1024,
    catalog: (file) => (OF_OTHERS.test(file.path) ? [] : cataloger.catalog(file)),
  };
}

/** A package that a lock file names; an unknown where name or version lacks. */
export function lockedItem(told: Omit<ToldPackage, 'evidence'>, line?: number): CatalogItem {
  const at = line === undefined ? {} : { line };
  if (told.name === '' || told.version === '') return unnamed(told, at);
  return { kind: 'package', package: packageOf({ ...told, evidence: 'locked' }), ...at };
}

function unnamed({ name }: Pick<Package, 'name'>, at: { readonly line?: number }): CatalogItem {
  const reason = name === '' ? 'an entry without a name' : `an entry without a version: ${name.slice(0, 100)}`;
  return { kind: 'unknown', reason, ...at };
}
