import { expect, test } from 'vitest';
import { judgePod, type Level } from './judge-pod.ts';

type Value = Readonly<Record<string, unknown>>;

const CONFINED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const POD_CONTEXT = { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };

/** A pod that every level admits at every version, with other parts in places. */
interface PodParts {
  readonly spec?: Value;
  /** Added to the security context of the pod. */
  readonly pod?: Value;
  /** Added to the security context of its container. */
  readonly container?: Value;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The versions that refuse the pod: `never`, `always`, `1.8-` (from 1.8 on) or `1.8-1.24`. */
type Refused = string;

const windows = { os: { name: 'windows' } };
const ownUsers = { hostUsers: false };
const bare = { name: 'other', image: 'registry.example.com/other' };
const sysctl = (name: string): PodParts => ({ pod: { sysctls: [{ name, value: '1' }] } });
const volume = (source: Value): PodParts => ({ spec: { volumes: [{ name: 'data', ...source }] } });
const main = (fields: Value): PodParts => ({
  spec: { containers: [{ name: 'main', image: 'registry.example.com/main', securityContext: CONFINED, ...fields }] },
});

/** Which versions refuse what, by level: agreed with k8s.io/pod-security-admission 0.37.2 row by row. */
const rows: readonly (readonly [string, PodParts, baseline: Refused, restricted: Refused])[] = [
  ['nothing else', {}, 'never', 'never'],
  ['no security context at all', { spec: { securityContext: {}, containers: [bare] } }, 'never', 'always'],

  ['a privileged container', { container: { privileged: true } }, 'always', 'always'],
  [
    'a privileged init container',
    { spec: { initContainers: [{ ...bare, securityContext: { ...CONFINED, privileged: true } }] } },
    'always',
    'always',
  ],
  [
    'a privileged ephemeral container',
    { spec: { ephemeralContainers: [{ ...bare, securityContext: { ...CONFINED, privileged: true } }] } },
    'always',
    'always',
  ],
  ['an ephemeral container without a security context', { spec: { ephemeralContainers: [bare] } }, 'never', '1.8-'],
  [
    'an ephemeral container as a process of its Windows node',
    {
      spec: {
        ephemeralContainers: [{ ...bare, securityContext: { ...CONFINED, windowsOptions: { hostProcess: true } } }],
      },
    },
    'always',
    'always',
  ],
  [
    'an ephemeral container that may be root',
    { spec: { ephemeralContainers: [{ ...bare, securityContext: { ...CONFINED, runAsNonRoot: false } }] } },
    'never',
    'always',
  ],

  [
    'hostUsers: false, and runAsNonRoot unset',
    { spec: ownUsers, pod: { runAsNonRoot: undefined } },
    'never',
    '1.0-1.34',
  ],
  ['hostUsers: false, and runAsNonRoot false', { spec: ownUsers, pod: { runAsNonRoot: false } }, 'never', '1.0-1.34'],
  [
    'hostUsers: true, and runAsNonRoot unset',
    { spec: { hostUsers: true }, pod: { runAsNonRoot: undefined } },
    'never',
    'always',
  ],
  ['hostUsers: false, and runAsUser 0', { spec: ownUsers, container: { runAsUser: 0 } }, 'never', '1.23-1.34'],
  [
    'hostUsers: false, and procMount Unmasked',
    { spec: ownUsers, container: { procMount: 'Unmasked' } },
    '1.0-1.34',
    'always',
  ],
  ['procMount Unmasked', { container: { procMount: 'Unmasked' } }, 'always', 'always'],
  ['procMount empty', { container: { procMount: '' } }, 'always', 'always'],

  [
    'Windows, and nothing said but runAsNonRoot',
    { spec: { ...windows, securityContext: { runAsNonRoot: true }, containers: [bare] } },
    'never',
    '1.8-1.24',
  ],
  ['Windows, and nothing said', { spec: { ...windows, securityContext: {}, containers: [bare] } }, 'never', 'always'],
  [
    'Windows by another name',
    { spec: { os: { name: 'Windows' }, securityContext: { runAsNonRoot: true }, containers: [bare] } },
    'never',
    '1.8-',
  ],
  [
    'Windows, and SYS_ADMIN added',
    { spec: windows, container: { capabilities: { add: ['SYS_ADMIN'] } } },
    'always',
    '1.0-1.24',
  ],
  [
    'Windows, and seccomp Unconfined',
    { spec: windows, container: { seccompProfile: { type: 'Unconfined' } } },
    '1.19-',
    '1.19-1.24',
  ],
  [
    'Windows, and a process of its node',
    { spec: windows, pod: { windowsOptions: { hostProcess: true } } },
    'always',
    'always',
  ],

  [
    'the pod says root, its container does not',
    { pod: { runAsNonRoot: false }, container: { runAsNonRoot: true } },
    'never',
    'always',
  ],
  [
    'the container says non-root, the pod nothing',
    { pod: { runAsNonRoot: undefined }, container: { runAsNonRoot: true } },
    'never',
    'never',
  ],
  ['the container says root, the pod does not', { container: { runAsNonRoot: false } }, 'never', 'always'],
  [
    'the pod has user 0, its container another',
    { pod: { runAsUser: 0 }, container: { runAsUser: 1000 } },
    'never',
    '1.23-',
  ],
  [
    'the container has a seccomp profile, the pod none',
    {
      pod: { seccompProfile: undefined },
      container: { seccompProfile: { type: 'Localhost', localhostProfile: 'a.json' } },
    },
    'never',
    'never',
  ],
  ['neither has a seccomp profile', { pod: { seccompProfile: undefined } }, 'never', '1.19-'],
  [
    'the pod is Unconfined, its container is not',
    { pod: { seccompProfile: { type: 'Unconfined' } }, container: { seccompProfile: { type: 'RuntimeDefault' } } },
    '1.19-',
    '1.19-',
  ],
  [
    'the container is Unconfined, the pod is not',
    { container: { seccompProfile: { type: 'Unconfined' } } },
    '1.19-',
    '1.19-',
  ],
  ['a seccomp profile without a type', { container: { seccompProfile: {} } }, '1.19-', '1.19-'],

  [
    'the seccomp annotation of the pod',
    { annotations: { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' } },
    '1.0-1.18',
    '1.0-1.18',
  ],
  [
    'the seccomp annotation of the container',
    { annotations: { 'container.seccomp.security.alpha.kubernetes.io/main': '' } },
    '1.0-1.18',
    '1.0-1.18',
  ],
  [
    'a seccomp annotation of no container',
    { annotations: { 'container.seccomp.security.alpha.kubernetes.io/none': 'unconfined' } },
    'never',
    'never',
  ],
  [
    'the seccomp annotation docker/default',
    { annotations: { 'seccomp.security.alpha.kubernetes.io/pod': 'docker/default' } },
    'never',
    'never',
  ],
  [
    'the seccomp annotation localhost/',
    { annotations: { 'container.seccomp.security.alpha.kubernetes.io/main': 'localhost/' } },
    'never',
    'never',
  ],

  ['AppArmor Unconfined for the pod', { pod: { appArmorProfile: { type: 'Unconfined' } } }, 'always', 'always'],
  ['AppArmor without a type', { container: { appArmorProfile: {} } }, 'always', 'always'],
  [
    'AppArmor Localhost',
    { container: { appArmorProfile: { type: 'Localhost', localhostProfile: 'a' } } },
    'never',
    'never',
  ],
  [
    'the AppArmor annotation',
    { annotations: { 'container.apparmor.security.beta.kubernetes.io/main': 'unconfined' } },
    'always',
    'always',
  ],
  [
    'an AppArmor annotation of no container',
    { annotations: { 'container.apparmor.security.beta.kubernetes.io/none': 'docker/default' } },
    'always',
    'always',
  ],
  [
    'the AppArmor annotation localhost without a slash',
    { annotations: { 'container.apparmor.security.beta.kubernetes.io/main': 'localhost' } },
    'always',
    'always',
  ],
  [
    'an empty AppArmor annotation',
    { annotations: { 'container.apparmor.security.beta.kubernetes.io/main': '' } },
    'never',
    'never',
  ],

  [
    'the SELinux type container_engine_t',
    { pod: { seLinuxOptions: { type: 'container_engine_t' } } },
    '1.0-1.30',
    '1.0-1.30',
  ],
  [
    'the SELinux type container_kvm_t',
    { pod: { seLinuxOptions: { type: 'container_kvm_t', level: 's0' } } },
    'never',
    'never',
  ],
  ['the SELinux type spc_t', { container: { seLinuxOptions: { type: 'spc_t' } } }, 'always', 'always'],
  ['an SELinux user', { container: { seLinuxOptions: { user: 'system_u' } } }, 'always', 'always'],
  ['empty SELinux options', { pod: { seLinuxOptions: { type: '', user: '', role: '' } } }, 'never', 'never'],

  ['sysctl kernel.shm_rmid_forced', sysctl('kernel.shm_rmid_forced'), 'never', 'never'],
  ['sysctl net.ipv4.ip_local_port_range', sysctl('net.ipv4.ip_local_port_range'), 'never', 'never'],
  ['sysctl net.ipv4.tcp_syncookies', sysctl('net.ipv4.tcp_syncookies'), 'never', 'never'],
  ['sysctl net.ipv4.ping_group_range', sysctl('net.ipv4.ping_group_range'), 'never', 'never'],
  ['sysctl net.ipv4.ip_unprivileged_port_start', sysctl('net.ipv4.ip_unprivileged_port_start'), 'never', 'never'],
  ['sysctl net.ipv4.ip_local_reserved_ports', sysctl('net.ipv4.ip_local_reserved_ports'), '1.0-1.26', '1.0-1.26'],
  ['sysctl net.ipv4.tcp_keepalive_time', sysctl('net.ipv4.tcp_keepalive_time'), '1.0-1.28', '1.0-1.28'],
  ['sysctl net.ipv4.tcp_fin_timeout', sysctl('net.ipv4.tcp_fin_timeout'), '1.0-1.28', '1.0-1.28'],
  ['sysctl net.ipv4.tcp_keepalive_intvl', sysctl('net.ipv4.tcp_keepalive_intvl'), '1.0-1.28', '1.0-1.28'],
  ['sysctl net.ipv4.tcp_keepalive_probes', sysctl('net.ipv4.tcp_keepalive_probes'), '1.0-1.28', '1.0-1.28'],
  ['sysctl net.ipv4.tcp_rmem', sysctl('net.ipv4.tcp_rmem'), '1.0-1.31', '1.0-1.31'],
  ['sysctl net.ipv4.tcp_wmem', sysctl('net.ipv4.tcp_wmem'), '1.0-1.31', '1.0-1.31'],
  ['sysctl net.ipv4.tcp_slow_start_after_idle', sysctl('net.ipv4.tcp_slow_start_after_idle'), '1.0-1.36', '1.0-1.36'],
  ['sysctl net.ipv4.tcp_notsent_lowat', sysctl('net.ipv4.tcp_notsent_lowat'), '1.0-1.36', '1.0-1.36'],
  ['sysctl kernel.msgmax', sysctl('kernel.msgmax'), 'always', 'always'],
  ['a safe sysctl with slashes', sysctl('kernel/shm_rmid_forced'), 'always', 'always'],

  ['a probe of another host', main({ readinessProbe: { tcpSocket: { host: 'db', port: 5432 } } }), '1.34-', '1.34-'],
  [
    'a hook that calls another host',
    main({ lifecycle: { preStop: { httpGet: { host: '127.0.0.1', port: 80 } } } }),
    '1.34-',
    '1.34-',
  ],
  [
    'a startup probe of an init container',
    {
      spec: {
        initContainers: [{ ...bare, securityContext: CONFINED, startupProbe: { httpGet: { host: 'a', port: 80 } } }],
      },
    },
    '1.34-',
    '1.34-',
  ],
  ['a probe of an empty host', main({ livenessProbe: { httpGet: { host: '', port: 80 } } }), 'never', 'never'],

  ['the network of the node', { spec: { hostNetwork: true } }, 'always', 'always'],
  ['the processes of the node', { spec: { hostPID: true } }, 'always', 'always'],
  ['the IPC of the node', { spec: { hostIPC: true } }, 'always', 'always'],
  ['a host port', main({ ports: [{ containerPort: 80, hostPort: 80 }] }), 'always', 'always'],
  ['a host port of 0', main({ ports: [{ containerPort: 80, hostPort: 0 }] }), 'never', 'never'],

  ['a volume without a source', volume({}), 'never', 'never'],
  ['a volume whose source is null', volume({ hostPath: null }), 'never', 'never'],
  ['a hostPath volume', volume({ hostPath: { path: '/' } }), 'always', 'always'],
  ['an nfs volume', volume({ nfs: { server: 'a', path: '/' } }), 'never', 'always'],
  ['an image volume', volume({ image: { reference: 'a' } }), 'never', 'never'],
  [
    'a volume with two sources, which only the override of Restricted lets pass',
    volume({ hostPath: { path: '/' }, configMap: { name: 'a' } }),
    'always',
    'never',
  ],

  ['CHOWN added', { container: { capabilities: { drop: ['ALL'], add: ['CHOWN'] } } }, 'never', '1.22-'],
  ['NET_RAW added', { container: { capabilities: { drop: ['ALL'], add: ['NET_RAW'] } } }, 'always', 'always'],
  [
    'NET_BIND_SERVICE added',
    { container: { capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } } },
    'never',
    'never',
  ],
  [
    'a capability with its prefix',
    { container: { capabilities: { drop: ['ALL'], add: ['CAP_NET_BIND_SERVICE'] } } },
    'always',
    'always',
  ],
  [
    'a capability in small letters',
    { container: { capabilities: { drop: ['ALL'], add: ['chown'] } } },
    'always',
    'always',
  ],
  ['all dropped in small letters', { container: { capabilities: { drop: ['all'] } } }, 'never', '1.22-'],
  ['privilege escalation allowed', { container: { allowPrivilegeEscalation: true } }, 'never', '1.8-'],
  ['privilege escalation not mentioned', { container: { allowPrivilegeEscalation: undefined } }, 'never', '1.8-'],
];

test.each(rows)('%s', async (_, parts, baseline, restricted) => {
  const manifest = podWith(parts);
  expect({
    baseline: await refusingVersions(manifest, 'baseline'),
    restricted: await refusingVersions(manifest, 'restricted'),
  }).toEqual({ baseline, restricted });
});

function podWith({ spec, pod, container, annotations = {} }: PodParts): string {
  const securityContext = { ...CONFINED, ...container };
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'pod', annotations },
    spec: {
      securityContext: { ...POD_CONTEXT, ...pod },
      containers: [{ name: 'main', image: 'registry.example.com/main', securityContext }],
      ...spec,
    },
  });
}

async function refusingVersions(manifest: string, level: Level): Promise<Refused> {
  const refusing: number[] = [];
  for (let minor = 0; minor <= 37; minor += 1) {
    const { verdict } = await judgePod(manifest, level, `1.${minor}`);
    if (verdict !== 'passed') refusing.push(minor);
    if (verdict === 'incomplete') return `undecided at 1.${minor}`;
  }
  const [first] = refusing;
  const last = refusing.at(-1);
  if (first === undefined || last === undefined) return 'never';
  expect(refusing).toHaveLength(last - first + 1);
  if (first === 0 && last === 37) return 'always';
  return `1.${first}-${last === 37 ? '' : `1.${last}`}`;
}
