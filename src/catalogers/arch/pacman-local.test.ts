import { expect, test } from 'vitest';
import { catalogText } from '../testing/catalog-text.ts';
import { told } from '../testing/told.ts';
import { archPacmanLocal } from './pacman-local.ts';

const DESC = `%NAME%
gcc-libs

%VERSION%
13.2.1-5

%BASE%
gcc

%DESC%
%NAME%

%ARCH%
x86_64

%PACKAGER%
A Packager <a@example.com>

%LICENSE%
GPL-3.0-with-GCC-exception
GFDL-1.3-or-later

%DEPENDS%
glibc>=2.27

%PROVIDES%
libgcc_s.so=1-64

`;

test('a package has its base, licences and what it needs', async () => {
  expect(await catalogText(archPacmanLocal, 'var/lib/pacman/local/gcc-libs-13.2.1-5/desc', DESC)).toEqual([
    {
      kind: 'package',
      package: {
        type: 'alpm',
        name: 'gcc-libs',
        version: '13.2.1-5',
        evidence: 'installed',
        source: { name: 'gcc', version: '13.2.1-5' },
        architecture: 'x86_64',
        licences: ['GPL-3.0-with-GCC-exception', 'GFDL-1.3-or-later'],
        dependsOn: ['glibc'],
        provides: ['libgcc_s.so'],
        details: { packager: 'A Packager <a@example.com>' },
      },
      keys: ['gcc-libs-13.2.1-5'],
    },
  ]);
});

test.each([
  ['files', '%FILES%\nusr/\nusr/lib/x.so\n\n%BACKUP%\netc/x\tabc\n', ['more of a-1: usr/lib/x.so']],
  ['desc', '%NAME%\na\n', ['unknown: a record without a version']],
  ['desc', 'garbage', ['unknown: a record without a name']],
])('%s with %j', async (name, text, expected) => {
  expect(await told(archPacmanLocal, `var/lib/pacman/local/a-1/${name}`, text)).toEqual(expected);
});
