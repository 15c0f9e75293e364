import * as v from 'valibot';
import type { KubernetesMinor } from '../../core/kubernetes-version.ts';
import { defineRule } from '../../evidence/rule.ts';

/** The sysctls that are safe, and the minor version of Kubernetes since which they are. */
const SAFE_SINCE: ReadonlyMap<string, KubernetesMinor> = new Map([
  ['kernel.shm_rmid_forced', 0],
  ['net.ipv4.ip_local_port_range', 0],
  ['net.ipv4.tcp_syncookies', 0],
  ['net.ipv4.ping_group_range', 0],
  ['net.ipv4.ip_unprivileged_port_start', 0],
  ['net.ipv4.ip_local_reserved_ports', 27],
  ['net.ipv4.tcp_keepalive_time', 29],
  ['net.ipv4.tcp_fin_timeout', 29],
  ['net.ipv4.tcp_keepalive_intvl', 29],
  ['net.ipv4.tcp_keepalive_probes', 29],
  ['net.ipv4.tcp_rmem', 32],
  ['net.ipv4.tcp_wmem', 32],
  ['net.ipv4.tcp_slow_start_after_idle', 37],
  ['net.ipv4.tcp_notsent_lowat', 37],
]);

/**
 * Restricted field: `spec.securityContext.sysctls[*].name`. Allowed: those that are safe at the version of Kubernetes, by their name
 * with points. Source: k8s.io/pod-security-admission/policy/check_sysctls.go.
 */
export const unsafeSysctl = defineRule({
  id: 'workload/unsafe-sysctl',
  title: 'Pods set safe kernel parameters only',
  severity: 'medium',
  since: '0.1.0',
  target: 'workload',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [{ id: 'pss/baseline', from: '1.0' }, { id: 'nsa/pod-security' }, { id: 'nist-800-190/4.4.3' }],
  why: 'A kernel parameter that is not bound to the pod changes its node and every other pod there.',
  remediation:
    'Remove the sysctl, or set it for whole nodes where its effect on all pods is wanted; https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/ lists the safe ones.',
  options: v.strictObject({
    allow: v.optional(
      v.pipe(v.array(v.string()), v.description('Further sysctls that pods may set, by their name with points.')),
      [],
    ),
  }),
  messages: {
    unsafe: ({ name }: { name: string }) => `The pod sets the sysctl "${name}", which is not among the safe ones.`,
    safeLater: ({ name, since }: { name: string; since: KubernetesMinor }) =>
      `The pod sets the sysctl "${name}", which is safe from Kubernetes 1.${since} on.`,
  },
  examples: () => import('./unsafe-sysctl.examples.ts'),
  check({ pod }, { report, kubernetes, options: { allow } }) {
    const sysctls = pod.securityContext?.sysctls;
    if (sysctls === undefined) return;
    for (const [index, { name = '' }] of sysctls.entries()) {
      const since = SAFE_SINCE.get(name);
      if ((since !== undefined && since <= kubernetes) || allow.includes(name)) continue;
      const at = ['securityContext', 'sysctls', index, 'name'];
      if (since === undefined) report('unsafe', at, { name });
      else report('safeLater', at, { name, since });
    }
  },
});
