import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { MaskedDocuments } from './excerpt/masked-document.ts';
import { printable } from './excerpt/printable.ts';
import type { RenderOptions, ReportFormat } from './format.ts';
import { acrossUnits } from './shown/across-units.ts';
import { type FindingGroup, groupByResource } from './shown/resource-group.ts';
import { findingLines } from './text/finding.ts';
import { missingLines } from './text/missing.ts';
import { type Paint, paintWith } from './text/paint.ts';
import { withoutRunnerCommands } from './text/runner-commands.ts';
import { standardLines } from './text/standard.ts';
import { summaryLines } from './text/summary.ts';
import type { TableContext } from './text/vulnerabilities.ts';

/** How many findings are shown unless all are asked for. */
const SHOWN = 10;

/** For people: grouped by workload, worst first, with the source lines and what to write instead. */
export function textWith(tableOf: (report: Report, context: TableContext) => readonly string[]): ReportFormat {
  return {
    summary: 'For people: grouped by workload, worst first, with source lines and fixes',
    render(report, options) {
      const paint = paintWith(options.colour);
      const documents = new MaskedDocuments(report.concealed);
      const lines = [
        ...tableOf(report, { ...options, documents, paint }),
        ...findingsLines(report, options, { documents, paint }),
        ...missingLines(report.incomplete, { paint, width: options.width, all: options.all }),
        ...standardLines(report, paint),
        ...summaryLines(report, paint),
        '',
      ];
      return withoutRunnerCommands(lines.join('\n'));
    },
  };
}

/** Where no vulnerability is among the findings: their table is not loaded then. */
export const format: ReportFormat = textWith(() => []);

/** What findings are written with. */
interface Written {
  readonly documents: MaskedDocuments;
  readonly paint: Paint;
}

function findingsLines(
  report: Report,
  { all, width }: RenderOptions,
  { documents, paint }: Written,
): readonly string[] {
  const untold = report.findings.filter(({ vulnerability }) => vulnerability === undefined);
  const { findings: visible, alsoIn } = acrossUnits(all ? untold : untold.filter(isShown));
  const explained = new Set<string>();
  const lines: string[] = [];
  let left = all ? Number.POSITIVE_INFINITY : SHOWN;
  for (const group of groupByResource(visible)) {
    const shown = group.findings.slice(0, left);
    if (shown.length === 0) break;
    left -= shown.length;
    lines.push(heading(group, report, paint));
    for (const finding of shown) {
      const explain = !explained.has(finding.remediation);
      explained.add(finding.remediation);
      const document = documents.at(finding.place);
      const units = alsoIn.get(finding) ?? [];
      lines.push(...findingLines(finding, { document, paint, width, explain, alsoIn: units }));
    }
  }
  const hidden = visible.length - Math.min(visible.length, all ? visible.length : SHOWN);
  return hidden === 0 ? lines : [...lines, paint.faint(`${hidden} more, run with --all`), ''];
}

/** So many workloads are named that run an image. */
const NAMED_WORKLOADS = 3;

function heading({ resource, findings: [first] }: FindingGroup, { images }: Report, paint: Paint): string {
  const { workloads = [] } =
    images.find(({ reference }) => first?.unit === reference || first?.unit.startsWith(`${reference} (`)) ?? {};
  const title = paint.bold(printable(resource));
  if (workloads.length === 0) return title;
  const more = workloads.length - NAMED_WORKLOADS;
  const named = [...workloads.slice(0, NAMED_WORKLOADS), ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return `${title}${paint.faint(printable(`, run by ${named}`))}`;
}

/** What is only recorded, or was accepted, is counted and not shown. */
function isShown({ action, exception }: Finding): boolean {
  return action !== 'audit' && exception === undefined;
}
