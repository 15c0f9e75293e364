import { describe, expect, test } from 'vitest';
import type { Distribution } from '../core/distribution.ts';
import type { Package } from '../core/package.ts';
import { questionsOf } from './questions.ts';

function distribution(over: Partial<Distribution>): Distribution {
  return { id: '', like: [], version: '', codename: '', prettyName: '', cpe: '', variant: '', ...over };
}

function asked(each: Partial<Package>, of?: Partial<Distribution>): readonly string[] {
  const whole: Package = { type: 'deb', name: 'libssl3', version: '3.0.2-0', evidence: 'installed', ...each };
  return questionsOf(whole, of === undefined ? undefined : distribution(of)).map(
    ({ ecosystem, rank, name, version }) => `${ecosystem} ${name} ${version}${rank === undefined ? '' : ` ${rank}`}`,
  );
}

const SSL: Partial<Package> = { source: { name: 'openssl', version: '3.0.2-1' } };

describe('a package of a distribution', () => {
  test.each<[Partial<Distribution>, Partial<Package>, readonly string[]]>([
    [{ id: 'debian', version: '12' }, SSL, ['Debian:12 openssl 3.0.2-1']],
    [{ id: 'debian', version: '12.5' }, {}, ['Debian:12 libssl3 3.0.2-0']],
    [{ id: 'debian', version: '6.0.10' }, SSL, ['Debian:6.0 openssl 3.0.2-1']],
    [{ id: 'debian' }, SSL, ['Debian:sid openssl 3.0.2-1']],
    [{ id: 'debian', codename: 'trixie' }, SSL, ['Debian:13 openssl 3.0.2-1', 'Debian:sid openssl 3.0.2-1 last']],
    [{ id: 'chainguard' }, { type: 'apk' }, ['Chainguard libssl3 3.0.2-0', 'Wolfi libssl3 3.0.2-0 last']],
    [
      { id: 'ubuntu', version: '22.04' },
      SSL,
      ['Ubuntu:22.04:LTS openssl 3.0.2-1', 'Ubuntu:Pro:22.04:LTS openssl 3.0.2-1 yielding'],
    ],
    [{ id: 'ubuntu', version: '23.04' }, SSL, ['Ubuntu:23.04 openssl 3.0.2-1']],
    [{ id: 'ubuntu', version: '24.10' }, SSL, ['Ubuntu:24.10 openssl 3.0.2-1']],
    [{ id: 'alpine', version: '3.19.1' }, { type: 'apk', ...SSL }, ['Alpine:v3.19 openssl 3.0.2-1']],
    [{ id: 'alpine', version: '3.20_alpha20240329' }, { type: 'apk', ...SSL }, ['Alpine:edge openssl 3.0.2-1']],
    [{ id: 'wolfi', version: '20230201' }, { type: 'apk', ...SSL }, ['Wolfi libssl3 3.0.2-0', 'Wolfi openssl 3.0.2-1']],
    [
      { id: 'almalinux', version: '9.3' },
      { type: 'rpm', ...SSL },
      ['AlmaLinux:9 libssl3 3.0.2-0', 'AlmaLinux:9 openssl 3.0.2-1'],
    ],
    [
      { id: 'rhel', version: '9.4' },
      { type: 'rpm' },
      ['baseos', 'appstream', 'crb'].map((stream) => `Red Hat:enterprise_linux:9::${stream} libssl3 3.0.2-0`),
    ],
    [
      { id: 'centos', version: '8', cpe: 'cpe:/o:centos:centos:8' },
      { type: 'rpm' },
      ['baseos', 'appstream', 'crb'].map((stream) => `Red Hat:enterprise_linux:8::${stream} libssl3 3.0.2-0`),
    ],
    [
      { id: 'sles', version: '12.5' },
      { type: 'rpm', ...SSL },
      [
        'SUSE:Linux Enterprise Server 12 SP5 openssl 3.0.2-1',
        'SUSE:Linux Enterprise Server 12 SP5-LTSS openssl 3.0.2-1 yielding',
      ],
    ],
    [{ id: 'sles', version: '16.0' }, { type: 'rpm', ...SSL }, ['SUSE:Linux Enterprise Server 16.0 openssl 3.0.2-1']],
    [{ id: 'sle-micro', version: '5.5' }, { type: 'rpm', ...SSL }, ['SUSE:Linux Enterprise Micro 5.5 openssl 3.0.2-1']],
    [{ id: 'opensuse-leap', version: '15.5' }, { type: 'rpm', ...SSL }, ['openSUSE:Leap 15.5 openssl 3.0.2-1']],
    [
      { id: 'openeuler', version: '24.03', prettyName: 'openEuler 24.03 (LTS-SP1)' },
      { type: 'rpm', ...SSL },
      ['openEuler:24.03-LTS-SP1 openssl 3.0.2-1'],
    ],
    [{ id: 'mariner', version: '2.0' }, { type: 'rpm', ...SSL }, ['Azure Linux:2 openssl 3.0.2-1']],
    [{ id: 'homemade', version: '1' }, SSL, []],
    [
      { id: 'debian', version: '11' },
      { version: '5.10.46-4', source: { name: 'linux-signed-amd64', version: '5.10.46+4' } },
      ['Debian:11 linux 5.10.46-4'],
    ],
    [
      { id: 'ubuntu', version: '19.10' },
      { version: '5.3.0-18.19', source: { name: 'linux-signed', version: '5.3.0-18.19' } },
      ['Ubuntu:19.10 linux 5.3.0-18.19'],
    ],
    [
      { id: 'ubuntu', version: '19.10' },
      { version: '5.4.0-1.1', source: { name: 'linux-signed-hwe-5.4', version: '5.4.0-1.1' } },
      ['Ubuntu:19.10 linux-hwe-5.4 5.4.0-1.1'],
    ],
  ])('of %j is looked up by its advisories', (of, each, expected) => {
    expect(asked(each, of)).toEqual(expected);
  });

  test('of SUSE Linux Enterprise 15 is looked up by the modules that ship packages, and by the edition', () => {
    const each = { type: 'rpm', ...SSL } as const;
    const server = asked(each, { id: 'sles', version: '15.5' });
    expect(server[0]).toBe('SUSE:Linux Enterprise Module for Basesystem 15 SP5 openssl 3.0.2-1');
    expect(server).toContain('SUSE:Linux Enterprise Module for Server Applications 15 SP5 openssl 3.0.2-1');
    expect(server).toContain('SUSE:Linux Enterprise Server 15 SP5 openssl 3.0.2-1');
    expect(server.at(-1)).toBe('SUSE:Linux Enterprise Server 15 SP5-LTSS openssl 3.0.2-1 yielding');
    expect(asked(each, { id: 'sled', version: '15' })).toContain('SUSE:Linux Enterprise Desktop 15 openssl 3.0.2-1');
  });

  test('is looked up without its epoch where a program tells of it', () => {
    const each = { type: 'rpm', name: 'bash', version: '5.2-1', evidence: 'built-in' } as const;
    const epochs = (more: Partial<Package>): readonly (true | undefined)[] =>
      questionsOf({ ...each, ...more }, distribution({ id: 'mariner', version: '2.0' })).map(
        ({ isEpochUntold }) => isEpochUntold,
      );
    expect(epochs({})).toEqual([true]);
    expect(epochs({ evidence: 'installed' })).toEqual([undefined]);
  });

  test('without a known distribution is not looked up', () => {
    expect(asked(SSL)).toEqual([]);
  });
});

test.each<[Partial<Package>, string]>([
  [{ type: 'npm', namespace: '@babel', name: 'core' }, 'npm @babel/core 1'],
  [{ type: 'npm', name: 'lodash' }, 'npm lodash 1'],
  [{ type: 'golang', namespace: 'github.com/Azure', name: 'go-autorest' }, 'Go github.com/Azure/go-autorest 1'],
  [{ type: 'golang', name: 'stdlib' }, 'Go stdlib 1'],
  [{ type: 'maven', namespace: 'org.apache', name: 'log4j' }, 'Maven org.apache:log4j 1'],
  [{ type: 'composer', namespace: 'Symfony', name: 'Yaml' }, 'Packagist symfony/yaml 1'],
  [{ type: 'pypi', name: 'Zope.Interface_x' }, 'PyPI zope-interface-x 1'],
  [{ type: 'nuget', name: 'Newtonsoft.Json' }, 'NuGet newtonsoft.json 1'],
  [{ type: 'cargo', name: 'time' }, 'crates.io time 1'],
  [{ type: 'gem', name: 'rails' }, 'RubyGems rails 1'],
  [{ type: 'gem', name: 'rails', version: '1-x86_64-linux' }, 'RubyGems rails 1'],
  [{ type: 'gem', name: 'rails', version: '1-java' }, 'RubyGems rails 1'],
  [{ type: 'gem', name: 'rails', version: '1.0-rc1' }, 'RubyGems rails 1.0-rc1'],
  [{ type: 'golang', name: 'stdlib', version: 'go1.19.8 X:boringcrypto' }, 'Go stdlib go1.19.8'],
  [{ type: 'swift', namespace: 'github.com/Apple', name: 'swift-nio' }, 'SwiftURL github.com/apple/swift-nio 1'],
])('%j is looked up whatever the distribution', (each, expected) => {
  expect(asked({ version: '1', ...each })).toEqual([expected]);
});

test('modules of Drupal are looked up in its own repository, too', () => {
  expect(asked({ type: 'composer', namespace: 'Drupal', name: 'webform', version: '6.0.0' })).toEqual([
    'Packagist drupal/webform 6.0.0',
    'Packagist:https://packages.drupal.org/8 drupal/webform 6.0.0',
  ]);
});
