import { defineRule } from '../../evidence/rule.ts';
import { type Listener, listenersOf } from '../../manifests/gateway.ts';

const PLAIN = new Set(['HTTP', 'HTTP2', 'GRPC', 'GRPC-WEB', 'MONGO', 'MYSQL', 'REDIS']);
const ENCRYPTED = new Set(['HTTPS', 'TLS']);

/**
 * Restricted field: the protocol of the listeners of a Gateway (Gateway API) and of the servers of one of Istio.
 * Allowed: HTTPS and TLS; HTTP that redirects, or beside which the same hosts are served over HTTPS.
 */
export const gatewayTls = defineRule({
  id: 'network/gateway-tls',
  title: 'Gateways serve their hosts over TLS',
  severity: 'medium',
  since: '0.1.0',
  target: 'resource',
  kinds: ['Gateway.gateway.networking.k8s.io', 'Gateway.networking.istio.io'],
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'nsa/network' }, { id: 'nist-800-190/4.4.2' }, { id: 'mitre/T1557' }],
  why: 'Without TLS passwords, cookies and data can be read and changed by everyone on the way.',
  remediation: 'Add a listener of protocol HTTPS with a certificate, and let the plain one only redirect to it.',
  messages: {
    plain: ({ listener, protocol }: { listener: string; protocol: string }) =>
      `Listener "${listener}" takes plain ${protocol}, and no other serves its hosts over TLS.`,
  },
  examples: () => import('./gateway-tls.examples.ts'),
  check(resource, { report }) {
    const listeners = listenersOf(resource);
    if (listeners === undefined) return;
    const encrypted = listeners.filter(({ protocol }) => ENCRYPTED.has(protocol));
    for (const listener of listeners) {
      if (!PLAIN.has(listener.protocol) || listener.redirects) continue;
      if (encrypted.some((other) => serves(other, listener))) continue;
      report('plain', listener.path, { listener: listener.name, protocol: listener.protocol });
    }
  },
});

function serves(other: Listener, { hosts }: Listener): boolean {
  return other.hosts.length === 0 || other.hosts.includes('*') || hosts.some((host) => other.hosts.includes(host));
}
