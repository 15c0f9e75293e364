import type { FindingDocument } from '../../contract/report.ts';
import { problemOf, UserError } from '../../core/errors.ts';
import { nearest } from '../../core/nearest.ts';
import { exampleText } from '../../evidence/image/sample-text.ts';
import type { GoodExample, Rule, StandardReference } from '../../evidence/rule.ts';
import { wrap } from '../../report/text/wrap.ts';
import { rules } from '../../rules/all.ts';
import type { Command } from '../command.ts';
import { commandErrors, problemText, usageError } from '../errors.ts';
import type { ToldDetails } from '../explain/told-details.ts';
import { databaseOption } from '../image/option-declarations.ts';

export const command: Command = {
  summary: 'Say what a rule wants and why, or how a finding of a report came about',
  arguments: [
    {
      name: '<rule|finding>',
      description: 'the id of a rule; with --report the id of a finding or its beginning, or a vulnerability',
    },
  ],
  options: [
    { flags: '--report <file>', description: 'a report that -o json wrote, which has the finding' },
    databaseOption,
  ],
  examples: [
    { run: 'plimsoll explain workload/run-as-non-root', does: 'explains a rule with examples' },
    {
      run: 'plimsoll explain CVE-2021-23337 --report report.json',
      does: 'shows how it was found: the package, the advisory, what was compared, whose word counts, and the policy',
    },
  ],
  async run(input, context) {
    const { out, err, width, in: stdin } = context;
    const [name = ''] = input.arguments;
    const path = input.value('report');
    const { explainFindings, isOfFinding } = await import('../explain/explain-finding.ts');
    if (path !== undefined) {
      const { nodeFiles } = await import('../../host/node-files.ts');
      const { givenDatabase } = await import('../database-place.ts');
      const { toldDetails } = await import('../explain/told-details.ts');
      const database = givenDatabase(input, context);
      const tellDetails = async (findings: readonly FindingDocument[]): Promise<ToldDetails> =>
        database === undefined ? new Map() : toldDetails(findings, database, (problem) => err(problemText(problem)));
      out(await explainFindings({ name, path, files: nodeFiles(() => stdin), width, tellDetails }));
      return 0;
    }
    if (isOfFinding(name)) throw usageError('explain', `Where is the finding ${name}? Name the report: --report FILE.`);
    const rule = ruleOf(name);
    const { examples } = await rule.examples();
    out(
      [...about(rule, width), ...shown('Does not pass', examples.bad), ...shown('Passes', examples.good), ''].join(
        '\n',
      ),
    );
    return 0;
  },
};

function ruleOf(name: string): Rule {
  const rule = rules.find(({ id }) => id === name);
  if (rule !== undefined) return rule;
  const ids = rules.map(({ id }) => id);
  const near = nearest(name, ids) ?? ids.find((id) => id.endsWith(`/${name}`));
  throw new UserError(problemOf(commandErrors, 'PL_E_RULE_UNKNOWN', { name, near }));
}

function about(
  { id, title, severity, why, remediation, profiles, standards, refines = [] }: Rule,
  width: number,
): readonly string[] {
  return [
    `${id} (${severity})`,
    title,
    '',
    ...wrap(why, width),
    ...wrap(remediation, width),
    '',
    `Profiles:  baseline ${profiles.baseline}, restricted ${profiles.restricted}`,
    `Standards: ${standards.map(formatStandard).join(', ')}`,
    ...(refines.length === 0 ? [] : [`Refines:   ${refines.join(', ')}`]),
  ];
}

function formatStandard({ id, from, to }: StandardReference): string {
  if (from === undefined && to === undefined) return id;
  return `${id} (Kubernetes ${from === undefined ? '' : `from ${from}`}${to === undefined ? '' : ` to ${to}`})`;
}

function shown(heading: string, examples: readonly GoodExample[]): readonly string[] {
  return examples.flatMap((example) => [
    '',
    `${heading}: ${example.name}`,
    ...exampleText(example)
      .trimEnd()
      .split('\n')
      .map((line) => `    ${line}`),
  ]);
}
