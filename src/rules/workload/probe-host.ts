import type { FieldPath } from '../../core/field-path.ts';
import { defineRule, type Report } from '../../evidence/rule.ts';
import type { LifecycleHandler, Probe } from '../../manifests/kubernetes/types.generated.ts';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const HOOKS = ['postStart', 'preStop'] as const;

const messages = {
  host: ({ field, host }: { field: string; host: string }) =>
    `The ${field} asks the host "${host}" instead of its own pod.`,
};

/**
 * Restricted fields: `host` of `httpGet` and `tcpSocket` in the probes and lifecycle hooks of every container. Allowed: unset, or empty.
 * Source: k8s.io/pod-security-admission/policy/check_hostProbesAndhostLifecycle.go.
 */
export const probeHost = defineRule({
  id: 'workload/probe-host',
  title: 'Probes and lifecycle hooks ask their own pod',
  severity: 'medium',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'deny', restricted: 'deny' },
  standards: [{ id: 'pss/baseline', from: '1.34' }, { id: 'nsa/network' }],
  why: 'The kubelet asks from the node: whoever names the host makes it reach what no network policy lets the pod reach.',
  remediation:
    'Remove `host`: the kubelet then asks the address of the pod. A virtual host goes into `httpHeaders` as `Host`.',
  messages,
  examples: () => import('./probe-host.examples.ts'),
  fix: (_, __, { at }) => [{ op: 'remove', path: at }],
  check({ spec }, { report }) {
    for (const field of PROBES) {
      const probe = spec[field];
      if (probe !== undefined) judge(probe, field, [field], report);
    }
    const { lifecycle } = spec;
    if (lifecycle === undefined) return;
    for (const hook of HOOKS) {
      const handler = lifecycle[hook];
      if (handler !== undefined) judge(handler, `${hook} hook`, ['lifecycle', hook], report);
    }
  },
});

function judge(
  { httpGet, tcpSocket }: Probe | LifecycleHandler,
  field: string,
  path: FieldPath,
  report: Report<typeof messages>,
): void {
  const ofHttp = httpGet?.host ?? '';
  if (ofHttp !== '') report('host', [...path, 'httpGet', 'host'], { field, host: ofHttp });
  const ofTcp = tcpSocket?.host ?? '';
  if (ofTcp !== '') report('host', [...path, 'tcpSocket', 'host'], { field, host: ofTcp });
}
