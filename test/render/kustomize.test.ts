import { mkdirSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isInstalled } from '../programs.ts';
import { type TemporaryTree, temporaryTree } from '../temporary-tree.ts';
import { checkTree, judgeTree, placesOf } from './judge-tree.ts';

const TREE: Readonly<Record<string, string>> = {
  'base/kustomization.yaml': 'resources: [deployment.yaml]\n',
  'base/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  selector:
    matchLabels: { app: cart }
  template:
    metadata:
      labels: { app: cart }
    spec:
      containers:
        - name: proxy
          image: registry.example.com/proxy:1
        - name: cart
          image: registry.example.com/cart:1
          securityContext:
            runAsUser: 0
`,
  'overlays/production/kustomization.yaml': `resources:
  - ../../base
components:
  - ../../components/debug
namePrefix: production-
namespace: shop
patches:
  - path: host.yaml
  - target: { kind: Deployment, name: cart }
    patch: |-
      - op: add
        path: /spec/template/spec/hostPID
        value: true
images:
  - name: registry.example.com/proxy
    newTag: latest
`,
  'overlays/production/host.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  template:
    spec:
      hostNetwork: true
      containers:
        - name: cart
          securityContext:
            privileged: true
`,
  'components/debug/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
patches:
  - patch: |-
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: cart
      spec:
        template:
          spec:
            hostIPC: true
            containers: []
`,
};

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree(TREE);
});
afterEach(() => {
  tree.remove();
  vi.unstubAllEnvs();
});

const unitsOf = async (...given: readonly string[]): Promise<readonly string[]> => {
  const { report } = await judgeTree(tree.root, given);
  return report.units.map(({ path }) => path.slice(tree.root.length + 1));
};

const codesOf = async (...given: readonly string[]): Promise<readonly string[]> => {
  const { report } = await judgeTree(tree.root, given);
  return report.incomplete.map(({ code }) => code);
};

const canRender = isInstalled('kustomize', 'version') || isInstalled('kubectl', 'version', '--client');

describe.skipIf(!canRender)('a kustomization (skipped where neither kustomize nor kubectl is installed)', () => {
  test('that no other refers to is a unit, and is judged as it is rendered; bases, components and patches are none', async () => {
    const { report } = await judgeTree(tree.root, [tree.root]);
    expect(report.units.map(({ path }) => path.slice(tree.root.length + 1))).toEqual(['overlays/production']);
    expect(report.checked).toMatchObject({ workloads: 1, containers: 2 });
    expect(report.incomplete).toEqual([]);
    expect(report.findings[0]?.subject).toMatchObject({ name: 'production-cart', namespace: 'shop' });
  });

  test.each([
    ['in the base', 'workload/root-user', ['base/deployment.yaml:18']],
    ['in a patch', 'workload/privileged-container', ['overlays/production/host.yaml:12']],
    ['in a patch, of the pod', 'workload/host-network', ['overlays/production/host.yaml:8']],
    ['in an operation that is written in place', 'workload/host-pid', ['overlays/production/kustomization.yaml:13']],
    ['in a component', 'workload/host-ipc', ['components/debug/kustomization.yaml:12']],
    ['in the images', 'image/fixed-tag', ['overlays/production/kustomization.yaml:15']],
    ['nowhere: it is missing in the base', 'workload/seccomp-profile', ['base/deployment.yaml:11']],
  ])('gives findings the place where it was written: %s', async (_, rule, places) => {
    const { report } = await judgeTree(tree.root, [tree.root]);
    expect(placesOf(report, rule, tree.root)).toEqual(places);
  });

  test('can be named itself, a base as well', async () => {
    expect(await unitsOf(tree.path('base'))).toEqual(['base']);
    expect(await unitsOf(tree.path('base/kustomization.yaml'))).toEqual(['base']);
  });

  test('in the directory that is named has a name apart from the manifests beside it', async () => {
    tree.write({
      'base/unused.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: a }] }\n',
    });
    expect(await unitsOf(tree.path('base'))).toEqual(['base (other manifests)', 'base']);
  });

  test('leaves the manifests that nobody refers to as they are', async () => {
    tree.write({
      'base/unused.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: a }] }\n',
    });
    const { report } = await judgeTree(tree.root, [tree.root]);
    expect(report.units).toHaveLength(2);
    expect(report.checked.workloads).toBe(2);
  });

  test('of several overlays tells what they have from one base once', async () => {
    tree.write({ 'overlays/staging/kustomization.yaml': 'resources: [../../base]\nnamespace: staging\n' });
    const { out } = await checkTree(tree.root, [tree.root, '--all']);
    const told = out.split('\n\n').filter((finding) => finding.includes('cart:1" is not pinned'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain(`also in: ${tree.path('overlays/staging')}`);
  });

  test('that generates resources names itself as their place', async () => {
    tree.write({
      'base/kustomization.yaml':
        'resources: [deployment.yaml]\nsecretGenerator:\n  - name: database\n    literals: [password=Tr0ub4dor-and-3-horses]\n',
    });
    const { report } = await judgeTree(tree.root, [tree.path('base')]);
    const secret = report.findings.find(({ subject }) => subject.kind === 'Secret');
    expect(secret?.location.file).toBe(tree.path('base/kustomization.yaml'));
  });

  test('that cannot be rendered is missing, and what lies beside it is judged', async () => {
    tree.write({
      'base/deployment.yaml': 'apiVersion: apps/v1\nkind: [\n',
      'config.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: a }\n',
    });
    const { report } = await judgeTree(tree.root, [tree.root]);
    expect(report.verdict).toBe('incomplete');
    expect(report.incomplete).toMatchObject([
      { code: 'PL_E_RENDER_FAILED', file: tree.path('overlays/production/kustomization.yaml') },
    ]);
    expect(report.checked.resources).toBe(1);
  });
});

describe('no program is started for a kustomization', () => {
  beforeEach(() => {
    // Were one started, it would be one that is not there.
    vi.stubEnv('PATH', tree.path('no-programs'));
  });

  test('whose program is not installed: it is missing, with how to get it', async () => {
    const { report } = await judgeTree(tree.root, [tree.root]);
    expect(report).toMatchObject({ verdict: 'incomplete', incomplete: [{ code: 'PL_E_RENDER_PROGRAM_ABSENT' }] });
    expect(report.incomplete[0]?.supply).toContain('kubectl');
  });

  test.each([
    ['resources: ["https://example.com/all.yaml"]'],
    ['resources: ["github.com/example/base?ref=v1"]'],
    ['resources: ["github.com/example/base"]'],
    ['resources: ["git@example.com:team/base"]'],
    ['resources: ["git::https://example.com/base"]'],
    ['resources: ["gh:example/base"]'],
    ['resources: ["ssh://example.com/base.git"]'],
    ['resources: ["file:///srv/base.git"]'],
    ['resources: ["example.com/team/base//overlays?ref=main"]'],
    ['bases: ["https://example.com/base"]'],
    ['components: ["https://example.com/base"]'],
    ['patches: [{ path: "https://example.com/patch.yaml" }]'],
    ['patchesStrategicMerge: ["https://example.com/patch.yaml"]'],
    ['transformers: ["https://example.com/t.yaml"]'],
    ['configMapGenerator: [{ name: a, files: ["a=https://example.com/a"] }]'],
    ['openapi: { path: "https://example.com/schema.json" }'],
    ['helmCharts: [{ name: redis, repo: "https://charts.example.com", version: 1.0.0 }]'],
  ])('that fetches, unless it is allowed: %s', async (text) => {
    tree.write({ 'base/kustomization.yaml': `${text}\n` });
    expect(await codesOf(tree.root)).toEqual(['PL_E_RENDER_REMOTE']);
    expect(await codesOf(tree.root, '--allow-remote')).toEqual(['PL_E_RENDER_PROGRAM_ABSENT']);
  });

  test.skipIf(process.platform === 'win32')(
    'that fetches, though a directory has the name of the address',
    async () => {
      mkdirSync(tree.path('base/github.com/example/base'), { recursive: true });
      tree.write({
        'base/kustomization.yaml': 'resources: ["github.com/example/base"]\n',
        'base/github.com/example/base/kustomization.yaml': '{}\n',
      });
      expect(await codesOf(tree.path('base/kustomization.yaml'))).toEqual(['PL_E_RENDER_REMOTE']);
    },
  );

  test.each([
    ['a file that is not there', 'resources: [nothing.yaml]\n', 'PL_E_RENDER_REFERENCE_ABSENT'],
    ['a directory without a kustomization', 'resources: [../../empty]\n', 'PL_E_RENDER_UNREADABLE'],
    ['broken YAML', 'resources: [\n', 'PL_E_RENDER_UNREADABLE'],
    ['a list', '- a\n', 'PL_E_RENDER_UNREADABLE'],
    ['nothing', '', 'PL_E_RENDER_UNREADABLE'],
    ['a bomb', `${'['.repeat(5000)}\n`, 'PL_E_RENDER_UNREADABLE'],
  ])('that is or refers to %s', async (_, text, code) => {
    mkdirSync(tree.path('empty'));
    tree.write({ 'overlays/production/kustomization.yaml': text });
    expect(await codesOf(tree.path('overlays'))).toEqual([code]);
  });

  test('that refers to itself: reading it ends', async () => {
    tree.write({ 'base/kustomization.yaml': 'resources: [../base]\n' });
    expect(await codesOf(tree.path('base/kustomization.yaml'))).toEqual(['PL_E_RENDER_PROGRAM_ABSENT']);
  });
});

test.skipIf(process.platform === 'win32')(
  'a manifest behind a link out of the tree is missing, and not passed over',
  async () => {
    const outside = temporaryTree({ 'pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n' });
    symlinkSync(outside.path('pod.yaml'), tree.path('linked.yaml'));
    const { report } = await judgeTree(tree.root, [tree.root]);
    outside.remove();
    expect(report.incomplete.map(({ code, file }) => [code, file])).toContainEqual([
      'PL_E_LINK_OUTSIDE',
      tree.path('linked.yaml'),
    ]);
  },
);
