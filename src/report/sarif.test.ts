import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Log, Region, Result, Run } from 'sarif';
import { describe, expect, test } from 'vitest';
import { readText } from '../../test/repository.ts';
import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { LineIndex } from '../formats/lines.ts';
import type { RenderOptions } from './format.ts';
import { format } from './sarif.ts';
import { changed, findingOf, IN_CHART, withFindings, withPolicy } from './testing/findings.ts';
import { HOSTILE_NAMES, hostilePod } from './testing/hostile.ts';
import { overlaysReport, reportOn, SHOP, SHOP_CREDENTIAL } from './testing/reports.ts';

const OPTIONS: RenderOptions = { all: false, colour: false, width: 80 };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const ajv = new Ajv2020({
  allErrors: true,
  strict: false,
  formats: {
    uri: (text: string) => URL.canParse(text),
    // RFC 3986 has no room for white space, quotes, brackets, braces, backslashes and what is not ASCII.
    'uri-reference': (text: string) => /^[\w\-.~:/?#@!$&'()*+,;=%]*$/.test(text) && URL.canParse(text, 'file:///root/'),
    'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
    uuid: UUID,
  },
});
const validate = ajv.compile<Log>(JSON.parse(readText('src/report/testdata/sarif-schema-2.1.0.json')));

/** The run of a report, after it was compared with the schema. */
function runOf(report: Report, options: Partial<RenderOptions> = {}): Run {
  const log: unknown = JSON.parse(format.render(report, { ...OPTIONS, ...options }));
  if (!validate(log)) throw new Error(ajv.errorsText(validate.errors));
  const [run] = log.runs;
  if (run === undefined || log.runs.length > 1) throw new Error('there is one run');
  return run;
}

function resultsOf(report: Report, options: Partial<RenderOptions> = {}): readonly Result[] {
  return runOf(report, options).results ?? [];
}

/** The result of one finding alone. */
function resultOf(report: Report, finding: Finding, options: Partial<RenderOptions> = {}): Result {
  const [result] = resultsOf(withFindings(report, [finding]), options);
  if (result === undefined) throw new Error('there is a result');
  return result;
}

/** Applies a fix as an editor does that knows lines and columns only. */
function applied(text: string, result: Result): string {
  const replacements = result.fixes?.[0]?.artifactChanges[0]?.replacements ?? [];
  const lines = new LineIndex(text);
  const offset = (line = 1, column = 1): number => {
    let start = 0;
    for (let at = 1; at < line; at += 1) start = text.indexOf('\n', start) + 1;
    expect(lines.positionAt(start + column - 1)).toEqual({ line, column });
    return start + column - 1;
  };
  const edits = replacements.map(({ deletedRegion, insertedContent }) => {
    const { startLine, startColumn, endLine, endColumn }: Region = deletedRegion;
    return {
      from: offset(startLine, startColumn),
      to: offset(endLine, endColumn),
      with: insertedContent?.text ?? '',
    };
  });
  return edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((edited, edit) => edited.slice(0, edit.from) + edit.with + edited.slice(edit.to), text);
}

function idOf(result: Result | undefined): string | undefined {
  return result?.partialFingerprints?.['plimsollFindingId/v1'];
}

const exception = { source: 'policy' as const, owner: 'team', reason: 'until Friday', expires: '2999-01-01' };

test('a result has what GitHub shows: rule, level, message, place and fingerprint', async () => {
  const report = await reportOn([SHOP]);
  const finding = findingOf(report, 'workload/run-as-non-root');
  const run = runOf(report);
  const result = run.results?.find(({ ruleId }) => ruleId === finding.rule);
  expect(run.tool.driver.rules?.[result?.ruleIndex ?? -1]?.id).toBe(finding.rule);
  expect(result).toMatchObject({
    kind: 'fail',
    level: 'error',
    message: { text: `${finding.message}\n${finding.remediation}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'examples/shop-faulty/cart.yaml', uriBaseId: '%SRCROOT%' },
          region: { startLine: 25, startColumn: 11, endLine: 25, endColumn: 24 },
        },
        logicalLocations: [
          { name: 'migrate', fullyQualifiedName: 'Deployment shop/cart, container migrate', kind: 'container' },
          { name: 'cart', fullyQualifiedName: 'Deployment shop/cart', kind: 'resource' },
        ],
      },
    ],
    partialFingerprints: { 'plimsollFindingId/v1': expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
});

describe('every rule that ran', () => {
  test('is described, whether it has results or not, within the limits of GitHub', async () => {
    const report = await reportOn([SHOP]);
    const rules = runOf(report).tool.driver.rules ?? [];
    expect(rules.map(({ id }) => id)).toEqual(report.rules.map(({ id }) => id));
    for (const rule of rules) {
      expect(rule.shortDescription?.text.length).toBeLessThanOrEqual(1024);
      expect(rule.help?.markdown).toContain(rule.fullDescription?.text);
      expect(rule.properties?.tags?.length).toBeLessThanOrEqual(10);
      expect(rule.properties?.tags).toContain('security');
    }
  });

  test('has the level of the profile and the score of its severity', async () => {
    const rules = runOf(await reportOn([SHOP], 'profile: baseline\n')).tool.driver.rules ?? [];
    const described = (wanted: string): unknown => {
      const rule = rules.find(({ id }) => id === wanted);
      return [rule?.defaultConfiguration?.level, rule?.properties?.['security-severity']];
    };
    expect(described('workload/privileged-container')).toEqual(['error', '9.5']);
    expect(described('workload/run-as-non-root')).toEqual(['warning', '8.0']);
  });
});

describe('kind, level and suppression', () => {
  test.each([
    [{ action: 'deny', status: 'fail' }, 'fail', 'error'],
    [{ action: 'warn', status: 'fail' }, 'fail', 'warning'],
    [{ action: 'deny', status: 'unknown' }, 'open', 'none'],
    [{ action: 'audit', status: 'fail' }, 'fail', 'note'],
  ] as const)('of %j', async (parts, kind, level) => {
    const report = await reportOn([SHOP]);
    const finding = changed(findingOf(report, 'workload/run-as-non-root'), parts);
    expect(resultOf(report, finding, { all: true })).toMatchObject({ kind, level, suppressions: [] });
  });

  test.each([
    ['policy', 'external', 'Accepted by team until 2999-01-01: until Friday'],
    ['comment', 'inSource', 'Accepted in a comment: until Friday'],
    ['annotation', 'inSource', 'Accepted in an annotation: until Friday'],
  ] as const)('of what the %s accepts', async (source, kind, justification) => {
    const report = await reportOn([SHOP]);
    const accepted = { ...exception, source };
    const finding = changed(findingOf(report, 'workload/run-as-non-root'), { exception: accepted });
    expect(resultOf(report, finding).suppressions).toEqual([{ kind, status: 'accepted', justification }]);
  });

  test('what is only recorded is left out unless all are asked for', async () => {
    const report = await reportOn([SHOP]);
    const recorded = report.findings.filter(({ action }) => action === 'audit').length;
    expect(resultsOf(report)).toHaveLength(report.findings.length - recorded);
    expect(resultsOf(report, { all: true })).toHaveLength(report.findings.length);
  });
});

describe('a file', () => {
  const base = { directory: '/srv/shop/deploy', root: '/srv/shop', separator: '/' };
  test.each([
    ['a b%c/ü#?.yaml', base, { uri: 'deploy/a%20b%25c/%C3%BC%23%3F.yaml', uriBaseId: '%SRCROOT%' }],
    ['c:d.yaml', undefined, { uri: 'c%3Ad.yaml', uriBaseId: '%SRCROOT%' }],
    ['/etc/cart.yaml', base, { uri: 'file:///etc/cart.yaml' }],
    ['../cart.yaml', undefined, { uri: '../cart.yaml' }],
    ['-', base, { uri: 'standard-input', uriBaseId: '%SRCROOT%' }],
  ])('%j is named by a URI', async (path, pathBase, location) => {
    const report = await reportOn([{ path, text: SHOP.text }]);
    const [result] = resultsOf(report, pathBase === undefined ? {} : { base: pathBase });
    expect(result?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual(location);
  });
});

test("GitHub's own fingerprint is left to GitHub, but for what it has no file of", async () => {
  const [ofFile] = resultsOf(await reportOn([{ path: 'cart.yaml', text: SHOP.text }]));
  expect(Object.keys(ofFile?.partialFingerprints ?? {})).toEqual(['plimsollFindingId/v1']);
  const [ofInput] = resultsOf(await reportOn([{ path: '-', text: SHOP.text }]));
  expect(ofInput?.partialFingerprints?.['primaryLocationLineHash']).toBe(idOf(ofInput));
});

test('a finding of a rendered chart stands in its template, links to its value, and has no fix', async () => {
  const report = await reportOn([SHOP]);
  const location = {
    ...IN_CHART,
    value: { file: 'chart/values.yaml', line: 2, column: 5, path: 'images[0].tag' },
  } as const;
  const finding = findingOf(report, 'workload/run-as-non-root');
  expect(resultOf(report, finding).fixes).toHaveLength(1);
  const result = resultOf(report, changed(finding, { location }));
  expect(result.fixes).toBeUndefined();
  expect(result.locations?.[0]?.physicalLocation?.region).toEqual({ startLine: 7, startColumn: 3 });
  expect(result.message.text).toContain('The value [images\\[0\\].tag](1) decides it.');
  expect(result.relatedLocations).toMatchObject([
    {
      id: 1,
      physicalLocation: {
        artifactLocation: { uri: 'chart/values.yaml' },
        region: { startLine: 2, startColumn: 5 },
      },
    },
  ]);
  expect(result.properties).toMatchObject({ rendered: { by: 'helm', line: 25 } });
});

test('one alert for what overlays have from one base: GitHub would show one for each at the same line', async () => {
  const report = await overlaysReport();
  const results = resultsOf(report, { all: true });
  expect(results).toHaveLength(report.findings.length / 2);
  const places = results.map(({ ruleId, locations }) => JSON.stringify([ruleId, locations?.[0]?.physicalLocation]));
  expect(new Set(places).size).toBe(results.length);
  for (const { properties, message } of results) {
    expect(properties).toMatchObject({ unit: 'overlays/dev', alsoIn: ['overlays/prod'] });
    expect(message.text).toContain('\nAlso in overlays/prod.');
  }
});

test('what the policy says is a notification, as bad as it is', async () => {
  const ignore = { source: 'comment', file: 'a.yaml', line: 3, rule: '', reason: '', findings: 0, why: 'b.' } as const;
  const report = withPolicy(await reportOn([SHOP]), {
    ignores: [
      { ...ignore, state: 'invalid' },
      { ...ignore, state: 'unused' },
      { ...ignore, state: 'applied' },
    ],
    notes: ['Labels are not known.'],
  });
  const locations = [
    {
      physicalLocation: {
        artifactLocation: { uri: 'a.yaml', uriBaseId: '%SRCROOT%' },
        region: { startLine: 3, startColumn: 1 },
      },
    },
  ];
  const descriptor = { id: 'policy/ignore' };
  expect(runOf(report).invocations?.[0]?.toolExecutionNotifications).toEqual([
    { level: 'warning', descriptor, message: { text: 'The comment does not apply: b.' }, locations },
    { level: 'note', descriptor, message: { text: 'The comment matches no finding: b.' }, locations },
    { level: 'note', descriptor: { id: 'policy/note' }, message: { text: 'Labels are not known.' } },
  ]);
});

describe('a fix', () => {
  test.each([
    ['as written', SHOP.text],
    ['with carriage returns', SHOP.text.replaceAll('\n', '\r\n')],
  ])('mends the file %s', async (_, text) => {
    const report = await reportOn([{ path: 'cart.yaml', text }]);
    const fixable = resultsOf(report).filter(({ fixes }) => fixes !== undefined);
    expect(fixable.length).toBeGreaterThan(5);
    for (const result of fixable) {
      const mended = await reportOn([{ path: 'cart.yaml', text: applied(text, result) }]);
      expect(resultsOf(mended).map(idOf)).not.toContain(idOf(result));
    }
  });

  test.each([
    ['postgres://db/cart', 1],
    [`postgres://cart:${SHOP_CREDENTIAL}@db/cart`, 0],
  ])('that writes %j: %i', async (value, count) => {
    const report = await reportOn([SHOP]);
    const fix = [{ op: 'set', path: ['metadata', 'annotations', 'database'], value }] as const;
    const finding = changed(findingOf(report, 'workload/run-as-non-root'), { fix });
    expect(resultOf(report, finding).fixes ?? []).toHaveLength(count);
  });
});

describe('the limits of GitHub', () => {
  test.each([
    [5000, 5000, 0],
    [5001, 5001, 1],
    [25_002, 25_000, 1],
  ])('of %i findings %i are in the file, with %i notices', async (given, written, notices) => {
    const report = await reportOn([SHOP]);
    const [low, denied] = [
      changed(findingOf(report, 'workload/run-as-non-root'), { severity: 'low', identity: 'low', fix: [] }),
      changed(findingOf(report, 'workload/run-as-non-root'), { fix: [] }),
    ];
    const findings = [low, ...Array.from({ length: given - 1 }, () => denied)];
    const rendered: Log = JSON.parse(format.render(withFindings(report, findings), OPTIONS));
    const [run] = rendered.runs;
    expect(run?.results).toHaveLength(written);
    expect(run?.invocations?.[0]?.toolExecutionNotifications ?? []).toHaveLength(notices);
    const isComplete = given === written;
    expect(run?.results?.some(({ properties }) => properties?.['severity'] === 'low')).toBe(isComplete);
  });
});

test('what was not judged is told, and the upload is not refused for it', async () => {
  const report = await reportOn([
    { path: 'broken.yaml', text: 'apiVersion: v1\nkind: [\n' },
    { path: 'empty.yaml', text: '' },
  ]);
  const run = runOf(report);
  expect(run.results).toEqual([]);
  expect(run.invocations).toMatchObject([{ executionSuccessful: true, endTimeUtc: '2027-01-15T12:00:00.000Z' }]);
  expect(run.invocations?.[0]?.toolExecutionNotifications).toMatchObject([
    { level: 'error', locations: [{ physicalLocation: { artifactLocation: { uri: 'broken.yaml' } } }] },
    { level: 'error', descriptor: { id: 'PL_E_NOTHING_TO_JUDGE' } },
  ]);
  expect(run.properties).toMatchObject({ verdict: 'incomplete' });
});

test('the category of a workflow counts: there is no id of ours in its way', async () => {
  expect(runOf(await reportOn([SHOP])).automationDetails).toBeUndefined();
});

describe('a name stays text', () => {
  test.each(HOSTILE_NAMES)('%j', async (name) => {
    const results = resultsOf(await reportOn([{ path: `${name}.yaml`, text: hostilePod(name) }]));
    expect(results.length).toBeGreaterThan(0);
    // A link: brackets that no backslash precedes, and a destination.
    const links = results.filter(({ message }) => /(?<!\\)\[(?:[^\]\\]|\\.)*\]\(/.test(message.text ?? ''));
    expect(links).toEqual([]);
  });
});

test('the same report gives the same bytes', async () => {
  const first = format.render(await reportOn([SHOP]), OPTIONS);
  expect(format.render(await reportOn([SHOP]), OPTIONS)).toBe(first);
});

test('no credential stands in it', async () => {
  const rendered = format.render(await reportOn([SHOP]), { ...OPTIONS, all: true });
  expect(rendered).toContain('DATABASE_URL');
  expect(rendered).not.toContain(SHOP_CREDENTIAL);
});
