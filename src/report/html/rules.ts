import type { Finding } from '../../core/finding.ts';
import type { Report, RuleReport } from '../../core/report.ts';
import { compareSeverity } from '../../core/severity.ts';
import { formatResource } from '../../core/subject.ts';
import { requirementTitle } from '../../evidence/standards.ts';
import { placeOf } from '../shown/place.ts';
import { type RuleState, stateOf } from '../shown/rule-state.ts';
import { html, type Markup, nothing, sentence } from './markup.ts';
import { everythingNote } from './standards.ts';
import { severityTag, tag } from './tags.ts';
import type { ToldFindings } from './told.ts';

/** The places of a rule that are listed; the others are found by searching for the rule. */
const SHOWN_PLACES = 20;

/** What a rule is shown with. */
interface Places {
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** The addresses of findings within the page. */
  readonly anchors: ReadonlyMap<Finding, string>;
}

const PARTS: readonly { readonly state: RuleState; readonly title: string; readonly open: boolean }[] = [
  { state: 'failed', title: 'Failed', open: true },
  { state: 'undecided', title: 'Undecided', open: true },
  { state: 'passed', title: 'Passed', open: false },
  { state: 'nothing to judge', title: 'Nothing to judge', open: false },
];

/** Every rule that ran, those that failed first, with why it is there and where it does not hold. */
export function rulesSection({ rules, against }: Report, { findings, anchors }: ToldFindings): Markup {
  if (rules.length === 0) return nothing;
  const places = { findings: findingsByRule(findings), anchors };
  const byState = Map.groupBy(rules, stateOf);
  const parts = PARTS.map(({ state, title, open }) => {
    const some = byState.get(state)?.toSorted((a, b) => compareSeverity(a.severity, b.severity)) ?? [];
    if (some.length === 0) return nothing;
    return html`<details class="group"${open ? html` open` : nothing}><summary><h3>${title}</h3> <span class="counts">${tag(state, `${some.length}`)}</span></summary>${some.map((rule) => ruleMarkup(rule, places))}</details>
`;
  });
  return html`<section aria-labelledby="rules"><h2 id="rules">By rule</h2>${everythingNote(against)}${parts}</section>
`;
}

/** The findings of each rule, with those that it was folded into. */
function findingsByRule(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const byRule = new Map<string, Finding[]>();
  for (const finding of findings) {
    for (const rule of new Set([finding.rule, ...finding.also.map((folded) => folded.rule)])) {
      const found = byRule.get(rule);
      if (found === undefined) byRule.set(rule, [finding]);
      else found.push(finding);
    }
  }
  return byRule;
}

function ruleMarkup(rule: RuleReport, places: Places): Markup {
  const { id, title, why, severity, standards } = rule;
  const served = standards.map((each) => html`<li><code>${each}</code> ${requirementTitle(each) ?? ''}</li>`);
  return html`<details class="finding" id="rule:${id}"><summary>${severityTag(severity)} <span class="message">${title}</span> <span class="where"><code>${id}</code> <span>${numbersOf(rule)}</span></span></summary><div class="body"><dl><div><dt>Why</dt><dd>${sentence(why)}</dd></div>${served.length === 0 ? nothing : html`<div><dt>Standards</dt><dd><ul class="plain">${served}</ul></dd></div>`}${placesOf(id, places)}</dl></div></details>
`;
}

function numbersOf({ evaluated, failed, unknown }: RuleReport): string {
  const undecided = unknown === 0 ? '' : `, ${unknown} undecided`;
  return `${failed} failed${undecided} of ${evaluated}`;
}

function placesOf(id: string, { findings, anchors }: Places): Markup {
  const found = findings.get(id) ?? [];
  if (found.length === 0) return nothing;
  const items = found
    .slice(0, SHOWN_PLACES)
    .map(
      (finding) =>
        html`<li><a href="#${anchors.get(finding) ?? ''}">${placeOf(finding).at}</a> ${formatResource(finding.subject)}</li>`,
    );
  const more = found.length - items.length;
  return html`<div><dt>Findings</dt><dd><ul class="plain">${items}</ul>${more <= 0 ? nothing : html`<p class="faint">and ${more} more, listed by workload</p>`}</dd></div>`;
}
