import { describe, expect, test } from 'vitest';
import { writeTar } from '../../test/image/write-tar.ts';
import { memorySource } from '../formats/byte-source.ts';
import { layerReader } from '../image/layer-reader.ts';
import { visitFiles } from './visit-files.ts';
import { servingFor, type Wanted } from './wanted.ts';

const ACCOUNTS = 'root:x:0:0:root:/root:/bin/sh\n';

async function read(wanted: Wanted): Promise<Readonly<Record<string, readonly (string | undefined)[]>>> {
  const bytes = writeTar([
    { name: './etc/passwd', body: ACCOUNTS },
    { name: 'etc/os-release', body: 'ID=debian\nVERSION_ID=12\n' },
    { name: 'app/readme.txt', body: 'postgres://shop:Vb7kettleRowlock42@db.shop.svc:5432/shop' },
  ]);
  const layer = { digest: undefined, diffId: undefined, open: async () => memorySource(bytes) };
  const request = { image: 'cart', part: 'layer 1 of 1', maxBytes: 1e6, verifies: true };
  const { entries, visited } = await layerReader(visitFiles(wanted)).read(layer, request);
  return Object.fromEntries(
    visited.map(({ entry, item: { facts, cataloged } }) => [
      entries[entry]?.name,
      [facts?.accounts, facts?.credentials, ...(cataloged ?? []).map(({ cataloger }) => cataloger)],
    ]),
  );
}

describe('what is read of the files of a layer', () => {
  test('is nothing where only files are wanted', async () => {
    expect(await read('files')).toEqual({});
  });

  test('is who there is and what is installed where packages are wanted', async () => {
    expect(await read('packages')).toEqual({
      './etc/passwd': [ACCOUNTS, ''],
      'etc/os-release': [undefined, undefined, 'linux/os-release'],
    });
  });

  test('is all that and what is secret where credentials are wanted', async () => {
    expect(await read('credentials')).toEqual({
      ...(await read('packages')),
      'app/readme.txt': [undefined, 'Password in a URL'],
    });
  });

  test.each([
    ['files', ['files', 'packages', 'flaws', 'credentials']],
    ['packages', ['packages', 'flaws', 'credentials']],
    ['flaws', ['flaws', 'credentials']],
    ['credentials', ['credentials']],
  ] as const)('serves for %s', (wanted, serving) => {
    expect(servingFor(wanted)).toEqual(serving);
  });
});
