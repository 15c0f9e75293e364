import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Report } from '../core/report.ts';
import { format } from './html.ts';
import { HOSTILE_TEXTS, hostileReport } from './testing/hostile.ts';
import { examplesReport, manifestsOf, overlaysReport, reportOf } from './testing/reports.ts';
import { HUNDRED_FLAWS, hostileFlawsReport, reportOfFlaws } from './testing/vulnerabilities.ts';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: web, image: nginx }] }\n';

function render(report: Report): string {
  return format.render(report, { all: false, colour: true, width: 80 });
}

/** The text that a reader sees in a piece of the page. */
function textOf(markup: string): string {
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };
  return markup.replaceAll(/<[^>]*>/g, '').replaceAll(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
}

function section(page: string, id: string): string {
  return new RegExp(`<section aria-labelledby="${id}">.*?</section>`, 's').exec(page)?.[0] ?? '';
}

describe('the page of the examples', async () => {
  const report = await examplesReport();
  const page = render(report);

  test('says the verdict, what it means and what was looked at, before anything else', () => {
    const banner = textOf(/<section class="verdict.*?<\/section>/s.exec(page)?.[0] ?? '');
    expect(banner).toMatch(/^Blocked14 denied, 5 warned, 8 recorded in 12 resources, .*This must not ship/s);
    expect(page.indexOf('class="verdict')).toBeLessThan(page.indexOf('id="summary"'));
    expect(textOf(/<title>.*<\/title>/.exec(page)?.[0] ?? '')).toBe(
      'Blocked: 14 denied, 5 warned, 8 recorded · Plimsoll',
    );
  });

  test('has every finding once, the recorded too', () => {
    const ids = [...page.matchAll(/ id="(finding:\w+)"/g)].map(([, id]) => id);
    expect(ids).toHaveLength(report.findings.length);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each([
    ['the message', 'Container "migrate" may run as root: runAsNonRoot is not set.'],
    ['the place', 'examples/shop-faulty/cart.yaml:25'],
    ['the source line, marked by a sign', '> 25 |         - name: migrate'],
    ['the edit', '+          securityContext:\n+            runAsNonRoot: true'],
    ['a manifest to add', '+kind: NetworkPolicy'],
    ['the remedy', 'Set runAsNonRoot: true, and let the image name a numeric USER other than 0'],
    ['the reason', 'A process that is root in its container is root on the node as soon as it gets out.'],
    ['the standards', 'pss/restricted, cis-kubernetes-1.12/5.2.7'],
    ['what was folded into it', 'network/ingress-isolated'],
  ])('shows of a finding %s', (_, text) => {
    expect(textOf(section(page, 'workloads'))).toContain(text);
  });

  test('shows of each standard what failed and what passed', () => {
    const standards = textOf(section(page, 'standards'));
    expect(standards).toMatch(/failedcis-kubernetes-1\.12\/5\.2\.7Minimize the admission of root containers/);
    expect(standards).toMatch(/passedcis-kubernetes-1\.12\/5\.2\.2Minimize the admission of privileged containers/);
    expect(standards).toContain('nothing to judge');
  });

  test('shows of each rule how often it held, and links to where it did not', () => {
    const rules = section(page, 'rules');
    expect(textOf(rules)).toMatch(/workload\/run-as-non-root 2 failed of \d+Why/);
    const folded = textOf(/id="rule:image\/pull-policy".*?<\/details>/s.exec(rules)?.[0] ?? '');
    expect(folded).toContain('Findingsexamples/shop-faulty/cart.yaml:26 Deployment shop/cart');
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id = '']) => id);
    expect(links.filter((id) => !page.includes(`id="${id}"`))).toEqual([]);
  });

  test('masks credentials', () => {
    expect(page).toContain('postgres://cart:****@orders-db');
    expect(page).not.toMatch(/postgres:\/\/cart:[^*]/);
  });

  test('is the same at every run', async () => {
    expect(render(await examplesReport())).toBe(page);
  });
});

describe('what the page may do', async () => {
  const page = render(await hostileReport());

  test('is said by a policy that allows our own style and script alone', () => {
    const policy = textOf(/http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1] ?? '');
    for (const element of ['script', 'style']) {
      const source = new RegExp(`<${element}>(.*?)</${element}>`, 's').exec(page)?.[1] ?? '';
      const hash = createHash('sha256').update(source).digest('base64');
      expect(policy).toContain(`${element}-src 'sha256-${hash}';`);
    }
    expect(policy).toContain("default-src 'none';");
  });

  test('leads nowhere: no address but within itself and the picture of its tab', () => {
    const addresses = [...page.matchAll(/<[^>]* (?:src|href|action|style|on\w+)="([^"]*)"/g)].map(([, to = '']) => to);
    expect(addresses.filter((to) => !to.startsWith('#') && !to.startsWith('data:image/svg+xml,'))).toEqual([]);
  });

  test('has one script, one style, and no element that a manifest wrote', () => {
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page.match(/<style/g)).toHaveLength(1);
    expect(page).not.toMatch(/<(?:img|iframe|base|b)\b|<svg (?!class="mark")/);
  });

  test('shows hostile text as text, what is not printed written out', () => {
    const text = textOf(page);
    for (const hostile of HOSTILE_TEXTS.slice(0, 8)) expect(text).toContain(hostile);
    expect(text).toContain(String.raw`user\u{202e}txt.exe\u{202c} and \u{200b}nothing\u{2066}`);
    // oxlint-disable-next-line no-control-regex -- the control characters are what it is for
    expect(page).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
  });
});

describe('a report', () => {
  test('without findings has no search and says that it passed', async () => {
    const page = render(await reportOf({ units: [manifestsOf('examples/shop-mended')] }));
    expect(textOf(page)).toContain('PassedNo findings in 9 resources');
    expect(page).not.toContain('id="filters"');
    expect(page).not.toContain('id="workloads"');
  });

  test('of nothing says that nothing was judged', async () => {
    const page = render(await reportOf({ units: [[]] }));
    expect(textOf(page)).toContain('IncompleteNo findings in 0 resources');
    expect(textOf(page)).toContain('No Kubernetes resource was found to judge');
  });

  test('lists what was not judged with what would supply it, the same remedy once', async () => {
    const broken = ['a.yaml', 'b.yaml'].map((path) => ({ path, text: 'kind: [\n' }));
    const report = await reportOf({ units: [broken] });
    const summary = textOf(section(render(report), 'summary'));
    expect(report.incomplete).toHaveLength(2);
    for (const { what, code, file } of report.incomplete) {
      expect(summary).toContain(what);
      expect(summary).toContain(code);
      expect(summary).toContain(file ?? 'a file');
    }
    expect(summary.match(/To supply it/g)).toHaveLength(new Set(report.incomplete.map(({ supply }) => supply)).size);
  });

  test('names who accepted a finding, and the exceptions that apply to nothing', async () => {
    const policy = `exceptions:
  - { rule: workload/memory-limit, scope: { name: web }, owner: web team, reason: soon, expires: 2999-01-01 }
  - { rule: workload/host-pid, scope: { name: web }, owner: node team, reason: later, expires: 2999-01-01 }
  - { rule: workload/cpu-limit, scope: { name: web }, owner: old team, reason: past, expires: 2001-01-01 }
`;
    const page = render(await reportOf({ units: [[{ path: 'pod.yaml', text: POD }]], policy }));
    expect(textOf(section(page, 'workloads'))).toContain('Accepted by web team until 2999-01-01: soon');
    expect(textOf(section(page, 'rules'))).toContain('workload/memory-limit 1 failed of 1');
    const exceptions = textOf(section(page, 'summary'));
    expect(exceptions).toContain(
      'appliedworkload/memory-limitname: webweb teamsoonaccepts 1 finding until 2999-01-01plimsoll.yaml:2',
    );
    expect(exceptions).toContain(
      'matches nothingworkload/host-pidname: webnode teamlatermatches no finding (until 2999-01-01)plimsoll.yaml:3',
    );
    expect(exceptions).toContain(
      'expiredworkload/cpu-limitname: webold teampastexpired on 2001-01-01, 9510 days ago: 1 finding not acceptedplimsoll.yaml:4',
    );
  });

  test('names the policy files by their digests', async () => {
    const policy = 'profile: baseline\n';
    const page = render(await reportOf({ units: [[{ path: 'pod.yaml', text: POD }]], policy }));
    const digest = createHash('sha256').update(policy).digest('hex');
    expect(textOf(section(page, 'summary'))).toContain(`plimsoll.yamlsha256:${digest}`);
  });

  test('says what it was compared with', async () => {
    const report = await examplesReport();
    const page = render({ ...report, against: { what: 'main', known: 3 } });
    expect(textOf(page)).toContain('3 findings were there already in main and are not shown.');
  });

  test('says that what it counts by standard and rule is everything, where only what is new is listed', async () => {
    const report = await examplesReport();
    const note = 'The numbers here are of everything that was judged, not only of what is new since main.';
    for (const against of [undefined, { what: 'main', known: 3 }]) {
      const page = render(against === undefined ? report : { ...report, against });
      for (const id of ['standards', 'rules']) {
        expect(textOf(section(page, id)).includes(note)).toBe(against !== undefined);
      }
    }
  });

  test('tells what overlays have from one base once, and finds it by each of them', async () => {
    const report = await overlaysReport();
    const page = render(report);
    const workloads = section(page, 'workloads');
    expect(workloads.match(/ id="finding:/g)).toHaveLength(report.findings.length / 2);
    expect(new Set(workloads.match(/data-unit="[^"]*"/g))).toEqual(new Set(['data-unit="0 1"']));
    expect(textOf(workloads)).toContain(`${report.findings.length} findings in ${report.findings.length / 2} entries.`);
    expect(textOf(workloads)).toContain('base/web.yaml in overlays/dev, overlays/prod');
    expect(textOf(workloads)).toContain('Also in overlays/prod.');
    expect(textOf(section(page, 'rules')).match(/base\/web\.yaml:\d+ Deployment/g)?.length).toBeGreaterThan(5);
  });

  test('of what was rendered shows the rendered line, and what it should render to', async () => {
    const workloads = textOf(section(render(await overlaysReport()), 'workloads'));
    expect(workloads).toContain('base/web.yaml:31');
    expect(workloads).toMatch(/> 11 \| {7}hostPID: true.*Line 11 of what kustomize rendered\..*It should render to/s);
    expect(workloads).not.toContain('@@ ');
  });

  test('of a standard shows its requirements alone, opened', async () => {
    const report = await examplesReport();
    const standards = section(
      render({ ...report, policy: { ...report.policy, standard: 'cis-kubernetes-1.12/5.2' } }),
      'standards',
    );
    expect(textOf(standards)).not.toContain('NIST');
    expect(textOf(standards)).not.toContain('cis-kubernetes-1.12/5.1.');
    expect(standards).toContain('<details class="group" open>');
  });

  test('of thousands of findings stays small: reasons stand at the rules, and what is far down is closed', async () => {
    const pods = Array.from({ length: 400 }, (_, index) => POD.replaceAll('web', `web-${index}`)).join('---\n');
    const report = await reportOf({ units: [[{ path: 'pods.yaml', text: pods }]] });
    const page = render(report);
    expect(report.findings.length).toBeGreaterThan(4000);
    expect(page.length / report.findings.length).toBeLessThan(1600);
    expect(page.match(/<details class="group" open>/g)?.length).toBeLessThan(20);
    expect(textOf(section(page, 'rules'))).toContain('A process that is root in its container is root on the node');
  });
});

describe('the vulnerabilities of an image', async () => {
  const page = render(
    await reportOfFlaws([
      { id: 'CVE-2024-1', priority: { rank: 10, because: [] } },
      { id: 'CVE-2024-2', priority: { rank: 90, because: [] }, exploited: '2024-02-01' },
      { id: 'CVE-2024-3', fixed: undefined, fixState: 'will-not-fix', epss: undefined, score: undefined },
    ]),
  );
  const table = section(page, 'vulnerabilities');
  const rows = [...table.matchAll(/<tr>.*?<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell = '']) => textOf(cell)),
  );

  test('stand in a table, the most urgent first', () => {
    const head = ['vulnerability', 'package', 'installed', 'fixed in', 'severity', 'EPSS', 'KEV', 'policy', 'layer'];
    expect(rows[0]).toEqual(head);
    expect(rows.slice(1).map(([id]) => id)).toEqual(['CVE-2024-2', 'CVE-2024-3', 'CVE-2024-1']);
    expect(rows[1]).toEqual([
      'CVE-2024-2',
      'openssl',
      '3.0.7-1',
      '3.0.8-1',
      expect.stringMatching(/ 7\.4$/),
      '42%',
      'yes',
      expect.stringMatching(/^\w+$/),
      '1',
    ]);
    expect(rows[2]?.slice(3, 7)).toEqual(['will not fix', expect.stringMatching(/^[a-z]+$/), '', '']);
  });

  test('have no column for what nobody tells', async () => {
    const untold = render(await reportOfFlaws([{ epss: undefined }]));
    expect(section(untold, 'vulnerabilities')).not.toMatch(/EPSS|KEV/);
  });

  test('are summed up with what mends most of them', () => {
    expect(textOf(table)).toMatch(/3 vulnerabilities: .*; 1 is known to be exploited; 2 have a fix/);
    expect(textOf(table)).toMatch(/What mends most.*mends 2: .*openssl/s);
  });

  test('lead to their findings, which lead to their advisories', () => {
    const links = [...table.matchAll(/href="#([^"]+)"/g)].map(([, id = '']) => id);
    expect(links).toHaveLength(3);
    expect(links.filter((id) => !page.includes(`<details class="finding" id="${id}"`))).toEqual([]);
    expect(page).toContain('<a href="https://osv.dev/vulnerability/DEBIAN-CVE-2023-0286" rel="noreferrer">');
  });

  test('have no section where there are none', async () => {
    expect(render(await reportOf({ units: [[{ path: 'pod.yaml', text: POD }]] }))).not.toContain(
      'id="vulnerabilities"',
    );
  });

  test('are all there where there are many', async () => {
    const many = section(render(await reportOfFlaws(HUNDRED_FLAWS)), 'vulnerabilities');
    expect(many.match(/<tr>/g)).toHaveLength(101);
  });

  test('are text, whatever their names are', async () => {
    const hostile = render(await hostileFlawsReport());
    expect(section(hostile, 'vulnerabilities')).not.toMatch(/<(?:script|img|svg|iframe|base|meta|style)/);
    expect(
      [...hostile.replaceAll('&#39;', "'").matchAll(/href="([^"]*)"/g)].filter(
        ([, to = '']) => !/^(?:#|data:|https:\/\/osv\.dev\/vulnerability\/[^/?#<]*$)/.test(to),
      ),
    ).toEqual([]);
  });
});
