import { expect, test } from 'vitest';
import { catalogText } from '../testing/catalog-text.ts';
import { dpkgFiles } from './dpkg-files.ts';

test.each<[string, string, string, readonly string[]]>([
  ['var/lib/dpkg/info/libc6:amd64.list', '/.\n/lib\n/lib/x.so\n', 'libc6:amd64', ['lib', 'lib/x.so']],
  ['var/lib/dpkg/info/bash.list', '/bin/bash', 'bash', ['bin/bash']],
  [
    'var/lib/dpkg/status.d/tzdata.md5sums',
    'd41d8cd98f00b204e9800998ecf8427e  usr/share/zoneinfo/UTC\n',
    'status.d/tzdata',
    ['usr/share/zoneinfo/UTC'],
  ],
])('%s tells the files of its package', async (path, text, key, files) => {
  expect(await catalogText(dpkgFiles, path, text)).toEqual([{ kind: 'addition', type: 'deb', key, files }]);
});
