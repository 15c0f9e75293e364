import { describe, expect, test } from 'vitest';
import type { Distribution } from '../../core/distribution.ts';
import { alpineStreams } from './alpine.ts';
import { redHatStreams, unknownContentSets } from './red-hat.ts';
import type { AdvisoryStream } from './stream.ts';
import { ubuntuStreams } from './ubuntu.ts';

function distribution(version: string, repositories: readonly string[], cpe = ''): Distribution {
  return { id: '', like: [], version, codename: '', prettyName: '', cpe, variant: '', repositories };
}

function told(streams: readonly AdvisoryStream[]): readonly string[] {
  return streams.map(({ ecosystem, rank, takes, minor }) =>
    [ecosystem, rank, takes, minor].filter((each) => each !== undefined).join(' '),
  );
}

const at = (release: string, repository = 'main') => `https://dl-cdn.alpinelinux.org/alpine/${release}/${repository}`;

const of = (major: string, ...names: readonly string[]) =>
  names.map((name) => `Red Hat:enterprise_linux:${major}::${name}`);

describe('Alpine', () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    ['its release', '3.19.1', [], ['Alpine:v3.19']],
    ['its own repositories', '3.19.1', [at('v3.19'), at('v3.19', 'community')], ['Alpine:v3.19']],
    ['edge beside', '3.19.1', [at('v3.19'), at('edge', 'testing')], ['Alpine:v3.19', 'Alpine:edge last']],
    ['edge alone', '3.19.1', [at('edge')], ['Alpine:edge', 'Alpine:v3.19 last']],
    ['a later release alone', '3.19.1', [at('v3.20')], ['Alpine:v3.20', 'Alpine:v3.19 last']],
    ['edge', '3.21.0_alpha20240807', [at('edge'), at('edge', 'community')], ['Alpine:edge']],
    ['a mirror without releases', '3.19.1', ['https://mirror.example/packages'], ['Alpine:v3.19']],
  ])('with %s', (_, version, repositories, expected) => {
    expect(told(alpineStreams(distribution(version, repositories)))).toEqual(expected);
  });
});

describe('Ubuntu', () => {
  test.each<[string, string, readonly string[], string, readonly string[]]>([
    ['without Pro', '18.04', [], '1.0-1', ['Ubuntu:18.04:LTS', 'Ubuntu:Pro:18.04:LTS yielding Ubuntu Pro']],
    ['with Pro', '18.04', ['esm-infra'], '1.0-1', ['Ubuntu:Pro:18.04:LTS', 'Ubuntu:18.04:LTS yielding']],
    ['a package of Pro', '14.04', [], '2.19-0ubuntu6.15+esm4', ['Ubuntu:Pro:14.04:LTS', 'Ubuntu:14.04:LTS yielding']],
    [
      'certified modules',
      '20.04',
      ['esm-infra', 'fips-updates', 'livepatch'],
      '1.0-1',
      ['Ubuntu:Pro:20.04:LTS', 'Ubuntu:Pro:FIPS-updates:20.04:LTS', 'Ubuntu:20.04:LTS yielding'],
    ],
    ['a release without long support', '23.10', [], '1.0-1', ['Ubuntu:23.10']],
  ])('%s', (_, version, repositories, installed, expected) => {
    expect(told(ubuntuStreams(distribution(version, repositories), installed))).toEqual(expected);
  });
});

test('content sets whose advisories are not known are told, and those that have none are not', () => {
  const repositories = [
    'rhel-9-for-x86_64-baseos-rpms',
    'rhel-9-for-x86_64-baseos-source-rpms',
    'rhel-8-for-x86_64-appstream-eus-debug-rpms__8_DOT_6',
    'rhel-9-for-x86_64-isos',
    'homemade-1-for-rhel-9-x86_64-rpms',
  ];
  const rhel = { ...distribution('9.4', repositories), id: 'rhel' };
  expect(unknownContentSets(rhel)).toEqual(['homemade-1-for-rhel-9-x86_64-rpms']);
  expect(unknownContentSets({ ...rhel, id: 'almalinux' })).toEqual([]);
});

describe('Red Hat', () => {
  const DEFAULT = ['baseos', 'appstream', 'crb'];

  test.each<[string, string, readonly string[], string, readonly string[]]>([
    ['nothing told', '9.4', [], '', of('9', ...DEFAULT)],
    ['the CPE of os-release', '9.4', [], 'cpe:/o:redhat:enterprise_linux:9::baseos', of('9', ...DEFAULT)],
    [
      'a CPE without a repository',
      '7.9',
      [],
      'cpe:/o:redhat:enterprise_linux:7.9:GA:server',
      of('7', 'server', 'client', 'workstation'),
    ],
    [
      'content sets of the system',
      '9.4',
      ['rhel-9-for-x86_64-baseos-rpms', 'ubi-9-for-aarch64-appstream-rpms', 'rhel-9-for-x86_64-nfv-rpms'],
      '',
      of('9', ...DEFAULT, 'nfv'),
    ],
    ['the builder', '9.4', ['codeready-builder-for-rhel-9-x86_64-rpms'], '', of('9', ...DEFAULT)],
    [
      'products',
      '8.8',
      ['rhocp-4.12-for-rhel-8-x86_64-rpms', 'ansible-2.9-for-rhel-8-x86_64-rpms', 'homemade-rpms'],
      '',
      [...of('8', ...DEFAULT), 'Red Hat:openshift:4.12::el8', 'Red Hat:ansible_engine:2.9::el8'],
    ],
    [
      'extended support of a minor release',
      '8.6',
      ['rhel-8-for-x86_64-baseos-eus-rpms__8_DOT_6', 'rhel-8-for-x86_64-appstream-eus-rpms__8_DOT_6'],
      '',
      [
        'Red Hat:rhel_eus:8.6::baseos',
        'Red Hat:rhel_eus:8.6::appstream',
        ...of('8', ...DEFAULT).map((name) => `${name} yielding 6`),
      ],
    ],
    [
      'extended support whose minor release os-release tells',
      '8.4',
      ['rhel-8-for-x86_64-appstream-e4s-rpms'],
      '',
      ['Red Hat:rhel_e4s:8.4::appstream', ...of('8', ...DEFAULT).map((name) => `${name} yielding 4`)],
    ],
  ])('with %s', (_, version, repositories, cpe, expected) => {
    expect(told(redHatStreams(distribution(version, repositories, cpe)))).toEqual(expected);
  });
});
