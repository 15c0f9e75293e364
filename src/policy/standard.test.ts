import { describe, expect, test } from 'vitest';
import { UserError } from '../core/errors.ts';
import { rules } from '../rules/all.ts';
import { loadPolicy, profilePolicy } from './load.ts';
import { activeRules, type Policy } from './policy.ts';
import { pinKubernetes, podSecurityControls, selectStandard } from './standard.ts';

/** The rules that are controls, and the versions at which each level has them: policy/check_*.go of Pod Security admission. */
const CONTROLS: readonly (readonly [rule: string, baseline: readonly number[], restricted: readonly number[]])[] = [
  ['workload/added-capability', [0, 37], [0, 21]],
  ['workload/app-armor-profile', [0, 37], [0, 37]],
  ['workload/default-proc-mount', [], [35, 37]],
  ['workload/drop-all-capabilities', [], [22, 37]],
  ['workload/host-ipc', [0, 37], [0, 37]],
  ['workload/host-network', [0, 37], [0, 37]],
  ['workload/host-path-volume', [0, 37], []],
  ['workload/host-pid', [0, 37], [0, 37]],
  ['workload/host-port', [0, 37], [0, 37]],
  ['workload/no-privilege-escalation', [], [8, 37]],
  ['workload/privileged-container', [0, 37], [0, 37]],
  ['workload/probe-host', [34, 37], [34, 37]],
  ['workload/root-user', [], [23, 37]],
  ['workload/run-as-non-root', [], [0, 37]],
  ['workload/seccomp-profile', [], [19, 37]],
  ['workload/seccomp-unconfined', [0, 37], [0, 18]],
  ['workload/selinux-options', [0, 37], [0, 37]],
  ['workload/unmasked-proc', [0, 37], [0, 34]],
  ['workload/unsafe-sysctl', [0, 37], [0, 37]],
  ['workload/volume-types', [], [0, 37]],
  ['workload/windows-host-process', [0, 37], [0, 37]],
];

describe('the controls of Pod Security', () => {
  test.each(Array.from({ length: 38 }, (_, minor) => minor))('are those of Kubernetes 1.%i', (minor) => {
    const expected = (level: 1 | 2) =>
      CONTROLS.filter(([, ...ranges]) => {
        const [from = 1, to = 0] = ranges[level - 1] ?? [];
        return from <= minor && minor <= to;
      }).map(([rule]) => rule);
    expect([...podSecurityControls(rules, 'pss/baseline', minor)].toSorted()).toEqual(expected(1));
    expect([...podSecurityControls(rules, 'pss/restricted', minor)].toSorted()).toEqual(expected(2));
  });
});

describe('a level of Pod Security', () => {
  const file = loadPolicy({
    path: 'plimsoll.yaml',
    text: `profile: baseline
rules:
  workload/privileged-container: "off"
  workload/added-capability: { action: warn, options: { allow: [SYS_ADMIN] } }
workloads:
  - { group: example.com, kind: Game, podTemplate: spec.template }
  - { group: "", kind: Pod, podTemplate: spec.elsewhere }
exceptions:
  - { rule: workload/host-pid, scope: { kind: Pod }, owner: me, reason: why, expires: "2999-01-01" }
`,
  });
  const policy = selectStandard(file, 'pss/baseline');

  test('denies whatever the policy says', () => {
    expect(new Set(activeOf(policy).map(({ action }) => action))).toEqual(new Set(['deny']));
    expect(actionOf(policy, 'workload/privileged-container')).toBe('deny');
  });

  test('takes the default options', () => {
    const setting = policy.settings.find(({ rule }) => rule.id === 'workload/added-capability');
    expect(setting?.options).toEqual({ allow: [] });
  });

  test('knows no exceptions', () => {
    expect(policy.exceptions).toEqual([]);
  });

  test('keeps custom workloads, and lets none take the place of a kind of Kubernetes', () => {
    expect(policy.workloads.map(({ kind }) => kind)).toEqual(['Game']);
  });

  test('is answered exactly', () => {
    expect(policy.standard).toEqual({ id: 'pss/baseline', exact: true });
  });
});

describe('any other standard', () => {
  const policy = profilePolicy('baseline');

  test.each([
    ['cis-kubernetes-1.12/5.2.2', ['workload/privileged-container']],
    ['cis-kubernetes-1.12/5.2.1', ['namespace/pod-security-level']],
    ['mitre/T1021', ['image/ssh-daemon', 'workload/ssh-server']],
  ])('%s is one requirement, and no longer number that begins like it', (id, ids) => {
    expect(activeOf(selectStandard(policy, id)).map(({ rule }) => rule.id)).toEqual(ids);
  });

  test.each(['cis-kubernetes-1.12/5.2', 'cis-kubernetes-1.12/', 'cis-kubernetes-1.12', 'cis', 'pss', 'nsa/'])(
    '%s is the beginning of several',
    (id) => {
      const selected = selectStandard(policy, id);
      expect(activeOf(selected).length).toBeGreaterThan(1);
      expect(selected.standard).toEqual({ id, exact: false });
    },
  );

  test('filters what the policy says', () => {
    const selected = selectStandard(policy, 'cis-kubernetes-1.12');
    expect(actionOf(selected, 'workload/net-raw-capability')).toBe('audit');
    expect(actionOf(selected, 'workload/privileged-container')).toBe('deny');
    expect(actionOf(selected, 'workload/shared-process-namespace')).toBe('off');
  });

  test.each([
    ['pss/basline', 'Did you mean pss/baseline?'],
    ['pss/privileged', 'Known are'],
    ['cis-kubernetes-1.12/5.2.20', 'Did you mean cis-kubernetes-1.12/5.2.2?'],
    ['', 'Known are'],
  ])('%o serves no rule', (id, remedy) => {
    expect(() => selectStandard(policy, id)).toThrow(UserError);
    expect(problemOfCall(() => selectStandard(policy, id))).toMatchObject({
      code: 'PL_E_STANDARD_UNKNOWN',
      exit: 2,
      remedy: expect.stringContaining(remedy),
    });
  });
});

describe('a version of Kubernetes', () => {
  const policy = profilePolicy();

  test.each([
    ['1.0', 0],
    ['1.29', 29],
    ['v1.29', 29],
    ['v1.29.3', 29],
    ['latest', 37],
    ['1.37', 37],
    ['1.38', 37],
    ['1.240', 37],
  ])('%s pins the policy', (version, minor) => {
    expect(pinKubernetes(policy, version).kubernetes).toBe(minor);
  });

  test.each([
    ['lastest', 'Did you mean latest?'],
    ['1.2g', 'Did you mean 1.2'],
    ['1', 'Write it as'],
    ['2.0', 'Write it as'],
    ['1.029', 'Write it as'],
    ['', 'Write it as'],
  ])('%o is none', (version, remedy) => {
    expect(problemOfCall(() => pinKubernetes(policy, version))).toMatchObject({
      code: 'PL_E_KUBERNETES_VERSION',
      exit: 2,
      remedy: expect.stringContaining(remedy),
    });
  });
});

function activeOf(policy: Policy): Policy['settings'] {
  const active = new Set(activeRules(policy).map(({ rule }) => rule.id));
  return policy.settings.filter(({ rule }) => active.has(rule.id));
}

function actionOf(policy: Policy, id: string): string | undefined {
  return policy.settings.find(({ rule }) => rule.id === id)?.action;
}

function problemOfCall(call: () => unknown): unknown {
  try {
    call();
    return undefined;
  } catch (error) {
    return error instanceof UserError ? error.problem : error;
  }
}
