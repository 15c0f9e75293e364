import { expect, test } from 'vitest';
import { writeElf } from '../../../test/formats/write-elf.ts';
import { inlineBuildInfo } from '../../../test/formats/write-go-build-info.ts';
import { goFunctions } from '../../../test/formats/write-go-functions.ts';
import { NameSet } from '../../formats/name-set.ts';
import { catalogText } from '../testing/catalog-text.ts';
import { golangFunctions } from './functions.ts';

const MODULES = 'path\texample.com/tool/cmd/tool\nmod\texample.com/tool\t(devel)\t\n';
const DATA = { name: '.go.buildinfo', data: inlineBuildInfo('go1.22.3', MODULES), address: 0x1000, isWritable: true };

test('the functions of a program are told as advisories name them', async () => {
  const table = goFunctions(['main.run', 'golang.org/x/net/http2.(*Server).ServeConn', 'type:.eq.[2]string']);
  const items = await catalogText(
    golangFunctions,
    'usr/bin/tool',
    writeElf([DATA, { name: '.gopclntab', data: table }]),
  );
  const names = items.flatMap((item) => (item.kind === 'functions' ? [NameSet.decode(item.names)] : []));
  expect(names).toHaveLength(1);
  const wanted = [
    'golang.org/x/net/http2.Server.ServeConn',
    'example.com/tool/cmd/tool.run',
    'golang.org/x/net/http2.',
  ];
  expect(wanted.filter((name) => names[0]?.has(name) === true)).toEqual(wanted);
  expect(names[0]?.has('golang.org/x/net/http2.Transport.RoundTrip')).toBe(false);
});

test('a program without a list of its functions tells nothing', async () => {
  expect(await catalogText(golangFunctions, 'usr/bin/tool', writeElf([DATA]))).toEqual([]);
});
