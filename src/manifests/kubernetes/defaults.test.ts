import { describe, expect, test } from 'vitest';
import { known } from '../../core/evidence.ts';
import { formatFieldPath } from '../../core/field-path.ts';
import { conform } from './conform.ts';
import {
  automountsServiceAccountToken,
  failurePolicyOf,
  hostPorts,
  policyTypes,
  protocolOf,
  serviceAccountName,
  serviceType,
  volumeSources,
} from './defaults.ts';
import type { PodSpec } from './types.generated.ts';

describe('volumeSources', () => {
  test('is an empty directory where none is named', () => {
    expect(volumeSources({ name: 'tmp' })).toEqual(known(['emptyDir']));
    expect(volumeSources({})).toEqual(known(['emptyDir']));
  });

  test('is every source that is named', () => {
    expect(volumeSources({ name: 'x', hostPath: { path: '/' } })).toEqual(known(['hostPath']));
    expect(volumeSources({ name: 'x', emptyDir: {}, hostPath: {} })).toEqual(known(['emptyDir', 'hostPath']));
  });

  test('is unknown where a field is', () => {
    expect(volumeSources({ name: 'x', hostpath: {} } as object)).toMatchObject({
      state: 'unknown',
      supply: 'Write hostPath if that is meant.',
    });
    expect(volumeSources({ name: 'x', emptyDir: {}, quantum: {} } as object)).toMatchObject({ state: 'unknown' });
  });

  test('tells a source by its name even if it cannot be read', () => {
    const volume = { name: 'x', hostPath: '/' };
    conform(volume, 'Volume');
    expect(volumeSources(volume as object)).toEqual(known(['hostPath']));
  });
});

describe('hostPorts', () => {
  const containers = [
    {
      name: 'app',
      ports: [{ containerPort: 80 }, { containerPort: 53, hostPort: 5353, protocol: 'UDP', hostIP: '127.0.0.1' }],
    },
  ];

  test('are those that are written', () => {
    expect(told({ containers })).toEqual(['containers[0].ports[1] 127.0.0.1:5353/UDP true']);
  });

  test('are the container ports too on the host network', () => {
    expect(
      told({ hostNetwork: true, containers, initContainers: [{ ports: [{ containerPort: 1, hostPort: 0 }] }] }),
    ).toEqual([
      'initContainers[0].ports[0] :1/TCP false',
      'containers[0].ports[0] :80/TCP false',
      'containers[0].ports[1] 127.0.0.1:5353/UDP true',
    ]);
  });

  test('are not taken over for ephemeral containers', () => {
    expect(told({ hostNetwork: true, ephemeralContainers: containers })).toEqual([
      'ephemeralContainers[0].ports[1] 127.0.0.1:5353/UDP true',
    ]);
  });

  test('are none in an empty spec', () => {
    expect(hostPorts({})).toEqual([]);
  });
});

describe('policyTypes', () => {
  test.each([
    [undefined, ['Ingress']],
    [{}, ['Ingress']],
    [{ policyTypes: [] }, ['Ingress']],
    [{ egress: [] }, ['Ingress']],
    [{ egress: [{}] }, ['Ingress', 'Egress']],
    [{ policyTypes: ['Egress'], ingress: [{}] }, ['Egress']],
  ])('of %j are %j', (spec, types) => {
    expect(policyTypes(spec)).toEqual(types);
  });
});

describe('the service account', () => {
  test.each([
    [{}, 'default'],
    [{ serviceAccountName: '' }, 'default'],
    [{ serviceAccount: 'old' }, 'old'],
    [{ serviceAccountName: 'new', serviceAccount: 'old' }, 'new'],
  ])('of %j is %s', (spec, name) => {
    expect(serviceAccountName(spec)).toBe(name);
  });

  test.each([
    [{}, undefined, true],
    [{}, {}, true],
    [{}, { automountServiceAccountToken: false }, false],
    [{ automountServiceAccountToken: true }, { automountServiceAccountToken: false }, true],
    [{ automountServiceAccountToken: false }, { automountServiceAccountToken: true }, false],
  ])('of %j with %j gives its token: %s', (spec, account, mounted) => {
    expect(automountsServiceAccountToken(spec, account)).toBe(mounted);
  });
});

test('a protocol that is not written is TCP', () => {
  expect([protocolOf({}), protocolOf({ protocol: '' }), protocolOf({ protocol: 'UDP' })]).toEqual([
    'TCP',
    'TCP',
    'UDP',
  ]);
});

test('a service that does not say its type is a ClusterIP', () => {
  expect([serviceType(undefined), serviceType({}), serviceType({ type: 'NodePort' })]).toEqual([
    'ClusterIP',
    'ClusterIP',
    'NodePort',
  ]);
});

test('a webhook that cannot be reached fails, but not in v1beta1', () => {
  expect(failurePolicyOf({}, 'admissionregistration.k8s.io/v1')).toBe('Fail');
  expect(failurePolicyOf({}, 'admissionregistration.k8s.io/v1beta1')).toBe('Ignore');
  expect(failurePolicyOf({ failurePolicy: 'Ignore' }, 'admissionregistration.k8s.io/v1')).toBe('Ignore');
});

function told(spec: PodSpec): string[] {
  return hostPorts(spec).map(
    (port) => `${formatFieldPath(port.path)} ${port.hostIP}:${port.port}/${port.protocol} ${port.declared}`,
  );
}
