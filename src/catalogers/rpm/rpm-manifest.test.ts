import { expect, test } from 'vitest';
import { catalogText } from '../testing/catalog-text.ts';
import { rpmManifest } from './rpm-manifest.ts';

const PATH = 'var/lib/rpmmanifest/container-manifest-2';

test('each line is a package', async () => {
  const text = [
    'openssl-libs\t3.3.0-2.azl3\t1700000000\t1690000000\tMicrosoft Corporation\t(none)\t5000000\tx86_64\t0\topenssl-3.3.0-2.azl3.src.rpm',
    'shadow-utils\t4.14.3-1.azl3\t1700000000\t1690000000\tMicrosoft Corporation\t2\t300\tx86_64\t2\tshadow-utils-4.14.3-1.azl3.src.rpm',
    '',
  ].join('\n');
  expect(await catalogText(rpmManifest, PATH, text)).toEqual([
    {
      kind: 'package',
      package: {
        type: 'rpm',
        name: 'openssl-libs',
        version: '3.3.0-2.azl3',
        evidence: 'installed',
        architecture: 'x86_64',
        source: { name: 'openssl', version: '3.3.0-2.azl3' },
        details: { vendor: 'Microsoft Corporation' },
      },
      keys: ['openssl-libs'],
      line: 1,
    },
    expect.objectContaining({
      package: expect.objectContaining({
        version: '2:4.14.3-1.azl3',
        source: { name: 'shadow-utils', version: '2:4.14.3-1.azl3' },
      }),
    }),
  ]);
});

test('a line that is no package is told', async () => {
  expect(await catalogText(rpmManifest, PATH, 'filesystem\n')).toEqual([
    { kind: 'unknown', reason: 'a line that is no package', line: 1 },
  ]);
});
