import { expect, test } from 'vitest';
import type { Advisory, Affected } from './advisory.ts';
import { EntryJudge, type Judgement } from './severity.ts';

const HIGH = { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N' };
const CRITICAL = { type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' };
const NEWER = { type: 'CVSS_V4', score: 'CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N' };

const UNTOLD: Advisory = {
  id: 'X',
  aliases: [],
  upstream: [],
  related: [],
  withdrawn: undefined,
  modified: '',
  published: undefined,
  summary: undefined,
  severity: [],
  rated: undefined,
  affected: [],
};

function entry(ecosystem: string, told: Partial<Affected>): Affected {
  return { ecosystem, name: 'x', ranges: [], versions: [], severity: [], specific: {}, ...told };
}

function judge(ecosystem: string, advisory: Partial<Advisory>, affected: Partial<Affected> = {}): string {
  const judgement: Judgement = new EntryJudge().severityOf({ ...UNTOLD, ...advisory }, entry(ecosystem, affected));
  return `${judgement.severity} by ${judgement.by}${judgement.score === undefined ? '' : ` ${judgement.score}`}`;
}

test.each<[string, Partial<Advisory>, Partial<Affected>, string]>([
  ['Ubuntu:22.04:LTS', { severity: [{ type: 'Ubuntu', score: 'negligible' }, HIGH] }, {}, 'info by Ubuntu'],
  ['Ubuntu:22.04:LTS', { severity: [HIGH] }, { specific: { priority: 'medium' } }, 'medium by Ubuntu'],
  ['Debian:12', { severity: [HIGH] }, { specific: { urgency: 'unimportant' } }, 'info by Debian'],
  ['Debian:12', { severity: [HIGH] }, { specific: { urgency: 'low**' } }, 'low by Debian'],
  ['Debian:12', { severity: [HIGH] }, { specific: { urgency: 'not yet assigned' } }, 'high by CVSS 3.1 7.5'],
  ['AlmaLinux:9', { summary: 'Important: kernel security update' }, {}, 'high by AlmaLinux'],
  ['AlmaLinux:9', { summary: 'krb5 bug fix and enhancement update' }, {}, 'unknown by '],
  ['AlmaLinux:9', { id: 'ALBA-2021:4378', summary: 'krb5 update' }, {}, 'info by AlmaLinux, as no security update'],
  ['AlmaLinux:9', { id: 'ALBA-2021:4378', related: ['CVE-2021-36222'] }, {}, 'unknown by '],
  ['AlmaLinux:9', { id: 'ALSA-2021:4378', summary: 'krb5 update' }, {}, 'unknown by '],
  ['SUSE:Linux Enterprise Server 15', { id: 'SUSE-RU-2024:1-1' }, {}, 'info by SUSE, as no security update'],
  ['npm', { id: 'RHBA-1' }, {}, 'unknown by '],
  ['npm', { summary: 'Low: bandwidth attack', rated: 'MODERATE' }, {}, 'medium by the database'],
  ['npm', { severity: [HIGH, CRITICAL], rated: 'LOW' }, {}, 'critical by CVSS 3.1 9.8'],
  ['npm', { severity: [CRITICAL, NEWER] }, {}, 'high by CVSS 4.0 7.3'],
  ['npm', { severity: [{ type: 'CVSS_V3', score: 'damaged' }], rated: 'HIGH' }, {}, 'high by the database'],
  ['Bitnami', { severity: [] }, { severity: [HIGH] }, 'high by CVSS 3.1 7.5'],
  ['Go', {}, {}, 'unknown by '],
  ['PyPI', { severity: [{ type: 'CVSS_V2', score: 'AV:N/AC:L/Au:N/C:C/I:C/A:C' }] }, {}, 'high by CVSS 2.0 10'],
])('%s %j %j: %s', (ecosystem, advisory, affected, expected) => {
  expect(judge(ecosystem, advisory, affected)).toBe(expected);
});

test('entries that are judged one after another are judged as each alone', () => {
  const advisory = { ...UNTOLD, severity: [{ type: 'CVSS_V2', score: 'AV:N/AC:L/Au:N/C:N/I:N/A:P' }] };
  const told: readonly Partial<Affected>[] = [
    {},
    { specific: { urgency: 'low' } },
    { specific: { priority: 'high' } },
    { specific: { severity: 'critical' } },
    { severity: [CRITICAL] },
    { severity: [HIGH] },
  ];
  const entries = ['Debian:12', 'Debian:13', 'AlmaLinux:9', 'npm'].flatMap((name) =>
    told.map((each) => entry(name, each)),
  );
  const alone = entries.map((each) => new EntryJudge().severityOf(advisory, each));
  for (const [place, first] of entries.entries()) {
    const judges = new EntryJudge();
    judges.severityOf(advisory, first);
    expect(
      entries.map((each) => judges.severityOf(advisory, each)),
      `after ${place}`,
    ).toEqual(alone);
    for (const [index, each] of entries.entries()) {
      judges.severityOf(advisory, first);
      expect(judges.severityOf(advisory, each), `${index} after ${place}`).toEqual(alone[index]);
    }
    expect(judges.severityOf({ ...advisory, severity: [] }, entry('npm', {})).severity).toBe('unknown');
  }
});
