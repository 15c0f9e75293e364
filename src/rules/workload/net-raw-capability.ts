import { defineRule } from '../../evidence/rule.ts';
import { capabilityOf } from '../../manifests/capabilities.ts';
import { isWindows } from '../../manifests/pods.ts';

const DROP = ['securityContext', 'capabilities', 'drop'] as const;

/**
 * containerd gives NET_RAW to every container that does not drop it: github.com/containerd/containerd, pkg/oci/spec.go,
 * defaultUnixCaps. Names are read as runtimes read them, in any letter case and with or without `CAP_`.
 */
export const netRawCapability = defineRule({
  id: 'workload/net-raw-capability',
  title: 'Containers cannot forge packets',
  severity: 'medium',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'audit', restricted: 'deny' },
  standards: [{ id: 'cis-kubernetes-1.12/5.2.8' }, { id: 'nsa/pod-security' }, { id: 'mitre/T1557' }],
  refines: ['workload/drop-all-capabilities', 'workload/added-capability'],
  why: 'With NET_RAW a process forges packets of its neighbours: answers to their DNS questions, or their addresses.',
  remediation: 'Set `capabilities.drop: ["ALL"]`: no program needs NET_RAW to open connections or to listen.',
  messages: {
    kept: ({ container }: { container: string }) =>
      `Container "${container}" keeps NET_RAW and the other capabilities of its runtime: it drops neither ALL nor NET_RAW.`,
    added: ({ container, capability }: { container: string; capability: string }) =>
      `Container "${container}" adds the capability "${capability}", with which it can forge packets.`,
  },
  examples: () => import('./net-raw-capability.examples.ts'),
  fix({ spec }, message) {
    if (message === 'added') return [];
    const isListed = (spec.securityContext?.capabilities?.drop ?? []).length > 0;
    return [isListed ? { op: 'append', path: DROP, value: 'ALL' } : { op: 'set', path: DROP, value: ['ALL'] }];
  },
  check({ spec, pod, name: container }, { report }) {
    if (isWindows(pod)) return;
    const { add = [], drop = [] } = spec.securityContext?.capabilities ?? {};
    const index = add.findIndex((name) => capabilityOf(name) === 'NET_RAW');
    const capability = add[index];
    if (capability !== undefined) {
      report('added', ['securityContext', 'capabilities', 'add', index], { container, capability });
    } else if (!drop.some(dropsNetRaw)) report('kept', DROP, { container });
  },
});

function dropsNetRaw(name: string): boolean {
  const capability = capabilityOf(name);
  return capability === 'ALL' || capability === 'NET_RAW';
}
