import { defineRule } from '../../evidence/rule.ts';
import { capabilityOf } from '../../manifests/capabilities.ts';
import type { PodSpec } from '../../manifests/kubernetes/types.generated.ts';

/** What each capability lets a process do to its node: capabilities(7). SYS_ADMIN has a rule of its own. */
const ALLOWS: ReadonlyMap<string, string> = new Map([
  ['SYS_MODULE', 'loads modules into the kernel of the node'],
  ['SYS_RAWIO', 'writes to the memory and the devices of the node'],
  ['SYS_PTRACE', 'steers every process of the node, because the pod shares its processes'],
  ['SYS_BOOT', 'restarts the node, or starts another kernel'],
  ['BPF', 'runs programs in the kernel of the node'],
  ['PERFMON', 'reads the memory of the kernel'],
  ['MAC_ADMIN', "changes the node's mandatory access control"],
  ['MAC_OVERRIDE', "overrides the node's mandatory access control"],
  ['DAC_READ_SEARCH', 'opens every file of the node by its handle'],
]);

/** Names are read as runtimes read them, in any letter case and with or without `CAP_`. */
export const escapeCapability = defineRule({
  id: 'workload/escape-capability',
  title: 'Containers add no capability that leads out of them',
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
  why: 'These capabilities are not bound to a namespace: who has one reaches the kernel or the processes of the node.',
  remediation:
    'Remove the capability from `capabilities.add`; an agent of the node that cannot do without it belongs into a namespace of its own, with an exception that says so.',
  messages: {
    escapes: ({ container, capability, allows }: { container: string; capability: string; allows: string }) =>
      `Container "${container}" adds "${capability}", with which a process ${allows}.`,
  },
  examples: () => import('./escape-capability.examples.ts'),
  check({ spec, pod, name: container }, { report }) {
    const added = spec.securityContext?.capabilities?.add;
    if (added === undefined) return;
    for (const [index, capability] of added.entries()) {
      const allows = allowsOnNode(capabilityOf(capability), pod);
      if (allows === undefined) continue;
      report('escapes', ['securityContext', 'capabilities', 'add', index], { container, capability, allows });
    }
  },
});

/** SYS_PTRACE reaches what a process can see: its own pod, or the node with `hostPID`. */
function allowsOnNode(capability: string, pod: PodSpec): string | undefined {
  if (capability === 'SYS_PTRACE' && pod.hostPID !== true) return undefined;
  return ALLOWS.get(capability);
}
