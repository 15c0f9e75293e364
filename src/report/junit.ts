import type { Finding } from '../core/finding.ts';
import type { Report } from '../core/report.ts';
import { formatResource } from '../core/subject.ts';
import type { Missing } from '../core/verdict.ts';
import { MaskedDocuments } from './excerpt/masked-document.ts';
import { printable } from './excerpt/printable.ts';
import { safeLine, safeText } from './excerpt/safe-text.ts';
import type { RenderOptions, ReportFormat } from './format.ts';
import { type Element, element, xmlDocument } from './junit/xml.ts';
import { acceptanceOf } from './shown/acceptance.ts';
import { outcomeOf as wordOf } from './shown/outcome.ts';
import { placeOf } from './shown/place.ts';
import { noticesToLookAt, sentenceOf } from './shown/policy-notice.ts';
import { remarkOf } from './shown/remark.ts';
import { pathInRepository } from './shown/repository-path.ts';
import { compareFindings } from './shown/worst-first.ts';

/** What CI systems make of a test case. */
type Outcome = 'failure' | 'error' | 'skipped' | 'passed';

interface TestCase {
  readonly outcome: Outcome;
  readonly element: Element;
}

interface Context {
  readonly report: Report;
  readonly options: RenderOptions;
  readonly documents: MaskedDocuments;
}

/** Test results in the XML of JUnit: a suite for each unit, one for what was not judged, and one for the rules that hold. */
export const format: ReportFormat = {
  summary: 'Test results in the XML of JUnit, for Jenkins, GitLab, Azure and others',
  render(report, options) {
    const context = { report, options, documents: new MaskedDocuments(report.concealed) };
    const byUnit = Map.groupBy(
      report.findings.filter((finding) => options.all || wordOf(finding) !== 'recorded'),
      ({ unit }) => unit,
    );
    const suites = [
      ...report.units.map(({ path }) => ({ name: path, cases: unitCases(byUnit.get(path) ?? [], context) })),
      { name: 'not judged', cases: report.incomplete.map((missing, index) => missingCase(missing, index, context)) },
      { name: 'rules that hold', cases: heldCases(report) },
    ].filter(({ cases }, index) => index < report.units.length || cases.length > 0);
    const policy = policyOutput(report, options);
    const timestamp = report.time.toISOString().slice(0, 19);
    const children = [
      ...suites.map(({ name, cases }, id) => suite({ id, name: safeLine(name), timestamp }, cases)),
      ...(policy === '' ? [] : [suite({ id: suites.length, name: 'policy', timestamp }, [], policy)]),
    ];
    const all = suites.flatMap(({ cases }) => cases);
    return xmlDocument(element('testsuites', { name: `plimsoll ${report.command}`, ...counts(all) }, children));
  },
};

function suite(
  attributes: Readonly<Record<string, string | number>>,
  cases: readonly TestCase[],
  output = '',
): Element {
  const skipped = count(cases, 'skipped');
  return element('testsuite', { ...attributes, ...counts(cases), skipped }, [
    ...cases.map((each) => each.element),
    ...(output === '' ? [] : [element('system-out', {}, output)]),
  ]);
}

/** What the policy says that somebody should look at, a line for each. */
function policyOutput(report: Report, { base }: RenderOptions): string {
  const lines = noticesToLookAt(report).map((notice) => {
    const { place } = notice;
    const at = place === undefined ? '' : `${safeLine(pathInRepository(place.file, base))}:${place.line}: `;
    return `${at}${sentenceOf(notice)}`;
  });
  return lines.join('\n');
}

function counts(cases: readonly TestCase[]): Readonly<Record<string, string | number>> {
  return { tests: cases.length, failures: count(cases, 'failure'), errors: count(cases, 'error'), time: 0 };
}

function count(cases: readonly TestCase[], outcome: Outcome): number {
  return cases.filter((each) => each.outcome === outcome).length;
}

/** A test case for each resource and rule. GitLab keeps one test of a name, so a resource that two units have names its unit. */
function unitCases(findings: readonly Finding[], context: Context): readonly TestCase[] {
  const severalUnits = context.report.units.length > 1;
  const classOf = ({ unit, subject }: Finding): string =>
    severalUnits ? `${unit}: ${formatResource(subject)}` : formatResource(subject);
  const groups = Map.groupBy(findings, (finding) => JSON.stringify([classOf(finding), finding.rule]));
  return [...groups.values()].flatMap((group) => {
    const [worst, ...others] = group.toSorted(compareFindings);
    return worst === undefined ? [] : [findingCase(classOf(worst), [worst, ...others], context)];
  });
}

function findingCase(classname: string, findings: readonly [Finding, ...Finding[]], context: Context): TestCase {
  const [worst] = findings;
  const outcome = outcomeOf(worst);
  const text = findings.map((finding) => findingText(finding, context)).join('\n\n');
  return testCase(
    { classname: safeLine(classname), name: worst.rule },
    { outcome, type: worst.severity, message: safeLine(worst.message), text },
  );
}

const OUTCOMES = {
  denied: 'failure',
  undecided: 'error',
  warned: 'passed',
  recorded: 'passed',
  accepted: 'skipped',
} as const;

function outcomeOf(finding: Finding): Outcome {
  return OUTCOMES[wordOf(finding)];
}

function findingText(finding: Finding, { documents, options: { base } }: Context): string {
  const { message, remediation, location, place, status, action } = finding;
  const remark = remarkOf(finding);
  const { file, line, column, rendered } = location;
  const accepted = acceptanceOf(finding);
  const source = printable(documents.at(place).line(rendered?.line ?? line)).trim();
  return [
    `${status === 'unknown' ? 'undecided' : action}: ${safeText(message)}`,
    `  at ${safeLine(pathInRepository(file, base))}:${line}:${column}`,
    ...placeOf(finding, base).origin.map((note) => `  ${safeLine(note)}`),
    ...(source === '' ? [] : [`  ${source}`]),
    ...(remark === undefined ? [] : [`  ${safeLine(remark)}`]),
    accepted === undefined ? `  ${safeText(remediation)}` : `  ${accepted.why}`,
  ].join('\n');
}

function missingCase({ code, what, supply, file, line }: Missing, index: number, { options }: Context): TestCase {
  const place = file === undefined ? 'plimsoll' : pathInRepository(file, options.base);
  const text = [
    safeText(what),
    ...(line === undefined ? [] : [`  at ${safeLine(place)}:${line}`]),
    `  ${safeText(supply)}`,
  ];
  return testCase(
    { classname: safeLine(place), name: `${code} (${index + 1})` },
    { outcome: 'error', type: code, message: safeLine(what), text: text.join('\n') },
  );
}

/** The rules that had something to judge and found nothing wrong anywhere. */
function heldCases({ rules }: Report): readonly TestCase[] {
  return rules
    .filter(({ evaluated, failed, unknown }) => evaluated > 0 && failed === 0 && unknown === 0)
    .map(({ id, title, severity }) =>
      testCase({ classname: 'rules', name: id }, { outcome: 'passed', type: severity, message: title, text: '' }),
    );
}

interface Result {
  readonly outcome: Outcome;
  readonly type: string;
  readonly message: string;
  readonly text: string;
}

/** Why a case was skipped is its text: the schema of Jenkins has no message there. */
function testCase(named: Readonly<Record<string, string>>, { outcome, type, message, text }: Result): TestCase {
  const attributes = { ...named, time: 0 };
  if (outcome === 'passed') {
    return { outcome, element: element('testcase', attributes, text === '' ? [] : [element('system-out', {}, text)]) };
  }
  const described = outcome === 'skipped' ? {} : { type, message };
  return { outcome, element: element('testcase', attributes, [element(outcome, described, text)]) };
}
