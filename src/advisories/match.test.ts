import { expect, test } from 'vitest';
import type { Affected } from './advisory.ts';
import type { AdvisoryHead } from './database/head-code.ts';
import type { Advisories } from './evidence.ts';
import { match } from './match.ts';
import type { Question } from './questions.ts';

interface Written extends Partial<AdvisoryHead> {
  readonly id: string;
  readonly fixed?: string;
}

/** Advisories for the package `x`, whatever the ecosystem. */
function advisories(...written: readonly Written[]): Advisories {
  return {
    lookUp: async (ecosystem, name) =>
      written.map(({ fixed, ...over }) => ({
        entries: [entry(ecosystem, name, fixed)],
        head: async () => ({
          aliases: [],
          upstream: [],
          related: [],
          modified: '',
          judgement: { severity: 'unknown', by: '' },
          ...over,
        }),
      })),
  };
}

function entry(ecosystem: string, name: string, fixed: string | undefined): Affected {
  const events = [
    { kind: 'introduced' as const, version: '0' },
    ...(fixed === undefined ? [] : [{ kind: 'fixed' as const, version: fixed }]),
  ];
  return { ecosystem, name, ranges: [{ type: 'ECOSYSTEM', events }], versions: [], severity: [], specific: {} };
}

async function told(known: Advisories, ecosystem = 'PyPI', version = '1'): Promise<readonly string[]> {
  const found = await match([{ ecosystem, name: 'x', version }], known);
  return found.map(({ id, state, fixed, judgement: { severity, by }, evidence }) => {
    const judged = by === '' ? severity : `${severity} by ${by}`;
    return `${id} ${state} ${fixed ?? 'unfixed'} ${judged} from ${evidence.map(({ advisory }) => advisory.id).join(', ')}`;
  });
}

test('one flaw that two databases know is told once, mended by the later of their versions', async () => {
  const known = advisories(
    { id: 'PYSEC-1', aliases: ['CVE-2024-0001'], fixed: '2.10' },
    {
      id: 'GHSA-a',
      aliases: ['CVE-2024-0001'],
      fixed: '2.9',
      judgement: { severity: 'high', by: 'CVSS 3.1', score: 7.5 },
    },
  );
  expect(await told(known)).toEqual(['CVE-2024-0001 affected 2.10 high by CVSS 3.1 from PYSEC-1, GHSA-a']);
});

test('what was mended before is not told', async () => {
  expect(await told(advisories({ id: 'A', fixed: '1' }, { id: 'B', fixed: '0.5' }))).toEqual([]);
});

test('a flaw that one database cannot place and another finds is there', async () => {
  const known = advisories(
    { id: 'A', aliases: ['CVE-2024-0001'], fixed: 'soon' },
    { id: 'B', aliases: ['CVE-2024-0001'] },
  );
  expect(await told(known)).toEqual(['CVE-2024-0001 affected unfixed unknown from A, B']);
});

test('a flaw that nobody can place is unknown, and never silent', async () => {
  expect(await told(advisories({ id: 'A', fixed: 'soon' }))).toEqual(['A unknown unfixed unknown from A']);
  expect(await told(advisories({ id: 'A', fixed: '2' }), 'Homemade')).toEqual(['A unknown unfixed unknown from A']);
});

test('an update that mends several flaws is evidence for each', async () => {
  const known = advisories({
    id: 'ALSA-2024:1',
    related: ['CVE-2024-0001', 'CVE-2024-0002'],
    fixed: '2-1.el9',
    judgement: { severity: 'high', by: 'AlmaLinux' },
  });
  expect(await told(known, 'AlmaLinux:9', '1-1.el9')).toEqual([
    'CVE-2024-0001 affected 2-1.el9 high by AlmaLinux from ALSA-2024:1',
    'CVE-2024-0002 affected 2-1.el9 high by AlmaLinux from ALSA-2024:1',
  ]);
});

test('the name of a source RPM has no epoch: it is compared without one', async () => {
  const question = { ecosystem: 'AlmaLinux:8', name: 'x', version: '5.26.3-422.el8', isEpochUntold: true as const };
  const known = advisories(
    { id: 'ALSA-2024:1', fixed: '4:5.26.3-421.el8' },
    { id: 'ALSA-2024:2', fixed: '4:5.26.3-423.el8' },
  );
  expect((await match([question], known)).map(({ id }) => id)).toEqual(['ALSA-2024:2']);
});

test('a package whose module nobody names may be what an advisory of a module is about, and that is said', async () => {
  const fixed = '1:18.2-1.module_el8.7.0+1+a';
  const lookUp: Advisories['lookUp'] = async (ecosystem, name) => [
    {
      entries: [{ ...entry(ecosystem, name, fixed), modules: ['nodejs:18'] }],
      head: async () => ({
        id: 'ALSA-1',
        aliases: [],
        upstream: [],
        related: [],
        modified: '',
        judgement: { severity: 'high', by: 'AlmaLinux' },
      }),
    },
  ];
  const asked = { ecosystem: 'AlmaLinux:8', name: 'x', version: '1:18.1-1.module_el8.7.0+1+a' };
  const doubts = async (module: Question['module']) =>
    (await match([{ ...asked, ...(module === undefined ? {} : { module }) }], { lookUp })).map(
      ({ evidence }) => evidence[0]?.doubt,
    );
  expect(await doubts({ stream: 'nodejs:18' })).toEqual(['']);
  expect(await doubts({ stream: 'nodejs:20' })).toEqual([]);
  expect(await doubts('unnamed')).toEqual([
    'The advisory of AlmaLinux is about the module nodejs:18, and nothing tells the module of x.',
  ]);
});
