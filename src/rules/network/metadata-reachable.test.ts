import { describe, expect, test } from 'vitest';
import { optionsOf, runRule } from '../../../test/rules/run-rule.ts';
import { metadataReachable } from './metadata-reachable.ts';

function policy(...blocks: readonly object[]): string {
  return JSON.stringify({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'web' },
    spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: blocks.map((ipBlock) => ({ ipBlock })) }] },
  });
}

describe('the exception that mends it', () => {
  test('is added to the block that was reported', () => {
    const reported = runRule(metadataReachable, policy({ cidr: '10.0.0.0/8' }, { cidr: '0.0.0.0/0' }));
    expect(reported.map(({ fix }) => fix)).toEqual([
      [{ op: 'append', path: ['spec', 'egress', 0, 'to', 1, 'ipBlock', 'except'], value: '169.254.169.254/32' }],
    ]);
  });

  test('is that of IPv6 for a block of IPv6', () => {
    const [reported] = runRule(metadataReachable, policy({ cidr: '::/0' }));
    expect(reported?.fix).toMatchObject([{ value: 'fd00:ec2::254/128' }]);
  });

  test('is none where the block is the address: an exception must be smaller than its block', () => {
    const [reported] = runRule(metadataReachable, policy({ cidr: '169.254.169.254/32' }));
    expect(reported?.fix).toEqual([]);
  });
});

test('other addresses by option', () => {
  const options = optionsOf(metadataReachable, { addresses: ['100.100.100.200'] });
  expect(runRule(metadataReachable, policy({ cidr: '100.64.0.0/10' }), { options })).toHaveLength(1);
  expect(runRule(metadataReachable, policy({ cidr: '169.254.0.0/16' }), { options })).toHaveLength(0);
});
