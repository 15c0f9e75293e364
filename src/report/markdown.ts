import { VERSION } from '../core/plimsoll-version.ts';
import type { Report } from '../core/report.ts';
import type { ReportFormat } from './format.ts';
import { code, words } from './markdown/escape.ts';
import { type Fitted, fit } from './markdown/fit.ts';
import { sectionsOf } from './markdown/sections.ts';
import { comparisonText } from './shown/comparison.ts';
import { CONDITIONS_TITLE, shownConditions } from './shown/conditions.ts';
import { plural } from './shown/plural.ts';
import { namedFile, type PathBase } from './shown/repository-path.ts';
import { unverifiedText } from './shown/unverified.ts';
import { extentOf, findingCounts, meaningOf } from './shown/verdict.ts';

/** Jobs that write the comment find it by this line and write over it, instead of adding one at every push. */
const MARKER = '<!-- plimsoll -->';

/** What GitHub takes for one comment; GitLab takes more. */
const LONGEST_COMMENT = 65_536;

/** Kept for the line that says what is not shown. */
const HIDDEN_ROOM = 200;

/** Units that are named one by one. */
const NAMED_UNITS = 10;

/** A comment on a pull or merge request: what blocks and what to write, the rest folded. */
export const format: ReportFormat = {
  summary: 'A comment for a pull or merge request: what blocks and what to write, the rest folded',
  render(report, options) {
    const head = headOf(report, options.base);
    const foot = footOf(report, options.base);
    const { text, hidden } = fit(
      sectionsOf(report, options),
      LONGEST_COMMENT - head.length - foot.length - HIDDEN_ROOM,
    );
    return `${head}${text}${hiddenLine(hidden)}${foot}`;
  },
};

function headOf(report: Report, base: PathBase | undefined): string {
  const paragraphs = [
    `${MARKER}\n### Plimsoll: ${report.verdict}`,
    `**${findingCounts(report)}** in ${extentOf(report)}.`,
    isSpotless(report) ? 'Nothing holds her back: fair winds.' : meaningOf(report),
    words(comparisonText(report) ?? ''),
    conditionsList(report.conditions),
    unitsLine(report.units, base),
  ];
  return `${paragraphs.filter((paragraph) => paragraph !== '').join('\n\n')}\n\n`;
}

function isSpotless({ verdict, findings }: Report): boolean {
  return verdict === 'passed' && findings.length === 0;
}

function conditionsList(conditions: Report['conditions']): string {
  const items = shownConditions(conditions).map(
    ({ answer, what, why }) => `- **${answer}**: ${what}${why === '' ? '' : ` (${why})`}`,
  );
  return items.length === 0 ? '' : `**${CONDITIONS_TITLE}**\n\n${items.join('\n')}`;
}

function unitsLine(units: Report['units'], base: PathBase | undefined): string {
  if (units.length < 2) return '';
  if (units.length <= NAMED_UNITS) {
    return units
      .map((unit) => `${code(namedFile(unit.path, base))} ${unit.verdict}${unverifiedText(unit)}`)
      .join(' · ');
  }
  const counts = [...Map.groupBy(units, ({ verdict }) => verdict)].map(([verdict, of]) => `${of.length} ${verdict}`);
  return `${units.length} units: ${counts.join(', ')}`;
}

function hiddenLine(hidden: Fitted['hidden']): string {
  if (hidden.size === 0) return '';
  const counts = [...hidden].map(([of, count]) => plural(count, of)).join(' and ');
  return `Not shown: ${counts}, because a comment holds ${LONGEST_COMMENT} characters. \`-o html\` shows everything.\n\n`;
}

function footOf(
  { command, policy: { profile, kubernetes, standard, files } }: Report,
  base: PathBase | undefined,
): string {
  const read = files.map(({ path }) => code(namedFile(path, base)));
  const policy = read.length === 0 ? `profile ${words(profile)}` : read.join(', ');
  const parts = [
    `Plimsoll ${VERSION} \`${command}\``,
    policy,
    ...(standard === undefined ? [] : [code(standard)]),
    `Kubernetes ${words(kubernetes)}`,
  ];
  return `<sub>${parts.join(' · ')}</sub>\n`;
}
