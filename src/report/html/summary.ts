import { sha256 } from '../../core/digest.ts';
import type { Finding } from '../../core/finding.ts';
import type { Report } from '../../core/report.ts';
import { type Severity, severities } from '../../core/severity.ts';
import { CONDITIONS_TITLE, shownConditions } from '../shown/conditions.ts';
import { countOutcomes, outcomeOf } from '../shown/outcome.ts';
import { exceptionsPart } from './exceptions.ts';
import { html, type Markup } from './markup.ts';
import { missingPart } from './missing.ts';
import { severityTag, tag } from './tags.ts';

const LABELS: Readonly<Record<string, string>> = {
  ignored: 'other documents, not judged',
  hidden: 'files that git ignores, not read',
};

/** How much was found and looked at, by which policy, what is missing and what was accepted. */
export function summarySection(report: Report): Markup {
  return html`<section aria-labelledby="summary"><h2 id="summary">Summary</h2><div class="columns">${conditionsPart(report)}<div><h3>Findings</h3>${matrix(report.findings)}</div><div><h3>Checked</h3>${checkedList(report)}</div><div><h3>Judged by</h3>${policyList(report)}</div></div>${missingPart(report.incomplete)}${exceptionsPart(report)}</section>
`;
}

function conditionsPart({ conditions }: Report): Markup {
  const shown = shownConditions(conditions);
  if (shown.length === 0) return html``;
  const rows = shown.map(({ answer, what, why }) => {
    const reason = why === '' ? '' : ` (${why})`;
    return html`<div><dt>${what}</dt><dd>${answer}${reason}</dd></div>`;
  });
  return html`<div><h3>${CONDITIONS_TITLE}</h3><dl class="facts">${rows}</dl></div>`;
}

function matrix(findings: readonly Finding[]): Markup {
  if (findings.length === 0) return html`<p>None.</p>`;
  const found = new Set(findings.map(({ severity }) => severity));
  const columns = severities.filter((severity) => found.has(severity));
  const byOutcome = Map.groupBy(findings, outcomeOf);
  const rows = [...countOutcomes(findings).keys()].map((outcome) =>
    matrixRow(tag(outcome), byOutcome.get(outcome) ?? [], columns),
  );
  const heads = columns.map((severity) => html`<th scope="col">${severityTag(severity)}</th>`);
  return html`<table class="matrix"><caption class="unseen">Findings by action and severity</caption><thead><tr><th scope="col"><span class="unseen">action</span></th>${heads}<th scope="col">all</th></tr></thead><tbody>${rows}</tbody><tfoot>${matrixRow(html`all`, findings, columns)}</tfoot></table>`;
}

function matrixRow(head: Markup, findings: readonly Finding[], columns: readonly Severity[]): Markup {
  const bySeverity = Map.groupBy(findings, ({ severity }) => severity);
  const cells = columns.map((severity) => number(bySeverity.get(severity)?.length ?? 0));
  return html`<tr><th scope="row">${head}</th>${cells}${number(findings.length)}</tr>`;
}

function number(count: number): Markup {
  return count === 0 ? html`<td class="zero">0</td>` : html`<td>${count}</td>`;
}

/** What is said only where there is some. */
const OPTIONAL = new Set(['dockerfiles', 'ignored', 'hidden']);

function checkedList({ checked, command }: Report): Markup {
  const rows = Object.entries(checked)
    .filter(([name, count]) => count > 0 || !(OPTIONAL.has(name) || (name === 'images' && command === 'check')))
    .map(([name, count]) => html`<div><dt>${LABELS[name] ?? name}</dt><dd>${count}</dd></div>`);
  return html`<dl class="facts">${rows}</dl>`;
}

function policyList({ policy }: Report): Markup {
  const { profile, kubernetes, standard, files } = policy;
  const facts = [
    ['profile', profile],
    ['Kubernetes', kubernetes],
    ...(standard === undefined ? [] : [['standard', standard]]),
  ].map(([name = '', value = '']) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`);
  const read = files.map(
    ({ path, text }) => html`<li><code>${path}</code><br><span class="faint digest">sha256:${sha256(text)}</span></li>`,
  );
  return html`<dl class="facts">${facts}</dl>${files.length === 0 ? html`<p class="faint">No policy file: the built-in profile.</p>` : html`<ul class="plain">${read}</ul>`}`;
}
