import type { FindingDocument, ReportDocument } from '../../contract/report.ts';
import { problemOf, UserError } from '../../core/errors.ts';
import type { Files } from '../../core/ports.ts';
import { readReport } from '../against/earlier-report.ts';
import { commandErrors } from '../errors.ts';
import type { ToldDetails } from './told-details.ts';
import { traceLines } from './trace.ts';

/** Which finding is asked for: the beginning of its id, or a name of its vulnerability, in the JSON report of a run. */
interface AskedFinding {
  readonly name: string;
  readonly path: string;
  readonly files: Files;
  readonly width: number;
  /** What the advisories of findings tell people. */
  readonly tellDetails: (findings: readonly FindingDocument[]) => Promise<ToldDetails>;
}

/** How many findings are traced at once: a flaw may be in many packages. */
const MOST = 20;

/** The traces of the findings of a report that a name means, as text. */
export async function explainFindings({ name, path, files, width, tellDetails }: AskedFinding): Promise<string> {
  const report = await readReport(files, path);
  const found = findingsNamed(name, report);
  if (found.length === 0) throw new UserError(problemOf(commandErrors, 'PL_E_FINDING_UNKNOWN', { name, path }));
  const shown = found.slice(0, MOST);
  const details = await tellDetails(shown);
  const traces = shown.map((finding) => `${traceLines(finding, { report, details }, width).join('\n')}\n`);
  const more = found.length - MOST;
  return traces.join('\n') + (more > 0 ? `\n${more} more findings: name one by its id.\n` : '');
}

/** Whether a name is one of a finding, and of no rule: the beginning of an id, or the name of a vulnerability. */
export function isOfFinding(name: string): boolean {
  return /^(?:[0-9a-f]{7,64}|[A-Z]+-.+)$/.test(name);
}

function findingsNamed(name: string, { findings }: ReportDocument): readonly FindingDocument[] {
  const byId = findings.filter(({ id }) => id.startsWith(name.toLowerCase()));
  if (byId.length > 0 && name.length >= SHORTEST_ID) return byId;
  const wanted = name.toUpperCase();
  return findings.filter(({ vulnerability }) =>
    [...(vulnerability?.names ?? []), ...(vulnerability?.advisories ?? [])].some(
      (each) => each.toUpperCase() === wanted,
    ),
  );
}

/** Shorter beginnings of an id name too many. */
const SHORTEST_ID = 4;
