import { defineRule } from '../../evidence/rule.ts';

/** Ports below 1024, for which a process needs NET_BIND_SERVICE where `net.ipv4.ip_unprivileged_port_start` is not lowered. */
const FIRST_UNPRIVILEGED = 1024;

/** The declaration opens no port: it says what the process does. kube-linter `privileged-ports`, trivy KSV-0117. */
export const privilegedPort = defineRule({
  id: 'workload/privileged-port',
  title: 'Containers listen on ports for which they need no privilege',
  severity: 'low',
  since: '0.1.0',
  target: 'container',
  profiles: { baseline: 'off', restricted: 'audit' },
  standards: [{ id: 'nist-800-190/4.4.3' }],
  why: 'A process that listens below port 1024 is often started as root for that alone.',
  remediation: 'Listen on a port from 1024 on; the Service can keep its own `port` and name the new `targetPort`.',
  messages: {
    privileged: ({ container, port }: { container: string; port: number }) =>
      `Container "${container}" listens on port ${port}, below ${FIRST_UNPRIVILEGED}.`,
  },
  examples: () => import('./privileged-port.examples.ts'),
  check({ spec: { ports = [] }, name: container }, { report }) {
    for (const [index, { containerPort: port = 0 }] of ports.entries()) {
      if (port > 0 && port < FIRST_UNPRIVILEGED)
        report('privileged', ['ports', index, 'containerPort'], { container, port });
    }
  },
});
