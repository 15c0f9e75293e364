import { expect, test } from 'vitest';
import { rules } from '../../src/rules/all.ts';
import { writableHostPath } from '../../src/rules/workload/writable-host-path.ts';
import { runRule } from './run-rule.ts';

const OF_VOLUMES = rules.filter(({ refines = [] }) => refines.includes('workload/host-path-volume'));

test('every rule about paths of the node refines the one about volumes, at the same place', () => {
  expect(OF_VOLUMES.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      'workload/node-cloud-credentials',
      'workload/runtime-socket',
      'workload/sensitive-host-path',
      'workload/writable-host-path',
      'workload/writable-node-logs',
    ]),
  );
});

test('the mend of a volume reaches every mount of it, in every container, and no other', () => {
  const spec = {
    volumes: [{ name: 'scratch' }, { name: 'data', hostPath: { path: '/data' } }],
    initContainers: [{ name: 'init', volumeMounts: [mount('scratch'), mount('data')] }],
    containers: [{ name: 'web', volumeMounts: [mount('data', true), mount('data', false)] }],
  };
  const deployment = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { template: { spec } },
  };
  const [reported] = runRule(writableHostPath, JSON.stringify(deployment));
  expect(reported?.fix?.map(({ path }) => path.join('.'))).toEqual([
    'spec.template.spec.initContainers.0.volumeMounts.1.readOnly',
    'spec.template.spec.containers.0.volumeMounts.1.readOnly',
  ]);
});

function mount(name: string, readOnly?: boolean): object {
  return { name, mountPath: `/${name}`, readOnly };
}
