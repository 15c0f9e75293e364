import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeFiles } from '../../src/host/node-files.ts';
import { rootNamed } from '../../src/render/root-named.ts';
import { type TemporaryTree, temporaryTree } from '../temporary-tree.ts';

let tree: TemporaryTree;
beforeAll(() => {
  tree = temporaryTree({
    'chart/Chart.yaml': 'name: cart\n',
    'chart/templates/jobs/seed.yaml': '',
    'templates/pod.yaml': '',
  });
});
afterAll(() => {
  tree.remove();
});

test.skipIf(process.platform === 'win32').each([
  ['templates/jobs/seed.yaml', 'chart', '.'],
  ['.', 'chart/templates', '..'],
  ['seed.yaml', 'chart/templates/jobs', '../..'],
  ['../../chart/templates', 'chart/templates', '..'],
  ['..', 'chart/templates', undefined],
  ['-', 'chart/templates', undefined],
  ['.', 'templates', undefined],
])('%s, named in %s, is a template of the chart %s', async (path, from, directory) => {
  const root = await rootNamed(
    nodeFiles(() => Readable.from([])),
    path,
    tree.path(from),
  );
  expect(root?.directory).toBe(directory);
});
