import { describe, expect, test } from 'vitest';
import type { Advisories } from './evidence.ts';
import { match } from './match.ts';
import type { Question } from './questions.ts';

/** The versions that mend a flaw, by stream; undefined where the stream knows none. */
type Fixes = Readonly<Record<string, Readonly<Record<string, string | undefined>>>>;

function advisories(fixes: Fixes): Advisories {
  return {
    lookUp: async (ecosystem, name) =>
      Object.entries(fixes[ecosystem] ?? {}).map(([id, fixed]) => ({
        entries: [
          {
            ecosystem,
            name,
            ranges: [
              {
                type: 'ECOSYSTEM' as const,
                events: [
                  { kind: 'introduced' as const, version: '0' },
                  ...(fixed === undefined ? [] : [{ kind: 'fixed' as const, version: fixed }]),
                ],
              },
            ],
            versions: [],
            severity: [],
            specific: {},
          },
        ],
        head: async () => ({
          id: `${ecosystem} ${id}`,
          aliases: [],
          upstream: [id],
          related: [],
          modified: '',
          judgement: { severity: 'high' as const, by: '' },
        }),
      })),
  };
}

async function told(
  fixes: Fixes,
  version: string,
  ...streams: readonly Partial<Question>[]
): Promise<readonly string[]> {
  const questions = streams.map((stream) => ({ ecosystem: '', name: 'x', version, ...stream }));
  return (await match(questions, advisories(fixes))).map(
    ({ id, fixed, elsewhere }) =>
      `${id} ${fixed ?? (elsewhere === undefined ? 'unfixed' : `${elsewhere.version} with ${elsewhere.takes}`)}`,
  );
}

describe('an image of Ubuntu without Pro', () => {
  const release = { ecosystem: 'Ubuntu:18.04:LTS' };
  const pro = { ecosystem: 'Ubuntu:Pro:18.04:LTS', rank: 'yielding' as const, takes: 'Ubuntu Pro' };

  test.each<
    [string, Record<string, string | undefined> | undefined, Record<string, string | undefined>, readonly string[]]
  >([
    ['what only Pro knows', undefined, { 'CVE-2022-1': '1.0-1+esm1' }, ['CVE-2022-1 1.0-1+esm1 with Ubuntu Pro']],
    [
      'what only Pro mends',
      { 'CVE-2022-1': undefined },
      { 'CVE-2022-1': '1.0-1+esm1' },
      ['CVE-2022-1 1.0-1+esm1 with Ubuntu Pro'],
    ],
    ['what both mend', { 'CVE-2022-1': '1.0-2' }, { 'CVE-2022-1': '1.0-1+esm1' }, ['CVE-2022-1 1.0-2']],
    ['what was mended for all', { 'CVE-2022-1': '1.0-1' }, { 'CVE-2022-1': '1.0-1+esm1' }, []],
    ['what nobody mends', undefined, { 'CVE-2022-1': undefined }, ['CVE-2022-1 unfixed']],
  ])('%s', async (_, ofRelease, ofPro, expected) => {
    const fixes = { [release.ecosystem]: ofRelease ?? {}, [pro.ecosystem]: ofPro };
    expect(await told(fixes, '1.0-1', release, pro)).toEqual(expected);
  });
});

describe('an image of Red Hat that stays at a minor release', () => {
  const extended = { ecosystem: 'Red Hat:rhel_eus:8.6::baseos' };
  const standard = { ecosystem: 'Red Hat:enterprise_linux:8::baseos', rank: 'yielding' as const, minor: 6 };

  test.each<[string, Record<string, string>, Record<string, string>, readonly string[]]>([
    ['was mended there', { 'CVE-1234-5678': '1-3.el8_6.2' }, { 'CVE-1234-5678': '1-9.el8_8' }, []],
    [
      'is mended there',
      { 'CVE-1234-5678': '1-3.el8_6.4' },
      { 'CVE-1234-5678': '1-9.el8_8' },
      ['CVE-1234-5678 1-3.el8_6.4'],
    ],
    [
      'is mended later alone',
      {},
      { 'CVE-1234-5678': '1-9.el8_8' },
      ['CVE-1234-5678 1-9.el8_8 with Red Hat Enterprise Linux 8.8'],
    ],
    ['was mended before', {}, { 'CVE-1234-5678': '1-4.el8_5' }, ['CVE-1234-5678 1-4.el8_5']],
  ])('a flaw that %s', async (_, ofExtended, ofStandard, expected) => {
    const fixes = { [extended.ecosystem]: ofExtended, [standard.ecosystem]: ofStandard };
    expect(await told(fixes, '1-3.el8_6.2', extended, standard)).toEqual(expected);
  });
});

test('a stream that is asked last is asked where the others do not know the package', async () => {
  const streams = [{ ecosystem: 'Alpine:v3.19' }, { ecosystem: 'Alpine:edge', rank: 'last' as const }];
  const edge = { 'CVE-1234-5678': '2-r0' };
  expect(await told({ 'Alpine:edge': edge }, '1-r0', ...streams)).toEqual(['CVE-1234-5678 2-r0']);
  expect(await told({ 'Alpine:edge': edge, 'Alpine:v3.19': { 'CVE-0': '1-r0' } }, '1-r0', ...streams)).toEqual([]);
});

test('a stream that is asked last is asked by every name of the package', async () => {
  const wolfi = { ecosystem: 'Wolfi', rank: 'last' as const };
  const streams = [{ ecosystem: 'Chainguard' }, { ...wolfi, name: 'libssl3' }, { ...wolfi, name: 'openssl' }];
  expect(await told({ Wolfi: { 'CVE-1234-5678': '2-r0' } }, '1-r0', ...streams)).toEqual(['CVE-1234-5678 2-r0']);
  const questions = streams.map((stream) => ({ name: 'openssl', version: '1-r0', ...stream }));
  const [found] = await match(questions, advisories({ Wolfi: { 'CVE-1234-5678': '2-r0' } }));
  expect(found?.evidence.map(({ question }) => question.name)).toEqual(['libssl3', 'openssl']);
});

test('a fix in 0 says that no version had the flaw', async () => {
  const alpine = { ecosystem: 'Alpine:v3.19' };
  expect(await told({ 'Alpine:v3.19': { 'CVE-1234-5678': '0' } }, '0_alpha1-r0', alpine)).toEqual([]);
});
