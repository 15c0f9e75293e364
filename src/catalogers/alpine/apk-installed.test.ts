import { expect, test } from 'vitest';
import { catalogText } from '../testing/catalog-text.ts';
import { apkInstalled } from './apk-installed.ts';

const PATH = 'lib/apk/db/installed';

test('a package has its origin, licence, checksum, files and what it needs', async () => {
  const text = `C:Q1uE1LULCSBSTR3Mq3hrJGhd0ZS5U=
P:ssl_client
V:1.36.1-r15
A:x86_64
L:GPL-2.0-only
o:busybox
D:so:libc.musl-x86_64.so.1 libcrypto3>3.0 !old
p:cmd:ssl_client=1.36.1-r15
F:
R:top
F:usr/bin
R:ssl_client
a:0:0:755
`;
  expect(await catalogText(apkInstalled, PATH, text)).toEqual([
    {
      kind: 'package',
      package: {
        type: 'apk',
        name: 'ssl_client',
        version: '1.36.1-r15',
        evidence: 'installed',
        source: { name: 'busybox', version: '1.36.1-r15' },
        architecture: 'x86_64',
        licences: ['GPL-2.0-only'],
        hashes: [{ algorithm: 'sha1', value: 'b84d4b50b0920524d1dccab786b24685dd194b95' }],
        dependsOn: ['so:libc.musl-x86_64.so.1', 'libcrypto3'],
        provides: ['cmd:ssl_client'],
      },
      keys: ['ssl_client'],
      files: ['top', 'usr/bin/ssl_client'],
      line: 1,
    },
  ]);
});

test('a damaged record is told, and the others are found', async () => {
  const items = await catalogText(apkInstalled, PATH, 'P:a\n\nP:b\ngarbage\nV:1-r0\n\n\nP:c\nV:2-r0');
  expect(items).toMatchObject([
    { kind: 'unknown', reason: 'a record without a version (V:)', line: 1 },
    { kind: 'unknown', reason: 'a line that is no field', line: 4 },
    { kind: 'package', package: { name: 'b', version: '1-r0', source: { name: 'b' } } },
    { kind: 'package', package: { name: 'c', version: '2-r0' }, line: 8 },
  ]);
});
