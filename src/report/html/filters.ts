import type { Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { severities } from '../../core/severity.ts';
import { countOutcomes } from '../shown/outcome.ts';
import { plural } from '../shown/plural.ts';
import { html, type Markup, nothing } from './markup.ts';

/** The form that narrows the findings. The script of the page shows it: without scripts it could do nothing. */
export function filters(findings: readonly Finding[], units: Report['units']): Markup {
  const bySeverity = Map.groupBy(findings, ({ severity }) => severity);
  const outcomes = [...countOutcomes(findings)].map(([word, count]) => choice('outcome', word, count));
  const found = severities.filter((severity) => bySeverity.has(severity));
  const choices = found.map((severity) => choice('severity', severity, bySeverity.get(severity)?.length ?? 0));
  return html`<form id="filters" role="search" hidden><p class="search"><label for="search">Search rule, workload, message or file</label><input id="search" type="search" autocomplete="off" spellcheck="false" aria-describedby="keys"><span id="keys" class="faint">Press <kbd>/</kbd> to search, <kbd>Esc</kbd> to clear.</span></p>
${fieldset('Action', outcomes)}${fieldset('Severity', choices)}${unitChoice(units)}<p class="result"><output id="count" for="search">${plural(findings.length, 'finding')}</output> <button type="button" id="open-all">Open all</button> <button type="button" id="close-all">Close all</button></p></form>
`;
}

function fieldset(legend: string, choices: readonly Markup[]): Markup {
  return html`<fieldset><legend>${legend}</legend>${choices}</fieldset>`;
}

function choice(name: string, value: string, count: number): Markup {
  return html`<label class="choice"><input type="checkbox" name="${name}" value="${value}" checked> ${value} <span class="faint">${count}</span></label> `;
}

function unitChoice(units: Report['units']): Markup {
  if (units.length < 2) return nothing;
  const options = units.map(({ path }, index) => html`<option value="${index}">${path}</option>`);
  return html`<p><label for="unit">Unit</label><select id="unit"><option value="">All ${units.length} units</option>${options}</select></p>`;
}
