import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { findCredentials } from './find.ts';
import { maskCredentials } from './mask.ts';
import { findNamedCredentials } from './named.ts';
import { findCredentialInValue } from './value.ts';

const manifests = join(
  process.env['PLIMSOLL_SHARED'] ?? join(import.meta.dirname, '../../../shared'),
  'data/manifests',
);

interface Pair {
  readonly name: string;
  readonly value: string;
}

function filesUnder(directory: string): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/.test(path) && statSync(join(directory, path)).isFile())
    .map((path) => ({ path, text: readFileSync(join(directory, path), 'utf8') }));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Environment variables and the data of ConfigMaps, wherever they are. */
function pairsIn(value: unknown): readonly Pair[] {
  if (!isRecord(value)) return [];
  const own: Pair[] = [];
  if (typeof value['name'] === 'string' && typeof value['value'] === 'string')
    own.push({ name: value['name'], value: value['value'] });
  if (value['kind'] === 'ConfigMap' && isRecord(value['data'])) {
    for (const [name, data] of Object.entries(value['data'])) own.push({ name, value: String(data) });
  }
  return [...own, ...Object.values(value).flatMap(pairsIn)];
}

/** Templates of charts are no YAML; they have no pairs to read. */
function documentsOf(text: string): readonly unknown[] {
  try {
    return loadAll(text);
  } catch {
    return [];
  }
}

// skipped where the shared corpora are absent
describe.skipIf(!existsSync(manifests))('in public manifests', () => {
  const files = existsSync(manifests) ? filesUnder(manifests) : [];

  test('nothing has the form of a credential', () => {
    expect(files.flatMap(({ path, text }) => findCredentials(text).map(({ kind }) => `${path} ${kind}`))).toEqual([]);
  });

  test('the values under telling names are the six known passwords and keys', () => {
    const found = files.flatMap(({ path, text }) =>
      findNamedCredentials(text).map(({ kind }) => `${path.split('/').at(-1)} ${kind}`),
    );
    expect(found.toSorted()).toEqual([
      'bookinfo-mysql.yaml password',
      'bookinfo-ratings-v2-mysql-vm.yaml password',
      'bookinfo-ratings-v2-mysql.yaml password',
      'bookinfo-ratings-v2.yaml password', // in a comment
      'deployment.yaml api-key',
      'deployment.yaml api-key',
    ]);
  });

  test('of all variables and ConfigMap values two are credentials', () => {
    const pairs = files.flatMap(({ text }) => documentsOf(text).flatMap(pairsIn));
    expect(pairs.length).toBeGreaterThan(200);
    const found = pairs.filter(({ name, value }) => findCredentialInValue(name, value).length > 0);
    expect(found).toEqual([
      { name: 'MYSQL_DB_PASSWORD', value: 'password' },
      { name: 'MYSQL_DB_PASSWORD', value: 'password' },
    ]);
  });

  test('masking keeps every line and leaves nothing to find', () => {
    for (const { text } of files) {
      const masked = maskCredentials(text);
      expect(masked.split('\n').length).toBe(text.split('\n').length);
      expect(findNamedCredentials(masked)).toEqual([]);
    }
  });
});
