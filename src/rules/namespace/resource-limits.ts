import { defineUnitRule } from '../../evidence/rule.ts';

/** Both objects are of the namespace that they limit: https://kubernetes.io/docs/concepts/policy/resource-quotas/ and limit-range/. */
export const resourceLimits = defineUnitRule({
  id: 'namespace/resource-limits',
  title: 'Namespaces limit what their pods use',
  severity: 'low',
  since: '0.1.0',
  target: 'namespace',
  profiles: { baseline: 'audit', restricted: 'audit' },
  standards: [{ id: 'nsa/network' }, { id: 'mitre/T1496' }, { id: 'mitre/T1499' }],
  why: 'Whoever may create pods in the namespace may use up the cluster.',
  remediation:
    'Add a ResourceQuota, which limits the namespace, and a LimitRange, which gives containers limits that set none.',
  needs: ['containerDefaults', 'resourceQuotas'],
  at: ['metadata', 'name'],
  messages: {
    neither: ({ namespace }: { namespace: string }) =>
      `The namespace "${namespace}" has neither a ResourceQuota nor a LimitRange.`,
    noQuota: ({ namespace }: { namespace: string }) => `The namespace "${namespace}" has no ResourceQuota.`,
    noLimitRange: ({ namespace }: { namespace: string }) => `The namespace "${namespace}" has no LimitRange.`,
  },
  examples: () => import('./resource-limits.examples.ts'),
  keep: ({ name }) => name,
  check(namespace, evidence, { report, undecided }) {
    const quotas = evidence.resourceQuotas(namespace);
    const ranges = evidence.containerDefaults(namespace);
    const hasQuota = quotas.items.length > 0;
    const hasRange = ranges.items.length > 0;
    if (hasQuota && hasRange) return;
    const gap = [quotas, ranges].find((list) => list.items.length === 0 && list.state === 'unknown');
    if (gap?.state === 'unknown')
      undecided(`No limit of the namespace was found, and not all was read: ${gap.why}`, gap.supply);
    else if (hasQuota) report('noLimitRange', { namespace });
    else report(hasRange ? 'noQuota' : 'neither', { namespace });
  },
});
