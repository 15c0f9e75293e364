import type { ExceptionReport, IgnoreReport } from '../../core/report.ts';
import type { Severity } from '../../core/severity.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { Outcome } from '../shown/outcome.ts';
import type { RuleState } from '../shown/rule-state.ts';
import { html, type Markup } from './markup.ts';

/** The four colours that the page has for how things stand. The word beside the colour says the same. */
const TONES: Readonly<
  Record<
    Outcome | RuleState | Verdict | ExceptionReport['state'] | IgnoreReport['state'] | 'ends soon' | 'exploited',
    string
  >
> = {
  denied: 'bad',
  failed: 'bad',
  blocked: 'bad',
  exploited: 'bad',
  expired: 'bad',
  undecided: 'doubt',
  incomplete: 'doubt',
  warned: 'doubt',
  unused: 'doubt',
  'ends soon': 'doubt',
  refused: 'bad',
  invalid: 'bad',
  recorded: 'calm',
  'nothing to judge': 'calm',
  accepted: 'calm',
  passed: 'good',
  applied: 'good',
};

/** How something stands, as a word on its colour. */
export function tag(word: keyof typeof TONES, text: string = word): Markup {
  return html`<span class="tag ${TONES[word]}">${text}</span>`;
}

/** The tone of a verdict, for the banner that is coloured as a whole. */
export function toneOf(word: keyof typeof TONES): string {
  return TONES[word];
}

/** A severity; the grave ones stand out by weight. */
export function severityTag(severity: Severity, text: string = severity): Markup {
  return html`<span class="severity ${severity}">${text}</span>`;
}
