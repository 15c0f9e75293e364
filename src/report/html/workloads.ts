import type { Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { MaskedDocuments } from '../excerpt/masked-document.ts';
import { countOutcomes } from '../shown/outcome.ts';
import { type FindingGroup, groupByResource } from '../shown/resource-group.ts';
import { filters } from './filters.ts';
import { findingMarkup } from './finding.ts';
import { html, type Markup, nothing } from './markup.ts';
import { tag } from './tags.ts';

/** Workloads stand open until so many findings are in sight; all that block are at the top. */
const OPEN_FINDINGS = 60;

/** The first findings stand open, so that a reader sees what is behind the others. */
const OPEN_BODIES = 2;

/** With more findings than these, the reasons of rules stand at the rules alone. */
const REASONED_FINDINGS = 1000;

/** The findings by workload, worst first, with what searches and filters them. `anchors` are their addresses in the page. */
export function workloadsSection(report: Report, anchors: ReadonlyMap<Finding, string>): Markup {
  const { findings, units } = report;
  if (findings.length === 0) return nothing;
  const documents = new MaskedDocuments(report.concealed);
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const unitNumbers = new Map(units.map(({ path }, index) => [path, index]));
  let shown = 0;
  const groups = groupByResource(findings).map((group) => {
    const open = shown < OPEN_FINDINGS;
    const markup = group.findings.map((finding, index) =>
      findingMarkup(finding, {
        document: documents.at(finding.place),
        anchor: anchors.get(finding) ?? '',
        rule: rules.get(finding.rule),
        unit: unitNumbers.get(finding.unit) ?? 0,
        open: shown + index < OPEN_BODIES,
        reasons: findings.length <= REASONED_FINDINGS ? 'here' : 'by rule',
      }),
    );
    shown += group.findings.length;
    return groupMarkup(group, markup, { open, unitShown: units.length > 1 });
  });
  return html`<section aria-labelledby="workloads"><h2 id="workloads">By workload</h2>${filters(report)}<div id="groups">${groups}</div><p id="none" hidden>No finding matches. <button type="button" id="reset">Show all</button></p></section>
`;
}

function groupMarkup(
  { resource, findings }: FindingGroup,
  markup: readonly Markup[],
  { open, unitShown }: { readonly open: boolean; readonly unitShown: boolean },
): Markup {
  const [first] = findings;
  if (first === undefined) return nothing;
  const unit = unitShown && !first.location.file.startsWith(first.unit) ? ` in ${first.unit}` : '';
  return html`<details class="group"${open ? html` open` : nothing}><summary><h3>${resource}</h3> <span class="counts">${counts(findings)}</span> <span class="where">${first.location.file}${unit}</span></summary>
${markup}</details>
`;
}

function counts(findings: readonly Finding[]): readonly Markup[] {
  return [...countOutcomes(findings)].map(([outcome, count]) => html`${tag(outcome, `${count} ${outcome}`)} `);
}
