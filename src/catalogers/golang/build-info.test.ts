import { expect, test } from 'vitest';
import { writeElf } from '../../../test/formats/write-elf.ts';
import { writeFat, writeMachO, writePe } from '../../../test/formats/write-executables.ts';
import { inlineBuildInfo, writePointedBuildInfo } from '../../../test/formats/write-go-build-info.ts';
import { catalogText } from '../testing/catalog-text.ts';
import { golangBuildInfo } from './build-info.ts';

const MODULES = [
  'path\texample.com/tool/cmd/tool',
  'mod\texample.com/tool\t(devel)\t',
  'dep\tgithub.com/pkg/errors\tv0.9.1\th1:ZGVm=',
  'dep\tgolang.org/x/net\tv0.1.0',
  '=>\texample.com/fork/net\tv0.2.0\th1:Z2hp=',
  'dep\texample.com/library\tv1.2.3',
  '=>\t../library\t(devel)\t',
  'build\t-ldflags="-s -w -X main.version=1.4.0"',
  'build\tCGO_ENABLED=0',
  'build\tvcs.revision=0123abcd',
  '',
].join('\n');

const PACKAGES = [
  {
    namespace: 'example.com',
    name: 'tool',
    version: '1.4.0',
    details: { main: 'example.com/tool/cmd/tool', CGO_ENABLED: '0', 'vcs.revision': '0123abcd' },
  },
  { namespace: 'github.com/pkg', name: 'errors', version: 'v0.9.1' },
  { namespace: 'example.com/fork', name: 'net', version: 'v0.2.0', details: { replaces: 'golang.org/x/net@v0.1.0' } },
  { namespace: 'example.com', name: 'library', version: 'v1.2.3', details: { replacedBy: '../library' } },
  { name: 'stdlib', version: '1.22.3', details: { go: 'go1.22.3' } },
].map((each) => ({ kind: 'package', package: { type: 'golang', evidence: 'built-in', ...each } }));

const DATA = { name: '.go.buildinfo', data: inlineBuildInfo('go1.22.3', MODULES), address: 0x1000, isWritable: true };

test.each([
  ['Linux', writeElf([DATA])],
  ['Linux, by a compiler before Go 1.18', writePointedBuildInfo('go1.22.3', MODULES)],
  ['Windows', writePe([{ ...DATA, name: '.data' }])],
  ['macOS', writeMachO([{ ...DATA, name: '__go_buildinfo' }])],
])('a program for %s tells its modules and the standard library, with the place', async (_, bytes) => {
  const items = await catalogText(golangBuildInfo, 'usr/bin/tool', bytes);
  expect(items).toMatchObject(PACKAGES);
  expect(items).toHaveLength(PACKAGES.length);
  expect(items.every((item) => item.kind === 'package' && item.offset !== undefined)).toBe(true);
});

test('other programs tell nothing', async () => {
  expect(await catalogText(golangBuildInfo, 'usr/bin/tool', writeElf([{ ...DATA, name: '.data' }]))).toEqual([]);
});

test('what cannot be read is told, and the rest found', async () => {
  const part = writeMachO([{ ...DATA, name: '__go_buildinfo' }]);
  const items = await catalogText(golangBuildInfo, 'usr/bin/tool', writeFat([part.subarray(0, 100), part]));
  expect(items[0]).toEqual({ kind: 'unknown', reason: 'it ends too early', offset: 32 });
  expect(items.slice(1)).toMatchObject(PACKAGES);
});

test('a line that is no module is told', async () => {
  const data = inlineBuildInfo('go1.22.3', 'dep\tgithub.com/pkg/errors\tv0.9.1\ndep\n');
  expect(await catalogText(golangBuildInfo, 'usr/bin/tool', writeElf([{ ...DATA, data }]))).toMatchObject([
    { package: { name: 'errors' } },
    { package: { name: 'stdlib' } },
    { kind: 'unknown', reason: 'line 2 of its Go build information is no module' },
  ]);
});
