import { describe, expect, test } from 'vitest';
import type { Report } from '../core/report.ts';
import { format } from './github.ts';
import { changed, findingOf, IN_CHART, withFindings, withPolicy } from './testing/findings.ts';
import { HOSTILE_NAMES, hostilePod } from './testing/hostile.ts';
import { overlaysReport, reportOn, SHOP, SHOP_CREDENTIAL } from './testing/reports.ts';

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** The commands that a runner knows; only three of them annotate. */
const KNOWN =
  /^(?:error|warning|notice|debug|group|endgroup|add-mask|add-matcher|remove-matcher|echo|stop-commands|set-output|save-state|set-env|add-path)$/;

/**
 * Reads a line as a runner does: src/Runner.Common/ActionCommand.cs of github.com/actions/runner, the newer syntax first,
 * then `##[name]` anywhere in the line.
 */
function readCommand(line: string): Command | undefined {
  const [, info, data] = /^\s*::(.*?)::(.*)$/s.exec(line) ?? [];
  const [, name = '', written = ''] = /^(\S*) ?(.*)$/s.exec(info ?? '') ?? [];
  if (data !== undefined && KNOWN.test(name)) {
    const properties = written.split(',').filter((property) => property !== '');
    return {
      name,
      properties: Object.fromEntries(
        properties.map((property) => [
          property.slice(0, property.indexOf('=')),
          unescape(property.slice(property.indexOf('=') + 1)),
        ]),
      ),
      data: unescape(data),
    };
  }
  const older = /##\[(\S*?)[ \]]/.exec(line)?.[1];
  return older === undefined ? undefined : { name: older, properties: {}, data: line };
}

function unescape(text: string): string {
  const escapes = [
    ['%0D', '\r'],
    ['%0A', '\n'],
    ['%3A', ':'],
    ['%2C', ','],
    ['%25', '%'],
  ] as const;
  return escapes.reduce((whole, [code, character]) => whole.replaceAll(code, character), text);
}

function linesOf(report: Report, all = false): readonly string[] {
  const rendered = format.render(report, { all, colour: false, width: 80 });
  expect(rendered.endsWith('\n')).toBe(true);
  // .NET ends a line at \n, \r and \r\n.
  return rendered.slice(0, -1).split(/\r\n|\r|\n/);
}

function commandsOf(report: Report, all = false): readonly Command[] {
  return linesOf(report, all).flatMap((line) => readCommand(line) ?? []);
}

/** The names of commands and properties, without what they say. */
function shapesOf(report: Report): readonly string[] {
  return commandsOf(report).map(({ name, properties }) => [name, ...Object.keys(properties)].join(' '));
}

test('a denied finding is an error at its place in the file', async () => {
  const report = await reportOn([SHOP]);
  const finding = findingOf(report, 'workload/run-as-non-root');
  expect(commandsOf(withFindings(report, [finding]))).toEqual([
    {
      name: 'error',
      properties: {
        file: 'examples/shop-faulty/cart.yaml',
        line: '25',
        endLine: '25',
        col: '11',
        endColumn: '23',
        title: 'workload/run-as-non-root (high)',
      },
      data: `Deployment shop/cart: ${finding.message}\n${finding.remediation}`,
    },
  ]);
});

describe('what becomes of a finding', () => {
  const exception = { source: 'policy' as const, owner: 'team', reason: 'until Friday', expires: '2999-01-01' };
  test.each([
    [{ action: 'deny', status: 'fail' }, ['error'], ['error']],
    [{ action: 'deny', status: 'unknown' }, ['error'], ['error']],
    [{ action: 'warn', status: 'fail' }, ['warning'], ['warning']],
    [{ action: 'warn', status: 'unknown' }, ['notice'], ['notice']],
    [{ action: 'audit', status: 'fail' }, [], ['notice']],
    [{ action: 'deny', status: 'fail', exception }, [], ['notice']],
  ] as const)('%j', async (parts, shown, all) => {
    const report = await reportOn([SHOP]);
    const finding = changed(findingOf(report, 'workload/run-as-non-root'), parts);
    const changedReport = withFindings(report, [finding]);
    expect(commandsOf(changedReport).map(({ name }) => name)).toEqual(shown);
    expect(commandsOf(changedReport, true).map(({ name }) => name)).toEqual(all);
  });

  test('an accepted one says by whom', async () => {
    const report = await reportOn([SHOP]);
    const finding = changed(findingOf(report, 'workload/run-as-non-root'), { exception });
    const [annotation] = commandsOf(withFindings(report, [finding]), true);
    expect(annotation?.data).toContain('Accepted by team until 2999-01-01: until Friday');
  });
});

describe('what GitHub would drop', () => {
  test('is what matters least, and the last line counts it', async () => {
    const report = await reportOn([SHOP]);
    const [denied, warned] = [
      findingOf(report, 'workload/run-as-non-root'),
      findingOf(report, 'workload/memory-limit'),
    ];
    const low = changed(denied, { severity: 'low' });
    const undecided = changed(warned, { status: 'unknown' });
    const findings = [
      low,
      ...Array.from({ length: 10 }, () => denied),
      ...Array.from({ length: 12 }, () => warned),
      undecided,
    ];
    const commands = commandsOf(withFindings(report, findings));
    expect(commands.map(({ name }) => name)).toEqual([
      ...Array.from({ length: 10 }, () => 'error'),
      ...Array.from({ length: 10 }, () => 'warning'),
      'notice',
      'notice',
    ]);
    expect(commands.filter(({ properties }) => properties['title']?.endsWith('(low)'))).toEqual([]);
    expect(commands.at(-1)?.data).toMatch(/^blocked: 11 denied, 13 warned\. Not shown: 1 error, 2 warnings; /);
  });

  test('leaves room for the notice that says so', async () => {
    const report = await reportOn([SHOP]);
    const undecided = changed(findingOf(report, 'workload/memory-limit'), { status: 'unknown' });
    const commands = commandsOf(
      withFindings(
        report,
        Array.from({ length: 10 }, () => undecided),
      ),
    );
    expect(commands).toHaveLength(10);
    expect(commands.at(-1)?.data).toContain('Not shown: 1 notice;');
  });
});

test('what was not judged is an error', async () => {
  const report = await reportOn([{ path: 'broken.yaml', text: 'apiVersion: v1\nkind: [\n' }]);
  expect(commandsOf(report)).toMatchObject([
    { name: 'error', properties: { file: 'broken.yaml', title: 'Not judged (PL_E_YAML_SYNTAX)' } },
  ]);
  expect(linesOf(report).at(-1)).toBe('Plimsoll incomplete: 1 not judged');
});

test('when all is well there is a line of text and no annotation', async () => {
  const report = await reportOn([
    { path: 'settings.yaml', text: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n' },
  ]);
  expect(linesOf(withFindings(report, []))).toEqual(['Plimsoll passed: no findings']);
});

test('the last line says what was there already, and gives the runner no command', async () => {
  const report = withFindings(await reportOn([SHOP]), []);
  const compared: Report = Object.create(report, { against: { value: { what: '##[error]a\n::error::b', known: 2 } } });
  expect(linesOf(compared)).toEqual([
    'Plimsoll blocked: no findings. 2 findings were there already in #\\u{23}[error]a ::error::b and are not shown',
  ]);
});

test('standard input is no file of the repository', async () => {
  const report = await reportOn([{ path: '-', text: SHOP.text }]);
  const [annotation] = commandsOf(report);
  expect(Object.keys(annotation?.properties ?? {})).toEqual(['title']);
  expect(annotation?.data).toContain('\nAt line 30 of standard input.\n');
});

test('a finding of a rendered chart stands in its template', async () => {
  const report = await reportOn([SHOP]);
  const finding = changed(findingOf(report, 'workload/run-as-non-root'), { location: IN_CHART });
  const [annotation] = commandsOf(withFindings(report, [finding]));
  expect(annotation?.properties).toMatchObject({ file: 'chart/templates/cart.yaml', line: '7', col: '3' });
  expect(annotation?.properties).not.toHaveProperty('endColumn');
});

test('what the policy says is a notice at its place, before what is known less well', async () => {
  const report = await reportOn([SHOP]);
  const undecided = changed(findingOf(report, 'workload/memory-limit'), { status: 'unknown' });
  const ignore = { source: 'comment', file: 'a.yaml', line: 3, rule: '', reason: '', findings: 0 } as const;
  const told = withPolicy(withFindings(report, [undecided]), { ignores: [{ ...ignore, state: 'invalid', why: 'b.' }] });
  expect(commandsOf(told)).toMatchObject([
    {
      name: 'notice',
      properties: { file: 'a.yaml', line: '3', endLine: '3', title: 'Ignored in place' },
      data: 'The comment does not apply: b.',
    },
    { name: 'notice', properties: { title: 'workload/memory-limit (undecided, medium)' } },
  ]);
});

test('what overlays have from one base is one annotation', async () => {
  const report = await overlaysReport();
  const commands = commandsOf(report, true).filter(({ properties }) =>
    properties['title']?.startsWith('workload/host-pid'),
  );
  expect(commands.map(({ data }) => data.split('\n').slice(0, 2))).toEqual([
    ['Deployment dev-web: The pod sees all processes of its node: hostPID is true.', 'Also in overlays/prod.'],
  ]);
});

describe('a manifest cannot speak to the runner', () => {
  test.each(HOSTILE_NAMES)('with the name %j', async (name) => {
    const report = await reportOn([{ path: `${name.replaceAll('/', '')}.yaml`, text: hostilePod(name) }]);
    const harmless = await reportOn([{ path: 'pod.yaml', text: hostilePod('web') }]);
    const allowed = new Set(shapesOf(harmless));
    expect(shapesOf(report).filter((shape) => !allowed.has(shape))).toEqual([]);
    expect(linesOf(report).filter((line) => !/^(?:::(?:error|warning|notice) [^:]|Plimsoll )/.test(line))).toEqual([]);
  });
});

test('no credential stands in it', async () => {
  const rendered = linesOf(await reportOn([SHOP]), true).join('\n');
  expect(rendered).toContain('DATABASE_URL');
  expect(rendered).not.toContain(SHOP_CREDENTIAL);
});
