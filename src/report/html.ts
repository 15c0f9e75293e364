import type { ReportFormat } from './format.ts';
import { html } from './html/markup.ts';
import { page } from './html/page.ts';
import { rulesSection } from './html/rules.ts';
import { standardsSection } from './html/standards.ts';
import { summarySection } from './html/summary.ts';
import { toldFindings } from './html/told.ts';
import { verdictBanner } from './html/verdict.ts';
import { vulnerabilitiesSection } from './html/vulnerabilities.ts';
import { workloadsSection } from './html/workloads.ts';

/** One page that needs nothing beside it: every finding, with search, for people who have no terminal. */
export const format: ReportFormat = {
  summary: 'One self-contained page: summary, by workload, standard and rule, with search; works from a file',
  render(report) {
    const told = toldFindings(report);
    const main = html`${verdictBanner(report)}${summarySection(report)}${vulnerabilitiesSection(report, told)}${workloadsSection(report, told)}${standardsSection(report)}${rulesSection(report, told)}`;
    return page(report, main).toString();
  },
};
