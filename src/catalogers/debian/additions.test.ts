import { zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { catalogText } from '../testing/catalog-text.ts';
import { told } from '../testing/told.ts';
import { debianChiselManifest } from './chisel-manifest.ts';
import { debianCopyright } from './copyright.ts';
import { debianUbuntuPro } from './ubuntu-pro.ts';

const COPYRIGHT = `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: bash

Files: *
Copyright: 1987 FSF
License: GPL-3+

Files: doc/*
License: GFDL-1.3
 Permission is granted

License: GPL-3+
 This program is free software
`;

test('licences are told where they are written for programs', async () => {
  expect(await told(debianCopyright, 'usr/share/doc/bash/copyright', COPYRIGHT)).toEqual([
    'more of bash: GPL-3+ GFDL-1.3',
  ]);
  expect(await told(debianCopyright, 'usr/share/doc/x/copyright', 'License: GPL, see below\n')).toEqual([]);
});

const MANIFEST = [
  { jsonwall: '1.0', schema: '1.0', count: 5 },
  { kind: 'content', slice: 'libc6_libs', path: '/lib/libc.so.6' },
  { kind: 'package', name: 'libc6', version: '2.39-0ubuntu8.3', sha256: '0'.repeat(64), arch: 'amd64' },
  { kind: 'package', name: 'lost' },
  { kind: 'path', path: '/lib/', mode: '0755', slices: ['libc6_libs'] },
  { kind: 'path', path: '/lib/libc.so.6', mode: '0755', slices: ['libc6_libs', 'libc6_all', 'other_x'] },
];

test("chisel's manifest tells packages and their files", async () => {
  const text = `${MANIFEST.map((value) => JSON.stringify(value)).join('\n')}\n{"kind"\n`;
  const items = await catalogText(
    debianChiselManifest,
    'var/lib/chisel/manifest.wall',
    zstdCompressSync(Buffer.from(text)),
  );
  expect(items).toEqual([
    {
      kind: 'package',
      package: {
        type: 'deb',
        name: 'libc6',
        version: '2.39-0ubuntu8.3',
        evidence: 'installed',
        architecture: 'amd64',
        hashes: [{ algorithm: 'sha256', value: '0'.repeat(64) }],
      },
      keys: ['chisel/libc6'],
      line: 3,
    },
    { kind: 'unknown', reason: 'a record without a version', line: 4 },
    { kind: 'unknown', reason: 'no JSON that can be read', line: 7 },
    { kind: 'addition', type: 'deb', key: 'chisel/libc6', files: ['lib/libc.so.6'] },
    { kind: 'addition', type: 'deb', key: 'chisel/other', files: ['lib/libc.so.6'] },
  ]);
});

const WHOLE = zstdCompressSync(Buffer.alloc(100, 'x'));

test.each([
  ['garbage', Buffer.from('garbage')],
  ['cut short', WHOLE.subarray(0, -4)],
  ['a bomb', zstdCompressSync(Buffer.alloc(257 * 1024 * 1024))],
])('a manifest that is %s is unknown', async (_, bytes) => {
  expect(await told(debianChiselManifest, 'var/lib/chisel/manifest.wall', bytes)).toEqual([
    'unknown: no zstd that can be unpacked to at most 268435456 bytes',
  ]);
});

test('what of Ubuntu Pro is on is told', async () => {
  const status = { services: [{ name: 'esm-infra', status: 'enabled' }, { name: 'livepatch', status: 'disabled' }, 7] };
  const path = 'var/lib/ubuntu-advantage/status.json';
  expect(await told(debianUbuntuPro, path, JSON.stringify(status))).toEqual(['repositories esm-infra']);
  expect(await told(debianUbuntuPro, path, '{"services":[]}')).toEqual([]);
});
