/** A standard that rules serve, and its requirements by what stands behind the slash of their ids. */
export interface Standard {
  readonly title: string;
  readonly source: string;
  readonly requirements: Readonly<Record<string, string>>;
}

const podSecurityStandards: Standard = {
  title: 'Pod Security Standards',
  source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  requirements: { baseline: 'Baseline', restricted: 'Restricted' },
};

/** The controls of chapters 1.2 and 5 that manifests decide or come near. */
const cisKubernetes: Standard = {
  title: 'CIS Kubernetes Benchmark 1.12',
  source: 'https://www.cisecurity.org/benchmark/kubernetes',
  requirements: {
    '1.2.1': 'Ensure that the --anonymous-auth argument is set to false',
    '1.2.3': 'Ensure that the DenyServiceExternalIPs is set',
    '1.2.11': 'Ensure that the admission control plugin AlwaysPullImages is set',
    '5.1.1': 'Ensure that the cluster-admin role is only used where required',
    '5.1.2': 'Minimize access to secrets',
    '5.1.3': 'Minimize wildcard use in Roles and ClusterRoles',
    '5.1.4': 'Minimize access to create pods',
    '5.1.5': 'Ensure that default service accounts are not actively used',
    '5.1.6': 'Ensure that Service Account Tokens are only mounted where necessary',
    '5.1.7': 'Avoid use of system:masters group',
    '5.1.8': 'Limit use of the Bind, Impersonate and Escalate permissions in the Kubernetes cluster',
    '5.1.9': 'Minimize access to create persistent volumes',
    '5.1.10': 'Minimize access to the proxy sub-resource of nodes',
    '5.1.11': 'Minimize access to the approval sub-resource of certificatesigningrequests objects',
    '5.1.12': 'Minimize access to webhook configuration objects',
    '5.1.13': 'Minimize access to the service account token creation',
    '5.2.1': 'Ensure that the cluster has at least one active policy control mechanism in place',
    '5.2.2': 'Minimize the admission of privileged containers',
    '5.2.3': 'Minimize the admission of containers wishing to share the host process ID namespace',
    '5.2.4': 'Minimize the admission of containers wishing to share the host IPC namespace',
    '5.2.5': 'Minimize the admission of containers wishing to share the host network namespace',
    '5.2.6': 'Minimize the admission of containers with allowPrivilegeEscalation',
    '5.2.7': 'Minimize the admission of root containers',
    '5.2.8': 'Minimize the admission of containers with the NET_RAW capability',
    '5.2.9': 'Minimize the admission of containers with capabilities assigned',
    '5.2.10': 'Minimize the admission of Windows HostProcess containers',
    '5.2.11': 'Minimize the admission of HostPath volumes',
    '5.2.12': 'Minimize the admission of containers which use HostPorts',
    '5.3.1': 'Ensure that the CNI in use supports NetworkPolicies',
    '5.3.2': 'Ensure that all Namespaces have NetworkPolicies defined',
    '5.4.1': 'Prefer using Secrets as files over Secrets as environment variables',
    '5.4.2': 'Consider external secret storage',
    '5.5.1': 'Configure Image Provenance using ImagePolicyWebhook admission controller',
    '5.6.1': 'Create administrative boundaries between resources using namespaces',
    '5.6.2': 'Ensure that the seccomp profile is set to docker/default in your Pod definitions',
    '5.6.3': 'Apply SecurityContext to your Pods and Containers',
    '5.6.4': 'The default namespace should not be used',
  },
};

/** Chapter 4, of images and the files that they are built from. */
const cisDocker: Standard = {
  title: 'CIS Docker Benchmark 1.7',
  source: 'https://www.cisecurity.org/benchmark/docker',
  requirements: {
    '4.1': 'Ensure that a user for the container has been created',
    '4.2': 'Ensure that containers use only trusted base images',
    '4.3': 'Ensure that unnecessary packages are not installed in the container',
    '4.4': 'Ensure images are scanned and rebuilt to include security patches',
    '4.6': 'Ensure that HEALTHCHECK instructions have been added to container images',
    '4.7': 'Ensure update instructions are not used alone in Dockerfiles',
    '4.8': 'Ensure setuid and setgid permissions are removed',
    '4.9': 'Ensure that COPY is used instead of ADD in Dockerfiles',
    '4.10': 'Ensure secrets are not stored in Dockerfiles',
    '4.11': 'Ensure only verified packages are installed',
    '4.12': 'Ensure all signed artifacts are validated',
  },
};

const nsa: Standard = {
  title: 'NSA/CISA Kubernetes Hardening Guidance 1.2',
  source: 'https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF',
  requirements: {
    'pod-security': 'Kubernetes Pod security',
    network: 'Network separation and hardening',
    authentication: 'Authentication and authorization',
    logging: 'Audit logging and threat detection',
    upgrading: 'Upgrading and application security practices',
  },
};

const nist: Standard = {
  title: 'NIST SP 800-190, Application Container Security Guide',
  source: 'https://doi.org/10.6028/NIST.SP.800-190',
  requirements: {
    '4.1.1': 'Image vulnerabilities',
    '4.1.2': 'Image configuration defects',
    '4.1.3': 'Embedded malware',
    '4.1.4': 'Embedded clear text secrets',
    '4.1.5': 'Use of untrusted images',
    '4.2.1': 'Insecure connections to registries',
    '4.2.2': 'Stale images in registries',
    '4.2.3': 'Insufficient authentication and authorization restrictions',
    '4.3.1': 'Unbounded administrative access',
    '4.3.2': 'Unauthorized access',
    '4.3.3': 'Poorly separated inter-container network traffic',
    '4.3.4': 'Mixing of workload sensitivity levels',
    '4.3.5': 'Orchestrator node trust',
    '4.4.1': 'Vulnerabilities within the runtime software',
    '4.4.2': 'Unbounded network access from containers',
    '4.4.3': 'Insecure container runtime configurations',
    '4.4.4': 'App vulnerabilities',
    '4.4.5': 'Rogue containers',
    '4.5.1': 'Large attack surface',
    '4.5.2': 'Shared kernel',
    '4.5.3': 'Host OS component vulnerabilities',
    '4.5.4': 'Improper user access rights',
    '4.5.5': 'Host file system tampering',
  },
};

const mitre: Standard = {
  title: 'MITRE ATT&CK',
  source: 'https://attack.mitre.org/matrices/enterprise/containers/',
  requirements: {
    T1021: 'Remote Services',
    T1041: 'Exfiltration Over C2 Channel',
    T1055: 'Process Injection',
    T1078: 'Valid Accounts',
    'T1078.004': 'Valid Accounts: Cloud Accounts',
    T1098: 'Account Manipulation',
    T1133: 'External Remote Services',
    T1190: 'Exploit Public-Facing Application',
    T1496: 'Resource Hijacking',
    T1499: 'Endpoint Denial of Service',
    T1525: 'Implant Internal Image',
    T1528: 'Steal Application Access Token',
    T1548: 'Abuse Elevation Control Mechanism',
    T1552: 'Unsecured Credentials',
    'T1552.001': 'Unsecured Credentials: Credentials In Files',
    'T1552.005': 'Unsecured Credentials: Cloud Instance Metadata API',
    'T1552.007': 'Unsecured Credentials: Container API',
    T1557: 'Adversary-in-the-Middle',
    T1562: 'Impair Defenses',
    T1609: 'Container Administration Command',
    T1610: 'Deploy Container',
    T1611: 'Escape to Host',
  },
};

/** Every standard that a rule may serve, by what stands before the slash of its requirements' ids. */
const standards: Readonly<Record<string, Standard>> = {
  pss: podSecurityStandards,
  'cis-docker-1.7': cisDocker,
  'cis-kubernetes-1.12': cisKubernetes,
  nsa,
  'nist-800-190': nist,
  mitre,
};

/** The title of the standard that a requirement belongs to; undefined where there is none of that id. */
export function standardTitle(id: string): string | undefined {
  return own(standards, standardOf(id))?.title;
}

/** What stands before the slash of a requirement's id: `cis-kubernetes-1.12` of `cis-kubernetes-1.12/5.2.2`. */
export function standardOf(id: string): string {
  const slash = id.indexOf('/');
  return slash < 0 ? id : id.slice(0, slash);
}

/** The title of a requirement, as of `cis-kubernetes-1.12/5.2.2`; undefined where there is none of that id. */
export function requirementTitle(id: string): string | undefined {
  const slash = id.indexOf('/');
  const requirements = own(standards, id.slice(0, slash))?.requirements ?? {};
  return own(requirements, id.slice(slash + 1));
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
