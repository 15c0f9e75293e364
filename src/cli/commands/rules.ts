import type { Rule } from '../../evidence/rule.ts';
import { columns } from '../../report/shown/columns.ts';
import { rules } from '../../rules/all.ts';
import type { Command } from '../command.ts';

export const command: Command = {
  summary: 'List the rules',
  options: [{ flags: '-o, --output <format>', description: 'text or json (default: text)', choices: ['text', 'json'] }],
  examples: [
    { run: 'plimsoll rules', does: 'lists every rule with its action in each profile' },
    { run: 'plimsoll rules -o json', does: 'lists them for programs' },
  ],
  async run(input, { out }) {
    out(input.value('output') === 'json' ? `${JSON.stringify(rules.map(summaryOf), undefined, 2)}\n` : table());
    return 0;
  },
};

function summaryOf({ id, title, severity, target, profiles, standards, why, remediation, since }: Rule): object {
  return { id, title, severity, target, profiles, standards, why, remediation, since };
}

function table(): string {
  const rows = rules.map(({ id, severity, profiles, title }) => [
    id,
    severity,
    profiles.baseline,
    profiles.restricted,
    title,
  ]);
  return columns([['RULE', 'SEVERITY', 'BASELINE', 'RESTRICTED', 'TITLE'], ...rows]);
}
