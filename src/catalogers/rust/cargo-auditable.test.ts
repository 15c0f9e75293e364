import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { writeElf } from '../../../test/formats/write-elf.ts';
import { catalogText } from '../testing/catalog-text.ts';
import { cargoAuditable } from './cargo-auditable.ts';

function program(packages: unknown): Uint8Array {
  return writeElf([{ name: '.dep-v0', data: deflateSync(JSON.stringify({ packages })) }]);
}

test('a program tells its crates, without those that only built it', async () => {
  const bytes = program([
    { name: 'tool', version: '0.1.0', source: 'local', dependencies: [1, 2], root: true },
    { name: 'serde', version: '1.0.1', source: 'crates.io' },
    { name: 'cc', version: '1.0.0', source: 'crates.io', kind: 'build' },
    'none',
  ]);
  expect(await catalogText(cargoAuditable, 'usr/bin/tool', bytes)).toMatchObject([
    {
      kind: 'package',
      package: {
        type: 'cargo',
        name: 'tool',
        version: '0.1.0',
        evidence: 'built-in',
        dependsOn: ['serde'],
        details: { source: 'local', root: 'true' },
      },
    },
    { package: { name: 'serde', version: '1.0.1', details: { source: 'crates.io' } } },
    { kind: 'unknown', reason: '1 entries of its list of crates are none' },
  ]);
});

test.each([
  ['other programs tell nothing', writeElf([]), []],
  [
    'a damaged list is told',
    writeElf([{ name: '.dep-v0', data: Buffer.from('x') }]),
    [{ kind: 'unknown', reason: expect.stringContaining('cannot be unpacked'), offset: 64 }],
  ],
  ['what is damaged as a whole is left to others', writeElf([]).subarray(0, 40), []],
])('%s', async (_, bytes, expected) => {
  expect(await catalogText(cargoAuditable, 'usr/bin/tool', bytes)).toEqual(expected);
});
