import { expect, test } from 'vitest';
import { changed, findingOf } from '../testing/findings.ts';
import { overlaysReport, reportOn, SHOP } from '../testing/reports.ts';
import { acrossUnits, alsoInText } from './across-units.ts';

const report = await overlaysReport();

test('what two overlays have from one base is told once, with the other unit', () => {
  const { findings, alsoIn } = acrossUnits(report.findings);
  expect(findings).toHaveLength(report.findings.length / 2);
  expect(new Set(findings.map(({ unit }) => unit))).toEqual(new Set(['overlays/dev']));
  for (const finding of findings) expect(alsoIn.get(finding)).toEqual(['overlays/prod']);
});

test.each([
  ['another message', { message: 'Another.' }],
  ['an exception', { exception: { source: 'comment', reason: 'ours' } }],
  ['another line', { location: { line: 1 } }],
  ['another value', { location: { value: { path: 'a', file: 'values-prod.yaml', line: 1, column: 1 } } }],
] as const)('what differs by %s stands alone', (_, parts) => {
  const [first, second] = report.findings.filter(({ rule }) => rule === 'workload/host-pid');
  if (first === undefined || second === undefined) throw new Error('each overlay has the finding');
  expect(acrossUnits([first, second]).findings).toEqual([first]);
  expect(acrossUnits([first, changed(second, parts)]).findings).toHaveLength(2);
});

test('the second of one unit is told with the second of another, and a third alone', () => {
  const [dev, prod] = report.findings.filter(({ rule }) => rule === 'workload/host-pid');
  if (dev === undefined || prod === undefined) throw new Error('each overlay has the finding');
  const second = changed(dev, {});
  const third = changed(prod, {});
  const { findings, alsoIn } = acrossUnits([dev, second, prod, changed(prod, {}), third]);
  expect(findings).toEqual([dev, second, third]);
  expect([...alsoIn.values()]).toEqual([['overlays/prod'], ['overlays/prod']]);
});

test('what was not rendered stands alone', async () => {
  const finding = findingOf(await reportOn([SHOP]), 'workload/run-as-non-root');
  const { findings, alsoIn } = acrossUnits([finding, changed(finding, { unit: 'elsewhere' })]);
  expect([findings.length, alsoIn.size]).toEqual([2, 0]);
});

test.each([
  [undefined, undefined, undefined],
  [[], undefined, undefined],
  [['a', 'b'], undefined, 'Also in a, b.'],
  [['a', '../b'], { directory: '/srv/shop/deploy', root: '/srv/shop', separator: '/' }, 'Also in deploy/a, b.'],
])('%j from %j is said as %j', (units, base, text) => {
  expect(alsoInText(units, base)).toBe(text);
});
