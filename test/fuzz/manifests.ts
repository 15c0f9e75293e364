import { check } from '../../src/gate/check.ts';
import { loadManifests } from '../../src/gate/load-manifests.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { format as json } from '../../src/report/json.ts';
import { format as text } from '../../src/report/text.ts';
import { rules } from '../../src/rules/all.ts';
import type { FuzzTarget } from './target.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  securityContext: { runAsNonRoot: true }
  containers:
    - name: web
      image: registry.example.com/web:1
      env: [{ name: DATABASE_PASSWORD, value: Vb7-kettle-42 }]
      ports: [{ containerPort: 8080 }]
  volumes: [{ name: tmp, emptyDir: {} }]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ podSelector: {} }] }] }
`;

const SEEDS = [
  POD,
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } }],
  }),
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {template: {spec: {containers: [{name: a, image: b}]}}}\n',
];

const ALL_RULES: Policy = everythingOn();
const OPTIONS = { all: true, colour: false, width: 100 };
const clock = { now: () => new Date(0) };

/** The whole way from a text to a report, with every rule on: no crash, and every format can be written. */
export const manifests: FuzzTarget = {
  seeds: SEEDS,
  async check(input) {
    const report = await check({
      units: [loadManifests([{ path: 'fuzz.yaml', text: input }])],
      policy: ALL_RULES,
      clock,
    });
    const document: unknown = JSON.parse(json.render(report, OPTIONS));
    if (document === null) throw new Error('an empty report');
    const shown = text.render(report, OPTIONS);
    if (!shown.includes(report.verdict)) throw new Error('a report without its verdict');
    if (report.verdict === 'passed' && report.checked.resources === 0) throw new Error('passed without a resource');
  },
};

function everythingOn(): Policy {
  const settings = rules.map(({ id }) => `  ${id}: deny`).join('\n');
  return loadPolicy({ path: 'plimsoll.yaml', text: `rules:\n${settings}\n` });
}
