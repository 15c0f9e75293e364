import type { Report, RuleReport } from '../../core/report.ts';
import { namesStandard } from '../../core/standard.ts';
import { requirementTitle, standardOf, standardTitle } from '../../evidence/standards.ts';
import { type RuleState, stateOf } from '../shown/rule-state.ts';
import { html, type Markup, nothing } from './markup.ts';
import { tag } from './tags.ts';

const WORST_FIRST: readonly RuleState[] = ['failed', 'undecided', 'passed', 'nothing to judge'];

interface Requirement {
  readonly id: string;
  readonly state: RuleState;
  readonly rules: readonly RuleReport[];
}

/** Each standard and requirement that rules serve, also those that passed. */
export function standardsSection({ rules, against, policy: { standard: asked, kubernetes } }: Report): Markup {
  const requirements = requirementsOf(rules, asked);
  if (requirements.length === 0) return nothing;
  const standards = [...Map.groupBy(requirements, ({ id }) => standardOf(id))];
  return html`<section aria-labelledby="standards"><h2 id="standards">By standard</h2><p class="faint">Requirements that a rule serves, judged for Kubernetes ${kubernetes}. Passed means that these rules found no fault in what was checked; whether a requirement is met as a whole may need more than manifests. A finding that an exception accepts still fails its rule.</p>${everythingNote(against)}${standards.map(([id, each]) => standardMarkup(id, each, asked !== undefined))}</section>
`;
}

/** What is counted where only what is new is listed: the numbers of rules are those of everything. */
export function everythingNote(against: Report['against']): Markup {
  if (against === undefined) return nothing;
  return html`<p>The numbers here are of everything that was judged, not only of what is new since ${against.what}.</p>`;
}

function requirementsOf(rules: readonly RuleReport[], asked: string | undefined): readonly Requirement[] {
  const query = asked?.startsWith('pss/') === true ? 'pss' : asked;
  const serving = rules.flatMap((rule) =>
    rule.standards.filter((id) => query === undefined || namesStandard(query, id)).map((id) => ({ id, rule })),
  );
  const numeric = new Intl.Collator('en', { numeric: true });
  return [...Map.groupBy(serving, ({ id }) => id)]
    .map(([id, served]) => {
      const of = served.map(({ rule }) => rule);
      return { id, rules: of, state: worstState(of) };
    })
    .toSorted((a, b) => numeric.compare(a.id, b.id));
}

function worstState(rules: readonly RuleReport[]): RuleState {
  const states = new Set(rules.map(stateOf));
  return WORST_FIRST.find((state) => states.has(state)) ?? 'nothing to judge';
}

function standardMarkup(id: string, requirements: readonly Requirement[], open: boolean): Markup {
  const counts = WORST_FIRST.flatMap((state) => {
    const { length } = requirements.filter((requirement) => requirement.state === state);
    return length === 0 ? [] : [html`${tag(state, `${length} ${state}`)} `];
  });
  return html`<details class="group"${open ? html` open` : nothing}><summary><h3>${standardTitle(id) ?? id}</h3> <span class="counts">${counts}</span></summary><table class="rows"><caption class="unseen">Requirements of ${standardTitle(id) ?? id}</caption><thead><tr><th scope="col">state</th><th scope="col">requirement</th><th scope="col">rules</th></tr></thead><tbody>${requirements.map(row)}</tbody></table></details>
`;
}

function row({ id, state, rules }: Requirement): Markup {
  const served = rules.map((rule) => html`<li><a href="#rule:${rule.id}">${rule.id}</a> ${resultOf(rule)}</li>`);
  return html`<tr><td data-label="state">${tag(state)}</td><th scope="row" data-label="requirement"><code>${id}</code><br>${requirementTitle(id) ?? ''}</th><td data-label="rules"><ul class="plain">${served}</ul></td></tr>`;
}

function resultOf(rule: RuleReport): Markup {
  const { failed, unknown } = rule;
  if (failed + unknown === 0) return html`<span class="faint">${stateOf(rule)}</span>`;
  const parts = [failed === 0 ? '' : `failed ${failed}`, unknown === 0 ? '' : `undecided ${unknown}`];
  return html`<strong>${parts.filter((part) => part !== '').join(', ')}</strong> <span class="faint">of ${rule.evaluated}</span>`;
}
