import { describe, expect, test } from 'vitest';
import { addedCapability } from '../../src/rules/workload/added-capability.ts';
import { execProbeCommand } from '../../src/rules/workload/exec-probe-command.ts';
import { highUserId } from '../../src/rules/workload/high-user-id.ts';
import { hostPort } from '../../src/rules/workload/host-port.ts';
import { noPrivilegeEscalation } from '../../src/rules/workload/no-privilege-escalation.ts';
import { runAsNonRoot } from '../../src/rules/workload/run-as-non-root.ts';
import { sandboxedRuntime } from '../../src/rules/workload/sandboxed-runtime.ts';
import { seccompProfile } from '../../src/rules/workload/seccomp-profile.ts';
import { sshServer } from '../../src/rules/workload/ssh-server.ts';
import { unsafeSysctl } from '../../src/rules/workload/unsafe-sysctl.ts';
import { userNamespace } from '../../src/rules/workload/user-namespace.ts';
import { volumeTypes } from '../../src/rules/workload/volume-types.ts';
import { messageIds, runRule } from './run-rule.ts';

type Value = Readonly<Record<string, unknown>>;

function pod(spec: Value, ...containers: readonly Value[]): string {
  const named = containers.map((container, index) => ({ name: `c${index}`, image: 'a', ...container }));
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'pod' },
    spec: { ...spec, containers: named },
  });
}

describe('options', () => {
  const adding = pod({}, { securityContext: { capabilities: { add: ['NET_ADMIN', 'SYS_TIME'] } } });
  const withSysctl = pod({ securityContext: { sysctls: [{ name: 'net.core.somaxconn', value: '1' }] } }, {});
  const asUser = (runAsUser: number) => pod({}, { securityContext: { runAsUser } });
  test.each([
    [
      'a capability that is allowed',
      addedCapability,
      { options: { allow: ['NET_ADMIN'] }, manifest: adding },
      ['added'],
    ],
    ['both of them', addedCapability, { options: { allow: ['NET_ADMIN', 'SYS_TIME'] }, manifest: adding }, []],
    [
      'a sysctl that is allowed',
      unsafeSysctl,
      { options: { allow: ['net.core.somaxconn'] }, manifest: withSysctl },
      [],
    ],
    ['a lower bound of ids', highUserId, { options: { above: 999 }, manifest: asUser(1000) }, []],
    ['the bound itself', highUserId, { options: { above: 1000 }, manifest: asUser(1000) }, ['low']],
    [
      'another SSH port',
      sshServer,
      { options: { ports: [2222] }, manifest: pod({}, { ports: [{ containerPort: 2222 }] }) },
      ['port'],
    ],
    [
      'a RuntimeClass of its own',
      sandboxedRuntime,
      { options: { classes: ['ours'] }, manifest: pod({ runtimeClassName: 'ours' }, {}) },
      [],
    ],
    [
      'other programs in probes',
      execProbeCommand,
      { options: { programs: ['curl'] }, manifest: pod({}, { livenessProbe: { exec: { command: ['curl', 'a'] } } }) },
      ['runs'],
    ],
  ] as const)('%s', (_, rule, { manifest, ...run }, reports) => {
    expect(messageIds(runRule(rule, manifest, run))).toEqual(reports);
  });
});

describe('what is said once', () => {
  test('a seccomp profile that is missing everywhere', () => {
    const found = runRule(seccompProfile, pod({}, {}, {}, {}, {}));
    expect(found.map(({ message, subject }) => ({ message, container: subject.container }))).toEqual([
      {
        message:
          'Containers "c0", "c1", "c2" and 1 more run without a seccomp profile: neither the pod nor the container names one.',
        container: undefined,
      },
    ]);
  });

  test('a pod that lets its containers be root', () => {
    const manifest = pod({ securityContext: { runAsNonRoot: false } }, {}, {}, {});
    expect(messageIds(runRule(runAsNonRoot, manifest))).toEqual(['podAllowsRoot']);
  });

  test('a pod that lets its containers be root, which all refuse', () => {
    const refuses = { securityContext: { runAsNonRoot: true } };
    const manifest = pod({ securityContext: { runAsNonRoot: false } }, refuses, refuses);
    expect(messageIds(runRule(runAsNonRoot, manifest))).toEqual(['podContradicts']);
  });

  test('the ports that the network of the node opens', () => {
    const manifest = pod(
      { hostNetwork: true },
      { ports: [{ containerPort: 80 }, { containerPort: 443, hostPort: 443 }] },
    );
    expect(runRule(hostPort, manifest).map(({ message }) => message)).toEqual([
      'With hostNetwork the containers of the pod take ports of its node: 80.',
      'Container "c0" takes port 443 of its node.',
    ]);
  });
});

describe('fixes that would make a pod that cannot start are not offered', () => {
  test.each([
    [
      'no privilege escalation for a privileged container',
      noPrivilegeEscalation,
      pod({}, { securityContext: { privileged: true } }),
    ],
    [
      'no privilege escalation beside CAP_SYS_ADMIN',
      noPrivilegeEscalation,
      pod({}, { securityContext: { capabilities: { add: ['CAP_SYS_ADMIN'] } } }),
    ],
    ['non-root for user 0', runAsNonRoot, pod({}, { securityContext: { runAsUser: 0 } })],
    ['non-root for a pod of user 0', runAsNonRoot, pod({ securityContext: { runAsNonRoot: false, runAsUser: 0 } }, {})],
    ['a user namespace beside hostNetwork', userNamespace, pod({ hostNetwork: true }, {})],
  ] as const)('%s', (_, rule, manifest) => {
    const found = runRule(rule, manifest);
    expect(found).not.toEqual([]);
    expect(found.flatMap(({ fix = [] }) => fix)).toEqual([]);
  });
});

describe('what cannot be read', () => {
  test('a field of the wrong type in one container leaves the others judged', () => {
    const manifest = pod({}, { securityContext: { allowPrivilegeEscalation: 'false' } }, {});
    expect(runRule(noPrivilegeEscalation, manifest).map(({ status }) => status)).toEqual(['unknown', 'fail']);
  });

  test('a volume source that Kubernetes does not know is no emptyDir', () => {
    const [found] = runRule(volumeTypes, pod({ volumes: [{ name: 'data', hostpath: { path: '/' } }] }, {}));
    expect(found?.status).toBe('unknown');
    expect(found?.remediation).toBe('Write hostPath if that is meant.');
  });

  test('a hostPath beside an unknown field is a hostPath', () => {
    const manifest = pod({ volumes: [{ name: 'data', hostPath: { path: '/' }, extra: {} }] }, {});
    expect(messageIds(runRule(volumeTypes, manifest))).toEqual(['type']);
  });
});

test('a user namespace is asked for from Kubernetes 1.30 on', () => {
  expect(messageIds(runRule(userNamespace, pod({}, {}), { kubernetes: 29 }))).toEqual([]);
  expect(messageIds(runRule(userNamespace, pod({}, {}), { kubernetes: 30 }))).toEqual(['none']);
});
