import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { readText } from '../../test/repository.ts';
import type { Report } from '../core/report.ts';
import { format } from './junit.ts';
import { changed, findingOf, IN_CHART, withFindings } from './testing/findings.ts';
import { HOSTILE_NAMES, hostilePod } from './testing/hostile.ts';
import { overlaysReport, reportOn, SHOP, SHOP_CREDENTIAL } from './testing/reports.ts';

const SCHEMA = readText('src/report/testdata/jenkins-junit.xsd');

/** The XML of a report, after libxml2 compared it with the schema of Jenkins. */
async function xmlOf(report: Report, all = false): Promise<string> {
  const contents = format.render(report, { all, colour: false, width: 80 });
  const { errors } = await validateXML({ xml: { fileName: 'report.xml', contents }, schema: SCHEMA });
  expect(errors).toEqual([]);
  return contents;
}

/** The test cases of a report, as `outcome classname/name`. */
function casesOf(xml: string): readonly string[] {
  const cases = xml.matchAll(/<testcase classname="([^"]*)" name="([^"]*)" time="0"(?:\/>|>\s*<([\w-]+))/g);
  return [...cases].map(([, classname, name, outcome = 'passed']) => `${outcome} ${classname}/${name}`);
}

test('a case is a resource and a rule, with every finding in it', async () => {
  const xml = await xmlOf(await reportOn([SHOP]));
  expect(casesOf(xml).filter((name) => name.endsWith('Deployment shop/cart/workload/run-as-non-root'))).toEqual([
    'failure Deployment shop/cart/workload/run-as-non-root',
  ]);
  expect(xml).toContain('deny: Container "migrate" may run as root');
  expect(xml).toContain('deny: Container "cart" may run as root');
  expect(xml).toContain('  at examples/shop-faulty/cart.yaml:25:11\n  - name: migrate\n');
});

test('a rule that held is one case, and one that had nothing to judge is none', async () => {
  const report = await reportOn([SHOP]);
  const held = casesOf(await xmlOf(report)).filter((name) => name.includes(' rules/'));
  const expected = report.rules.filter(({ evaluated, failed, unknown }) => evaluated > 0 && failed + unknown === 0);
  expect(held).toEqual(expected.map(({ id }) => `passed rules/${id}`));
  expect(held).toContain('passed rules/workload/host-pid');
});

describe('what becomes of a finding', () => {
  const exception = { source: 'policy' as const, owner: 'team', reason: 'until Friday', expires: '2999-01-01' };
  test.each([
    [{ action: 'deny', status: 'fail' }, 'failure', { failures: 1, errors: 0, skipped: 0 }],
    [{ action: 'deny', status: 'unknown' }, 'error', { failures: 0, errors: 1, skipped: 0 }],
    [{ action: 'warn', status: 'fail' }, 'system-out', { failures: 0, errors: 0, skipped: 0 }],
    [{ action: 'warn', status: 'unknown' }, 'system-out', { failures: 0, errors: 0, skipped: 0 }],
    [{ action: 'deny', status: 'fail', exception }, 'skipped', { failures: 0, errors: 0, skipped: 1 }],
  ] as const)('%j', async (parts, outcome, { failures, errors, skipped }) => {
    const report = await reportOn([SHOP]);
    const finding = changed(findingOf(report, 'workload/run-as-non-root'), parts);
    const xml = await xmlOf(withFindings(report, [finding]));
    expect(casesOf(xml)[0]).toBe(`${outcome} Deployment shop/cart/workload/run-as-non-root`);
    expect(xml).toContain(
      ` timestamp="2027-01-15T12:00:00" tests="1" failures="${failures}" errors="${errors}" time="0" skipped="${skipped}">`,
    );
  });

  test('the worst of one rule decides', async () => {
    const report = await reportOn([SHOP]);
    const denied = findingOf(report, 'workload/run-as-non-root');
    const accepted = changed(denied, { exception });
    const xml = await xmlOf(withFindings(report, [accepted, denied]));
    expect(casesOf(xml)[0]).toMatch(/^failure /);
    expect(xml).toContain('Accepted by team until 2999-01-01: until Friday');
  });

  test('what is only recorded is left out unless all are asked for', async () => {
    const report = await reportOn([SHOP]);
    const finding = changed(findingOf(report, 'workload/run-as-non-root'), { action: 'audit' });
    const recorded = withFindings(report, [finding]);
    expect(casesOf(await xmlOf(recorded))[0]).toMatch(/^passed rules/);
    expect(casesOf(await xmlOf(recorded, true))[0]).toMatch(/^system-out Deployment/);
  });
});

test('each unit is a suite, and no two cases of a report have the same name', async () => {
  const text = hostilePod('web');
  const xml = await xmlOf(
    await reportOn([
      { path: 'a.yaml', text },
      { path: 'b.yaml', text: `${text}---\n${text}` },
    ]),
  );
  expect([...xml.matchAll(/<testsuite id="(\d)" name="([^"]*)"/g)].map(([, id, name]) => [id, name])).toEqual([
    ['0', 'a.yaml'],
    ['1', 'b.yaml'],
    ['2', 'rules that hold'],
    ['3', 'policy'],
  ]);
  const cases = casesOf(xml);
  expect(cases).toContain('failure a.yaml: Pod web/workload/host-pid');
  expect(cases).toContain('failure b.yaml: Pod web/workload/host-pid');
  expect(new Set(cases).size).toBe(cases.length);
});

test('what overlays have from one base is in the suite of each', async () => {
  const xml = await xmlOf(await overlaysReport());
  expect(casesOf(xml).filter((name) => name.endsWith('/workload/host-pid'))).toEqual([
    'failure overlays/dev: Deployment dev-web/workload/host-pid',
    'failure overlays/prod: Deployment prod-web/workload/host-pid',
  ]);
});

test('what the policy says is the output of a suite without tests', async () => {
  const xml = await xmlOf(await overlaysReport());
  expect(xml).toMatch(
    /<testsuite id="3" name="policy" timestamp="[^"]*" tests="0" [^>]*>\n\s*<system-out>base\/web\.yaml:\d+: The annotation for workload\/host-pid does not apply to 2 findings: the policy denies workload\/host-pid\.<\/system-out>/,
  );
  expect(await xmlOf(await reportOn([SHOP]))).not.toContain('name="policy"');
});

test('what was not judged is an error', async () => {
  const xml = await xmlOf(
    await reportOn([
      { path: 'broken.yaml', text: 'apiVersion: v1\nkind: [\n' },
      { path: 'empty.yaml', text: '' },
    ]),
  );
  expect(casesOf(xml)).toEqual(['error broken.yaml/PL_E_YAML_SYNTAX (1)', 'error plimsoll/PL_E_NOTHING_TO_JUDGE (2)']);
  expect(xml).toContain('<testsuites name="plimsoll check" tests="2" failures="0" errors="2" time="0">');
});

test('a value of a chart is named with its place', async () => {
  const report = await reportOn([SHOP]);
  const location = {
    ...IN_CHART,
    value: { file: 'chart/values.yaml', line: 2, column: 5, path: 'security.nonRoot' },
  } as const;
  const xml = await xmlOf(withFindings(report, [changed(findingOf(report, 'workload/run-as-non-root'), { location })]));
  expect(xml).toContain(
    '  at chart/templates/cart.yaml:7:3\n  The value security.nonRoot in chart/values.yaml:2 decides it.\n  - name: migrate\n',
  );
});

describe('a name stays text', () => {
  test.each(HOSTILE_NAMES)('%j', async (name) => {
    const xml = await xmlOf(await reportOn([{ path: `${name}.yaml`, text: hostilePod(name) }]));
    expect(casesOf(xml).filter((each) => each.includes('forged"'))).toEqual([]);
    const harmless = await xmlOf(await reportOn([{ path: 'pod.yaml', text: hostilePod('web') }]));
    const rulesOf = (text: string): readonly string[] => casesOf(text).map((each) => each.slice(each.lastIndexOf('/')));
    expect(rulesOf(harmless).filter((rule) => rule === '/host-pid')).toHaveLength(1);
    expect(rulesOf(xml).filter((rule) => rule === '/host-pid')).toHaveLength(1);
  });
});

test('no credential stands in it', async () => {
  const xml = await xmlOf(await reportOn([SHOP]), true);
  expect(xml).toContain('value: postgres://cart:****@orders-db');
  expect(xml).not.toContain(SHOP_CREDENTIAL);
});
