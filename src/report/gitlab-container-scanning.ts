import { VERSION } from '../core/plimsoll-version.ts';
import type { Report } from '../core/report.ts';
import type { Severity } from '../core/severity.ts';
import { safeLine } from './excerpt/safe-text.ts';
import type { ReportFormat } from './format.ts';
import {
  addressOf,
  type IdentifiedVulnerability,
  identifiedVulnerabilities,
} from './shown/identified-vulnerabilities.ts';

/** Source: https://gitlab.com/gitlab-org/security-products/security-report-schemas, dist/container-scanning-report-format.json. */
const SCHEMA_VERSION = '15.0.4';

const TOOL = { id: 'plimsoll', name: 'Plimsoll', version: VERSION, vendor: { name: 'Plimsoll' } };

const SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
  unknown: 'Unknown',
};

/** The vulnerabilities that stand, for the security pages of GitLab; what was not judged is a message of the scan. */
export const format: ReportFormat = {
  summary: 'Container Scanning report of GitLab (artifacts:reports:container_scanning): vulnerabilities alone',
  render(report, { all }) {
    const rows = identifiedVulnerabilities(report).filter(({ finding }) => all || finding.exception === undefined);
    const document = {
      version: SCHEMA_VERSION,
      scan: scanOf(report),
      vulnerabilities: rows.map(vulnerabilityOf),
      remediations: [],
    };
    return `${JSON.stringify(document, undefined, 2)}\n`;
  },
};

function scanOf({ time, incomplete, checked }: Report): Record<string, unknown> {
  const moment = time.toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length);
  return {
    type: 'container_scanning',
    analyzer: TOOL,
    scanner: TOOL,
    start_time: moment,
    end_time: moment,
    status: checked.images === 0 ? 'failure' : 'success',
    messages: incomplete.map(({ what, supply }) => ({
      level: 'warn',
      value: safeLine(`Not judged: ${what} ${supply}`),
    })),
  };
}

function vulnerabilityOf({ finding, id }: IdentifiedVulnerability): Record<string, unknown> {
  const { vulnerability: found, severity, message, remediation, subject, unit, status } = finding;
  const undecided = status === 'unknown' ? 'Undecided: ' : '';
  return {
    id,
    name: shortened(safeLine(`${found.id} in ${found.package}`), MOST_NAME),
    description: safeLine(`${undecided}${message}`),
    severity: SEVERITIES[severity],
    solution: shortened(safeLine(remediation), MOST_SOLUTION),
    identifiers: [found.id, ...found.names.filter((name) => name !== found.id)].map(identifierOf),
    links: found.advisories.map((advisory) => ({ name: safeLine(advisory), url: addressOf(advisory) })),
    location: {
      dependency: { package: { name: found.package }, version: found.version },
      operating_system: found.evidence[0]?.ecosystem ?? 'unknown',
      image: subject.image ?? unit,
    },
  };
}

/** The schema's limits, in characters. */
const MOST_NAME = 255;
const MOST_SOLUTION = 7000;

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** `cve`, `ghsa`: the beginning of the name says whose it is. */
function identifierOf(name: string): Record<string, unknown> {
  const type = /^[A-Za-z]+/.exec(name)?.[0].toLowerCase() ?? 'other';
  return { type, name, value: name, url: addressOf(name) };
}
