import { expect, test } from 'vitest';
import { memorySource } from '../../formats/byte-source.ts';
import type { Advisory } from '../advisory.ts';
import { KeptSeverities } from './kept-severities.ts';
import { Shard } from './read-shard.ts';
import { severityShard, sourceOfSeverities } from './shard-kind.ts';
import { placeOfSharedName } from './shared-name.ts';
import { ShardWriter } from './write-shard.ts';

const HIGH = { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H' };
const LOW = { type: 'CVSS_V3', score: 'CVSS:3.1/AV:L/AC:H/PR:L/UI:R/S:U/C:L/I:N/A:N' };

function advisory(id: string, over: Partial<Advisory>): Advisory {
  const entry = { ecosystem: 'npm', name: 'x', ranges: [], versions: [], severity: [], specific: {} };
  return {
    id,
    aliases: [],
    upstream: [],
    related: [],
    withdrawn: undefined,
    modified: '',
    published: undefined,
    summary: undefined,
    severity: [HIGH],
    rated: undefined,
    affected: [entry],
    ...over,
  };
}

/** The severity of each name, as `high 7.5 by CVSS 3.1`. */
async function told(advisories: readonly Advisory[], ...names: readonly string[]): Promise<readonly string[]> {
  const writer = new ShardWriter('npm');
  for (const each of advisories) writer.add(each);
  const bytes = new Map(writer.shards()).get(severityShard('npm'));
  if (bytes === undefined) return [];
  const severities = await KeptSeverities.read(await Shard.open(memorySource(bytes)));
  const answers: string[] = [];
  for (const name of names) {
    const judgement = await severities.of(placeOfSharedName(name));
    if (judgement === undefined) continue;
    const { severity, score, by } = judgement;
    answers.push(`${name} ${severity} ${score} by ${by}`);
  }
  return answers;
}

test('a source keeps how severe flaws are by the names that others know too', async () => {
  const advisories = [
    advisory('GHSA-a', { aliases: ['CVE-2024-0001', 'SNYK-1'] }),
    advisory('GHSA-b', { aliases: ['CVE-2024-0002'], severity: [LOW] }),
  ];
  expect(await told(advisories, 'GHSA-a', 'CVE-2024-0001', 'CVE-2024-0002', 'SNYK-1', 'CVE-2024-0003')).toEqual([
    'GHSA-a high 7.5 by CVSS 3.1',
    'CVE-2024-0001 high 7.5 by CVSS 3.1',
    'CVE-2024-0002 low 2.2 by CVSS 3.1',
  ]);
});

test('the worse of two counts, whichever came first', async () => {
  const both = [
    advisory('A', { aliases: ['CVE-2024-0001'], severity: [LOW] }),
    advisory('B', { aliases: ['CVE-2024-0001'] }),
  ];
  expect(await told(both, 'CVE-2024-0001')).toEqual(['CVE-2024-0001 high 7.5 by CVSS 3.1']);
  expect(await told(both.toReversed(), 'CVE-2024-0001')).toEqual(['CVE-2024-0001 high 7.5 by CVSS 3.1']);
});

test('nothing is kept of one that was taken back, has no vector, or does not say which of its flaws is so severe', async () => {
  const advisories = [
    advisory('A', { aliases: ['CVE-2024-0001'], withdrawn: '2024-01-01T00:00:00Z' }),
    advisory('B', { aliases: ['CVE-2024-0002'], severity: [{ type: 'CVSS_V3', score: 'high' }] }),
    advisory('RHSA-2024:1', { upstream: ['CVE-2024-0003', 'CVE-2024-0004'] }),
  ];
  expect(await told(advisories, 'CVE-2024-0001', 'CVE-2024-0002', 'CVE-2024-0003')).toEqual([]);
});

test('a shard of severities is known by its name', () => {
  expect(sourceOfSeverities(severityShard('npm'))).toBe('npm');
  expect(sourceOfSeverities('Debian:12')).toBeUndefined();
});
