import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { reportSchema } from '../src/contract/report-schema.ts';
import type { Report } from '../src/core/report.ts';
import { check, gate } from '../src/gate/check.ts';
import type { CheckInput } from '../src/gate/input.ts';
import { loadManifests } from '../src/gate/load-manifests.ts';
import { loadPolicy } from '../src/policy/load.ts';
import { pinKubernetes, selectStandard } from '../src/policy/standard.ts';
import { format } from '../src/report/text.ts';
import { reportDocument } from '../src/report/wire.ts';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
  containers:
    - name: web
      image: registry.example.com/web
      ports:
        - containerPort: 8080
`;

const POLICY = `profile: baseline
rules:
  workload/host-network: warn
exceptions:
  - rule: workload/host-port
    scope: { name: web }
    owner: web team
    reason: until the Service is there
    expires: "2999-01-01"
`;

function inputFor(standard: string, version: string): CheckInput {
  const policy = pinKubernetes(loadPolicy({ path: 'plimsoll.yaml', text: POLICY }), version);
  return {
    units: [loadManifests([{ path: 'pod.yaml', text: POD }])],
    policy: selectStandard(policy, standard),
    clock: { now: () => new Date(0) },
  };
}

function textOf(report: Report): string {
  return format.render(report, { all: false, colour: false, width: 100 });
}

describe('a level of Pod Security', () => {
  test('denies what the policy only warns of, without its exceptions and without folding', async () => {
    const { verdict, findings } = await check(inputFor('pss/baseline', '1.29'));
    expect(verdict).toBe('blocked');
    expect(findings.map(({ rule, action, also, exception }) => ({ rule, action, also, exception }))).toEqual([
      { rule: 'workload/host-network', action: 'deny', also: [], exception: undefined },
      { rule: 'workload/host-port', action: 'deny', also: [], exception: undefined },
    ]);
  });

  test('opens no images, which it says nothing of', async () => {
    const images = { open: () => Promise.reject(new Error('opened')) };
    const report = await gate({ ...inputFor('pss/baseline', '1.29'), images });
    expect(report.incomplete).toEqual([]);
    expect(report.images).toEqual([]);
  });

  test('shows what passed, too', async () => {
    const text = textOf(await check(inputFor('pss/restricted', '1.7')));
    expect(text).toContain('pss/restricted at Kubernetes 1.7: 3 of 14 rules failed');
    expect(text).toMatch(/pss\/baseline +failed +workload\/host-network\n/);
    expect(text).toMatch(/pss\/baseline +passed +workload\/privileged-container\n/);
    expect(text).toMatch(/pss\/restricted +failed +workload\/run-as-non-root\n/);
    expect(text).not.toContain('workload/no-privilege-escalation');
  });

  test('stands in the report for programs, with the version', async () => {
    const document = reportDocument(await check(inputFor('pss/restricted', '1.7')));
    expect(v.parse(reportSchema, document).policy).toMatchObject({ kubernetes: '1.7', standard: 'pss/restricted' });
  });
});

describe('any other standard', () => {
  test('shows each of its requirements in their order', async () => {
    const text = textOf(await check(inputFor('cis-kubernetes-1.12/5.2', 'latest')));
    const requirements = [...text.matchAll(/^ {2}(cis-kubernetes-1\.12\/\S+) /gm)].map(([, id]) => id);
    expect([...new Set(requirements)]).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((number) => `cis-kubernetes-1.12/5.2.${number}`),
    );
    expect(text).toMatch(/5\.2\.1 +nothing to judge +namespace\/pod-security-level\n/);
    expect(text).toMatch(/5\.2\.2 +passed +workload\/privileged-container\n/);
  });

  test('leaves actions, exceptions and folding to the policy', async () => {
    const { verdict, findings } = await check(inputFor('cis-kubernetes-1.12/5.2.12', 'latest'));
    expect(verdict).toBe('passed');
    expect(findings).toMatchObject([{ exception: { source: 'policy', owner: 'web team' } }]);
  });
});

test('without a standard the report names the version alone', async () => {
  const input = inputFor('pss', 'latest');
  const policy = loadPolicy({ path: 'plimsoll.yaml', text: POLICY });
  const report = await check({ ...input, policy });
  expect(report.policy.standard).toBeUndefined();
  expect(v.parse(reportSchema, reportDocument(report)).policy.kubernetes).toBe('1.37');
  expect(textOf(report)).not.toContain('at Kubernetes');
});
