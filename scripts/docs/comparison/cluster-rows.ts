import { type ComparedRow, later, row } from './row.ts';

/** Service accounts and roles. */
export const access: readonly ComparedRow[] = [
  row('SA-01', 'token of the service account', ['access/service-account-token'], {
    'kube-linter': 'automount-service-account-token',
    polaris: 'automountServiceAccountToken',
    kubescape: 'C-0034, C-0261',
    trivy: 'KSV-0036',
    checkov: 'CKV_K8S_38',
    kyverno: 'restrict-automount-sa-token',
  }),
  row('SA-02', 'default service account', ['access/own-service-account', 'access/default-service-account-bound'], {
    'kube-linter': 'default-service-account',
    kubescape: 'C-0189, C-0225',
    checkov: 'CKV_K8S_41, CKV_K8S_42',
  }),
  row(
    'SA-03',
    'service account that is not there; `serviceAccount`',
    ['access/service-account-exists', 'access/deprecated-service-account-field'],
    { 'kube-linter': 'non-existent-service-account, deprecated-service-account-field', kubescape: 'C-0294, C-0307' },
  ),
  row('SA-04', 'token in a Secret', ['access/long-lived-token'], { kyverno: 'deny-secret-service-account-token-type' }),
  row('SA-05', 'cloud role of a service account', ['access/cloud-role'], {}),
  row('RB-01', 'cluster-admin bound', ['access/cluster-admin-binding', 'access/unlimited-role'], {
    'kube-linter': 'cluster-admin-role-binding',
    polaris: 'clusterrolebindingClusterAdmin',
    kubescape: 'C-0035, C-0185',
    trivy: 'KSV-0111',
    kyverno: 'restrict-binding-clusteradmin',
  }),
  row('RB-02', 'system:masters', ['access/system-masters'], { kubescape: 'C-0246', trivy: 'KSV-0123' }),
  row('RB-03', 'anonymous users bound', ['access/anonymous-binding'], {
    kubescape: 'C-0262',
    trivy: 'KSV-0122',
    kyverno: 'restrict-binding-system-groups',
  }),
  row('RB-04', 'every user or service account bound', ['access/everyone-binding'], {
    kubescape: 'C-0265',
    trivy: 'KSV-01011',
  }),
  row('RB-05', 'wildcards in roles', ['access/wildcard-permission'], {
    'kube-linter': 'wildcard-in-rules',
    kubescape: 'C-0187',
    trivy: 'KSV-0044, KSV-0045, KSV-0046, KSV-0112',
    checkov: 'CKV_K8S_49',
    kyverno: 'restrict-wildcard-verbs, restrict-wildcard-resources',
  }),
  later('RB-06 to RB-28', 'what subjects may do in effect', 'effective permissions', {
    'kube-linter': 'access-to-secrets, access-to-create-pods and others',
    polaris: 'rolePodExecAttach and others',
    kubescape: 'C-0002, C-0015, C-0031, C-0063, C-0065, C-0188 and others',
    trivy: 'KSV-0041 to KSV-0056, KSV-0113 to KSV-0115',
    checkov: 'CKV_K8S_155 to 158, CKV2_K8S_1 to 5',
    kyverno: 'restrict-escalation-verbs-roles and others',
  }),
];

/** Who reaches whom. */
export const network: readonly ComparedRow[] = [
  row(
    'NET-01',
    'pod without a policy',
    ['network/egress-isolated', 'network/egress-limited', 'network/ingress-isolated', 'network/ingress-limited'],
    {
      'kube-linter': 'non-isolated-pod',
      polaris: 'missingNetworkPolicy',
      'kube-score': 'pod-networkpolicy',
      kubescape: 'C-0030, C-0260',
      checkov: 'CKV2_K8S_6',
      kyverno: 'require-netpol',
    },
  ),
  row('NET-02', 'no default deny', ['network/default-deny'], {
    kubescape: 'C-0054, C-0206',
    kyverno: 'add-networkpolicy',
  }),
  row('NET-03', 'policy that selects no pod', ['network/policy-selects-pods'], {
    'kube-linter': 'dangling-networkpolicy',
    'kube-score': 'networkpolicy-targets-pod',
    kubescape: 'C-0299',
  }),
  row('NET-04', 'peer that selects no pod', ['network/peer-selects-pods'], {
    'kube-linter': 'dangling-networkpolicypeer-podselector',
  }),
  row('NET-05', 'rules that allow everything', ['network/egress-limited', 'network/internet-egress'], {
    trivy: 'KSV-0038',
    kyverno: 'restrict-networkpolicy-empty-podselector',
  }),
  row('NET-06', 'DNS and policy types', ['network/dns-allowed', 'network/policy-types'], {}),
  row('NET-07', 'NodePort and LoadBalancer', ['network/service-exposed'], {
    'kube-linter': 'exposed-services',
    'kube-score': 'service-type',
    kubescape: 'C-0256',
    kyverno: 'restrict-nodeport, no-loadbalancer-service',
  }),
  row('NET-08', '`externalIPs`', ['network/service-external-ips'], {
    trivy: 'KSV-0108',
    kyverno: 'restrict-service-external-ips',
  }),
  row(
    'NET-09',
    'Ingress without TLS, host or with a default backend',
    ['network/ingress-tls', 'network/ingress-host', 'network/ingress-default-backend'],
    { polaris: 'tlsSettingsMissing', kubescape: 'C-0263', kyverno: 'require-ingress-https, restrict-ingress-wildcard' },
  ),
  row('NET-10', 'ingress-nginx', ['network/ingress-snippet', 'network/ingress-nginx-retired'], {
    kubescape: 'C-0059, C-0292',
    trivy: 'KCV-0093',
    checkov: 'CKV_K8S_152, 153, 154',
    kyverno: 'restrict-annotations',
  }),
  later('NET-11', 'known sensitive interface exposed', 'reachability', { kubescape: 'C-0021, C-0274' }),
  row(
    'NET-12',
    'Gateway API',
    ['network/exposed-by-route', 'network/gateway-tls', 'network/gateway-host', 'network/gateway-routes'],
    { polaris: 'gatewayTLSMissing, gatewayAllowedRoutesAll and others', kubescape: 'C-0266' },
  ),
];

/** Credentials and where they are kept. */
export const secrets: readonly ComparedRow[] = [
  row(
    'SEC-01',
    'literal credential in a workload',
    ['secrets/credential-in-environment', 'secrets/credential-in-command', 'secrets/credential-in-annotation'],
    {
      'kube-linter': 'env-var-secret (by name)',
      polaris: 'sensitiveContainerEnvVar',
      kubescape: 'C-0012, C-0259',
      checkov: 'CKV_SECRET_*',
    },
  ),
  row('SEC-02', 'Secret as environment variable', ['secrets/secret-in-environment'], {
    'kube-linter': 'read-secret-from-env-var',
    kubescape: 'C-0207',
    checkov: 'CKV_K8S_35',
    kyverno: 'disallow-secrets-from-env-vars',
  }),
  row('SEC-03', 'credential in a ConfigMap', ['secrets/credential-in-config-map'], {
    'kube-linter': 'configmap-with-credentials',
    polaris: 'sensitiveConfigmapContent',
    kubescape: 'C-0012',
    trivy: 'KSV-0109, KSV-01010',
  }),
  row('own', 'credential in a manifest of a Secret', ['secrets/credential-in-secret-manifest'], {}),
  later('SEC-04', 'who mounts what', 'attack paths', { kubescape: 'C-0255, C-0257, C-0258' }),
  later('SEC-05', 'external secret manager', 'review of a cluster', { kubescape: 'C-0208, C-0234' }),
  later('SEC-06', 'encryption at rest', 'review of a cluster', {
    kubescape: 'C-0066, C-0141, C-0142',
    trivy: 'KCV-0030',
    checkov: 'CKV_K8S_104',
  }),
  row('SEC-07', 'encrypted volumes', ['secrets/encrypted-storage'], { kubescape: 'C-0264' }),
];

/** Namespaces, supply chain, schema and the cluster itself. */
export const others: readonly ComparedRow[] = [
  row('NS-01', 'default namespace', ['namespace/default-namespace'], {
    'kube-linter': 'use-namespace',
    kubescape: 'C-0061, C-0212',
    trivy: 'KSV-0110',
    checkov: 'CKV_K8S_21',
    kyverno: 'disallow-default-namespace',
  }),
  row('NS-02', 'kube-system', ['namespace/system-namespace'], { trivy: 'KSV-0037' }),
  row('NS-03', 'Pod Security labels', ['namespace/pod-security-level'], {
    kubescape: 'C-0192 to C-0204',
    kyverno: 'add-psa-labels, deny-privileged-profile',
  }),
  row('NS-04', 'Tiller, dashboard', ['workload/tiller', 'workload/kubernetes-dashboard'], {
    kubescape: 'C-0014',
    trivy: 'KSV-0102',
    checkov: 'CKV_K8S_33, 34, 44, 45',
    kyverno: 'disallow-helm-tiller',
  }),
  row('NS-05', 'objects in the default namespace', ['namespace/default-namespace-object'], { kubescape: 'C-0212' }),
  row('SUP-01', 'git-sync', ['workload/git-sync-command'], { checkov: 'CKV_K8S_159' }),
  later('SUP-02', 'signed manifests', 'signatures', { kyverno: 'verify-manifest-integrity' }),
  row('SUP-03', 'API versions', ['cluster/unserved-api-version', 'cluster/deprecated-api-version'], {
    'kube-linter': 'no-extensions-v1beta',
    'kube-score': 'stable-version',
    trivy: 'KSV-0107',
    kyverno: 'check-deprecated-apis',
  }),
  row('schema', 'unknown fields', ['workload/unknown-field'], { 'kube-linter': 'schema-validation' }),
  later('CP-01 to CP-15', 'API server, etcd, kubelet', 'review of a cluster', {
    kubescape: 'C-0066, C-0113 to C-0184',
    trivy: 'KCV-0001 to KCV-0092',
    checkov: 'CKV_K8S_68 to 151',
  }),
];
