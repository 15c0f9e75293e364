import type { ContentHash } from '../../core/package.ts';
import { type CatalogItem, defineCataloger } from '../cataloger.ts';
import { jsonItems, textAt, textsAt } from '../documents.ts';
import { packageOf } from '../package-of.ts';

/** The packages of conda's environments. Source: https://github.com/conda/ceps/blob/main/cep-0034.md and conda's PrefixRecord. */
export const condaMeta = defineCataloger({
  id: 'conda/conda-meta',
  summary: 'packages of conda, mamba and pixi',
  version: 1,
  claims: ['**/conda-meta/*.json'],
  maxBytes: 64 * 1024 * 1024,
  catalog: (file) =>
    jsonItems(file, (record) => [itemOf(record, file.path.slice(0, file.path.lastIndexOf('conda-meta/')))]),
});

function itemOf(record: unknown, prefix: string): CatalogItem {
  const name = textAt(record, 'name');
  const version = textAt(record, 'version');
  if (name === '' || version === '')
    return { kind: 'unknown', reason: `a record without a ${name === '' ? 'name' : 'version'}` };
  return {
    kind: 'package',
    package: packageOf({
      type: 'conda',
      name,
      version,
      evidence: 'installed',
      architecture: textAt(record, 'subdir'),
      licences: textsAt(record, 'license'),
      hashes: [...hashAt(record, 'md5', 32), ...hashAt(record, 'sha256', 64)],
      dependsOn: textsAt(record, 'depends').map((needed) => needed.split(' ', 1)[0] ?? ''),
      details: { build: textAt(record, 'build'), channel: textAt(record, 'channel') },
    }),
    files: textsAt(record, 'files').map((path) => `${prefix}${path}`.replace(/^\/+/, '')),
  };
}

function hashAt(record: unknown, algorithm: 'md5' | 'sha256', length: number): readonly ContentHash[] {
  const value = textAt(record, algorithm).toLowerCase();
  return value.length === length && /^[0-9a-f]+$/.test(value) ? [{ algorithm, value }] : [];
}
