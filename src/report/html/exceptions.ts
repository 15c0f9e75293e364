import type { ExceptionReport, IgnoreReport, Report } from '../../core/report.ts';
import {
  endsSoon,
  exceptionDeed,
  ignoreDeed,
  ignoresAcrossUnits,
  type PolicyNotice,
  policyNotices,
  sentenceOf,
} from '../shown/policy-notice.ts';
import { html, type Markup, nothing, sentence } from './markup.ts';
import { tag } from './tags.ts';

/** What somebody accepted, by the policy file and beside the manifests, what became of it, and what the policy could not tell. */
export function exceptionsPart(report: Report): Markup {
  const { exceptions, ignores, policy } = report;
  const { notes } = policy;
  const vex = policyNotices(report).filter(({ about }) => about === 'vex');
  return html`${exceptions.length === 0 ? nothing : exceptionTable(exceptions)}${ignores.length === 0 ? nothing : ignoreTable(ignoresAcrossUnits(ignores))}${vex.length === 0 ? nothing : vexList(vex)}${notes.length === 0 ? nothing : noteList(notes)}`;
}

function exceptionTable(exceptions: readonly ExceptionReport[]): Markup {
  const rows = exceptions.map((exception) => {
    const { rule, scope, owner, reason, file, line } = exception;
    const covers = Object.entries(scope).map(([part, value]) => html`<br><span class="faint">${part}: ${value}</span>`);
    return html`<tr><td data-label="state">${exceptionTag(exception)}</td><th scope="row" data-label="rule"><code>${rule}</code>${covers}</th><td data-label="owner">${owner}</td><td data-label="reason">${reason}</td><td data-label="what became of it">${exceptionDeed(exception)}</td><td data-label="where"><code>${file}:${line}</code></td></tr>`;
  });
  return html`<h3 id="exceptions">Exceptions</h3>${table('Exceptions of the policy file', ['state', 'rule', 'owner', 'reason', 'what became of it', 'where'], rows)}`;
}

function exceptionTag(exception: ExceptionReport): Markup {
  if (exception.state === 'unused') return tag('unused', 'matches nothing');
  return endsSoon(exception) ? tag('ends soon') : tag(exception.state);
}

const IGNORE_TEXTS = {
  applied: 'applied',
  refused: 'does not apply',
  unused: 'matches nothing',
  invalid: 'does not apply',
} as const;

function ignoreTable(ignores: readonly IgnoreReport[]): Markup {
  const rows = ignores.map((ignore) => {
    const { source, rule, state, file, line } = ignore;
    return html`<tr><td data-label="state">${tag(state, IGNORE_TEXTS[state])}</td><th scope="row" data-label="rule"><code>${rule === '' ? '(none)' : rule}</code></th><td data-label="what became of it">The ${source} ${sentence(ignoreDeed(ignore))}</td><td data-label="where"><code>${file}:${line}</code></td></tr>`;
  });
  return html`<h3 id="ignored">Ignored beside the manifests</h3>${table('Comments and annotations that ignore rules', ['state', 'rule', 'what became of it', 'where'], rows)}`;
}

function table(caption: string, columns: readonly string[], rows: readonly Markup[]): Markup {
  const heads = columns.map((column) => html`<th scope="col">${column}</th>`);
  return html`<table class="rows"><caption class="unseen">${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table>`;
}

function vexList(notices: readonly PolicyNotice[]): Markup {
  const items = notices.map((notice) => html`<li><code>${notice.place?.file ?? ''}</code>: ${sentenceOf(notice)}</li>`);
  return html`<h3 id="vex">VEX</h3><ul>${items}</ul>`;
}

function noteList(notes: readonly string[]): Markup {
  return html`<h3 id="notes">What the policy could not tell</h3><ul>${notes.map((note) => html`<li>${sentence(note)}</li>`)}</ul>`;
}
