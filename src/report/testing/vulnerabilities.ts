import type { Report } from '../../core/report.ts';
import type { FoundVulnerability } from '../../core/vulnerability.ts';
import { changed, withFindings } from './findings.ts';
import { HOSTILE_TEXTS } from './hostile.ts';
import { reportOn, SHOP } from './reports.ts';

const FLAW: FoundVulnerability = {
  id: 'CVE-2023-0286',
  names: ['CVE-2023-0286', 'DEBIAN-CVE-2023-0286'],
  state: 'affected',
  advisories: ['DEBIAN-CVE-2023-0286'],
  evidence: [],
  package: 'openssl',
  purl: 'pkg:deb/debian/openssl',
  installed: ['libssl3', 'openssl'],
  broughtBy: undefined,
  version: '3.0.7-1',
  fixed: '3.0.8-1',
  fixState: 'fixed',
  elsewhere: undefined,
  ratedBy: 'CVSS 3.1',
  score: 7.4,
  exploited: undefined,
  epss: { probability: 0.42, percentile: 0.97 },
  published: '2023-02-08',
  priority: { rank: 40, because: [] },
  layer: 1,
  path: 'var/lib/dpkg/status',
  reachability: 'unknown',
  update: { type: 'deb', names: ['libssl3', 'openssl'], distribution: 'debian' },
  note: '',
};

/** What is told of a flaw otherwise than of one in OpenSSL that an update mends. */
export type ToldFlaw = Partial<FoundVulnerability>;

/** A report whose findings are about these flaws and one other thing, with the policy's answers in turn. */
export async function reportOfFlaws(flaws: readonly ToldFlaw[]): Promise<Report> {
  const report = await reportOn([SHOP]);
  const [other, ...templates] = report.findings;
  if (other === undefined || templates.length === 0) throw new Error('too few findings');
  const findings = flaws.flatMap((flaw, index) => {
    const template = templates[index % templates.length];
    const vulnerability = { ...FLAW, ...flaw };
    const remediation = `Update ${vulnerability.package} to ${vulnerability.fixed}.`;
    return template === undefined ? [] : [changed(template, { vulnerability, remediation, fix: [], also: [] })];
  });
  return withFindings(report, [other, ...findings]);
}

/** As many flaws as an image of some age has, of every kind. */
export const HUNDRED_FLAWS: readonly ToldFlaw[] = Array.from({ length: 100 }, (_, index) => ({
  id: `CVE-2024-${1000 + index}`,
  ...(index % 4 === 0 ? { fixed: undefined, fixState: 'no-fix-yet', score: undefined } : {}),
  ...(index % 10 === 0 ? { exploited: '2024-02-01' } : {}),
  ...(index % 3 === 0 ? { epss: undefined } : {}),
  priority: { rank: 100 - index, because: [] },
}));

/** Flaws whose every text is hostile. */
export async function hostileFlawsReport(): Promise<Report> {
  return reportOfFlaws(
    HOSTILE_TEXTS.map((text) => ({
      id: text,
      advisories: [text],
      package: text,
      installed: [text],
      version: text,
      fixed: text,
      path: text,
      layer: undefined,
      update: undefined,
    })),
  );
}
