import { defineRule } from '../../evidence/rule.ts';
import { capabilityOf } from '../../manifests/capabilities.ts';
import { isWindows } from '../../manifests/pods.ts';

const DROP = ['securityContext', 'capabilities', 'drop'] as const;

/**
 * Restricted fields: `securityContext.capabilities` of every container. Allowed: `drop` names `ALL`, and `add` nothing but
 * `NET_BIND_SERVICE`, both as they are written. From Kubernetes 1.25 a pod with `os.name: windows` is free.
 * Source: k8s.io/pod-security-admission/policy/check_capabilities_restricted.go.
 */
export const dropAllCapabilities = defineRule({
  id: 'workload/drop-all-capabilities',
  title: 'Containers drop all capabilities',
  severity: 'medium',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'warn', restricted: 'deny' },
  standards: [
    { id: 'pss/restricted', from: '1.22', overrides: ['workload/added-capability'] },
    { id: 'cis-kubernetes-1.12/5.2.9' },
    { id: 'nsa/pod-security' },
    { id: 'nist-800-190/4.4.3' },
  ],
  why: 'Container runtimes give every root process 14 capabilities, of which nearly no program needs one.',
  remediation:
    'Set `capabilities.drop: ["ALL"]`; add `NET_BIND_SERVICE` where the program listens below port 1024, and nothing else.',
  messages: {
    notDropped: ({ container }: { container: string }) =>
      `Container "${container}" keeps the capabilities of its runtime: capabilities.drop does not name ALL.`,
    misspelt: ({ container, found }: { container: string; found: string }) =>
      `Container "${container}" drops "${found}": Pod Security admission takes "ALL" alone for all.`,
    added: ({ container, capability }: { container: string; capability: string }) =>
      `Container "${container}" adds the capability "${capability}"; the Restricted standard allows NET_BIND_SERVICE alone.`,
  },
  examples: () => import('./drop-all-capabilities.examples.ts'),
  fix({ spec }, message, { at }) {
    if (message === 'added') return [];
    if (message === 'misspelt') return [{ op: 'set', path: at, value: 'ALL' }];
    const isListed = (spec.securityContext?.capabilities?.drop ?? []).length > 0;
    return [isListed ? { op: 'append', path: DROP, value: 'ALL' } : { op: 'set', path: DROP, value: ['ALL'] }];
  },
  check({ spec, pod, name: container }, { report, kubernetes }) {
    if (kubernetes >= 25 && isWindows(pod)) return;
    const { add = [], drop = [] } = spec.securityContext?.capabilities ?? {};
    if (!drop.includes('ALL')) {
      const index = drop.findIndex((name) => capabilityOf(name) === 'ALL');
      const found = drop[index];
      if (found === undefined) report('notDropped', DROP, { container });
      else report('misspelt', [...DROP, index], { container, found });
    }
    for (const [index, capability] of add.entries()) {
      if (capability === 'NET_BIND_SERVICE') continue;
      report('added', ['securityContext', 'capabilities', 'add', index], { container, capability });
    }
  },
});
