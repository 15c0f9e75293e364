import { type Evidence, known, unknown } from '../../core/evidence.ts';
import type { FieldPath } from '../../core/field-path.ts';
import { nearest } from '../../core/nearest.ts';
import { structureOf } from './structures.ts';
import type {
  Container,
  ContainerPort,
  NetworkPolicySpec,
  PodSpec,
  ServiceAccount,
  ServiceSpec,
  Volume,
} from './types.generated.ts';

// What the API server fills in where a rule's meaning depends on it. Each takes a conformed value. In Go an empty string and an
// absent string are the same, hence the comparisons with ''.

export type VolumeSourceName = Exclude<keyof Volume, 'name'>;

/**
 * The sources that a volume names: exactly one in a valid pod, `emptyDir` where there is none (SetDefaults_Volume in
 * pkg/apis/core/v1/defaults.go). Unknown where the volume has a field that Kubernetes does not know: a misspelt source is no emptyDir.
 */
export function volumeSources(volume: Volume): Evidence<VolumeSourceName> {
  const sources: VolumeSourceName[] = [];
  for (const field of Object.keys(volume)) {
    if (field === 'name') continue;
    if (!isVolumeSourceName(field)) return unknownSource(field);
    sources.push(field);
  }
  return known(sources.length === 0 ? ['emptyDir'] : sources);
}

function isVolumeSourceName(field: string): field is VolumeSourceName {
  return structureOf('Volume').fields.has(field);
}

function unknownSource(field: string): Evidence<never> {
  const near = nearest(field, structureOf('Volume').fields.keys());
  return unknown(
    `The volume has the field ${JSON.stringify(field)}, which is no volume source of Kubernetes.`,
    near === undefined ? 'Name a volume source that Kubernetes has.' : `Write ${near} if that is meant.`,
  );
}

/** A port of the node that a container listens on. */
export interface HostPort {
  /** Of the container port, from the pod's spec. */
  readonly path: FieldPath;
  readonly port: number;
  readonly hostIP: string;
  readonly protocol: string;
  /** False where it comes from `hostNetwork` and is not written. */
  readonly declared: boolean;
}

const CONTAINER_LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;

/**
 * The host ports of a pod. With `hostNetwork` the container ports of init and app containers are host ports (SetDefaults_Pod in
 * pkg/apis/core/v1/defaults.go). Since 1.28 the API server writes that into pods only and no longer into templates; the pods of a
 * template have them all the same.
 */
export function hostPorts(spec: PodSpec): readonly HostPort[] {
  return CONTAINER_LISTS.flatMap((list) => {
    const inherits = spec.hostNetwork === true && list !== 'ephemeralContainers';
    return (spec[list] ?? []).flatMap((container, index) => containerHostPorts(container, [list, index], inherits));
  });
}

function containerHostPorts(
  container: Pick<Container, 'ports'>,
  path: FieldPath,
  inherits: boolean,
): readonly HostPort[] {
  return (container.ports ?? []).flatMap((port, index) => {
    const declared = port.hostPort ?? 0;
    const number = declared === 0 && inherits ? (port.containerPort ?? 0) : declared;
    if (number === 0) return [];
    return [
      {
        path: [...path, 'ports', index],
        port: number,
        hostIP: port.hostIP ?? '',
        protocol: protocolOf(port),
        declared: declared !== 0,
      },
    ];
  });
}

/**
 * TCP where none is written (`+default="TCP"` on ContainerPort and ServicePort in k8s.io/api/core/v1/types.go, SetDefaults_NetworkPolicyPort
 * in pkg/apis/networking/v1/defaults.go).
 */
export function protocolOf(port: Pick<ContainerPort, 'protocol'>): string {
  return orDefault(port.protocol, 'TCP');
}

/**
 * The directions that a NetworkPolicy restricts: where it does not say, ingress always and egress if it has egress rules
 * (SetDefaults_NetworkPolicy in pkg/apis/networking/v1/defaults.go).
 */
export function policyTypes(spec: NetworkPolicySpec | undefined): readonly string[] {
  const written = spec?.policyTypes ?? [];
  if (written.length > 0) return written;
  return (spec?.egress ?? []).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

/** ClusterIP where none is written (SetDefaults_Service in pkg/apis/core/v1/defaults.go). */
export function serviceType(spec: ServiceSpec | undefined): string {
  return orDefault(spec?.type, 'ClusterIP');
}

/**
 * The service account that a pod runs as: `serviceAccount` is an older name of the field (Convert_v1_PodSpec_To_core_PodSpec in
 * pkg/apis/core/v1/conversion.go), and without either it is `default` (plugin/pkg/admission/serviceaccount/admission.go).
 */
export function serviceAccountName(spec: PodSpec): string {
  return orDefault(spec.serviceAccountName, orDefault(spec.serviceAccount, 'default'));
}

/**
 * Whether the pod's containers get the token of its service account: the pod decides, then the service account, and else they do
 * (shouldAutomount in plugin/pkg/admission/serviceaccount/admission.go).
 */
export function automountsServiceAccountToken(spec: PodSpec, serviceAccount: ServiceAccount | undefined): boolean {
  return spec.automountServiceAccountToken ?? serviceAccount?.automountServiceAccountToken ?? true;
}

/**
 * What happens to a request when its webhook cannot be reached: `Fail` since v1, `Ignore` in v1beta1
 * (pkg/apis/admissionregistration/v1/defaults.go and v1beta1/defaults.go).
 */
export function failurePolicyOf(webhook: { readonly failurePolicy?: string }, apiVersion: string): string {
  return webhook.failurePolicy ?? (apiVersion === 'admissionregistration.k8s.io/v1beta1' ? 'Ignore' : 'Fail');
}

function orDefault(text: string | undefined, otherwise: string): string {
  return text === undefined || text === '' ? otherwise : text;
}
