import type { Rule } from '../../src/evidence/rule.ts';
import { AREAS } from '../new/names.ts';
import { page, table } from './markdown.ts';

/** Every rule with its action in each profile, by area. */
export function ruleIndex(rules: readonly Rule[]): string {
  const sections = [...byArea(rules)].flatMap(([area, members]) => [
    `## ${area}`,
    about(area),
    table(['rule', 'severity', 'baseline', 'restricted', 'since'], members.map(ruleRow)),
  ]);
  return page([
    '# Rules',
    `${rules.length} rules. \`plimsoll rules\` prints this list, \`plimsoll explain <rule>\` a page of it.`,
    ...sections,
  ]);
}

/** The areas of the rules with their counts. */
export function ruleAreas(rules: readonly Rule[]): string {
  const rows = [...byArea(rules)].map(([area, members]) => [
    `[${area}](docs/reference/rules/index.md#${area})`,
    String(members.length),
    String(members.filter(({ profiles }) => profiles.restricted === 'deny').length),
    String(members.filter(({ profiles }) => profiles.baseline === 'deny').length),
    about(area),
  ]);
  return table(['area', 'rules', 'deny in restricted', 'deny in baseline', 'they judge'], rows);
}

function byArea(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  return Map.groupBy(rules, ({ id }) => id.split('/', 1)[0] ?? '');
}

function about(area: string): string {
  const text = AREAS.get(area);
  if (text === undefined) throw new Error(`"${area}" is no area of rules: see scripts/new/names.ts`);
  return text;
}

function ruleRow({ id, title, severity, profiles, since }: Rule): readonly string[] {
  return [`[\`${id}\`](${id}.md)<br>${title}`, severity, profiles.baseline, profiles.restricted, since];
}
