import { UserError } from '../../src/core/errors.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import type { FuzzTarget } from './target.ts';

const SEEDS = [
  `profile: restricted
rules:
  image/pinned-by-digest: warn
  namespace/pod-security-level: { action: deny, options: { level: restricted } }
workloads: [{ group: example.com, kind: Fleet, podTemplate: spec.template }]
exceptions:
  - rule: network/egress-limited
    scope: { kind: Deployment, namespace: shop, name: "*" }
    owner: team-search
    reason: crawls the web
    expires: 2027-01-31
`,
  'rules: { workload/run-as-non-root: off }\n',
  '{"profile": "baseline", "exceptions": []}',
  `extends: [../base.yaml]
locked: [secrets/*, workload/run-as-non-root]
ignores: { allow: [image/*] }
namespaces:
  - match: { names: [kube-system, "team-*"] }
    profile: baseline
  - match: { labels: { matchExpressions: [{ key: env, operator: In, values: [prod] }] }, trustUnit: true }
    rules: { workload/run-as-non-root: { action: deny }, image/fixed-tag: off }
`,
];

/** The reader of policy files: a policy, or one coded error that names every fault. */
export const policy: FuzzTarget = {
  seeds: SEEDS,
  async check(text) {
    try {
      loadPolicy({ path: 'plimsoll.yaml', text }, undefined, (path) => ({ path, text: 'profile: baseline' }));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (!/\n {2}plimsoll\.yaml:\d+:\d+ /.test(error.problem.message))
        throw new Error(`no place: ${error.problem.message}`, { cause: error });
    }
  },
};
