import { catalogers } from '../../src/catalogers/all.ts';
import { errorTables } from '../../src/cli/error-tables.ts';
import { allCommands } from '../../src/cli/program.ts';
import { rules } from '../../src/rules/all.ts';
import { versionOrders } from '../../src/versions/compare.ts';
import { catalogerTable } from './catalogers.ts';
import { commandLine } from './command-line.ts';
import { errorCodes } from './errors.ts';
import { exampleFile } from './example-file.ts';
import { migratedTools, migrationTable } from './migration.ts';
import { npmScripts } from './npm-scripts.ts';
import type { Block, Page } from './render.ts';
import { ruleComparison } from './rule-comparison.ts';
import { ruleAreas, ruleIndex } from './rule-index.ts';
import { rulePage } from './rule-page.ts';
import { policyJsonSchema, reportJsonSchema } from './schemas.ts';
import { versionSchemes } from './version-orders.ts';

const commands = await allCommands();

const rulePages = await Promise.all(
  rules.map(async (rule): Promise<Page> => {
    const text = await rulePage(rule);
    return { path: `docs/reference/rules/${rule.id}.md`, render: () => text };
  }),
);

/** Whole files: one line for each. */
export const PAGES: readonly Page[] = [
  { path: 'docs/reference/cli.md', render: () => commandLine(commands) },
  { path: 'docs/reference/errors.md', render: () => errorCodes(errorTables) },
  { path: 'docs/reference/policy.schema.json', render: () => policyJsonSchema(rules) },
  { path: 'docs/reference/report.schema.json', render: reportJsonSchema },
  { path: 'docs/reference/rules/index.md', render: () => ruleIndex(rules) },
  { path: 'docs/reference/versions.md', render: () => versionSchemes(versionOrders) },
  ...rulePages,
];

/** Parts of hand-written files: one line for each. */
export const BLOCKS: readonly Block[] = [
  { name: 'catalogers', render: () => catalogerTable(catalogers) },
  { name: 'library-example', render: () => exampleFile('examples/library/check.ts') },
  ...migratedTools.map((tool) => ({ name: `migration-${tool}`, render: () => migrationTable(tool) })),
  { name: 'npm-scripts', render: npmScripts },
  { name: 'policy-example', render: () => exampleFile('examples/policy/plimsoll.yaml') },
  { name: 'rule-comparison', render: ruleComparison },
  { name: 'rules', render: () => ruleAreas(rules) },
];
