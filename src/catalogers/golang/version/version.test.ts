import { describe, expect, test } from 'vitest';
import { standardLibraryVersion } from './go-release.ts';
import { linkedVariables } from './linker-flags.ts';
import { mainVersionOf } from './main-version.ts';

test.each([
  ['go1.22.3', '1.22.3'],
  ['go1.21', '1.21.0'],
  ['go1.22rc1', '1.22.0-rc.1'],
  ['go1.18beta2', '1.18.0-beta.2'],
  ['go1.26.5 (Red Hat 1.26.5-1.el9)', '1.26.5'],
  ['go1.22.3 X:boringcrypto', '1.22.3'],
  ['go1.24.4-X:nocoverageredesign', '1.24.4'],
  ['go1.20.6+vendor', '1.20.6'],
  ['devel go1.23-af5ddf8 Tue Jan 2', ''],
  ['go', ''],
])('the standard library of %s is %j', (written, expected) => {
  expect(standardLibraryVersion(written)).toBe(expected);
});

describe('linker flags', () => {
  test.each([
    ['-s -w', []],
    ['-s -w -X main.version=1.2.3', ['main.version=1.2.3']],
    ['-X=main.version=1.2.3 -X main.commit=abc', ['main.version=1.2.3', 'main.commit=abc']],
    [`-X 'main.version=1.2.3' -X "main.name=b"`, ['main.version=1.2.3', 'main.name=b']],
    [`'-X main.version=1.2.3' "-X=main.name=b"`, ['main.version=1.2.3', 'main.name=b']],
    ['--X main.a=b=c', ['main.a=b=c']],
    ['-X', []],
    ['-extldflags "-static -X" -X', []],
  ])('%s set variables', (flags, expected) => {
    expect(linkedVariables(flags).map(({ name, value }) => `${name}=${value}`)).toEqual(expected);
  });
});

describe('the version of the main module', () => {
  const PSEUDO = 'v0.0.0-20240102150405-abcdef123456';

  test.each<[string, string, string, string]>([
    ['is the one that was released', 'v1.4.0', '-X main.version=9.9.9', 'v1.4.0'],
    ['is the one of a first candidate', 'v1.4.0-rc.1', '', 'v1.4.0-rc.1'],
    ['is the one of the linker otherwise', '(devel)', '-X main.version=1.4.0', '1.4.0'],
    ['is the one of the linker before that of a commit', PSEUDO, '-X main.version=v1.4.0', 'v1.4.0'],
    ['is that of a commit otherwise', PSEUDO, '-X main.version=dev', PSEUDO],
    [
      'is that of a commit after a release',
      'v1.4.1-0.20240102150405-abcdef123456+dirty',
      '',
      'v1.4.1-0.20240102150405-abcdef123456+dirty',
    ],
    ['is none where nothing tells it', '(devel)', '', ''],
    [
      'is that of its command first',
      '(devel)',
      '-X example.com/tool/cmd/app.Version=1.0.0 -X main.version=2.0.0',
      '1.0.0',
    ],
    [
      'is that of a telling package',
      '(devel)',
      '-X example.com/other/lib.version=1.0.0 -X example.com/tool/Version.ver=2.0.0',
      '2.0.0',
    ],
    ['is that of any package otherwise', '(devel)', '-X example.com/tool/build.Version=1.0.0', '1.0.0'],
    ['is none where two do not agree', '(devel)', '-X main.version=1.0.0 -X cmd.version=2.0.0', ''],
    ['is one on which two agree', '(devel)', '-X main.version=1.0.0 -X cmd.version=1.0.0', '1.0.0'],
    ['is no other variable', '(devel)', '-X main.goVersionOf=1.0.0 -X main.conversion=2.0.0', ''],
  ])('%s', (_, version, flags, expected) => {
    const main = { path: 'example.com/tool', version, sum: '' };
    expect(mainVersionOf({ main, settings: new Map([['-ldflags', flags]]) })).toBe(expected);
  });
});
