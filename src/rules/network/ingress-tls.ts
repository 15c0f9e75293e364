import { defineRule } from '../../evidence/rule.ts';
import { type AnyIngress, coversHost, ingressOf } from '../../manifests/ingress.ts';
import type { IngressTLS } from '../../manifests/kubernetes/types.generated.ts';

/** The annotations by which a load balancer outside the cluster is given its certificate. */
const CERTIFICATE_ANNOTATIONS = [
  'alb.ingress.kubernetes.io/certificate-arn',
  'ingress.gcp.kubernetes.io/pre-shared-cert',
  'networking.gke.io/managed-certificates',
  'appgw.ingress.kubernetes.io/appgw-ssl-certificate',
  'route.openshift.io/termination',
];

/**
 * Restricted field: `spec.tls` of an Ingress.
 * Allowed: every host of the rules is covered by the hosts of an entry; an entry without hosts covers all of them.
 * Source: k8s.io/api/networking/v1/types.go, IngressTLS.
 */
export const ingressTls = defineRule({
  id: 'network/ingress-tls',
  title: 'Ingresses serve their hosts over TLS',
  severity: 'medium',
  since: '0.1.0',
  target: 'resource',
  kinds: ['Ingress.networking.k8s.io', 'Ingress.extensions'],
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'nsa/network' }, { id: 'nist-800-190/4.4.2' }, { id: 'mitre/T1557' }],
  why: 'Without TLS passwords, cookies and data can be read and changed by everyone on the way.',
  remediation: 'Add `tls` with the host and the Secret of its certificate; cert-manager can issue it.',
  messages: {
    none: () => 'The ingress has no `tls`, so everything it serves goes over plain HTTP.',
    uncovered: ({ host }: { host: string }) => `No entry of \`tls\` covers the host ${host}.`,
  },
  examples: () => import('./ingress-tls.examples.ts'),
  check(resource, { report }) {
    const ingress = ingressOf(resource);
    if (ingress === undefined || isCertifiedOutside(ingress)) return;
    const entries = ingress.spec?.tls ?? [];
    if (entries.length === 0) {
      report('none', ['spec', 'tls']);
      return;
    }
    for (const [index, { host = '' }] of (ingress.spec?.rules ?? []).entries()) {
      if (entries.some((entry) => covers(entry, host))) continue;
      report('uncovered', ['spec', 'rules', index, 'host'], { host: host === '' ? '*' : host });
    }
  },
});

/** An entry without hosts is for all of them. */
function covers({ hosts = [] }: IngressTLS, host: string): boolean {
  return hosts.length === 0 || hosts.some((pattern) => coversHost(pattern, host));
}

function isCertifiedOutside({ metadata }: AnyIngress): boolean {
  const annotations = metadata?.annotations ?? {};
  return CERTIFICATE_ANNOTATIONS.some((annotation) => Object.hasOwn(annotations, annotation));
}
