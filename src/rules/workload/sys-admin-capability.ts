import { defineRule } from '../../evidence/rule.ts';
import { capabilityOf } from '../../manifests/capabilities.ts';

/** Names are read as runtimes read them, in any letter case and with or without `CAP_`. Source: capabilities(7). */
export const sysAdminCapability = defineRule({
  id: 'workload/sys-admin-capability',
  title: 'Containers do not add SYS_ADMIN',
  severity: 'critical',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [
    { id: 'cis-kubernetes-1.12/5.2.9' },
    { id: 'nsa/pod-security' },
    { id: 'nist-800-190/4.4.3' },
    { id: 'mitre/T1611' },
  ],
  refines: ['workload/added-capability', 'workload/drop-all-capabilities'],
  why: 'With SYS_ADMIN a process mounts file systems and enters other namespaces: it is privileged by another name.',
  remediation:
    'Remove it from `capabilities.add`; most programs that ask for it need one narrower capability, or a volume instead of a mount of their own.',
  messages: {
    added: ({ container, capability }: { container: string; capability: string }) =>
      `Container "${container}" adds "${capability}", with which it can leave its container.`,
    addedAll: ({ container }: { container: string }) =>
      `Container "${container}" adds all capabilities, SYS_ADMIN among them: it can leave its container.`,
  },
  examples: () => import('./sys-admin-capability.examples.ts'),
  check({ spec, name: container }, { report }) {
    const added = spec.securityContext?.capabilities?.add;
    if (added === undefined) return;
    for (const [index, capability] of added.entries()) {
      const at = ['securityContext', 'capabilities', 'add', index];
      const read = capabilityOf(capability);
      if (read === 'SYS_ADMIN') report('added', at, { container, capability });
      else if (read === 'ALL') report('addedAll', at, { container });
    }
  },
});
