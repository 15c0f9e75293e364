import { expect, test } from 'vitest';
import { catalogText } from '../testing/catalog-text.ts';
import { releaseFiles } from './release-files.ts';

test.each<[string, string, string]>([
  ['etc/alpine-release', '3.19.1\n', 'alpine 3.19.1'],
  ['etc/debian_version', '12.5\n', 'debian 12'],
  ['etc/debian_version', 'trixie/sid\n', 'debian  trixie'],
  ['etc/redhat-release', 'CentOS Linux release 7.9.2009 (Core)\n', 'centos 7.9.2009 Core'],
  ['etc/redhat-release', 'Red Hat Enterprise Linux Server release 7.9 (Maipo)\n', 'rhel 7.9 Maipo'],
  ['etc/oracle-release', 'Oracle Linux Server release 8.9\n', 'ol 8.9'],
  [
    'etc/almalinux-release',
    'AlmaLinux release 9.3 (Shamrock Pampas Gazelle)\n',
    'almalinux 9.3 Shamrock Pampas Gazelle',
  ],
  ['etc/rocky-release', 'Rocky Linux release 8.9 (Green Obsidian)\n', 'rocky 8.9 Green Obsidian'],
  ['usr/lib/fedora-release', 'Fedora release 40 (Forty)\n', 'fedora 40 Forty'],
  ['etc/system-release', 'Amazon Linux release 2 (Karoo)\n', 'amzn 2 Karoo'],
  ['etc/system-release-cpe', 'cpe:/o:redhat:enterprise_linux:9::baseos\n', 'rhel 9'],
  ['etc/system-release-cpe', 'cpe:2.3:o:amazon:amazon_linux:2023\n', ''],
  [
    'etc/lsb-release',
    'DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=22.04\nDISTRIB_CODENAME=jammy\nDISTRIB_DESCRIPTION="Ubuntu 22.04.4 LTS"\n',
    'ubuntu 22.04 jammy',
  ],
  ['etc/os-release', 'CentOS Linux release 7.9.2009 (Core)\n', ''],
  ['etc/redhat-release', 'Nobody knows release 1\n', ''],
  ['etc/alpine-release', 'garbage\n', ''],
  ['etc/debian_version', '', ''],
])('%s %j is %j', async (path, text, expected) => {
  const found = (await catalogText(releaseFiles, path, text)).map((item) => {
    if (item.kind !== 'distribution') return item.kind;
    const { id, version, codename } = item.distribution;
    return `${id} ${version} ${codename}`.trimEnd();
  });
  expect(found).toEqual(expected === '' ? [] : [expected]);
});

async function rankOf(path: string, text: string): Promise<unknown> {
  const [item] = await catalogText(releaseFiles, path, text);
  return item?.kind === 'distribution' ? item.rank : undefined;
}

test('what only one distribution has counts before what others copied', async () => {
  const oracle = await rankOf('etc/oracle-release', 'Oracle Linux Server release 8.9');
  const redhat = await rankOf('etc/redhat-release', 'Red Hat Enterprise Linux release 8.9 (Ootpa)');
  const debian = await rankOf('etc/debian_version', 'bookworm/sid');
  const ubuntu = await rankOf('etc/lsb-release', 'DISTRIB_ID=Ubuntu');
  expect([ubuntu, oracle, redhat, debian]).toEqual([2, 3, 4, 6]);
});
