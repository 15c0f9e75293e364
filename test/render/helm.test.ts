import { chmodSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { delimiter } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isInstalled } from '../programs.ts';
import { type TemporaryTree, temporaryTree } from '../temporary-tree.ts';
import { judgeTree, placesOf } from './judge-tree.ts';

const CHART: Readonly<Record<string, string>> = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: cart\nversion: 1.0.0\n',
  'chart/values.yaml': 'image:\n  repository: registry.example.com/cart\n  tag: v1\nsecurityContext:\n  runAsUser: 0\n',
  'chart/templates/_helpers.tpl': '{{- define "cart.labels" }}\napp: cart\n{{- end }}\n',
  'chart/templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  labels:
    {{- include "cart.labels" . | nindent 4 }}
spec:
  selector:
    matchLabels: { app: cart }
  template:
    metadata:
      labels: { app: cart }
    spec:
      containers:
        {{- if .Values.debug }}
        - name: debug
          image: busybox
        {{- end }}
        - name: cart
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
          securityContext:
            {{- toYaml .Values.securityContext | nindent 12 }}
`,
};

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree(CHART);
});
afterEach(() => {
  tree.remove();
  vi.unstubAllEnvs();
});

const codesOf = async (...given: readonly string[]): Promise<readonly string[]> => {
  const { report } = await judgeTree(tree.root, given);
  return report.incomplete.map(({ code }) => code);
};

const namespaceOf = async (...given: readonly string[]): Promise<string | undefined> =>
  (await judgeTree(tree.root, [tree.path('chart'), ...given])).report.findings[0]?.subject.namespace;

const dependsOn = (name: string, repository: string): string =>
  `apiVersion: v2\nname: cart\nversion: 1.0.0\ndependencies: [{ name: "${name}", version: 1.0.0, repository: "${repository}" }]\n`;

describe.skipIf(!isInstalled('helm', 'version'))('a chart (skipped where helm is not installed)', () => {
  test('is judged as it is rendered, and a finding names the template and the value', async () => {
    const { code, report } = await judgeTree(tree.root, [tree.path('chart')]);
    expect(code).toBe(1);
    expect(report.units.map(({ path }) => path)).toEqual([tree.path('chart')]);
    expect(placesOf(report, 'image/pinned-by-digest', tree.root)).toEqual([
      'chart/templates/deployment.yaml:20 image.tag chart/values.yaml:3',
    ]);
    expect(placesOf(report, 'workload/root-user', tree.root)).toEqual([
      'chart/templates/deployment.yaml:22 securityContext.runAsUser chart/values.yaml:5',
    ]);
    expect(report.findings.find(({ rule }) => rule === 'workload/root-user')?.location.rendered).toEqual({
      by: 'helm',
      line: 19,
    });
  });

  test('names the value that would give what is missing', async () => {
    tree.write({ 'chart/values.yaml': 'image: { repository: a, tag: v1 }\nsecurityContext: {}\n' });
    const { report } = await judgeTree(tree.root, [tree.path('chart')]);
    expect(placesOf(report, 'workload/run-as-non-root', tree.root)).toEqual([
      'chart/templates/deployment.yaml:21 securityContext chart/values.yaml:2',
    ]);
  });

  test('is rendered with the values that are given, and they are named', async () => {
    tree.write({ 'prod.yaml': 'image:\n  tag: latest\n' });
    const { report } = await judgeTree(tree.root, [
      tree.path('chart'),
      '--values',
      tree.path('prod.yaml'),
      '--set',
      'debug=true',
    ]);
    expect(placesOf(report, 'image/fixed-tag', tree.root)).toEqual([
      'chart/templates/deployment.yaml:17',
      'chart/templates/deployment.yaml:20 image.tag prod.yaml:2',
    ]);
  });

  test('is a unit of its own beside manifests, which are judged all the same', async () => {
    tree.write({
      'k8s/pod.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: a }] }\n',
    });
    const { report } = await judgeTree(tree.root, [tree.root]);
    expect(report.units.map(({ path, verdict }) => [path.slice(tree.root.length), verdict])).toEqual([
      ['', 'blocked'],
      ['/chart', 'blocked'],
    ]);
    expect(report.checked.workloads).toBe(2);
  });

  test('brings its resources into the namespace of the release, which -n names', async () => {
    expect(await namespaceOf()).toBe('cart');
    expect(await namespaceOf('-n', 'shop')).toBe('shop');
  });

  test.each([
    ['a template of it', 'chart/templates/deployment.yaml'],
    ['its templates', 'chart/templates'],
    ['its Chart.yaml', 'chart/Chart.yaml'],
  ])('is judged whole when %s is named', async (_, path) => {
    const { report } = await judgeTree(tree.root, [tree.path(path)]);
    expect(report.units).toEqual([{ path: tree.path('chart'), verdict: 'blocked' }]);
  });

  test('that cannot be rendered is missing, with what Helm says, and what lies beside it is judged', async () => {
    tree.write({
      'chart/templates/broken.yaml': 'a: {{ required "set a.b" .Values.a }}\n',
      'good.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: a }\n',
    });
    const { report } = await judgeTree(tree.root, [tree.root]);
    expect(report.verdict).toBe('incomplete');
    expect(report.incomplete).toMatchObject([{ code: 'PL_E_RENDER_FAILED', file: tree.path('chart/Chart.yaml') }]);
    expect(report.incomplete[0]?.what).toContain('set a.b');
    expect(report.checked.resources).toBe(1);
  });

  test('that another chart brings twice, by other names, has its own template and the values of each name', async () => {
    tree.write({
      'chart/Chart.yaml': `apiVersion: v2
name: cart
version: 1.0.0
dependencies:
  - { name: redis, version: 1.0.0, alias: cache }
  - { name: redis, version: 1.0.0, alias: queue }
`,
      'chart/values.yaml': `${CHART['chart/values.yaml'] ?? ''}cache:\n  tag: v7\n`,
      'chart/charts/redis/Chart.yaml': 'apiVersion: v2\nname: redis\nversion: 1.0.0\n',
      'chart/charts/redis/values.yaml': 'tag: v6\n',
      'chart/charts/redis/templates/pod.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata: { name: "{{ .Chart.Name }}" }\nspec:\n  containers:\n    - name: redis\n      image: redis:{{ .Values.tag }}\n',
    });
    const { report } = await judgeTree(tree.root, [tree.root]);
    const places = placesOf(report, 'image/pinned-by-digest', tree.root);
    expect(places).toContain('chart/charts/redis/templates/pod.yaml:7 cache.tag chart/values.yaml:7');
    expect(places).toContain('chart/charts/redis/templates/pod.yaml:7 tag chart/charts/redis/values.yaml:1');
  });

  test('that another chart brings with it is rendered with that one, by the values that the parent has for it', async () => {
    tree.write({
      'chart/Chart.yaml':
        'apiVersion: v2\nname: cart\nversion: 1.0.0\ndependencies:\n  - { name: cache, version: 1.0.0, repository: "" }\n',
      'chart/values.yaml': `${CHART['chart/values.yaml'] ?? ''}cache:\n  tag: v7\n`,
      'chart/charts/cache/Chart.yaml': 'apiVersion: v2\nname: cache\nversion: 1.0.0\n',
      'chart/charts/cache/values.yaml': 'tag: v6\n',
      'chart/charts/cache/templates/pod.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata: { name: cache }\nspec:\n  containers:\n    - name: cache\n      image: redis:{{ .Values.tag }}\n',
    });
    const { report } = await judgeTree(tree.root, [tree.root]);
    expect(placesOf(report, 'image/pinned-by-digest', tree.root)).toContain(
      'chart/charts/cache/templates/pod.yaml:7 cache.tag chart/values.yaml:7',
    );
    expect(report.units).toHaveLength(1);
  });

  test('gets a dependency that lies beside it, and nothing is written into the tree', async () => {
    tree.write({
      'chart/Chart.yaml':
        'apiVersion: v2\nname: cart\nversion: 1.0.0\ndependencies:\n  - { name: common, version: 1.0.0, repository: "file://../common" }\n',
      'common/Chart.yaml': 'apiVersion: v2\nname: common\nversion: 1.0.0\ntype: library\n',
      'common/templates/_names.tpl': '{{- define "common.name" }}cart{{ end }}\n',
      'chart/templates/config.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: {{ include "common.name" . }} }\n',
    });
    const { report } = await judgeTree(tree.root, [tree.root]);
    expect(report.incomplete).toEqual([]);
    expect(report.checked.resources).toBe(2);
    expect(() => mkdirSync(tree.path('chart/charts'))).not.toThrow();
  });

  test.each([
    ['a name that leads elsewhere', dependsOn('../../../written', 'file://../common'), 'PL_E_RENDER_UNREADABLE'],
    ['two dots for a name', dependsOn('..', 'file://../common'), 'PL_E_RENDER_UNREADABLE'],
    ['a directory that is no chart', dependsOn('common', 'file://../../../../../..'), 'PL_E_RENDER_REFERENCE_ABSENT'],
    ['a chart with a link out of it', dependsOn('linked', 'file://../linked'), 'PL_E_RENDER_LINK'],
  ])('is not copied together with %s', async (_, chart, code) => {
    tree.write({
      'chart/Chart.yaml': chart,
      'common/Chart.yaml': 'apiVersion: v2\nname: common\nversion: 1.0.0\ntype: library\n',
      'linked/Chart.yaml': 'apiVersion: v2\nname: linked\nversion: 1.0.0\ntype: library\n',
    });
    symlinkSync('/', tree.path('linked/files'));
    vi.stubEnv('TMPDIR', tree.path('common'));
    expect(await codesOf(tree.path('chart'))).toEqual([code]);
    expect(readdirSync(tree.root)).toEqual(['chart', 'common', 'linked']);
  });

  test('whose links multiply without end is not copied with what it depends on', async () => {
    tree.write({
      'chart/Chart.yaml': dependsOn('common', 'file://../common'),
      'common/Chart.yaml': 'apiVersion: v2\nname: common\nversion: 1.0.0\ntype: library\n',
    });
    for (const name of ['a', 'b', 'c', 'd']) symlinkSync('.', tree.path(`common/${name}`));
    expect(await codesOf(tree.path('chart'))).toEqual(['PL_E_RENDER_UNREADABLE']);
  });

  test('that names resources by lot gives the same report each time', async () => {
    tree.write({
      'chart/templates/test.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata:\n  name: cart-test-{{ randAlphaNum 5 | lower }}\nspec:\n  containers:\n    - name: a\n      image: a:{{ randAlphaNum 9 }}\n',
    });
    const names = async (): Promise<readonly string[]> => {
      const { report } = await judgeTree(tree.root, [tree.path('chart')]);
      return [...new Set(report.findings.map(({ subject }) => subject.name ?? ''))].toSorted((a, b) =>
        a < b ? -1 : 1,
      );
    };
    expect(await names()).toEqual(['cart', 'cart-test-xxxxx']);
  });

  test('that prints without end is stopped at the limit', async () => {
    tree.write({ 'chart/templates/bomb.yaml': 'a: "{{ repeat 10000000 "x" }}"\n' });
    expect(await codesOf(tree.path('chart'), '--max-file-bytes', '100000')).toEqual(['PL_E_RENDER_TOO_LARGE']);
  });

  test('that takes too long is stopped', async () => {
    tree.write({
      'chart/templates/slow.yaml': '{{- range until 20000000 }}{{ if gt . 19999999 }}a: b{{ end }}{{ end }}\n',
    });
    expect(await codesOf(tree.path('chart'), '--max-render-seconds', '1')).toEqual(['PL_E_RENDER_TOO_LONG']);
  });
});

describe('no program is started for a chart', () => {
  beforeEach(() => {
    // Were one started, it would be one that is not there.
    vi.stubEnv('PATH', tree.path('no-programs'));
  });

  test('whose program is not installed: it is missing, with how to get it', async () => {
    const { report } = await judgeTree(tree.root, [tree.root]);
    expect(report).toMatchObject({ verdict: 'incomplete', incomplete: [{ code: 'PL_E_RENDER_PROGRAM_ABSENT' }] });
    expect(report.incomplete[0]?.supply).toContain('https://helm.sh');
  });

  test('that needs a repository, unless it is allowed', async () => {
    tree.write({
      'chart/Chart.yaml':
        'apiVersion: v2\nname: cart\ndependencies:\n  - { name: redis, version: 1.0.0, repository: "https://charts.example.com" }\n',
    });
    expect(await codesOf(tree.root)).toEqual(['PL_E_RENDER_REMOTE']);
    expect(await codesOf(tree.root, '--allow-remote')).toEqual(['PL_E_RENDER_PROGRAM_ABSENT']);
  });

  test('of the first version that needs a repository', async () => {
    tree.write({
      'chart/Chart.yaml': 'apiVersion: v1\nname: cart\n',
      'chart/requirements.yaml':
        'dependencies:\n  - { name: redis, version: 1.0.0, repository: "oci://registry.example.com" }\n',
    });
    expect(await codesOf(tree.root)).toEqual(['PL_E_RENDER_REMOTE']);
  });

  test('with values that would be fetched, unless it is allowed', async () => {
    expect(await codesOf(tree.root, '--values', 'https://example.com/values.yaml')).toEqual(['PL_E_RENDER_REMOTE']);
  });

  test('with a dependency that is packed: none is fetched', async () => {
    tree.write({
      'chart/Chart.yaml':
        'apiVersion: v2\nname: cart\ndependencies:\n  - { name: redis, version: 1.0.0, repository: "https://charts.example.com" }\n',
      'chart/charts/redis-1.0.0.tgz': '',
    });
    expect(await codesOf(tree.root)).toEqual(['PL_E_RENDER_PROGRAM_ABSENT']);
  });

  test.skipIf(process.platform === 'win32')('with a link that leads out of the tree', async () => {
    symlinkSync('/etc/hostname', tree.path('chart/templates/leak.yaml'));
    expect(await codesOf(tree.path('chart'))).toContain('PL_E_RENDER_LINK');
  });

  test.each([
    ['a list', '- a\n', 'PL_E_RENDER_UNREADABLE'],
    ['broken', 'a: [\n', 'PL_E_RENDER_UNREADABLE'],
    ['a bomb', `${'['.repeat(5000)}\n`, 'PL_E_RENDER_UNREADABLE'],
    ['empty', '', 'PL_E_RENDER_UNREADABLE'],
  ])('whose Chart.yaml is %s', async (_, text, code) => {
    tree.write({ 'chart/Chart.yaml': text });
    expect(await codesOf(tree.root)).toEqual([code]);
  });

  test('that is a library: others use it, and nobody installs it', async () => {
    tree.write({
      'chart/Chart.yaml': 'apiVersion: v2\nname: common\ntype: library\n',
      'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: a }\n',
    });
    const { report } = await judgeTree(tree.root, [tree.root]);
    expect(report).toMatchObject({ verdict: 'passed', incomplete: [], checked: { resources: 1 } });
  });
});

test.skipIf(process.platform === 'win32')('a program is found by PATH and started without a shell', async () => {
  tree.write({ 'bin/helm': `#!/bin/sh\nprintf '%s\\n' "$@" >&2\nexit 1\n` });
  chmodSync(tree.path('bin/helm'), 0o755);
  vi.stubEnv('PATH', `${tree.path('bin')}${delimiter}/usr/bin${delimiter}/bin`);
  const { report } = await judgeTree(tree.root, [tree.root, '--set', 'a=$(touch hacked);`id`']);
  expect(report.incomplete[0]?.what).toContain('--set a=$(touch hacked);`id`');
});

test.skipIf(process.platform === 'win32')('what a program prints that is no text is not guessed at', async () => {
  tree.write({ 'bin/helm': "#!/bin/sh\nprintf 'apiVersion: v1\\nkind: Pod\\nmetadata: { name: \\377 }\\n'\n" });
  chmodSync(tree.path('bin/helm'), 0o755);
  vi.stubEnv('PATH', `${tree.path('bin')}${delimiter}/usr/bin${delimiter}/bin`);
  const { report } = await judgeTree(tree.root, [tree.root]);
  expect(report.incomplete).toMatchObject([{ code: 'PL_E_RENDER_FAILED' }]);
  expect(report.incomplete[0]?.what).toContain('not valid UTF-8');
});
