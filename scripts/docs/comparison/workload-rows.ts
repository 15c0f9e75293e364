import { type ComparedRow, later, row } from './row.ts';

/** Where images come from. */
export const images: readonly ComparedRow[] = [
  row('IMG-01', 'tag missing or `latest`', ['image/fixed-tag'], {
    'kube-linter': 'latest-tag',
    polaris: 'tagNotSpecified',
    'kube-score': 'container-image-tag',
    trivy: 'KSV-0013',
    checkov: 'CKV_K8S_14',
    kyverno: 'disallow-latest-tag',
  }),
  row('IMG-02', 'not pinned by digest', ['image/pinned-by-digest'], {
    'kube-linter': 'image-not-pinned-by-digest',
    kubescape: 'C-0306',
    checkov: 'CKV_K8S_43',
    kyverno: 'require-image-checksum',
  }),
  row('IMG-03', 'registry outside an allow-list', ['image/allowed-registry'], {
    kubescape: 'C-0001, C-0078',
    trivy: 'KSV-0125, KSV-0032 to 0035',
    kyverno: 'restrict-image-registries',
  }),
  row('IMG-04', 'allow-list that matches inside a path component', ['image/allowed-registry'], { trivy: 'KSV-0124' }),
  row('IMG-05', '`imagePullPolicy` other than Always', ['image/pull-policy'], {
    polaris: 'pullPolicyNotAlways',
    'kube-score': 'container-image-pull-policy',
    kubescape: 'C-0075',
    checkov: 'CKV_K8S_15',
    kyverno: 'always-pull-images',
  }),
  row('IMG-06', 'retired registry', ['image/retired-registry'], {
    kubescape: 'C-0253',
    kyverno: 'restrict-deprecated-registry',
  }),
  row('own', 'image name that no runtime takes', ['image/valid-reference'], {}),
  later('IMG-07', 'signature, key or identity', 'signatures', { kubescape: 'C-0236, C-0237', kyverno: 'verify-image' }),
  later('IMG-08', 'provenance, SBOM or scan attestation', 'attestations', {
    kyverno: 'require-vulnerability-scan, verify-sbom-cyclonedx',
  }),
  later('IMG-09', 'age and base image', 'images', { kyverno: 'block-stale-images, allowed-base-images' }),
  later('IMG-10', 'vulnerabilities, by exposure and privilege', 'images', { kubescape: 'C-0083, C-0084, C-0085' }),
];

/** What a container may do. */
export const securityContext: readonly ComparedRow[] = [
  row('SC-01', 'privileged', ['workload/privileged-container'], {
    'kube-linter': 'privileged-container',
    polaris: 'runAsPrivileged',
    'kube-score': 'container-security-context-privileged',
    kubescape: 'C-0057',
    trivy: 'KSV-0017',
    checkov: 'CKV_K8S_16',
    kyverno: 'disallow-privileged-containers',
  }),
  row('SC-02', '`allowPrivilegeEscalation` not false', ['workload/no-privilege-escalation'], {
    'kube-linter': 'privilege-escalation-container',
    polaris: 'privilegeEscalationAllowed',
    kubescape: 'C-0016',
    trivy: 'KSV-0001',
    checkov: 'CKV_K8S_20',
    kyverno: 'disallow-privilege-escalation',
  }),
  row('SC-03', '`runAsNonRoot` not true', ['workload/run-as-non-root'], {
    'kube-linter': 'run-as-non-root',
    polaris: 'runAsRootAllowed',
    kubescape: 'C-0013',
    trivy: 'KSV-0012',
    checkov: 'CKV_K8S_23',
    kyverno: 'require-run-as-nonroot',
  }),
  row('SC-04', '`runAsUser: 0`', ['workload/root-user'], {
    'kube-linter': 'run-as-non-root',
    polaris: 'runAsRootAllowed',
    trivy: 'KSV-0105',
    kyverno: 'require-run-as-non-root-user',
  }),
  row('SC-05', 'low user and group ids', ['workload/high-user-id'], {
    'kube-score': 'container-security-context-user-group-id',
    trivy: 'KSV-0020, KSV-0021',
    checkov: 'CKV_K8S_40',
  }),
  row('SC-06', 'root group', ['workload/root-group'], {
    'kube-linter': 'run-as-non-root',
    trivy: 'KSV-0116',
    kyverno: 'require-non-root-groups',
  }),
  row('SC-07', 'capabilities added beyond the default', ['workload/added-capability'], {
    polaris: 'insecureCapabilities, dangerousCapabilities',
    kubescape: 'C-0046',
    trivy: 'KSV-0022',
    checkov: 'CKV_K8S_25',
    kyverno: 'disallow-capabilities',
  }),
  row('SC-08', 'ALL not dropped', ['workload/drop-all-capabilities'], {
    trivy: 'KSV-0003, KSV-0004, KSV-0106',
    checkov: 'CKV_K8S_36, CKV_K8S_37',
    kyverno: 'disallow-capabilities-strict',
  }),
  row('SC-09', 'NET_RAW kept or added', ['workload/net-raw-capability'], {
    'kube-linter': 'drop-net-raw-capability',
    kubescape: 'C-0211',
    trivy: 'KSV-0119',
    checkov: 'CKV_K8S_28',
    kyverno: 'require-drop-cap-net-raw',
  }),
  row('SC-10', 'SYS_ADMIN added', ['workload/sys-admin-capability'], {
    polaris: 'dangerousCapabilities',
    kubescape: 'C-0046',
    trivy: 'KSV-0005',
    checkov: 'CKV_K8S_39',
  }),
  row('SC-11', 'other capabilities by which one escapes', ['workload/escape-capability'], {
    kubescape: 'C-0046',
    trivy: 'KSV-0120',
  }),
  row('SC-12', 'writable root file system', ['workload/read-only-root-file-system'], {
    'kube-linter': 'no-read-only-root-fs',
    polaris: 'notReadOnlyRootFilesystem',
    'kube-score': 'container-security-context-readonlyrootfilesystem',
    kubescape: 'C-0017',
    trivy: 'KSV-0014',
    checkov: 'CKV_K8S_22',
    kyverno: 'require-ro-rootfs',
  }),
  row('SC-13', 'seccomp', ['workload/seccomp-profile', 'workload/seccomp-unconfined'], {
    polaris: 'linuxHardening',
    'kube-score': 'container-seccomp-profile',
    kubescape: 'C-0055, C-0210',
    trivy: 'KSV-0030, KSV-0104',
    checkov: 'CKV_K8S_31',
    kyverno: 'restrict-seccomp, restrict-seccomp-strict',
  }),
  row('SC-14', 'AppArmor', ['workload/app-armor-profile'], {
    trivy: 'KSV-0002',
    kyverno: 'restrict-apparmor-profiles',
  }),
  row('SC-15', 'SELinux', ['workload/selinux-options'], {
    kubescape: 'C-0211',
    trivy: 'KSV-0025',
    kyverno: 'disallow-selinux',
  }),
  row('SC-16', '`procMount`', ['workload/unmasked-proc', 'workload/default-proc-mount'], {
    'kube-linter': 'unsafe-proc-mount',
    polaris: 'procMount',
    trivy: 'KSV-0027',
    kyverno: 'disallow-proc-mount',
  }),
  row('SC-17', 'unsafe sysctls', ['workload/unsafe-sysctl'], {
    'kube-linter': 'unsafe-sysctls',
    trivy: 'KSV-0026',
    kyverno: 'restrict-sysctls',
  }),
  row('SC-18', 'Windows host process', ['workload/windows-host-process'], {
    polaris: 'hostProcess',
    trivy: 'KSV-0103',
    kyverno: 'disallow-host-process',
  }),
  row(
    'SC-19',
    'no security context at all',
    ['workload/run-as-non-root', 'workload/no-privilege-escalation', 'workload/seccomp-profile'],
    { kubescape: 'C-0211', trivy: 'KSV-0118', checkov: 'CKV_K8S_29, CKV_K8S_30' },
  ),
  row('SC-20', '`host` of probes and hooks', ['workload/probe-host'], {}),
  row('SC-21', 'terminals and exec probes', ['workload/interactive-container', 'workload/exec-probe-command'], {
    kyverno: 'deny-commands-in-exec-probe',
  }),
  row('SC-22', '`sudo`', ['workload/sudo-command'], { kubescape: 'C-0062' }),
  row('SC-23', 'ephemeral containers', ['workload/ephemeral-container'], { kyverno: 'block-ephemeral-containers' }),
  row('SC-24', 'shared process namespace', ['workload/shared-process-namespace'], {}),
  row('SC-25', 'root without a user namespace', ['workload/user-namespace'], {}),
  row('SC-26', 'hardened `runtimeClassName`', ['workload/sandboxed-runtime'], { kubescape: 'C-0297' }),
  row('SC-27', 'SSH server', ['workload/ssh-server'], { 'kube-linter': 'ssh-port', kubescape: 'C-0042' }),
  row('SC-28', 'root or a name as the user of the image under the pod', ['workload/image-user'], {}),
  row('SC-29', 'read-only root over what the image writes', ['workload/image-volume'], {}),
  row('SC-30', 'ports of the image that the container names otherwise or may not open', ['workload/image-port'], {}),
];

/** What a pod reaches of its node. */
export const host: readonly ComparedRow[] = [
  row('HOST-01', '`hostPID`', ['workload/host-pid'], {
    'kube-linter': 'host-pid',
    polaris: 'hostPIDSet',
    kubescape: 'C-0038',
    trivy: 'KSV-0010',
    checkov: 'CKV_K8S_17',
    kyverno: 'disallow-host-namespaces',
  }),
  row('HOST-02', '`hostIPC`', ['workload/host-ipc'], {
    'kube-linter': 'host-ipc',
    polaris: 'hostIPCSet',
    kubescape: 'C-0038',
    trivy: 'KSV-0008',
    checkov: 'CKV_K8S_18',
    kyverno: 'disallow-host-namespaces',
  }),
  row('HOST-03', '`hostNetwork`', ['workload/host-network'], {
    'kube-linter': 'host-network',
    polaris: 'hostNetworkSet',
    kubescape: 'C-0041',
    trivy: 'KSV-0009',
    checkov: 'CKV_K8S_19',
    kyverno: 'disallow-host-namespaces',
  }),
  row('HOST-04', '`hostPort`', ['workload/host-port'], {
    polaris: 'hostPortSet',
    kubescape: 'C-0044',
    trivy: 'KSV-0024',
    checkov: 'CKV_K8S_26',
    kyverno: 'disallow-host-ports',
  }),
  row('HOST-05', '`hostPath`', ['workload/host-path-volume'], {
    polaris: 'hostPathSet',
    kubescape: 'C-0048',
    trivy: 'KSV-0023',
    kyverno: 'disallow-host-path',
  }),
  row('HOST-06', 'writable `hostPath`', ['workload/writable-host-path'], {
    'kube-linter': 'writable-host-mount',
    kubescape: 'C-0045',
    kyverno: 'ensure-readonly-hostpath',
  }),
  row('HOST-07', 'sensitive `hostPath`', ['workload/sensitive-host-path'], {
    'kube-linter': 'sensitive-host-mounts',
    trivy: 'KSV-0121',
  }),
  row('HOST-08', 'socket of the container runtime', ['workload/runtime-socket'], {
    'kube-linter': 'docker-sock, container-runtime-sock',
    kubescape: 'C-0074',
    trivy: 'KSV-0006',
    checkov: 'CKV_K8S_27',
    kyverno: 'disallow-container-sock-mounts',
  }),
  row('HOST-09', 'volume types', ['workload/volume-types'], { trivy: 'KSV-0028', kyverno: 'restrict-volume-types' }),
  row('HOST-10', '`mountPropagation: Bidirectional`', ['workload/bidirectional-mount-propagation'], {}),
  later('HOST-11', '`subPath` with a kubelet of CVE-2021-25741', 'nodes of a cluster', { kubescape: 'C-0058' }),
  row('HOST-12', 'cloud credentials of the node', ['workload/node-cloud-credentials'], { kubescape: 'C-0020' }),
  row('HOST-13', 'metadata address reachable', ['network/metadata-reachable'], { kubescape: 'C-0052' }),
  row('HOST-14', 'writable logs of the node', ['workload/writable-node-logs'], {}),
  row('HOST-15', 'persistent volume that is a path of a node', ['cluster/host-path-persistent-volume'], {
    kyverno: 'limit-hostpath-type-pv',
  }),
  row('HOST-16', 'control plane nodes', ['workload/control-plane-scheduling'], {
    kyverno: 'restrict-controlplane-scheduling, restrict-node-selection',
  }),
  row('HOST-17', '`hostAliases`; ports below 1024', ['workload/host-aliases', 'workload/privileged-port'], {
    'kube-linter': 'privileged-ports',
    trivy: 'KSV-0007, KSV-0117',
  }),
];

/** What a pod uses up. */
export const resources: readonly ComparedRow[] = [
  row('RES-01', 'limit for processor time', ['workload/cpu-limit'], {
    'kube-linter': 'unset-cpu-requirements',
    polaris: 'cpuLimitsMissing',
    'kube-score': 'container-resources',
    kubescape: 'C-0270',
    trivy: 'KSV-0011',
    checkov: 'CKV_K8S_11',
    kyverno: 'require-pod-requests-limits',
  }),
  row('RES-02', 'limit for memory', ['workload/memory-limit'], {
    'kube-linter': 'unset-memory-requirements',
    polaris: 'memoryLimitsMissing',
    'kube-score': 'container-resources',
    kubescape: 'C-0271',
    trivy: 'KSV-0018',
    checkov: 'CKV_K8S_13',
    kyverno: 'require-pod-requests-limits',
  }),
  row('RES-03', 'requests', ['workload/resource-requests'], {
    polaris: 'cpuRequestsMissing, memoryRequestsMissing',
    'kube-score': 'container-resources',
    kubescape: 'C-0268, C-0269',
    trivy: 'KSV-0015, KSV-0016',
    checkov: 'CKV_K8S_10, CKV_K8S_12',
    kyverno: 'require-pod-requests-limits',
  }),
  row('RES-04', 'ephemeral storage', ['workload/ephemeral-storage-limit', 'workload/empty-dir-size-limit'], {
    'kube-linter': 'unset-ephemeral-storage-requirements',
    'kube-score': 'container-ephemeral-storage-request-and-limit',
    kyverno: 'add-emptydir-sizelimit',
  }),
  row('RES-05', 'quota and limit range of namespaces', ['namespace/resource-limits'], {
    trivy: 'KSV-0039, KSV-0040',
    kyverno: 'add-ns-quota',
  }),
  later('RES-06', '`podPidsLimit` of the kubelet', 'nodes of a cluster', { kubescape: 'C-0284' }),
];
