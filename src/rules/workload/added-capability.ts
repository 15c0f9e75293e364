import * as v from 'valibot';
import { defineRule } from '../../evidence/rule.ts';
import { BASELINE_CAPABILITIES } from '../../manifests/capabilities.ts';

/**
 * Restricted field: `securityContext.capabilities.add` of every container. Allowed: the 13 capabilities of the Baseline standard as
 * they are written, in capital letters and without `CAP_`. NET_RAW is among those that runtimes give, and may not be added.
 * Source: k8s.io/pod-security-admission/policy/check_capabilities_baseline.go.
 */
export const addedCapability = defineRule({
  id: 'workload/added-capability',
  title: 'Containers add no capabilities beyond the Baseline standard',
  severity: 'high',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [
    { id: 'pss/baseline', from: '1.0' },
    { id: 'cis-kubernetes-1.12/5.2.9' },
    { id: 'nsa/pod-security' },
    { id: 'nist-800-190/4.4.3' },
    { id: 'mitre/T1611' },
  ],
  refines: ['workload/drop-all-capabilities'],
  why: 'Each capability is a part of what root may do; those beyond the default reach past the container.',
  remediation: `Remove the capability from \`add\`. The Baseline standard allows ${[...BASELINE_CAPABILITIES].join(', ')}.`,
  options: v.strictObject({
    allow: v.optional(
      v.pipe(v.array(v.string()), v.description('Further capabilities that containers may add, as they are written.')),
      [],
    ),
  }),
  messages: {
    added: ({ container, capability }: { container: string; capability: string }) =>
      `Container "${container}" adds the capability "${capability}".`,
  },
  examples: () => import('./added-capability.examples.ts'),
  check({ spec, name: container }, { report, options: { allow } }) {
    const added = spec.securityContext?.capabilities?.add;
    if (added === undefined) return;
    for (const [index, capability] of added.entries()) {
      if (BASELINE_CAPABILITIES.has(capability) || allow.includes(capability)) continue;
      report('added', ['securityContext', 'capabilities', 'add', index], { container, capability });
    }
  },
});
