import type { Report } from '../../core/report.ts';
import { comparisonText } from '../shown/comparison.ts';
import { unverifiedText } from '../shown/unverified.ts';
import { extentOf, findingCounts, meaningOf } from '../shown/verdict.ts';
import { html, type Markup, nothing } from './markup.ts';
import { tag, toneOf } from './tags.ts';

/** The verdict as a word that begins a sentence. */
export function verdictTitle({ verdict }: Report): string {
  return `${verdict.charAt(0).toUpperCase()}${verdict.slice(1)}`;
}

/** The answer, before anything else: what it is, what it means, what it is about. */
export function verdictBanner(report: Report): Markup {
  const { verdict, units } = report;
  const comparison = comparisonText(report);
  return html`<section class="verdict ${toneOf(verdict)}" aria-labelledby="verdict"><h1 id="verdict">${verdictTitle(report)}</h1><p class="lead">${findingCounts(report)} in ${extentOf(report)}</p><p>${meaningOf(report)}</p>${comparison === undefined ? nothing : html`<p>${comparison}</p>`}</section>
${units.length < 2 ? nothing : unitList(units)}`;
}

function unitList(units: Report['units']): Markup {
  const counts = Map.groupBy(units, ({ verdict }) => verdict);
  const summary = [...counts].map(([verdict, { length }]) => html`${tag(verdict, `${length} ${verdict}`)} `);
  const items = units.map(
    (unit) => html`<li>${tag(unit.verdict)} <span>${unit.path}</span>${unverifiedText(unit)}</li>`,
  );
  return html`<details class="units"${units.length <= 8 ? html` open` : nothing}><summary><h2>Units</h2> ${summary}</summary><ul class="plain">${items}</ul></details>
`;
}
