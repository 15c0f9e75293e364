import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import type { ReportFormat } from './format.ts';
import { html } from './html/markup.ts';
import { page } from './html/page.ts';
import { rulesSection } from './html/rules.ts';
import { standardsSection } from './html/standards.ts';
import { summarySection } from './html/summary.ts';
import { verdictBanner } from './html/verdict.ts';
import { workloadsSection } from './html/workloads.ts';
import { reportDocument } from './wire.ts';

/** So much of a finding's id stands in its address. */
const ID_LENGTH = 16;

/** One page that needs nothing beside it: every finding, with search, for people who have no terminal. */
export const format: ReportFormat = {
  summary: 'One self-contained page: summary, by workload, standard and rule, with search; works from a file',
  render(report) {
    const anchors = anchorsOf(report);
    const main = html`${verdictBanner(report)}${summarySection(report)}${workloadsSection(report, anchors)}${standardsSection(report)}${rulesSection(report, anchors)}`;
    return page(report, main).toString();
  },
};

function anchorsOf(report: Report): ReadonlyMap<Finding, string> {
  const { findings } = reportDocument(report);
  return new Map(
    report.findings.map((finding, index) => [finding, `finding:${findings[index]?.id.slice(0, ID_LENGTH) ?? index}`]),
  );
}
