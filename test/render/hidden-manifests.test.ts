import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type TemporaryTree, temporaryTree } from '../temporary-tree.ts';
import { judgeTree } from './judge-tree.ts';

// What makes a chart or a kustomization is written by the subject of the gate. Each is a file with which it could try to make a manifest
// beside or below it vanish. No program is started: what is judged is what is read as it is.

const POD = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  containers:
    - { name: web, image: registry.example.com/web:1.2.3, securityContext: { privileged: true } }
`;

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - { name: web, image: registry.example.com/web:1.2.3, securityContext: { privileged: true } }
`;

const CHART = 'apiVersion: v2\nname: web\nversion: 1.0.0\n';
const LIBRARY = `${CHART}type: library\n`;
const COMPONENT = 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n';

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree();
  vi.stubEnv('PATH', tree.path('no-programs'));
});
afterEach(() => {
  tree.remove();
  vi.unstubAllEnvs();
});

/** The files that were read as manifests and hold a privileged container. */
async function privileged(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  tree.write(files);
  const { report } = await judgeTree(tree.root, [tree.root]);
  return report.findings
    .filter(({ rule }) => rule === 'workload/privileged-container')
    .map(({ location }) => location.file.slice(tree.root.length + 1));
}

describe('a manifest is judged', () => {
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['beside the Chart.yaml of a library', { 'Chart.yaml': LIBRARY, 'pod.yaml': POD }, 'pod.yaml'],
    [
      'that is a template of a library, which nobody renders',
      { 'Chart.yaml': LIBRARY, 'templates/pod.yaml': POD },
      'templates/pod.yaml',
    ],
    ['beside a Chart.yaml', { 'Chart.yaml': CHART, 'pod.yaml': POD }, 'pod.yaml'],
    ['far below a Chart.yaml', { 'Chart.yaml': CHART, 'deploy/prod/pod.yaml': POD }, 'deploy/prod/pod.yaml'],
    [
      'in a chart that another one brings, and no template of it',
      { 'Chart.yaml': CHART, 'charts/a/Chart.yaml': CHART, 'charts/a/pod.yaml': POD },
      'charts/a/pod.yaml',
    ],
    [
      'in a folder of charts that Helm passes over',
      { 'Chart.yaml': CHART, 'charts/_a/templates/pod.yaml': POD },
      'charts/_a/templates/pod.yaml',
    ],
    [
      'that a kustomization puts into a ConfigMap',
      { 'kustomization.yaml': 'configMapGenerator: [{ name: a, files: [key=pod.yaml] }]\n', 'pod.yaml': POD },
      'pod.yaml',
    ],
    ['that a kustomization calls a CRD', { 'kustomization.yaml': 'crds: [pod.yaml]\n', 'pod.yaml': POD }, 'pod.yaml'],
    [
      'that a kustomization calls a configuration',
      { 'kustomization.yaml': 'configurations: [pod.yaml]\n', 'pod.yaml': POD },
      'pod.yaml',
    ],
    [
      'that a kustomization calls a patch for what may not be there',
      { 'kustomization.yaml': 'patches: [{ path: web.yaml, target: { kind: None } }]\n', 'web.yaml': DEPLOYMENT },
      'web.yaml',
    ],
    [
      'of a component that nobody uses',
      { 'kustomization.yaml': `${COMPONENT}resources: [pod.yaml]\n`, 'pod.yaml': POD },
      'pod.yaml',
    ],
    [
      'that a component which nobody uses calls a patch',
      { 'kustomization.yaml': `${COMPONENT}patches: [{ path: pod.yaml }]\n`, 'pod.yaml': POD },
      'pod.yaml',
    ],
    [
      'in a list',
      {
        'Chart.yaml': CHART,
        'pods.yaml': `apiVersion: v1\nkind: List\nitems:\n- ${POD.trimEnd().replaceAll('\n', '\n  ')}\n`,
      },
      'pods.yaml',
    ],
    ['with a broken document behind it', { 'Chart.yaml': CHART, 'pod.yaml': `${POD}---\na: [\n` }, 'pod.yaml'],
  ])('%s', async (_, files, file) => {
    expect(await privileged(files)).toEqual([file]);
  });
});

/** The directories that are rendered: without a program each is missing. */
async function rendered(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  tree.write(files);
  const { report } = await judgeTree(tree.root, [tree.root]);
  const absent = report.incomplete.filter(({ code }) => code === 'PL_E_RENDER_PROGRAM_ABSENT');
  return absent.map(({ file = '' }) => file.slice(tree.root.length + 1));
}

describe('what is rendered', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'one of two kustomizations that refer to each other',
      { 'a/kustomization.yaml': 'resources: [../b]\n', 'b/kustomization.yaml': 'resources: [../a]\n' },
      ['a/kustomization.yaml'],
    ],
    ['one that refers to itself', { 'a/kustomization.yaml': 'resources: [../a]\n' }, ['a/kustomization.yaml']],
    [
      'a base that only a component refers to which nobody uses',
      { 'a/kustomization.yaml': 'resources: []\n', 'b/kustomization.yaml': `${COMPONENT}resources: [../a]\n` },
      ['a/kustomization.yaml'],
    ],
    [
      'one that another puts into a ConfigMap',
      {
        'a/kustomization.yaml': 'resources: []\n',
        'b/kustomization.yaml': 'configMapGenerator: [{ name: a, files: [../a] }]\n',
      },
      ['a/kustomization.yaml', 'b/kustomization.yaml'],
    ],
    [
      'one below a chart',
      { 'Chart.yaml': CHART, 'overlays/kustomization.yaml': 'resources: []\n' },
      ['Chart.yaml', 'overlays/kustomization.yaml'],
    ],
    [
      'a chart in the folder of charts of a library, which nobody renders',
      { 'Chart.yaml': LIBRARY, 'charts/a/Chart.yaml': CHART },
      ['charts/a/Chart.yaml'],
    ],
    ['a chart that may be a library or not', { 'Chart.yaml': `${LIBRARY}type: application\n` }, ['Chart.yaml']],
  ])('%s', async (_, files, roots) => {
    expect(await rendered(files)).toEqual(roots);
  });
});

test('what a chart or a kustomization brings and nobody applies is no manifest', async () => {
  tree.write({
    'chart/Chart.yaml': CHART,
    'chart/values.yaml': 'kind: Pod\nimage: a\n',
    'chart/values.schema.json': '{ "type": "object" }',
    'chart/templates/pod.yaml': POD,
    'chart/files/app.yaml': 'apiVersion: 1\ndatasources: []\n',
    'chart/files/pod.yaml': '{{- if .Values.a }}\nkind: Pod\n{{- end }}\n',
    'base/kustomization.yaml': 'resources: [pod.yaml]\nconfigMapGenerator: [{ name: a, files: [settings.yaml] }]\n',
    'base/pod.yaml': POD,
    'base/settings.yaml': 'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n',
    'debug/kustomization.yaml': `${COMPONENT}patches: [{ path: patch.yaml }]\n`,
    'debug/patch.yaml': DEPLOYMENT.replace('  selector: { matchLabels: { app: web } }\n', ''),
  });
  const { report } = await judgeTree(tree.root, [tree.root]);
  expect(report.checked.files).toBe(0);
  expect(report.incomplete.map(({ file = '' }) => file.slice(tree.root.length + 1))).toEqual([
    'base/kustomization.yaml',
    'chart/Chart.yaml',
  ]);
});
