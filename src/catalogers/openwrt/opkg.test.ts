import { expect, test } from 'vitest';
import { catalogText } from '../testing/catalog-text.ts';
import { told } from '../testing/told.ts';
import { openwrtOpkgFiles } from './opkg-files.ts';
import { openwrtOpkgStatus } from './opkg-status.ts';

const STATUS = `Package: busybox
Version: 1.36.1-1
Depends: libc
Source: package/utils/busybox
SourceName: busybox-source
License: GPL-2.0
Status: install ok installed
Architecture: x86_64
Installed-Time: 1700000000

Package: gone
Version: 1
Status: deinstall ok not-installed
`;

test('a package has its source and licence', async () => {
  expect(await catalogText(openwrtOpkgStatus, 'usr/lib/opkg/status', STATUS)).toEqual([
    {
      kind: 'package',
      package: {
        type: 'opkg',
        name: 'busybox',
        version: '1.36.1-1',
        evidence: 'installed',
        source: { name: 'busybox-source', version: '1.36.1-1' },
        architecture: 'x86_64',
        licences: ['GPL-2.0'],
        dependsOn: ['libc'],
        details: { status: 'install ok installed' },
      },
      keys: ['busybox', 'busybox:x86_64'],
      line: 1,
    },
  ]);
});

test('a list tells files, with and without their modes', async () => {
  expect(await told(openwrtOpkgFiles, 'var/lib/opkg/info/busybox.list', '/bin/sh\n/bin/busybox\t0100755\t\n')).toEqual([
    'more of busybox: bin/sh bin/busybox',
  ]);
});
