import { describe, expect, test } from 'vitest';
import { apiVersionsOf, findApiVersion, isServed } from './api-versions.ts';

// The table of https://kubernetes.io/docs/reference/using-api/deprecation-guide/, by the release that stopped to serve.
const GUIDE: readonly (readonly [removedIn: number, apiVersion: string, kinds: string, use: string | undefined])[] = [
  [
    32,
    'flowcontrol.apiserver.k8s.io/v1beta3',
    'FlowSchema PriorityLevelConfiguration',
    'flowcontrol.apiserver.k8s.io/v1',
  ],
  [
    29,
    'flowcontrol.apiserver.k8s.io/v1beta2',
    'FlowSchema PriorityLevelConfiguration',
    'flowcontrol.apiserver.k8s.io/v1',
  ],
  [27, 'storage.k8s.io/v1beta1', 'CSIStorageCapacity', 'storage.k8s.io/v1'],
  [
    26,
    'flowcontrol.apiserver.k8s.io/v1beta1',
    'FlowSchema PriorityLevelConfiguration',
    'flowcontrol.apiserver.k8s.io/v1',
  ],
  [26, 'autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'autoscaling/v2'],
  [25, 'batch/v1beta1', 'CronJob', 'batch/v1'],
  [25, 'discovery.k8s.io/v1beta1', 'EndpointSlice', 'discovery.k8s.io/v1'],
  [25, 'events.k8s.io/v1beta1', 'Event', 'events.k8s.io/v1'],
  [25, 'autoscaling/v2beta1', 'HorizontalPodAutoscaler', 'autoscaling/v2'],
  [25, 'policy/v1beta1', 'PodDisruptionBudget', 'policy/v1'],
  [25, 'policy/v1beta1', 'PodSecurityPolicy', undefined],
  [25, 'node.k8s.io/v1beta1', 'RuntimeClass', 'node.k8s.io/v1'],
  [
    22,
    'admissionregistration.k8s.io/v1beta1',
    'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
    'admissionregistration.k8s.io/v1',
  ],
  [22, 'apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', 'apiextensions.k8s.io/v1'],
  [22, 'apiregistration.k8s.io/v1beta1', 'APIService', 'apiregistration.k8s.io/v1'],
  [22, 'authentication.k8s.io/v1beta1', 'TokenReview', 'authentication.k8s.io/v1'],
  [
    22,
    'authorization.k8s.io/v1beta1',
    'LocalSubjectAccessReview SelfSubjectAccessReview SubjectAccessReview SelfSubjectRulesReview',
    'authorization.k8s.io/v1',
  ],
  [22, 'certificates.k8s.io/v1beta1', 'CertificateSigningRequest', 'certificates.k8s.io/v1'],
  [22, 'coordination.k8s.io/v1beta1', 'Lease', 'coordination.k8s.io/v1'],
  [22, 'extensions/v1beta1', 'Ingress', 'networking.k8s.io/v1'],
  [22, 'networking.k8s.io/v1beta1', 'Ingress IngressClass', 'networking.k8s.io/v1'],
  [
    22,
    'rbac.authorization.k8s.io/v1beta1',
    'ClusterRole ClusterRoleBinding Role RoleBinding',
    'rbac.authorization.k8s.io/v1',
  ],
  [22, 'scheduling.k8s.io/v1beta1', 'PriorityClass', 'scheduling.k8s.io/v1'],
  [22, 'storage.k8s.io/v1beta1', 'CSIDriver CSINode StorageClass VolumeAttachment', 'storage.k8s.io/v1'],
  [16, 'extensions/v1beta1', 'NetworkPolicy', 'networking.k8s.io/v1'],
  [16, 'extensions/v1beta1', 'DaemonSet Deployment ReplicaSet', 'apps/v1'],
  [16, 'apps/v1beta2', 'DaemonSet Deployment ReplicaSet StatefulSet', 'apps/v1'],
  [16, 'apps/v1beta1', 'Deployment ReplicaSet StatefulSet', 'apps/v1'],
  [16, 'extensions/v1beta1', 'PodSecurityPolicy', undefined],
];

describe('findApiVersion', () => {
  test.each(
    GUIDE.flatMap(([removedIn, apiVersion, kinds, use]) =>
      kinds.split(' ').map((kind) => ({ removedIn, apiVersion, kind, use })),
    ),
  )('1.$removedIn stopped serving $apiVersion of $kind', ({ removedIn, apiVersion, kind, use }) => {
    expect(findApiVersion(apiVersion, kind)).toMatchObject({
      state: 'known',
      version: { apiVersion, removedIn },
      replacement: use === undefined ? undefined : { apiVersion: use },
    });
  });

  test.each([
    ['v1', 'Pod'],
    ['apps/v1', 'Deployment'],
    ['autoscaling/v1', 'HorizontalPodAutoscaler'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
  ])('knows %s %s, which stays', (apiVersion, kind) => {
    expect(findApiVersion(apiVersion, kind)).toMatchObject({
      state: 'known',
      version: { apiVersion, deprecatedIn: undefined, removedIn: undefined },
      replacement: undefined,
    });
  });

  test.each([
    ['apps/v3', 'Deployment', 'apps/v1'],
    ['v1', 'Deployment', 'apps/v1'],
    ['app/v1', 'Deployment', 'apps/v1'],
    ['', 'Deployment', 'apps/v1'],
    ['v2', 'Pod', 'v1'],
    ['batch/v1', 'Pod', 'v1'],
    ['extensions/v1', 'Ingress', 'networking.k8s.io/v1'],
    ['networking/v1', 'NetworkPolicy', 'networking.k8s.io/v1'],
    ['network.k8s.io/v1', 'Ingress', 'networking.k8s.io/v1'],
    ['rbac.authorisation.k8s.io/v1', 'Role', 'rbac.authorization.k8s.io/v1'],
    ['v1', 'HorizontalPodAutoscaler', 'autoscaling/v2'],
  ])('takes %s %s for a slip of %s', (apiVersion, kind, near) => {
    expect(findApiVersion(apiVersion, kind)).toMatchObject({ state: 'misnamed', nearest: { apiVersion: near } });
  });

  test.each([
    ['serving.knative.dev/v1', 'Service'],
    ['argoproj.io/v1alpha1', 'Rollout'],
    ['example.com/v1', 'Deployment'],
    ['v1', 'constructor'],
  ])('leaves %s %s to others', (apiVersion, kind) => {
    expect(findApiVersion(apiVersion, kind)).toEqual({ state: 'foreign' });
  });
});

describe('isServed', () => {
  test.each([
    ['extensions/v1beta1', 'Deployment', 15, true],
    ['extensions/v1beta1', 'Deployment', 16, false],
    ['batch/v1', 'CronJob', 20, false],
    ['batch/v1', 'CronJob', 21, true],
    ['v1', 'Pod', 7, true],
  ])('%s %s in 1.%i: %s', (apiVersion, kind, release, served) => {
    const version = apiVersionsOf(kind).find((candidate) => candidate.apiVersion === apiVersion);
    expect(version && isServed(version, release)).toBe(served);
  });
});
