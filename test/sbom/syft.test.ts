import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import type { Bill } from '../../src/sbom/bill.ts';
import { readBill } from '../../src/sbom/read-bill.ts';
import { schemaFaults } from '../../src/sbom/testing/schemas.ts';
import { isInstalled } from '../programs.ts';
import { temporaryTree } from '../temporary-tree.ts';

const STATUS = `Package: libssl3
Status: install ok installed
Source: openssl
Version: 3.0.7-1
Architecture: amd64
Maintainer: OpenSSL Team <x@example.com>
Depends: libc6

Package: libc6
Status: install ok installed
Source: glibc
Version: 2.36-9
Architecture: amd64

`;

/** What syft writes of a directory, by its formats. */
function written(...formats: readonly string[]): (format: string) => string {
  const tree = temporaryTree({
    'root/etc/os-release': 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n',
    'root/var/lib/dpkg/status': STATUS,
    'root/usr/share/doc/libc6/copyright': 'License: LGPL-2.1\n',
    'root/app/node_modules/lodash/package.json':
      '{"name":"lodash","version":"4.17.21","license":"SEE LICENSE IN file","description":"line\\nof lines"}',
    'root/app/node_modules/left-pad/package.json': '{"name":"left-pad","version":"1.3.0","license":"WTFPL"}',
  });
  onTestFinished(() => {
    tree.remove();
  });
  const outputs = formats.flatMap((format) => ['-o', `${format}=${tree.path(format)}`]);
  const environment = { ...process.env, SYFT_CHECK_FOR_APP_UPDATE: 'false' };
  const { status, stderr } = spawnSync(
    'syft',
    ['scan', `dir:${tree.path('root')}`, '-q', '--override-default-catalogers', 'image', ...outputs],
    {
      env: environment,
      encoding: 'utf8',
    },
  );
  expect([status, stderr]).toEqual([0, '']);
  return (format) => readFileSync(tree.path(format), 'utf8');
}

function read(text: string): Bill {
  return readBill(Buffer.from(text), 'syft').bill;
}

/** It lists packages in another order in each form. */
function sorted({ components, ...bill }: Bill): Bill {
  const byId = components.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return { ...bill, components: byId.map((each) => ({ ...each, dependsOn: each.dependsOn.toSorted() })) };
}

/** With the names of packages as their ids, which are others in each version of SPDX. */
function named({ components, ...bill }: Bill): Bill {
  const names = new Map(components.map(({ id, package: { name } }) => [id, name]));
  const renamed = components.map((each) => ({
    ...each,
    id: names.get(each.id) ?? '',
    dependsOn: each.dependsOn.map((id) => names.get(id) ?? id),
  }));
  return sorted({ ...bill, components: renamed });
}

test.skipIf(!isInstalled('syft', 'version'))(
  'what syft writes as SPDX in tag-value form is read as what it writes in JSON (skipped without syft)',
  () => {
    const texts = written('spdx-json', 'spdx-tag-value', 'spdx-tag-value@2.2');
    const json = read(texts('spdx-json'));
    expect(json.components.map(({ package: { name } }) => name).toSorted()).toEqual([
      'left-pad',
      'libc6',
      'libssl3',
      'lodash',
    ]);
    expect(sorted(read(texts('spdx-tag-value')))).toEqual(sorted(json));
    expect(sorted(read(texts('spdx-tag-value@2.2'))).components).toEqual(sorted(json).components);
  },
);

const writesSpdx3 =
  isInstalled('syft', 'version') &&
  spawnSync('syft', ['scan', 'dir:src/sbom/testing', '-q', '-o', 'spdx-json@3.0'], { stdio: 'ignore' }).status === 0;

test.skipIf(!writesSpdx3)(
  'what syft writes as SPDX 3.0 is read as what it writes as 2.3 (skipped without syft 1.46 or later)',
  () => {
    const texts = written('spdx-json', 'spdx-json@3.0');
    expect(schemaFaults('SPDX 3.0.1', texts('spdx-json@3.0'))).toEqual([]);
    const { unknown, ...bill } = named(read(texts('spdx-json@3.0')));
    expect(unknown).toEqual([]);
    expect(bill).toMatchObject({ subject: { isImage: false }, writers: ['syft'], distribution: { id: 'debian' } });
    expect(bill.components).toEqual(named(read(texts('spdx-json'))).components);
  },
);
