import { toJsonSchema } from '@valibot/to-json-schema';
import { isMapping } from '../../src/core/record.ts';
import type { Rule, StandardReference } from '../../src/evidence/rule.ts';
import { optionsSchemaOf } from '../../src/policy/options.ts';
import { code, page, prose, table } from './markdown.ts';
import { shapeOf } from './placeholder.ts';
import { badExample, goodExample } from './rule-example.ts';
import { POLICY_CONVERSION } from './schemas.ts';

const TARGETS: Readonly<Record<Rule['target'], string>> = {
  container: 'every container: init, app and ephemeral ones',
  workload: 'every resource with a pod template',
  resource: 'every resource',
  namespace: 'every Namespace',
  image: 'every image, and what a Dockerfile tells of one',
};

function judgedBy({ target, kinds }: Rule): string {
  return kinds === undefined
    ? TARGETS[target]
    : `resources of the kinds ${kinds.map((kind) => `\`${kind}\``).join(', ')}`;
}

/** Everything that a rule says of itself, and its examples with what they report. */
export async function rulePage(rule: Rule): Promise<string> {
  const { examples } = await rule.examples();
  const bad = await Promise.all(examples.bad.map(async (example) => badExample(rule, example)));
  return page([
    `# ${rule.title}`,
    `\`${rule.id}\`, severity ${rule.severity}, since ${rule.since}. It judges ${judgedBy(rule)}.`,
    prose(rule.why),
    prose(rule.remediation),
    table(
      ['profile', 'action'],
      Object.entries(rule.profiles).map(([profile, action]) => [profile, action]),
    ),
    ...relations(rule),
    ...options(rule),
    '## Messages',
    Object.entries(rule.messages)
      .map(([id, message]) => `- \`${id}\`: ${prose(shapeOf(message))}`)
      .join('\n'),
    '## Examples',
    ...bad,
    ...examples.good.map(goodExample),
  ]);
}

function relations({ standards, refines = [] }: Rule): readonly string[] {
  const refined = refines.map((id) => `[\`${id}\`](../${id}.md)`).join(', ');
  return [
    ...(standards.length === 0 ? [] : ['## Standards', standards.map((each) => `- ${standard(each)}`).join('\n')]),
    ...(refined === '' ? [] : [`It refines ${refined}: where both find the same, this one is shown.`]),
  ];
}

function standard({ id, from, to }: StandardReference): string {
  const versions = [from === undefined ? '' : `from Kubernetes ${from}`, to === undefined ? '' : `to Kubernetes ${to}`];
  return [`\`${id}\``, ...versions.filter((each) => each !== '')].join(' ');
}

function options(rule: Rule): readonly string[] {
  if (rule.options === undefined) return [];
  const { properties = {} } = toJsonSchema(optionsSchemaOf(rule), POLICY_CONVERSION);
  const rows = Object.entries(properties).map(([name, property]) => optionRow(name, property));
  return ['## Options', table(['option', 'takes', 'default', 'is'], rows)];
}

function optionRow(name: string, property: unknown): readonly string[] {
  if (!isMapping(property)) return [code(name), '', '', ''];
  const { description, default: preset, enum: choices, type } = property;
  const takes = Array.isArray(choices) ? choices.map((choice) => code(String(choice))).join(', ') : String(type);
  const shown = preset === undefined ? '' : code(JSON.stringify(preset));
  return [code(name), takes, shown, typeof description === 'string' ? description : ''];
}
