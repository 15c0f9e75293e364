import { describe, expect, test } from 'vitest';
import type { ExceptionReport, IgnoreReport, Report } from '../core/report.ts';
import { type ReportFormatName, reportFormats } from './index.ts';
import { changed, findingOf, IN_CHART, withFindings, withPolicy } from './testing/findings.ts';
import { EXCEPTION, IGNORE } from './testing/policy.ts';
import { overlaysReport, reportOn, SHOP } from './testing/reports.ts';

/** What the formats of the family have in common; what each makes of it is tested beside it. */

const FOR_READERS = ['text', 'html', 'markdown', 'github', 'gitlab', 'junit', 'sarif'] as const;

const OPTIONS = { all: true, colour: false, width: 10_000 };

function others(than: ReportFormatName): readonly ReportFormatName[] {
  return FOR_READERS.filter((name) => name !== than);
}

/** A report without markup and escapes, in one line. */
async function wordsOf(name: ReportFormatName, report: Report): Promise<string> {
  const { format } = await reportFormats[name](report);
  const rendered = format.render(report, OPTIONS);
  const read = name === 'gitlab' || name === 'sarif' ? JSON.stringify(JSON.parse(rendered)) : rendered;
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'", '#95': '_' };
  return (name === 'html' ? read.replaceAll(/<[^>]*>/g, ' ') : read)
    .replaceAll('%0A', ' ')
    .replaceAll(/&(#?\w+);/g, (whole, entity: string) => entities[entity] ?? whole)
    .replaceAll(/\\n|\s+/g, ' ');
}

const EXPIRED: ExceptionReport = {
  ...EXCEPTION,
  expires: '2027-01-01',
  daysLeft: -14,
  state: 'expired',
  findings: 3,
  file: 'policy/shop.yaml',
  line: 71,
};

const REFUSED: IgnoreReport = { ...IGNORE, state: 'refused', line: 72, why: 'the policy denies workload/host-pid.' };

const NOTICES = [
  ['an exception that has expired', 'expired on 2027-01-01, 14 days ago: 3 findings not accepted'],
  ['one that matches nothing', 'matches no finding (until 2027-06-01)'],
  ['one that ends soon', 'accepts 1 finding until 2027-01-20, which is in 5 days'],
  ['an ignore that is refused', 'does not apply to 1 finding: the policy denies workload/host-pid.'],
  ['an ignore without a reason', 'does not apply: it has no reason.'],
  ['an ignore that matches nothing', 'matches no finding: image/fixed-tag finds nothing there.'],
] as const;

const NOTE = 'The labels of namespace shop are not known.';

describe.each(FOR_READERS)('%s', async (name) => {
  const shop = await reportOn([SHOP]);

  describe('says of the policy', async () => {
    const words = await wordsOf(
      name,
      withPolicy(shop, {
        exceptions: [
          EXPIRED,
          { ...EXPIRED, state: 'unused', expires: '2027-06-01', daysLeft: 137, findings: 0, line: 73 },
          { ...EXPIRED, state: 'applied', expires: '2027-01-20', daysLeft: 5, findings: 1, line: 74 },
        ],
        ignores: [
          REFUSED,
          { ...REFUSED, state: 'invalid', why: 'it has no reason.', line: 75 },
          { ...REFUSED, state: 'unused', why: 'image/fixed-tag finds nothing there.', findings: 0, line: 76 },
        ],
      }),
    );
    test.each(NOTICES)('%s', (_, said) => {
      expect(words).toContain(said);
    });

    test('where each of them stands', () => {
      const file = name === 'gitlab' ? '"path":"policy/shop.yaml"' : 'policy/shop.yaml';
      expect(words).toContain(file);
      for (const line of [71, 72, 73, 74, 75, 76]) expect(words).toMatch(new RegExp(`\\b${line}\\b`));
    });
  });

  test('says which value of a chart a line comes from, and where it is set', async () => {
    const location = {
      ...IN_CHART,
      value: { file: 'chart/values.yaml', line: 61, column: 5, path: 'security.nonRoot' },
    } as const;
    const finding = changed(findingOf(shop, 'workload/run-as-non-root'), { location });
    const words = await wordsOf(name, withFindings(shop, [finding]));
    for (const part of ['chart/templates/cart.yaml', 'security.nonRoot', 'chart/values.yaml', '61']) {
      expect(words).toContain(part);
    }
    expect(words).not.toContain('@@ -');
  });
});

describe.each(others('gitlab'))('%s, other than gitlab, which has no place for it, says', async (name) => {
  const shop = await reportOn([SHOP]);

  test('what the policy could not tell', async () => {
    expect(await wordsOf(name, withPolicy(shop, { notes: [NOTE] }))).toContain(NOTE);
  });

  test('at a finding why an ignore does not apply', async () => {
    const refusal = 'The comment at line 8 does not apply: the policy denies it.';
    const finding = changed(findingOf(shop, 'workload/run-as-non-root'), { refusal });
    expect(await wordsOf(name, withFindings(shop, [finding]))).toContain(refusal);
  });
});

describe('what overlays have from one base is told once, but in junit, where each is a suite', () => {
  test.each(others('junit'))('%s', async (name) => {
    const overlays = await overlaysReport();
    const words = await wordsOf(name, overlays);
    const message = 'The pod sees all processes of its node';
    expect(words.split(message)).toHaveLength(2);
    expect(words).toMatch(/[Aa]lso in:? `?overlays\/prod/);
  });
});
