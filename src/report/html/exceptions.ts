import type { Finding } from '../../core/finding.ts';
import type { ExceptionReport, Report } from '../../core/report.ts';
import { formatResource } from '../../core/subject.ts';
import { acceptanceOf } from '../shown/acceptance.ts';
import { html, type Markup, nothing } from './markup.ts';
import { tag } from './tags.ts';

/** What somebody accepted: by the policy file, with what became of each exception, and in the manifests. */
export function exceptionsPart({ exceptions, findings }: Report): Markup {
  const inline = findings.filter((finding) => acceptanceOf(finding)?.inSource);
  if (exceptions.length === 0 && inline.length === 0) return nothing;
  return html`<h3 id="exceptions">Exceptions</h3>${exceptions.length === 0 ? nothing : policyTable(exceptions)}${inline.length === 0 ? nothing : inlineList(inline)}`;
}

function policyTable(exceptions: readonly ExceptionReport[]): Markup {
  const rows = exceptions.map(
    ({ rule, owner, reason, expires, state, findings }) =>
      html`<tr><td data-label="state">${tag(state, stateText(state))}</td><th class="short" scope="row" data-label="rule"><code>${rule}</code></th><td data-label="owner">${owner}</td><td data-label="reason">${reason}</td><td class="short" data-label="last day">${expires}</td><td data-label="findings">${findings}</td></tr>`,
  );
  return html`<table class="rows"><caption class="unseen">Exceptions of the policy file</caption><thead><tr><th scope="col">state</th><th scope="col">rule</th><th scope="col">owner</th><th scope="col">reason</th><th scope="col">last day</th><th scope="col">findings</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function stateText(state: ExceptionReport['state']): string {
  return state === 'unused' ? 'matches nothing' : state;
}

function inlineList(findings: readonly Finding[]): Markup {
  const items = findings.map(
    (finding) =>
      html`<li><code>${finding.rule}</code> ${formatResource(finding.subject)}. ${acceptanceOf(finding)?.why ?? ''}</li>`,
  );
  return html`<p>Accepted beside the manifests themselves:</p><ul>${items}</ul>`;
}
