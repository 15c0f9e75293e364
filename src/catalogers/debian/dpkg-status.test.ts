import { expect, test } from 'vitest';
import type { CatalogItem } from '../cataloger.ts';
import { catalogText } from '../testing/catalog-text.ts';
import { dpkgStatus } from './dpkg-status.ts';

async function catalog(text: string, path = 'var/lib/dpkg/status'): Promise<readonly CatalogItem[]> {
  return catalogText(dpkgStatus, path, text);
}

const INSTALLED = 'Status: install ok installed';

test('a package has its source, architecture, keys and what it needs', async () => {
  const items = await catalog(`Package: libc6
${INSTALLED}
Architecture: amd64
Multi-Arch: same
Source: glibc (2.36-9)
Version: 2.36-9+deb12u4
Pre-Depends: dpkg (>= 1.15)
Depends: libgcc-s1, libcrypt1 (>= 1:4.4) | libcrypt2
Provides: libc6-virtual (= 2.36)
Maintainer: GNU Libc Maintainers <x@example.com>
Description: GNU C Library
 A library: with a colon.
`);
  expect(items).toEqual([
    {
      kind: 'package',
      package: {
        type: 'deb',
        name: 'libc6',
        version: '2.36-9+deb12u4',
        evidence: 'installed',
        source: { name: 'glibc', version: '2.36-9' },
        architecture: 'amd64',
        dependsOn: ['dpkg', 'libgcc-s1', 'libcrypt1'],
        provides: ['libc6-virtual'],
        details: { status: 'install ok installed', maintainer: 'GNU Libc Maintainers <x@example.com>' },
      },
      keys: ['libc6', 'libc6:amd64'],
      line: 1,
    },
  ]);
});

test.each<[string, string, readonly string[]]>([
  ['without a source has its own name', `Package: bash\n${INSTALLED}\nVersion: 5\n`, ['bash 5 from bash 5']],
  ['with a source of its own version', `Package: a\n${INSTALLED}\nVersion: 1:5\nSource: b\n`, ['a 1:5 from b 1:5']],
  ['that was removed but configured is not there', 'Package: a\nStatus: deinstall ok config-files\nVersion: 1\n', []],
  ['that is not installed is not there', 'Package: a\nStatus: purge ok not-installed\nVersion: 1\n', []],
  ['marked for removal is still there', 'Package: a\nStatus: deinstall ok installed\nVersion: 1\n', ['a 1 from a 1']],
  ['half configured is there', 'Package: a\nStatus: install ok half-configured\nVersion: 1\n', ['a 1 from a 1']],
  ['without a status is there', 'Package: a\nVersion: 1\n', ['a 1 from a 1']],
  ['without a version is unknown', `\n\nPackage: a\n${INSTALLED}\n`, ['line 3: a record without a version']],
  ['without a name is unknown', `${INSTALLED}\nVersion: 1\n`, ['line 1: a record without a package']],
  [
    'after a damaged one is found',
    `Package: a\ngarbage\nVersion: 1\n\nPackage: b\nVersion: 2\n`,
    ['line 2: a line that is no field', 'a 1 from a 1', 'b 2 from b 2'],
  ],
  ['is not made of nothing', '\n \n', []],
])('a package %s', async (_, text, expected) => {
  expect((await catalog(text)).map(told)).toEqual(expected);
});

test('a record of a distroless image is known by its file too', async () => {
  const [item] = await catalog('Package: tzdata\nVersion: 2024a\n', 'var/lib/dpkg/status.d/tzdata-base');
  expect(item).toMatchObject({ keys: ['tzdata', 'status.d/tzdata-base'] });
  expect(await catalog('0123  usr/share/x\n', 'var/lib/dpkg/status.d/tzdata.md5sums')).toEqual([]);
});

function told(item: CatalogItem): string {
  if (item.kind === 'unknown') return `line ${item.line}: ${item.reason}`;
  if (item.kind !== 'package') return item.kind;
  const { name, version, source } = item.package;
  return `${name} ${version} from ${source?.name} ${source?.version}`;
}
