import { defineRule } from '../../evidence/rule.ts';
import { findApiVersion, isServed } from '../../manifests/kubernetes/api-versions.ts';

interface Deprecated {
  readonly kind: string;
  readonly apiVersion: string;
  readonly removedIn: number | undefined;
  readonly replacement: string | undefined;
}

function sentence({ kind, apiVersion, removedIn, replacement }: Deprecated): string {
  const end = removedIn === undefined ? 'is deprecated' : `is deprecated and will be gone in Kubernetes 1.${removedIn}`;
  return `${kind} as ${apiVersion} ${end}${replacement === undefined ? '' : `; write ${replacement}`}.`;
}

/** The life of each API version: k8s.io/api's lifecycle comments. What is gone is `cluster/unserved-api-version`'s. */
export const deprecatedApiVersion = defineRule({
  id: 'cluster/deprecated-api-version',
  title: 'Resources use API versions that stay',
  severity: 'low',
  since: '0.1.0',
  target: 'resource',
  profiles: { baseline: 'audit', restricted: 'warn' },
  standards: [{ id: 'nsa/upgrading' }],
  why: 'The next upgrade of the cluster refuses the resource, and upgrades that wait leave the cluster without fixes.',
  remediation: 'Write the API version that follows, and change the fields that it changes.',
  messages: { deprecated: sentence },
  examples: () => import('./deprecated-api-version.examples.ts'),
  check({ apiVersion, kind }, { kubernetes, report }) {
    const answer = findApiVersion(apiVersion, kind);
    if (answer.state !== 'known' || !isServed(answer.version, kubernetes)) return;
    const { deprecatedIn, removedIn } = answer.version;
    if (deprecatedIn === undefined || kubernetes < deprecatedIn) return;
    const { replacement } = answer;
    const usable = replacement !== undefined && isServed(replacement, kubernetes) ? replacement.apiVersion : undefined;
    report('deprecated', ['apiVersion'], { kind, apiVersion, removedIn, replacement: usable });
  },
});
