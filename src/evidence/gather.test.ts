import { describe, expect, test } from 'vitest';
import { readManifests } from '../manifests/read.ts';
import { workloadOf } from '../manifests/workload.ts';
import { workloadKindsWith } from '../manifests/workload-kinds.ts';
import { EvidenceGatherer } from './gather.ts';
import type { UnitEvidence } from './unit-evidence.ts';

function gathered(
  manifests: readonly object[],
  prepare: (gatherer: EvidenceGatherer) => void = () => undefined,
): UnitEvidence {
  const gatherer = new EvidenceGatherer();
  const workloadKinds = workloadKindsWith([]);
  const text = manifests.map((manifest) => JSON.stringify(manifest)).join('\n---\n');
  for (const entry of readManifests({ path: 'manifest.yaml', text }, { workloadKinds })) {
    if (entry.type !== 'resource') continue;
    const { resource } = entry;
    const kind = workloadKinds.of(resource.apiVersion, resource.kind);
    gatherer.add(resource, kind === undefined ? undefined : workloadOf(resource, kind), true);
  }
  prepare(gatherer);
  return gatherer.finish();
}

const named = (namespace: string | undefined, name = 'web'): object => ({ name, namespace });
const policy = (namespace: string | undefined, spec: object): object => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: named(namespace),
  spec,
});
const pod = (namespace: string | undefined, labels: object): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { ...named(namespace), labels },
  spec: { containers: [] },
});
const account = (namespace: string | undefined): object => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: named(namespace),
});

describe('what is missing', () => {
  test('a document that was not read leaves every list unknown', () => {
    const evidence = gathered([], (gatherer) => gatherer.miss({ why: 'It was cut off.', supply: 'Send it again.' }));
    expect(evidence.networkPolicies('shop')).toMatchObject({
      state: 'unknown',
      why: 'It was cut off.',
      supply: 'Send it again.',
    });
    expect(evidence.podMakers('shop', {}).state).toBe('unknown');
    expect(evidence.serviceAccounts('shop', 'web').state).toBe('unknown');
    expect(evidence.grants('shop', 'web').state).toBe('unknown');
  });

  test('a policy that cannot be read leaves the policies of its namespace unknown and nothing else', () => {
    const evidence = gathered([policy('shop', { podSelector: [] })]);
    expect(evidence.networkPolicies('shop')).toMatchObject({
      state: 'unknown',
      why: expect.stringContaining('spec.podSelector') as string,
    });
    expect(evidence.networkPolicies('staging').state).toBe('known');
    expect(evidence.podMakers('shop', {}).state).toBe('known');
  });

  test('a workload that cannot be read leaves the pods of its namespace unknown', () => {
    const evidence = gathered([pod('shop', { app: 7 })]);
    expect(evidence.podMakers('shop', {}).state).toBe('unknown');
    expect(evidence.podMakers('staging', {}).state).toBe('known');
  });

  test('a binding that cannot be read leaves every grant unknown', () => {
    const binding = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: named('shop'),
      subjects: {},
    };
    expect(gathered([binding]).grants('staging', 'web').state).toBe('unknown');
  });
});

describe('what is found', () => {
  test('policies by namespace, none being one of its own', () => {
    const evidence = gathered([policy('shop', {}), policy(undefined, {})]);
    expect(evidence.networkPolicies('shop').items).toHaveLength(1);
    expect(evidence.networkPolicies(undefined).items).toHaveLength(1);
    expect(evidence.networkPolicies('default').items).toHaveLength(0);
  });

  test('pods of workloads, and those that an operator may make', () => {
    const custom = {
      apiVersion: 'example.com/v1',
      kind: 'Database',
      metadata: { ...named('shop'), labels: { app: 'db' } },
    };
    const evidence = gathered([pod('shop', { app: 'web' }), custom]);
    expect(evidence.podMakers('shop', { matchLabels: { app: 'web' } }).items).toEqual(['template']);
    expect(evidence.podMakers('shop', { matchLabels: { app: 'db' } }).items).toEqual(['operator']);
    expect(evidence.podMakers('shop', { matchLabels: { app: 'cache' } }).items).toEqual([]);
    expect(evidence.podMakers('staging', { matchLabels: { app: 'web' } }).items).toEqual([]);
  });

  test.each([
    ['the same namespace', 'shop', 'shop', 1],
    ['another namespace', 'shop', 'staging', 0],
    ['an account without a namespace', undefined, 'shop', 1],
    ['a pod without a namespace', 'shop', undefined, 1],
  ])('service accounts: %s', (_, ofAccount, ofPod, count) => {
    expect(gathered([account(ofAccount)]).serviceAccounts(ofPod, 'web').items).toHaveLength(count);
  });

  test.each([
    ['its namespace', { kind: 'ServiceAccount', name: 'web', namespace: 'shop' }, 1],
    ['the namespace of the binding', { kind: 'ServiceAccount', name: 'web' }, 1],
    ['another namespace', { kind: 'ServiceAccount', name: 'web', namespace: 'staging' }, 0],
    ['a user of that name', { kind: 'User', name: 'web' }, 0],
  ])('grants: %s', (_, subject, count) => {
    const binding = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: named('shop'),
      roleRef: { kind: 'Role', name: 'reader' },
      subjects: [subject],
    };
    expect(gathered([binding]).grants('shop', 'web').items).toHaveLength(count);
  });
});
