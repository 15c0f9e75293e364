import { expect, test } from 'vitest';
import { memorySource } from '../formats/byte-source.ts';
import type { TarEntry } from '../formats/tar/entry.ts';
import { apkInstalled } from './alpine/apk-installed.ts';
import { catalogFiles } from './catalog-files.ts';
import type { CatalogItem } from './cataloger.ts';

async function itemsOf(text: string): Promise<readonly CatalogItem[]> {
  const bytes = Buffer.from(text);
  const entry: TarEntry = {
    name: './lib/apk/db/installed',
    type: 'file',
    linkName: '',
    mode: 0o644,
    userId: 0,
    groupId: 0,
    size: bytes.length,
    modified: 0,
    body: { offset: 0, length: bytes.length },
    isSparse: false,
  };
  const body = {
    length: bytes.length,
    head: async (length: number) => bytes.subarray(0, length),
    open: async () => memorySource(bytes),
  };
  const files = await catalogFiles([apkInstalled])(entry, body);
  return (files ?? []).flatMap(({ items }) => items);
}

test('a file of nothing but damage is told in a few lines', async () => {
  const items = await itemsOf('P:a\n\n'.repeat(10_000));
  expect(items).toHaveLength(101);
  expect(items.at(-1)).toEqual({ kind: 'unknown', reason: '9900 more places that cannot be read' });
});

test('a file that tells of more packages than there are is read to a limit, which is told', async () => {
  const items = await itemsOf('P:a\nV:1\n\n'.repeat(500_001));
  expect(items).toHaveLength(500_001);
  expect(items.at(-1)).toEqual({ kind: 'unknown', reason: 'more than 500000 entries, of which the rest is not read' });
});
