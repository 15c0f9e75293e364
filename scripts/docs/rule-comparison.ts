import { type ComparedRow, type Tool, tools } from './comparison/row.ts';
import { comparedRows } from './comparison/rows.ts';

/** What the tools of the field check and what answers here, as one table for each area. */
export function ruleComparison(): string {
  return comparedRows.map(([area, rows]) => `### ${area}\n\n${tableOf(rows)}`).join('\n\n');
}

function tableOf(rows: readonly ComparedRow[]): string {
  const header = line(['', 'checks', ...tools, 'Plimsoll']);
  const rule = line(['', '', ...tools, ''].map(() => '---'));
  return [header, rule, ...rows.map(lineOf)].join('\n');
}

function lineOf({ row, check, checks, rules, later }: ComparedRow): string {
  const answers = rules.map((id) => `\`${id}\``).join(', ');
  return line([
    row,
    check,
    ...tools.map((tool) => checkOf(checks, tool)),
    later === undefined ? answers : `later: ${later}`,
  ]);
}

function checkOf(checks: ComparedRow['checks'], tool: Tool): string {
  return checks[tool] ?? '-';
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
