import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isInstalled } from '../programs.ts';
import { type TemporaryTree, temporaryTree } from '../temporary-tree.ts';
import { judgeTree } from './judge-tree.ts';

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: { name: cart }\nspec:\n  containers:\n    - name: cart\n      image: ';

let tree: TemporaryTree;

function git(...given: readonly string[]): void {
  const settings = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main'];
  execFileSync('git', [...settings, ...given], { cwd: tree.root, stdio: 'ignore' });
}

async function newIn(...given: readonly string[]): Promise<readonly string[]> {
  const { report } = await judgeTree(tree.root, [...given, '--against', 'main']);
  expect(report.incomplete).toEqual([]);
  return report.findings.map(({ rule }) => rule);
}

beforeEach(() => {
  tree = temporaryTree({
    'base/kustomization.yaml': 'resources: [pod.yaml]\n',
    'base/pod.yaml': `${POD}registry.example.com/cart:1\n`,
    'overlay/kustomization.yaml': 'resources: [../base]\nnamespace: shop\n',
    'chart/Chart.yaml': 'apiVersion: v2\nname: cart\nversion: 1.0.0\n',
    'chart/values.yaml': 'image: registry.example.com/cart:1\n',
    'chart/templates/pod.yaml': `${POD}{{ .Values.image }}\n`,
    'production.yaml': 'image: registry.example.com/cart:2\n',
  });
  git('init');
  git('add', '-A');
  git('commit', '-m', 'first');
  git('checkout', '-b', 'change');
});
afterEach(() => {
  tree.remove();
});

const canRender = isInstalled('kubectl', 'version', '--client') || isInstalled('kustomize', 'version');

describe.skipIf(!canRender)('a kustomization (skipped where neither kustomize nor kubectl is installed)', () => {
  test('has nothing new where nothing has changed', async () => {
    expect(await newIn(tree.path('overlay'))).toEqual([]);
    expect(await newIn(tree.path('base'))).toEqual([]);
  });

  test('has new what its base has new, though only the overlay is named', async () => {
    tree.write({ 'base/pod.yaml': `${POD}registry.example.com/cart:latest\n` });
    expect(await newIn(tree.path('overlay'))).toEqual(['image/fixed-tag']);
  });
});

describe.skipIf(!isInstalled('helm', 'version'))('a chart (skipped where helm is not installed)', () => {
  test('has nothing new where nothing has changed', async () => {
    expect(await newIn(tree.path('chart'))).toEqual([]);
    expect(await newIn(tree.path('chart/templates/pod.yaml'))).toEqual([]);
  });

  test('has new what its values have new, in the chart or beside it', async () => {
    tree.write({ 'production.yaml': 'image: registry.example.com/cart:latest\n' });
    expect(await newIn(tree.path('chart'), '--values', tree.path('production.yaml'))).toEqual(['image/fixed-tag']);
    tree.write({ 'chart/values.yaml': 'image: registry.example.com/cart:latest\n' });
    expect(await newIn(tree.path('chart'))).toEqual(['image/fixed-tag']);
  });
});
