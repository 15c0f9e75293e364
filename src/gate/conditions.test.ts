import { describe, expect, test } from 'vitest';
import type { ConditionReport } from '../core/report.ts';
import { loadPolicy } from '../policy/load.ts';
import { gate } from './check.ts';
import type { JudgeableImages } from './input.ts';
import { loadManifests } from './load-manifests.ts';

const clock = { now: () => new Date('2027-01-15T12:00:00Z') };
const IMAGE = `r.example.com/shop/cart:1@sha256:${'a'.repeat(64)}`;

const SECURE =
  'securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: [ALL] }, seccompProfile: { type: RuntimeDefault } }';

const EGRESS = `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: cart, namespace: shop }
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress: [{ to: [{ podSelector: { matchLabels: { app: db } } }], ports: [{ port: 5432 }] }]
`;

function pod(container: string = SECURE, rest = EGRESS): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: cart, namespace: shop, labels: { app: cart } }
spec:
  containers:
    - name: cart
      image: ${IMAGE}
      ${container}
${rest}`;
}

const opened: JudgeableImages = { open: async () => ({ state: 'known', digest: undefined }) };
const unopened: JudgeableImages = { open: async () => ({ state: 'unknown', why: 'no network.', supply: 'Connect.' }) };

interface Asked {
  readonly manifest?: string;
  readonly policy?: string;
  readonly images?: JudgeableImages;
}

function isMet({ state, accepted }: Omit<ConditionReport, 'name'>): boolean {
  return state === 'met' && accepted === 0;
}

/** What is not met, by its name. */
async function unmetOf({ manifest = pod(), policy = '', images = opened }: Asked): Promise<Record<string, object>> {
  const { conditions = [] } = await gate({
    units: [loadManifests([{ path: 'm.yaml', text: manifest }])],
    policy: loadPolicy({ path: 'plimsoll.yaml', text: `profile: restricted\n${policy}` }),
    clock,
    images,
  });
  expect(conditions).toHaveLength(4);
  return Object.fromEntries(conditions.flatMap(({ name, ...rest }) => (isMet(rest) ? [] : [[name, rest]])));
}

const SCAN_UNKNOWN = { 'image-scan-passes': { state: 'unknown', findings: 0, accepted: 0 } };

describe('the conditions of a deployment', () => {
  test('hold where nothing stands against them; what an image holds is unknown unless it is judged', async () => {
    expect(await unmetOf({})).toEqual(SCAN_UNKNOWN);
  });

  test('do not hold where something stands against them', async () => {
    expect(await unmetOf({ manifest: pod('env: [{ name: PASSWORD, value: Vb7kettleRowlock42 }]', '') })).toEqual({
      ...SCAN_UNKNOWN,
      'restricted-standard-holds': { state: 'unmet', findings: expect.any(Number), accepted: 0 },
      'egress-is-limited': { state: 'unmet', findings: 1, accepted: 0 },
      'no-credential-in-environment': { state: 'unmet', findings: 1, accepted: 0 },
    });
  });

  test('do not hold where the policy only warns', async () => {
    const policy = 'rules: { network/egress-isolated: warn, network/ingress-isolated: off }\n';
    expect(await unmetOf({ manifest: pod(SECURE, ''), policy })).toMatchObject({
      'egress-is-limited': { state: 'unmet', findings: 1 },
    });
  });

  test('are unknown where an image was not opened, which may have credentials in its variables', async () => {
    expect(await unmetOf({ images: unopened })).toEqual({
      ...SCAN_UNKNOWN,
      'no-credential-in-environment': { state: 'unknown', findings: 0, accepted: 0 },
    });
  });

  test('are unknown where a manifest was not read', async () => {
    const found = await unmetOf({ manifest: `${pod()}---\nkind: [` });
    expect(Object.values(found)).toMatchObject(Array.from({ length: 4 }, () => ({ state: 'unknown' })));
  });

  test.each([
    ['rules: { network/egress-limited: off }\n', 'egress-is-limited'],
    ['rules: { workload/host-pid: off }\n', 'restricted-standard-holds'],
    ['rules: { secrets/secret-in-environment: off }\n', 'no-credential-in-environment'],
    ['namespaces: [{ match: { names: [dev] }, rules: { workload/host-pid: off } }]\n', 'restricted-standard-holds'],
  ])('are not asked where a policy leaves a rule of them out: %j', async (policy, name) => {
    expect(await unmetOf({ policy })).toMatchObject({ [name]: { state: 'unasked', findings: 0 } });
  });

  test('hold with what somebody accepted', async () => {
    const policy = `exceptions:
  - rule: network/egress-isolated
    owner: team
    reason: it is alone in its cluster
    expires: 2027-02-01
    scope: { namespace: shop }
`;
    const found = await unmetOf({ manifest: pod(SECURE, ''), policy });
    expect(found['egress-is-limited']).toEqual({ state: 'met', findings: 0, accepted: 1 });
  });
});
