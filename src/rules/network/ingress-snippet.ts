import { defineRule } from '../../evidence/rule.ts';
import { ingressOf } from '../../manifests/ingress.ts';
import type { ConfigMap } from '../../manifests/kubernetes/types.generated.ts';

/** Annotations whose whole purpose is to write configuration; `nginx.org/` are those of the F5 controller. */
const SNIPPET = /^nginx\.(?:ingress\.kubernetes\.io|org)\/(?:[a-z-]+-)?snippets?$/;

/** Annotations that CVE-2025-1097, CVE-2025-1098 and CVE-2025-24514 injected configuration through. */
const INJECTABLE = /^nginx\.ingress\.kubernetes\.io\/(?:auth-url|auth-tls-match-cn|mirror-target|mirror-host)$/;

/** What ends the directive that a value is put into, and never stands in one that is meant. */
const ENDS_DIRECTIVE = /[\n\r;#"]/;

/**
 * Restricted fields: the annotations of an Ingress whose text becomes part of the controller's configuration, and
 * `allow-snippet-annotations` of the controller's ConfigMap.
 * Source: docs/user-guide/nginx-configuration/annotations-risk.md of kubernetes/ingress-nginx.
 */
export const ingressSnippet = defineRule({
  id: 'network/ingress-snippet',
  title: 'Ingresses write no configuration of their controller',
  severity: 'high',
  since: '0.1.0',
  target: 'resource',
  kinds: ['Ingress.networking.k8s.io', 'Ingress.extensions', 'ConfigMap'],
  profiles: { baseline: 'warn', restricted: 'warn' },
  standards: [{ id: 'nsa/upgrading' }, { id: 'mitre/T1190' }],
  why: 'The controller can read every Secret of the cluster, and whoever writes its configuration can make it hand them out (CVE-2021-25742, CVE-2025-1974).',
  remediation:
    'Use the annotation that exists for the purpose, or a Gateway API filter, and set `allow-snippet-annotations: "false"` in the controller.',
  messages: {
    snippet: ({ annotation }: { annotation: string }) => `Annotation ${annotation} writes NGINX configuration.`,
    injection: ({ annotation }: { annotation: string }) =>
      `Annotation ${annotation} holds more than its value, and the rest becomes NGINX configuration.`,
    allowed: () => 'The controller lets every ingress write NGINX configuration: allow-snippet-annotations is true.',
  },
  examples: () => import('./ingress-snippet.examples.ts'),
  check(resource, { report }) {
    const ingress = ingressOf(resource);
    if (ingress === undefined) {
      if (resource.kind === 'ConfigMap' && allowsSnippets(resource.value)) report('allowed', ['data', ALLOW]);
      return;
    }
    for (const [annotation, value] of Object.entries(ingress.metadata?.annotations ?? {})) {
      const at = ['metadata', 'annotations', annotation];
      if (SNIPPET.test(annotation)) report('snippet', at, { annotation });
      else if (INJECTABLE.test(annotation) && ENDS_DIRECTIVE.test(value)) report('injection', at, { annotation });
    }
  },
});

const ALLOW = 'allow-snippet-annotations';

function allowsSnippets({ data }: ConfigMap): boolean {
  return data?.[ALLOW] === 'true';
}
