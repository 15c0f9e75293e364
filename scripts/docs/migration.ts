import { type Tool, tools } from './comparison/row.ts';
import { comparedRows } from './comparison/rows.ts';

/** What answers here to each check of one tool. */
export function migrationTable(tool: Tool): string {
  const rows = comparedRows.flatMap(([, compared]) => compared).filter(({ checks }) => checks[tool] !== undefined);
  const lines = rows.map(({ check, checks, rules, later }) => {
    const answers = rules.map((id) => `[${id}](../reference/rules/${id}.md)`).join(', ');
    return `| ${checks[tool]} | ${check} | ${later === undefined ? answers : `later: ${later}`} |`;
  });
  return [`| ${tool} | checks | here |`, '| --- | --- | --- |', ...lines].join('\n');
}

/** The tools that docs/guide/migrating.md has a section for. */
export const migratedTools: readonly Tool[] = tools.filter((tool) => tool !== 'kube-score' && tool !== 'checkov');
