import type { Finding } from '../../core/finding.ts';
import type { RuleReport } from '../../core/report.ts';
import type { MaskedDocument } from '../excerpt/masked-document.ts';
import { acceptanceOf } from '../shown/acceptance.ts';
import { alsoInText } from '../shown/across-units.ts';
import { addressOf } from '../shown/identified-vulnerabilities.ts';
import { outcomeOf } from '../shown/outcome.ts';
import { placeOf } from '../shown/place.ts';
import { remarkOf } from '../shown/remark.ts';
import { SUGGESTION_TITLES, suggestionOf } from '../shown/suggestion.ts';
import { diff, excerpt } from './code.ts';
import { html, type Markup, nothing, sentence } from './markup.ts';
import { severityTag, tag } from './tags.ts';

/** What a finding is shown with. */
export interface FindingContext {
  readonly document: MaskedDocument;
  /** The address of the finding within the page. */
  readonly anchor: string;
  readonly rule: RuleReport | undefined;
  /** The units that have it, counted from 0. */
  readonly units: readonly number[];
  /** The paths of those that are not its own. */
  readonly alsoIn: readonly string[];
  readonly open: boolean;
  /** Where the reasons of the rule stand: said at every finding, they are most of a long page. */
  readonly reasons: 'here' | 'by rule';
}

/** A finding: a line that says what and where, and behind it the source, the edit and the reasons. */
export function findingMarkup(finding: Finding, context: FindingContext): Markup {
  const { rule, severity, message } = finding;
  const { anchor, units, open } = context;
  const outcome = outcomeOf(finding);
  const { at } = placeOf(finding);
  return html`<details class="finding" id="${anchor}" data-outcome="${outcome}" data-severity="${severity}" data-unit="${units.join(' ')}"${open ? html` open` : nothing}><summary>${tag(outcome)} ${severityTag(severity)} <span class="message">${sentence(message)}</span> <span class="where"><code>${rule}</code> <span>${at}</span></span></summary>
${body(finding, context)}</details>
`;
}

function body(finding: Finding, context: FindingContext): Markup {
  const { document, anchor, alsoIn } = context;
  const remark = remarkOf(finding);
  const { line, origin, rendered } = placeOf(finding);
  const shared = alsoInText(alsoIn);
  const accepted = acceptanceOf(finding);
  return html`<div class="body">${line === undefined ? nothing : excerpt(document, line)}${[...origin, ...rendered].map((note) => html`<p class="faint">${note}</p>`)}${shared === undefined ? nothing : html`<p class="faint">${shared}</p>`}${remark === undefined ? nothing : html`<p class="refused">${sentence(remark)}</p>`}${accepted === undefined ? mend(finding, document) : html`<p class="accepted">${accepted.why}</p>`}<dl>${term('Remedy', finding.remediation)}${reasons(context)}${also(finding)}${advisories(finding)}${field(finding)}</dl><a class="link faint" href="#${anchor}">Link to this finding</a></div>`;
}

/** What to write instead, where that is mechanical. */
function mend(finding: Finding, document: MaskedDocument): Markup {
  const { kind, lines } = suggestionOf(finding, document);
  return lines.length === 0 ? nothing : html`<h4>${SUGGESTION_TITLES[kind]}</h4>${diff(lines)}`;
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

/** Where more is told of a vulnerability: nothing is asked for before somebody follows it. */
function advisories({ vulnerability }: Finding): Markup {
  if (vulnerability === undefined) return nothing;
  const links = vulnerability.advisories.map(
    (id) => html`<li><a href="${addressOf(id)}" rel="noreferrer">${id}</a></li>`,
  );
  return links.length === 0 ? nothing : html`<div><dt>Advisories</dt><dd><ul class="plain">${links}</ul></dd></div>`;
}

function field({ location: { path } }: Finding): Markup {
  return path === '' ? nothing : html`<div><dt>Field</dt><dd><code>${path}</code></dd></div>`;
}

function term(name: string, text: string): Markup {
  return html`<div><dt>${name}</dt><dd>${sentence(text)}</dd></div>`;
}
