import { describe, expect, test } from 'vitest';
import { KUBERNETES_VERSION } from './schema.generated.ts';
import { type Shape, schemaRootOf, structureNames, structureOf } from './structures.ts';

describe('schemaRootOf', () => {
  test.each([
    ['v1', 'Pod', 'Pod'],
    ['apps/v1', 'Deployment', 'Deployment'],
    ['apps/v1beta2', 'Deployment', 'Deployment'],
    ['apps/v1beta1', 'Deployment', 'DeploymentV1beta1'],
    ['extensions/v1beta1', 'DaemonSet', 'DaemonSetV1beta1'],
    ['extensions/v1beta1', 'Ingress', 'IngressV1beta1'],
    ['networking.k8s.io/v1', 'Ingress', 'Ingress'],
    ['batch/v1beta1', 'CronJob', 'CronJob'],
    ['batch/v2alpha1', 'CronJob', 'CronJob'],
    ['policy/v1beta1', 'PodDisruptionBudget', 'PodDisruptionBudget'],
    ['rbac.authorization.k8s.io/v1beta1', 'ClusterRole', 'ClusterRole'],
    ['autoscaling/v1', 'HorizontalPodAutoscaler', 'HorizontalPodAutoscalerV1'],
    ['v1', 'List', 'List'],
    ['rbac.authorization.k8s.io/v1', 'RoleList', 'List'],
    ['v1', 'Deployment', undefined],
    ['apps/v3', 'Deployment', undefined],
    ['argoproj.io/v1alpha1', 'Rollout', undefined],
    ['argoproj.io/v1alpha1', 'RolloutList', undefined],
    ['', '', undefined],
    ['constructor', 'toString', undefined],
  ])('%s %s is read as %s', (apiVersion, kind, structure) => {
    expect(schemaRootOf(apiVersion, kind)).toBe(structure);
  });
});

describe('structureOf', () => {
  test('decodes every structure, and everything in it', () => {
    const kinds = new Set<Shape['kind']>();
    for (const name of structureNames())
      for (const shape of structureOf(name).fields.values()) kinds.add(innermost(shape).kind);
    expect([...kinds].toSorted()).toEqual(['anything', 'scalar', 'structure']);
  });

  test('has the inlined fields of a structure', () => {
    expect([...structureOf('Volume').fields.keys()]).toEqual(
      expect.arrayContaining(['name', 'emptyDir', 'hostPath', 'projected']),
    );
    expect([...structureOf('EphemeralContainer').fields.keys()]).toEqual(
      expect.arrayContaining(['targetContainerName', 'securityContext']),
    );
  });

  test('refuses a name that Kubernetes does not have', () => {
    expect(() => structureOf('Nonsense')).toThrow('Nonsense');
  });

  test('names the Kubernetes release', () => {
    expect(KUBERNETES_VERSION).toMatch(/^1\.\d+\.\d+$/);
  });
});

function innermost(shape: Shape): Shape {
  if (shape.kind === 'list') return innermost(shape.item);
  return shape.kind === 'mapping' ? innermost(shape.value) : shape;
}
