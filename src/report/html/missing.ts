import type { Missing } from '../../core/verdict.ts';
import { groupMissing, type MissingGroup, missingPlace } from '../shown/missing.ts';
import { html, type Markup, nothing, sentence } from './markup.ts';

/** As many of a kind stand open; the others are behind them. */
const SHOWN = 5;

/** What was asked for and could not be judged, and what would supply it. */
export function missingPart(missing: readonly Missing[]): Markup {
  if (missing.length === 0) return nothing;
  return html`<h3 id="missing">Not judged</h3><p>Unknown never counts as passed. Each of these has what would supply it.</p>${groupMissing(missing).map(groupMarkup)}`;
}

function groupMarkup({ code, supply, missing }: MissingGroup): Markup {
  const shown = missing.slice(0, SHOWN);
  const more = missing.slice(SHOWN);
  const others = html`<details><summary>${more.length} more</summary><ul>${more.map(item)}</ul></details>`;
  return html`<div class="missing"><ul>${shown.map(item)}</ul>${more.length === 0 ? nothing : others}<p><strong>To supply it:</strong> ${sentence(supply)}</p><p class="faint"><code>${code}</code></p></div>`;
}

function item(missing: Missing): Markup {
  const place = missingPlace(missing);
  return html`<li>${place === '' ? nothing : html`<code>${place}</code> `}${sentence(missing.what)}</li>`;
}
