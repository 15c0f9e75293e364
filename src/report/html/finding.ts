import type { Finding } from '../../core/finding.ts';
import type { RuleReport } from '../../core/report.ts';
import type { MaskedDocument } from '../excerpt/masked-document.ts';
import { acceptanceOf } from '../shown/acceptance.ts';
import { outcomeOf } from '../shown/outcome.ts';
import { placeOf } from '../shown/place.ts';
import { addedLines, diff, excerpt } from './code.ts';
import { html, type Markup, nothing, sentence } from './markup.ts';
import { severityTag, tag } from './tags.ts';

/** What a finding is shown with. */
export interface FindingContext {
  readonly document: MaskedDocument;
  /** The address of the finding within the page. */
  readonly anchor: string;
  readonly rule: RuleReport | undefined;
  /** The unit, counted from 0. */
  readonly unit: number;
  readonly open: boolean;
  /** Where the reasons of the rule stand: said at every finding, they are most of a long page. */
  readonly reasons: 'here' | 'by rule';
}

/** A finding: a line that says what and where, and behind it the source, the edit and the reasons. */
export function findingMarkup(finding: Finding, context: FindingContext): Markup {
  const { rule, severity, message } = finding;
  const { anchor, unit, open } = context;
  const outcome = outcomeOf(finding);
  const { at } = placeOf(finding);
  return html`<details class="finding" id="${anchor}" data-outcome="${outcome}" data-severity="${severity}" data-unit="${unit}"${open ? html` open` : nothing}><summary>${tag(outcome)} ${severityTag(severity)} <span class="message">${sentence(message)}</span> <span class="where"><code>${rule}</code> <span>${at}</span></span></summary>
${body(finding, context)}</details>
`;
}

function body(finding: Finding, context: FindingContext): Markup {
  const { document, anchor } = context;
  const { line, notes } = placeOf(finding);
  const accepted = acceptanceOf(finding);
  return html`<div class="body">${excerpt(document, line)}${notes.map((note) => html`<p class="faint">${note}</p>`)}${accepted === undefined ? mend(finding, document) : html`<p class="accepted">${accepted.why}</p>`}<dl>${term('Remedy', finding.remediation)}${reasons(context)}${also(finding)}${field(finding)}</dl><a class="link faint" href="#${anchor}">Link to this finding</a></div>`;
}

/** What to write instead, where that is mechanical. */
function mend(finding: Finding, document: MaskedDocument): Markup {
  const { fix, addition } = finding;
  if (fix.length > 0) {
    const lines = document.hunks(fix);
    return lines.length === 0 ? nothing : html`<h4>Edit ${placeOf(finding).edited}</h4>${diff(lines)}`;
  }
  return addition === '' ? nothing : html`<h4>Add this manifest</h4>${diff(addedLines(addition))}`;
}

function reasons({ rule, reasons: place }: FindingContext): Markup {
  if (rule === undefined) return nothing;
  const { id, title, why, standards } = rule;
  const link = html`<div><dt>Rule</dt><dd><a href="#rule:${id}">${title}</a></dd></div>`;
  if (place === 'by rule') return link;
  return html`${term('Why', why)}${link}${standards.length === 0 ? nothing : term('Standards', standards.join(', '))}`;
}

function also({ also: folded }: Finding): Markup {
  if (folded.length === 0) return nothing;
  return html`<div><dt>Also</dt><dd>${folded.map(({ rule, message }) => html`<p><code>${rule}</code> ${message}</p>`)}</dd></div>`;
}

function field({ location: { path } }: Finding): Markup {
  return path === '' ? nothing : html`<div><dt>Field</dt><dd><code>${path}</code></dd></div>`;
}

function term(name: string, text: string): Markup {
  return html`<div><dt>${name}</dt><dd>${sentence(text)}</dd></div>`;
}
