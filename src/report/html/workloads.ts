import type { Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { MaskedDocuments } from '../excerpt/masked-document.ts';
import { countOutcomes } from '../shown/outcome.ts';
import { plural } from '../shown/plural.ts';
import { type FindingGroup, groupByResource } from '../shown/resource-group.ts';
import { filters } from './filters.ts';
import { findingMarkup } from './finding.ts';
import { html, type Markup, nothing } from './markup.ts';
import { tag } from './tags.ts';
import type { ToldFindings } from './told.ts';

/** Workloads stand open until so many findings are in sight; all that block are at the top. */
const OPEN_FINDINGS = 60;

/** The first findings stand open, so that a reader sees what is behind the others. */
const OPEN_BODIES = 2;

/** So many units of a workload are named beside it; of more they are counted. */
const NAMED_UNITS = 3;

/** With more findings than these, the reasons of rules stand at the rules alone. */
const REASONED_FINDINGS = 1000;

/** The findings by workload, worst first, with what searches and filters them. What several units have is there once. */
export function workloadsSection(report: Report, told: ToldFindings): Markup {
  const { units } = report;
  const { findings, alsoIn, anchors } = told;
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
        units: [finding.unit, ...(alsoIn.get(finding) ?? [])].map((unit) => unitNumbers.get(unit) ?? 0),
        alsoIn: alsoIn.get(finding) ?? [],
        open: shown + index < OPEN_BODIES,
        reasons: findings.length <= REASONED_FINDINGS ? 'here' : 'by rule',
      }),
    );
    shown += group.findings.length;
    return groupMarkup(group, markup, { open, unitShown: units.length > 1 ? unitText(group, alsoIn) : [] });
  });
  return html`<section aria-labelledby="workloads"><h2 id="workloads">By workload</h2>${onceNote(told, report)}${filters(findings, units)}<div id="groups">${groups}</div><p id="none" hidden>No finding matches. <button type="button" id="reset">Show all</button></p></section>
`;
}

/** Why fewer are listed than were counted. */
function onceNote({ findings: told, alsoIn }: ToldFindings, { findings }: Report): Markup {
  if (alsoIn.size === 0) return nothing;
  return html`<p class="faint">What several units have from one line is listed once, with the units: ${plural(findings.length, 'finding')} in ${told.length === 1 ? '1 entry' : `${told.length} entries`}.</p>`;
}

/** The units of a group, where the name of its file does not say it; of many the first. */
function unitText({ findings: [first, ...others] }: FindingGroup, alsoIn: ToldFindings['alsoIn']): readonly string[] {
  if (first === undefined) return [];
  const shared = [first, ...others].flatMap((finding) => alsoIn.get(finding) ?? []);
  const units = [...new Set([first.unit, ...shared])];
  if (units.length === 1) return first.location.file.startsWith(first.unit) ? [] : units;
  return [units.length <= NAMED_UNITS ? units.join(', ') : `${first.unit} and ${units.length - 1} other units`];
}

function groupMarkup(
  { resource, findings }: FindingGroup,
  markup: readonly Markup[],
  { open, unitShown }: { readonly open: boolean; readonly unitShown: readonly string[] },
): Markup {
  const [first] = findings;
  if (first === undefined) return nothing;
  const where = [first.location.file, ...unitShown];
  return html`<details class="group"${open ? html` open` : nothing}><summary><h3>${resource}</h3> <span class="counts">${counts(findings)}</span> <span class="where">${where.join(' in ')}</span></summary>
${markup}</details>
`;
}

function counts(findings: readonly Finding[]): readonly Markup[] {
  return [...countOutcomes(findings)].map(([outcome, count]) => html`${tag(outcome, `${count} ${outcome}`)} `);
}
