import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../core/distribution.ts';
import type { Package } from '../../core/package.ts';
import { releaseOf, runtimeReleaseOf } from './release.ts';

function distribution(id: string, version: string, more: Partial<Distribution> = {}): Distribution {
  return { id, version, like: [], codename: '', prettyName: id, cpe: '', variant: '', ...more };
}

/** Product and cycle; `rolling` and `unknown` as they are. */
function told(release: ReturnType<typeof releaseOf>): string {
  if (release === undefined) return 'unknown';
  return release === 'rolling' ? release : `${release.product} ${release.cycle}`;
}

describe('the release that os-release names', () => {
  test.each<[id: string, version: string, expected: string, more?: Partial<Distribution>]>([
    ['debian', '12', 'debian 12'],
    ['debian', '12.5', 'debian 12'],
    ['debian', '', 'rolling', { prettyName: 'Debian GNU/Linux forky/sid' }],
    ['debian', '', 'unknown', { prettyName: 'Debian GNU/Linux' }],
    ['ubuntu', '24.04', 'ubuntu 24.04'],
    ['alpine', '3.19.1', 'alpine-linux 3.19'],
    ['alpine', '3.21_alpha20240807', 'rolling'],
    ['alpine', '3.22.0_rc1', 'alpine-linux 3.22'],
    ['windows', '10.0.20348.2159', 'windows-server 2022'],
    ['windows', '10.0.25398', 'windows-server 23H2'],
    ['windows', '10.0.99999.1', 'unknown'],
    ['windows', '', 'unknown'],
    ['rhel', '9.4', 'rhel 9'],
    ['almalinux', '9.4', 'almalinux 9'],
    ['rocky', '8.9', 'rocky-linux 8'],
    ['ol', '8.9', 'oracle-linux 8'],
    ['centos', '8', 'centos 8', { prettyName: 'CentOS Linux 8' }],
    ['centos', '8', 'centos-stream 8', { prettyName: 'CentOS Stream 8' }],
    ['fedora', '43', 'fedora 43', { prettyName: 'Fedora Linux 43 (Container Image)' }],
    ['fedora', '45', 'rolling', { prettyName: 'Fedora Linux 45 (Container Image Rawhide Prerelease)' }],
    ['amzn', '2', 'amazon-linux 2'],
    ['amzn', '2018.03', 'amazon-linux 2018.03'],
    ['sles', '15.6', 'sles 15.6'],
    ['sles', '15', 'sles 15'],
    ['opensuse-leap', '15.6', 'opensuse 15.6'],
    ['opensuse-tumbleweed', '20260101', 'rolling'],
    ['photon', '5.0', 'vmware-photon 5.0'],
    ['mariner', '2.0', 'azure-linux 2.0'],
    ['azurelinux', '3.0', 'azure-linux 3.0'],
    ['wolfi', '20230201', 'rolling'],
    ['chainguard', '20230214', 'rolling'],
    ['arch', '', 'rolling'],
    ['shopix', '4', 'unknown'],
    ['toString', '4', 'unknown'],
    ['ubuntu', 'twenty', 'unknown'],
    ['ubuntu', '1234567', 'unknown'],
  ])('%s %s is %s', (id, version, expected, more) => {
    expect(told(releaseOf(distribution(id, version, more)))).toBe(expected);
  });
});

describe('the release that a language is of', () => {
  test.each<[type: Package['type'], name: string, version: string, expected: string]>([
    ['generic', 'node', '20.11.1', 'nodejs 20'],
    ['generic', 'openjdk', '1.8.0_352', 'eclipse-temurin 8'],
    ['generic', 'openjdk', '17.0.15+6', 'eclipse-temurin 17'],
    ['generic', 'python', '3.13.0rc1', 'python 3.13'],
    ['generic', 'php', '8.3.0RC1', 'php 8.3'],
    ['generic', 'ruby', '3.2.2', 'ruby 3.2'],
    ['golang', 'stdlib', '1.22.3', 'go 1.22'],
    ['golang', 'stdlib', '1.21rc2', 'go 1.21'],
    ['golang', 'stdlib', '', 'unknown'],
    ['nuget', 'runtimepack.Microsoft.NETCore.App.Runtime.linux-x64', '8.0.1', 'dotnet 8'],
    ['nuget', 'Microsoft.NETCore.App.Ref', '8.0.1', 'unknown'],
    ['npm', 'node', '20.11.1', 'unknown'],
    ['generic', 'busybox', '1.36.1', 'unknown'],
  ])('%s %s %s is of %s', (type, name, version, expected) => {
    expect(told(runtimeReleaseOf({ type, name, version }))).toBe(expected);
  });
});
