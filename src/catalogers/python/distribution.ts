import { type CatalogItem, type ClaimedFile, defineCataloger, textOf } from '../cataloger.ts';
import { type Headers, readHeaders } from './headers.ts';
import { distributionItem } from './metadata.ts';

/** Python's installed distributions. Source: https://packaging.python.org/en/latest/specifications/core-metadata/. */
export const pythonDistribution = defineCataloger({
  id: 'python/distribution',
  summary: 'packages of pip and other installers (`*.dist-info`, `*.egg-info`)',
  version: 1,
  claims: ['**/*.dist-info/METADATA', '**/*.egg-info/PKG-INFO', '**/EGG-INFO/PKG-INFO', '**/*.egg-info'],
  maxBytes: 16 * 1024 * 1024,
  async *catalog(file) {
    yield itemOf(file, readHeaders(await textOf(file)));
  },
});

/** Where packages keep copies of others, which Python finds only through them. */
const COPIED = /(?:^|\/)(?:_?vendor|_vendored|_internal)\//;

function itemOf({ path }: ClaimedFile, headers: Headers): CatalogItem {
  return distributionItem(headers, {
    evidence: COPIED.test(path) ? 'recognised' : 'installed',
    key: path.endsWith('.egg-info') ? path : path.slice(0, path.lastIndexOf('/')),
  });
}
