import type { Package } from '../../core/package.ts';
import type { Cataloger, CatalogItem } from '../cataloger.ts';
import { catalogText } from './catalog-text.ts';

/** What a cataloger tells of a file, a line for each item: `@types/node 1.0.0 needs a b`, `line 3: a record without a version`. */
export async function told(
  cataloger: Cataloger,
  path: string,
  content: string | Uint8Array,
): Promise<readonly string[]> {
  return (await catalogText(cataloger, path, content)).map(lineOf);
}

function lineOf(item: CatalogItem): string {
  if (item.kind === 'package') return packageLine(item.package);
  if (item.kind === 'unknown') return `${item.line === undefined ? 'unknown' : `line ${item.line}`}: ${item.reason}`;
  if (item.kind === 'distribution') return `distribution ${item.distribution.id} ${item.distribution.version}`;
  if (item.kind === 'repositories') return `repositories ${item.repositories.join(' ')}`;
  if (item.kind === 'functions') return 'functions';
  return `more of ${item.key}: ${[...(item.files ?? []), ...(item.licences ?? [])].join(' ')}`;
}

function packageLine({ namespace, name, version, licences = [], dependsOn = [], details = {} }: Package): string {
  return [
    namespace === undefined ? name : `${namespace}/${name}`,
    version,
    ...(licences.length === 0 ? [] : [`(${licences.join(', ')})`]),
    ...(dependsOn.length === 0 ? [] : ['needs', ...dependsOn]),
    ...Object.entries(details).map(([key, value]) => `${key}=${value}`),
  ].join(' ');
}
