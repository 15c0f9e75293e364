import { expect, test } from 'vitest';
import { UnitEngine } from '../../evidence/engine.ts';
import { readManifests } from '../../manifests/read.ts';
import { workloadOf } from '../../manifests/workload.ts';
import { workloadKindsWith } from '../../manifests/workload-kinds.ts';
import { memoryLimit } from './memory-limit.ts';

const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { containers: [{ name: 'web' }] },
};

function statuses(namespace: string, gap: boolean): readonly string[] {
  const engine = new UnitEngine({ rules: [{ rule: memoryLimit, options: {} }], kubernetes: 37 });
  const limits = [{ type: 'Container', default: { memory: '1Gi' } }];
  const range = { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'all', namespace }, spec: { limits } };
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [POD, range] });
  const workloadKinds = workloadKindsWith([]);
  for (const entry of readManifests({ path: 'all.json', text }, { workloadKinds })) {
    if (entry.type !== 'resource') continue;
    const kind = workloadKinds.of(entry.resource.apiVersion, entry.resource.kind);
    engine.add(entry.resource, kind === undefined ? undefined : workloadOf(entry.resource, kind));
  }
  if (gap) engine.miss({ why: 'A file was not read.', supply: 'Let it be read.' });
  return engine.finish().reported.map(({ status }) => status);
}

test.each([
  ['the LimitRange of its namespace counts', 'shop', false, []],
  ['it counts also where something was not read', 'shop', true, []],
  ['the LimitRange of another namespace does not', 'blog', false, ['fail']],
  ['it is not decided where something was not read', 'blog', true, ['unknown']],
])('%s', (_, namespace, gap, expected) => {
  expect(statuses(namespace, gap)).toEqual(expected);
});
