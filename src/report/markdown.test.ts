import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import type { Report } from '../core/report.ts';
import { code, fence, sentence } from './markdown/escape.ts';
import { format } from './markdown.ts';
import { HOSTILE_TEXTS, hostileReport } from './testing/hostile.ts';
import { examplesReport, manifestsOf, overlaysReport, reportOf } from './testing/reports.ts';
import { HUNDRED_FLAWS, hostileFlawsReport, reportOfFlaws } from './testing/vulnerabilities.ts';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: nginx }] }\n';

const OUR_ELEMENTS = new Set(
  'br code details h3 h4 li p pre strong sub summary table tbody td th thead tr ul'.split(' '),
);

function render(report: Report, all = false): string {
  return format.render(report, { all, colour: true, width: 80 });
}

/** What a forge makes of a comment before it looks for references and cleans it: raw HTML still in it. */
function htmlOf(markdown: string): string {
  return micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

/** The elements of HTML, in their order. */
function elementsOf(html: string): readonly string[] {
  return [...html.matchAll(/<([a-z]\w*)/gi)].map(([, name = '']) => name.toLowerCase());
}

/** The text in which forges look for mentions and references: what is not code. */
function proseOf(html: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
  return html
    .replaceAll(/<pre>.*?<\/pre>/gs, '')
    .replaceAll(/<code>.*?<\/code>/gs, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

/** What GitHub or GitLab would make a mention, a reference, an emoji or a link. */
const REFERENCE = /[@#!~%$&^][\w"{(]|\w:\/\/|:[\w+-]+:|www\.|GH-\d|\[[a-z]+:/i;

function rowWidths(html: string): ReadonlySet<number> {
  return new Set([...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => row.match(/<t[dh]\b/g)?.length ?? 0));
}

describe('the comment of the examples', async () => {
  const markdown = render(await examplesReport());
  const html = htmlOf(markdown);

  test('begins with the line by which a job finds it, and the verdict', () => {
    expect(markdown).toMatch(
      /^<!-- plimsoll -->\n### Plimsoll: blocked\n\n\*\*14 denied, 5 warned, 8 recorded\*\* in 12 /,
    );
  });

  test.each([
    ['what blocks, in a table', /<h4>What blocks<\/h4>\n<table>/],
    ['where', /<td><code>examples\/shop-faulty\/cart\.yaml:25<\/code><\/td>\n<td><code>Deployment shop\/cart<\/code>/],
    ['why and by which rule', /runAsNonRoot is not set\.<br><code>workload\/run-as-non-root<\/code> high<\/td>/],
    ['what to do', /<td>Set <code>runAsNonRoot: true<\/code>, and let the image name/],
    ['the warnings, folded', /<details><summary>5 warned<\/summary>\n<table>/],
    [
      'edits as diffs, folded',
      /<\/table>\n<details><summary>Edits that mend it<\/summary>.*<pre><code class="language-diff">@@ -\d/s,
    ],
    ['the units', /<code>examples\/shop-faulty\/cart\.yaml<\/code> blocked · <code>2 sources<\/code> passed/],
  ])('shows %s', (_, shape) => {
    expect(html).toMatch(shape);
  });

  test('masks credentials', () => {
    expect(markdown).toContain('postgres://cart:****@orders-db');
    expect(markdown).not.toMatch(/postgres:\/\/cart:[^*]/);
  });

  test('counts what is only recorded, and lists it when everything is asked for', async () => {
    expect(markdown).not.toContain('workload/cpu-limit');
    expect(htmlOf(render(await examplesReport(), true))).toMatch(/<summary>Recorded<\/summary>.*workload\/cpu-limit/s);
  });
});

describe('hostile text', async () => {
  const markdown = render(await hostileReport(), true);
  const html = htmlOf(markdown);

  test('makes no element: no link, no image, no heading, no HTML', () => {
    expect(elementsOf(html).filter((name) => !OUR_ELEMENTS.has(name))).toEqual([]);
    expect(html.match(/<!--/g)).toHaveLength(1);
  });

  test('mentions nobody and refers to nothing outside code', () => {
    expect(proseOf(html)).not.toMatch(REFERENCE);
  });

  test('begins no line with what GitLab would take for an action', () => {
    const outside = markdown.replaceAll(/^(`{3,})\w*\n.*?^\1$/gms, '');
    expect(outside).not.toMatch(/^\s*\//m);
  });

  test('ends neither a cell, nor a row, nor a fold, nor a block of code', () => {
    expect(rowWidths(html)).toEqual(new Set([4]));
    const folds = elementsOf(html).filter((name) => name === 'details');
    expect(html.match(/<\/details>/g)).toHaveLength(folds.length);
    expect(elementsOf(html).filter((name) => name === 'h3')).toHaveLength(1);
  });

  test('is shown with what is not printed written out', () => {
    expect(markdown).toContain(String.raw`\u{202e}`.replaceAll('\\', '&#92;'));
    // oxlint-disable-next-line no-control-regex -- the control characters are what it is for
    expect(markdown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
  });

  test.each(HOSTILE_TEXTS.map((text) => [JSON.stringify(text), text]))(
    'stays text wherever it stands: %s',
    (_, text) => {
      const table = htmlOf(`| a | b |\n| --- | --- |\n| ${sentence(text)} | ${code(text)} |\n`);
      expect(elementsOf(table).filter((name) => !OUR_ELEMENTS.has(name))).toEqual([]);
      expect(rowWidths(table)).toEqual(new Set([2]));
      expect(proseOf(table)).not.toMatch(REFERENCE);
      const block = htmlOf(
        `${fence(
          'diff',
          text.split('\n').map((line) => ` ${line}`),
        )}\nafter\n`,
      );
      expect(elementsOf(block)).toEqual(['pre', 'code', 'p']);
    },
  );
});

describe('a comment', () => {
  test('on a change without findings is short and friendly', async () => {
    const markdown = render(await reportOf({ units: [manifestsOf('examples/shop-mended')] }));
    expect(markdown).toContain('### Plimsoll: passed');
    expect(markdown).toContain('fair winds');
    expect(markdown.length).toBeLessThan(300);
  });

  test('shows what was not judged openly where the verdict hangs on it', async () => {
    const report = await reportOf({ units: [[{ path: 'broken.yaml', text: 'kind: [\n' }]] });
    const html = htmlOf(render(report));
    expect(report.verdict).toBe('incomplete');
    expect(html).toMatch(/<h4>Not judged<\/h4>\n<ul>\n<li><code>broken\.yaml:\d+<\/code> .*To supply it: /s);
  });

  test('says what it was compared with', async () => {
    const markdown = render({ ...(await examplesReport()), against: { what: 'main', known: 1 } });
    expect(markdown).toContain('1 finding was there already in main and is not shown.');
  });

  test('names exceptions that somebody has to look at, and what was accepted', async () => {
    const policy = `exceptions:
  - { rule: workload/memory-limit, scope: { name: web }, owner: web team, reason: soon, expires: 2999-01-01 }
  - { rule: workload/host-pid, scope: { name: web }, owner: node team, reason: later, expires: 2999-01-01 }
  - { rule: workload/cpu-limit, scope: { name: web }, owner: old team, reason: past, expires: 2001-01-01 }
`;
    const html = htmlOf(render(await reportOf({ units: [[{ path: 'pod.yaml', text: POD }]], policy })));
    expect(html).toContain(
      '<code>plimsoll.yaml:3</code> The exception of node team for workload/host-pid matches no finding (until 2999-01-01).',
    );
    expect(html).toContain(
      '<code>plimsoll.yaml:4</code> The exception of old team for workload/cpu-limit expired on 2001-01-01, ',
    );
    expect(html).toMatch(/<summary>1 accepted<\/summary>.*Accepted by web team until 2999-01-01: soon/s);
  });

  test('counts what overlays have from one base, and lists it once', async () => {
    const markdown = render(await overlaysReport());
    expect(markdown).toContain('<summary>4 warned at 2 places</summary>');
    expect(markdown).toContain('<br>Also in overlays/prod. | `Deployment dev-web` |');
    expect(markdown).toContain(
      '`workload/host-pid`: it should render to\n\n```diff\n     spec:\n-      hostPID: true\n',
    );
    expect(markdown).not.toContain('@@');
  });

  test('names files as the repository does, wherever in it the command ran', async () => {
    const base = { directory: '/srv/shop/deploy', root: '/srv/shop', separator: '/' };
    const report = await reportOf({
      units: [[{ path: 'pod.yaml', text: POD }], [{ path: 'a.yaml', text: 'kind: [' }]],
    });
    const markdown = format.render(report, { all: true, colour: false, width: 80, base });
    expect(markdown).toContain('| `deploy/pod.yaml:4` |');
    expect(markdown).toContain('- `deploy/a.yaml:1` ');
    expect(markdown).toContain('`deploy/pod.yaml` blocked · `deploy/a.yaml` incomplete');
    expect(markdown).toContain('· `deploy/plimsoll.yaml` ·');
  });

  test('is cut between findings to what GitHub takes, and says how many are not shown', async () => {
    const pods = Array.from({ length: 400 }, (_, index) => POD.replaceAll('web', `web-${index}`)).join('---\n');
    const report = await reportOf({ units: [[{ path: 'pods.yaml', text: pods }]] });
    const markdown = render(report);
    const html = htmlOf(markdown);
    expect(markdown.length).toBeLessThanOrEqual(65_536);
    expect(markdown.length).toBeGreaterThan(60_000);
    const shown = html.match(/<td><code>pods\.yaml:/g)?.length ?? 0;
    const recorded = report.findings.filter(({ action }) => action === 'audit').length;
    expect(html).toContain(`Not shown: ${report.findings.length - recorded - shown} findings and `);
    expect(rowWidths(html)).toEqual(new Set([4]));
  });

  test('is not filled by one finding whose names have no end', async () => {
    const long = POD.replaceAll('web', 'x'.repeat(70_000));
    const report = await reportOf({ units: [[{ path: 'pod.yaml', text: `${long}---\n${POD}` }]] });
    const html = htmlOf(render(report));
    expect(html).toContain('<code>Pod web</code>');
    expect(html).toContain(`<code>Pod ${'x'.repeat(156)}…</code>`);
    expect(html).not.toContain('Not shown');
  });
});

describe('the vulnerabilities of an image', () => {
  test('stand in a table, the most urgent first, with what mends most', async () => {
    const report = await reportOfFlaws([
      { id: 'CVE-2024-1', priority: { rank: 10, because: [] }, epss: { probability: 0.0001, percentile: 0.1 } },
      { id: 'CVE-2024-2', priority: { rank: 90, because: [] }, exploited: '2024-02-01', epss: undefined },
      { id: 'CVE-2024-3', fixed: undefined, fixState: 'no-fix-yet', epss: undefined, score: undefined },
    ]);
    const html = htmlOf(render(report, true));
    const table = /<h4>Vulnerabilities<\/h4>\n<p>3 vulnerabilities.*?<\/p>\n<table>.*?<\/table>/s.exec(html)?.[0] ?? '';
    expect([...table.matchAll(/CVE-2024-\d(?=<\/a>)/g)].map(([id]) => id)).toEqual([
      'CVE-2024-2',
      'CVE-2024-3',
      'CVE-2024-1',
    ]);
    expect(table).toContain('<a href="https://osv.dev/vulnerability/CVE-2024-2">');
    expect(table).toMatch(
      /<td><code>3\.0\.8-1<\/code><\/td>\n<td>\w+ 7\.4<\/td>\n<td><\/td>\n<td><strong>yes<\/strong>/,
    );
    expect(table).toMatch(/<td>no fix<\/td>/);
    expect(table).toContain('&lt;0.1%');
    expect([...rowWidths(table)]).toEqual([8]);
    expect(html).toMatch(/<strong>What mends most<\/strong><\/p>\n<ul>\n<li>mends 2: .*openssl/);
  });

  test('are told once, and not among the other findings', async () => {
    const markdown = render(await reportOfFlaws(HUNDRED_FLAWS), true);
    expect(HUNDRED_FLAWS.filter(({ id = '' }) => markdown.split(`[${id}](`).length !== 2)).toEqual([]);
    expect(markdown).toContain('<summary>85 more vulnerabilities</summary>');
  });

  test('that are only recorded are shown where all is asked for', async () => {
    const report = await reportOfFlaws(HUNDRED_FLAWS);
    const recorded = report.findings.filter(
      ({ action, vulnerability }) => action === 'audit' && vulnerability !== undefined,
    );
    expect(recorded.length).toBeGreaterThan(0);
    const markdown = render(report);
    expect(recorded.filter(({ vulnerability }) => markdown.includes(`[${vulnerability?.id}](`))).toEqual([]);
  });

  test('are text, whatever their names are', async () => {
    const html = htmlOf(render(await hostileFlawsReport(), true));
    expect(elementsOf(html).filter((element) => !OUR_ELEMENTS.has(element))).toEqual([]);
    expect(proseOf(html)).not.toMatch(REFERENCE);
  });
});
