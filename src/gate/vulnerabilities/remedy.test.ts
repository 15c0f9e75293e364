import { describe, expect, test } from 'vitest';
import type { Vulnerability } from '../../advisories/match.ts';
import type { Package } from '../../core/package.ts';
import type { VulnerablePackage } from './find-vulnerabilities.ts';
import { remedyOf } from './remedy.ts';

function row(
  packages: readonly [Partial<Package>, ...Partial<Package>[]],
  fixed: string | undefined,
  state: Vulnerability['state'] = 'affected',
): VulnerablePackage {
  const [first, ...others] = packages.map((each) => ({
    package: { type: 'deb', name: 'cart', version: '1', evidence: 'installed', ...each } as const,
    layer: 0,
    path: 'x',
    owner: undefined,
  }));
  if (first === undefined) throw new Error('no package');
  return {
    vulnerability: {
      id: 'CVE-1',
      names: ['CVE-1'],
      judgement: { severity: 'high', by: '' },
      state,
      fixed,
      evidence: [],
    },
    name: 'cart',
    version: '1',
    packages: [first, ...others],
    owner: undefined,
  };
}

describe('what mends a vulnerability', () => {
  test.each<[Partial<Package>, string, string]>([
    [{ type: 'deb', name: 'libssl3' }, 'debian', 'apt-get update && apt-get install --only-upgrade libssl3'],
    [{ type: 'apk', name: 'busybox' }, 'alpine', 'apk upgrade --no-cache busybox'],
    [{ type: 'rpm', name: 'openssl-libs' }, 'almalinux', 'dnf upgrade openssl-libs'],
    [{ type: 'rpm', name: 'openssl-libs' }, 'sles', 'zypper update openssl-libs'],
    [{ type: 'npm', namespace: '@shop', name: 'cart' }, '', 'npm install @shop/cart@2.0.1'],
    [{ type: 'pypi', name: 'urllib3' }, '', "pip install 'urllib3>=2.0.1'"],
    [{ type: 'golang', namespace: 'golang.org/x', name: 'net' }, '', 'go get golang.org/x/net@v2.0.1'],
    [{ type: 'golang', name: 'stdlib' }, '', 'go get go@2.0.1'],
    [{ type: 'cargo', name: 'time' }, '', 'cargo update --package time --precise 2.0.1'],
    [{ type: 'gem', name: 'rack' }, '', 'gem install rack --version 2.0.1'],
    [{ type: 'composer', namespace: 'symfony', name: 'http' }, '', 'composer require symfony/http:^2.0.1'],
    [{ type: 'nuget', name: 'Newtonsoft.Json' }, '', 'dotnet add package Newtonsoft.Json --version 2.0.1'],
  ])('of %j on "%s" is a command', (each, distribution, command) => {
    expect(remedyOf(row([each], '2.0.1'), distribution)).toContain(`\`${command}\``);
  });

  test('is told in words where no command is known', () => {
    expect(remedyOf(row([{ type: 'maven', namespace: 'org.shop', name: 'cart' }], '2'), '')).toBe(
      'Update org.shop:cart to 2, or build the image anew on a newer base.',
    );
  });

  test.each(['x; rm -rf /', '$(reboot)', 'a`b`', '-o', "it's", 'a\nb'])('is never a command with %j in it', (name) => {
    expect(remedyOf(row([{ name }], '2'), 'debian')).not.toContain('apt-get');
    expect(remedyOf(row([{ type: 'npm', name: 'cart' }], name), '')).not.toContain('npm install');
  });

  test('names every package, and none where there are too many', () => {
    expect(remedyOf(row([{ name: 'libssl3' }, { name: 'openssl' }], '2'), 'debian')).toContain('libssl3 openssl`');
    const [first = {}, ...others] = Array.from({ length: 21 }, (_, index) => ({ name: `part-${index}` }));
    expect(remedyOf(row([first, ...others], '2'), 'debian')).toContain('`apt-get update && apt-get upgrade`');
  });

  test('without a fix or a certain answer is no update', () => {
    expect(remedyOf(row([{}], undefined), 'debian')).toContain('accept it with an exception until a fix ships');
    expect(remedyOf(row([{}], '2', 'unknown'), 'debian')).toContain('Compare the versions by hand');
  });
});
