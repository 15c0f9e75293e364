import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import type { Report } from '../core/report.ts';
import { format } from './gitlab.ts';
import { changed, findingOf, withFindings } from './testing/findings.ts';
import { HOSTILE_NAMES, hostilePod } from './testing/hostile.ts';
import { overlaysReport, reportOn, SHOP, SHOP_CREDENTIAL } from './testing/reports.ts';

/** What https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format asks of a report. */
const SCHEMA = {
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    additionalProperties: false,
    properties: {
      description: { type: 'string', minLength: 1, pattern: '^[^\\u0000-\\u001f]+$' },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        additionalProperties: false,
        properties: {
          path: { type: 'string', minLength: 1, pattern: '^(?!\\./)' },
          lines: {
            type: 'object',
            required: ['begin'],
            additionalProperties: false,
            properties: { begin: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
};

interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const validate = new Ajv2020({ allErrors: true }).compile<readonly Issue[]>(SCHEMA);

/** The issues of a report, after they were compared with the schema and their fingerprints with each other. */
function issuesOf(report: Report, all = false): readonly Issue[] {
  const issues: unknown = JSON.parse(format.render(report, { all, colour: false, width: 80 }));
  const isValid = validate(issues);
  expect(validate.errors ?? []).toEqual([]);
  if (!isValid) return [];
  expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  return issues;
}

test('an issue names resource, rule, place and how bad it is', async () => {
  const issues = issuesOf(await reportOn([SHOP]));
  expect(issues.find(({ check_name }) => check_name === 'network/egress-isolated')).toMatchObject({
    description:
      'Deployment shop/cart: No network policy selects its pods: they can reach everything, and everything can reach them.',
    severity: 'critical',
    location: { path: 'examples/shop-faulty/cart.yaml', lines: { begin: 10 } },
  });
});

test.each([
  ['critical', 'blocker'],
  ['high', 'critical'],
  ['medium', 'major'],
  ['low', 'minor'],
  ['info', 'info'],
  ['unknown', 'info'],
] as const)('severity %s is %s', async (severity, written) => {
  const report = await reportOn([SHOP]);
  const finding = changed(findingOf(report, 'workload/run-as-non-root'), { severity });
  expect(issuesOf(withFindings(report, [finding]))).toMatchObject([{ severity: written }]);
});

describe('what is counted only', () => {
  test('is no issue unless all are asked for', async () => {
    const report = await reportOn([SHOP]);
    const recorded = report.findings.filter(({ action }) => action === 'audit').length;
    expect(recorded).toBeGreaterThan(0);
    expect(issuesOf(report)).toHaveLength(report.findings.length - recorded);
    expect(issuesOf(report, true)).toHaveLength(report.findings.length);
  });

  test('is what somebody accepted, too', async () => {
    const report = await reportOn([SHOP]);
    const exception = { source: 'policy' as const, owner: 'a', reason: 'b', expires: '2999-01-01' };
    const finding = changed(findingOf(report, 'workload/run-as-non-root'), { exception });
    expect(issuesOf(withFindings(report, [finding]))).toEqual([]);
    expect(issuesOf(withFindings(report, [finding]), true)).toHaveLength(1);
  });
});

test('what was not judged is an issue, for without one the widget would say that all is well', async () => {
  const broken = await reportOn([{ path: 'broken.yaml', text: 'apiVersion: v1\nkind: [\n' }]);
  expect(issuesOf(broken)).toMatchObject([
    { check_name: 'PL_E_YAML_SYNTAX', severity: 'critical', location: { path: 'broken.yaml' } },
  ]);
  const empty = await reportOn([{ path: './empty.yaml', text: '' }]);
  expect(issuesOf(empty)).toMatchObject([
    { check_name: 'PL_E_NOTHING_TO_JUDGE', location: { path: 'empty.yaml', lines: { begin: 1 } } },
  ]);
  const [missing] = empty.incomplete;
  const twice = Object.create(empty, { incomplete: { value: [missing, missing] } });
  expect(issuesOf(twice)).toHaveLength(2);
});

test('what overlays have from one base is one issue', async () => {
  const report = await overlaysReport();
  const issues = issuesOf(report, true);
  expect(issues.filter(({ check_name }) => check_name !== 'policy/ignore')).toHaveLength(report.findings.length / 2);
  expect(issues.find(({ check_name }) => check_name === 'workload/host-pid')).toMatchObject({
    description: 'Deployment dev-web: The pod sees all processes of its node: hostPID is true. Also in overlays/prod.',
    location: { path: 'base/web.yaml' },
  });
});

test('what the policy says is an issue for information, where it stands', async () => {
  const issues = issuesOf(await overlaysReport()).filter(({ check_name }) => check_name === 'policy/ignore');
  expect(issues).toMatchObject([
    {
      description:
        'The annotation for workload/host-pid does not apply to 2 findings: the policy denies workload/host-pid.',
      severity: 'info',
      location: { path: 'base/web.yaml' },
    },
  ]);
});

test('equal findings of two units have a fingerprint each', async () => {
  const text = hostilePod('web');
  const report = await reportOn([
    { path: 'a.yaml', text },
    { path: 'b.yaml', text },
  ]);
  expect(issuesOf(report).length).toBeGreaterThan(2);
});

test.each(HOSTILE_NAMES)('a name stays text: %j', async (name) => {
  const report = await reportOn([{ path: 'pod.yaml', text: hostilePod(name) }]);
  expect(issuesOf(report).length).toBeGreaterThan(0);
});

test('no credential stands in it', async () => {
  const rendered = format.render(await reportOn([SHOP]), { all: true, colour: false, width: 80 });
  expect(rendered).toContain('DATABASE_URL');
  expect(rendered).not.toContain(SHOP_CREDENTIAL);
});
