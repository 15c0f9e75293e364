import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFieldPath } from '../../core/field-path.ts';
import { conform } from './conform.ts';
import { structureNames } from './structures.ts';
import { UnreadableField } from './wrong-type.ts';

type Value = Record<string, unknown>;

function podSpec(spec: Value): Value {
  return { spec };
}

function wrongOf(value: Value, structure = 'Pod'): string[] {
  return conform(value, structure).wrong.map(
    ({ path, expected, found }) => `${formatFieldPath(path)}: ${expected}, not ${found}`,
  );
}

function container(fields: Value): Value {
  return podSpec({ containers: [{ name: 'app', ...fields }] });
}

describe('a value of the right type', () => {
  test('stays as it is', () => {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web', labels: { app: 'web' }, creationTimestamp: '2026-01-31T12:00:00Z' },
      spec: {
        hostNetwork: false,
        terminationGracePeriodSeconds: 30,
        securityContext: { runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name: 'app',
            args: ['-v'],
            ports: [{ containerPort: 80 }],
            resources: { limits: { cpu: 2, memory: '1Gi' } },
            livenessProbe: { httpGet: { port: 'http' } },
            readinessProbe: { httpGet: { port: 8080 } },
          },
        ],
        volumes: [{ name: 'tmp', emptyDir: {} }],
      },
    };
    const copy = structuredClone(pod);
    const conformity = conform(pod, 'Pod');
    expect(conformity).toEqual({ wrong: [], unknownFields: [] });
    expect(pod).toEqual(copy);
    expect(conform({}, 'Pod')).toBe(conformity);
  });

  test.each([
    0,
    2,
    -1,
    0.5,
    1e21,
    2n,
    '0',
    '500m',
    '1Gi',
    '1.5Gi',
    '.5',
    '5.',
    '+1',
    '-1',
    '1e3',
    '1E3',
    '1E',
    '1e-3',
    '1k',
    '100n',
    '3u',
    ' 1Gi ',
  ])('takes the quantity %s', (quantity) => {
    expect(wrongOf(container({ resources: { limits: { memory: quantity } } }))).toEqual([]);
  });

  test.each([0, -5, 2_147_483_647, '25%', '', 'http'])('takes %j for an integer or a string', (value) => {
    expect(wrongOf({ spec: { maxUnavailable: value } }, 'PodDisruptionBudget')).toEqual([]);
  });

  test.each(['2026-01-31T12:00:00Z', '2024-02-29T23:59:59.123456+02:00'])('takes the time %s', (time) => {
    expect(wrongOf({ metadata: { creationTimestamp: time } })).toEqual([]);
  });

  test.each(['', 'aGk=', 'aGkh', 'aGk=\n', 'aG\nkh'])('takes the base64 text %j', (data) => {
    expect(wrongOf({ data: { password: data } }, 'Secret')).toEqual([]);
  });

  test('is anything where Kubernetes keeps a value undecoded', () => {
    const items = [null, 1, { spec: null }];
    const list = { items };
    expect(conform(list, 'List').wrong).toEqual([]);
    expect(list).toEqual({ items: [null, 1, { spec: null }] });
  });
});

describe('a null', () => {
  test('is deleted where a field is', () => {
    const pod = podSpec({
      securityContext: null,
      hostPID: null,
      containers: [{ name: 'app', env: null, securityContext: null }],
    });
    expect(wrongOf(pod)).toEqual([]);
    expect(pod).toEqual(podSpec({ containers: [{ name: 'app' }] }));
  });

  test('is the zero value of a scalar in a list or a map, as in Go', () => {
    const pod = {
      metadata: { labels: { app: null } },
      spec: { containers: [{ args: ['-v', null], resources: { limits: { memory: null } } }] },
    };
    expect(wrongOf(pod)).toEqual([]);
    expect(pod).toEqual({
      metadata: { labels: { app: '' } },
      spec: { containers: [{ args: ['-v', ''], resources: { limits: { memory: '0' } } }] },
    });
  });

  test('is wrong in a list of objects', () => {
    expect(wrongOf(podSpec({ containers: [null] }))).toEqual(['spec.containers[0]: an object, not null']);
    expect(wrongOf({ spec: { ingress: [null] } }, 'NetworkPolicy')).toEqual(['spec.ingress[0]: an object, not null']);
  });
});

describe('a value of the wrong type', () => {
  test.each<[string, Value, string]>([
    ['a string for an object', { spec: 'x' }, 'spec: an object, not a string'],
    ['a list for an object', { metadata: [] }, 'metadata: an object, not a list'],
    ['a number for an object', podSpec({ securityContext: 1 }), 'spec.securityContext: an object, not a number'],
    ['a map for a list', podSpec({ containers: {} }), 'spec.containers: a list, not an object'],
    ['a string for a list', container({ env: 'foo' }), 'spec.containers[0].env: a list, not a string'],
    ['a string for a boolean', podSpec({ hostPID: 'true' }), 'spec.hostPID: a boolean, not the string "true"'],
    ['a number for a boolean', podSpec({ hostPID: 1 }), 'spec.hostPID: a boolean, not the number 1'],
    ['a boolean for a string', container({ image: true }), 'spec.containers[0].image: a string, not the boolean true'],
    ['an item of a list', container({ args: ['-p', 8080] }), 'spec.containers[0].args[1]: a string, not a number'],
    ['an object of a list', podSpec({ containers: ['app'] }), 'spec.containers[0]: an object, not a string'],
    ['a list in a list', podSpec({ containers: [[]] }), 'spec.containers[0]: an object, not a list'],
    ['a value of a map', { metadata: { labels: { 'a.b/c': 1 } } }, 'metadata.labels["a.b/c"]: a string, not a number'],
    [
      'a fraction for an integer',
      podSpec({ priority: 1.5 }),
      'spec.priority: an integer of 32 bits, not the number 1.5',
    ],
    [
      'too large an integer',
      podSpec({ priority: 2 ** 31 }),
      'spec.priority: an integer of 32 bits, not the number 2147483648',
    ],
    ['infinity', podSpec({ priority: Infinity }), 'spec.priority: an integer of 32 bits, not the number Infinity'],
    [
      'a boolean for a quantity',
      container({ resources: { limits: { cpu: true } } }),
      'spec.containers[0].resources.limits.cpu: a quantity such as 500m or 1Gi, not the boolean true',
    ],
    [
      'a boolean for an integer or a string',
      container({ livenessProbe: { httpGet: { port: true } } }),
      'spec.containers[0].livenessProbe.httpGet.port: an integer or a string, not the boolean true',
    ],
    [
      'no day of the calendar for a time',
      { metadata: { creationTimestamp: '2026-02-30T00:00:00Z' } },
      'metadata.creationTimestamp: a time such as 2026-01-31T12:00:00Z, not the string "2026-02-30T00:00:00Z"',
    ],
  ])('is told: %s', (_, value, message) => {
    expect(wrongOf(value)).toEqual([message]);
  });

  test.each(['', 'x', '1 Gi', '1GiB', '1ki', '1e', 'Gi', '.', '1.2.3', '--1', '0x10', '1_000', '∞', 'NaN'])(
    'is told of the quantity %j',
    (quantity) => {
      expect(wrongOf(container({ resources: { limits: { memory: quantity } } }))).toHaveLength(1);
    },
  );

  test('is told briefly', () => {
    expect(wrongOf(podSpec({ hostPID: 'y'.repeat(1_000_000) }))).toEqual([
      `spec.hostPID: a boolean, not the string "${'y'.repeat(40)}…"`,
    ]);
  });

  test('is never quoted where a secret could stand', () => {
    const secret = { data: { password: 'hunter2!', pin: 1234 }, stringData: { pin: 1234 } };
    expect(wrongOf(secret, 'Secret')).toEqual([
      'data.password: base64 text, not other text',
      'data.pin: base64 text, not a number',
      'stringData.pin: a string, not a number',
    ]);
    expect(wrongOf(container({ env: 'PASSWORD=hunter2' })).join()).not.toContain('hunter2');
    expect(wrongOf(container({ env: [{ name: 'PIN', value: 1234 }] })).join()).not.toContain('1234');
  });

  test('throws when it is read, and only then', () => {
    const spec = { hostPID: 'true', hostIPC: true, containers: ['app', { name: 'ok' }] };
    conform({ spec }, 'Pod');
    expect(spec.hostIPC).toBe(true);
    expect(spec.containers[1]).toEqual({ name: 'ok' });
    expect(() => spec.hostPID).toThrow(UnreadableField);
    expect(() => spec.hostPID).toThrow('spec.hostPID must be a boolean, but is the string "true"');
    expect(() => spec.containers[0]).toThrow(UnreadableField);
    expect(Object.keys(spec)).toEqual(['hostPID', 'hostIPC', 'containers']);
  });

  test('is found again by a second pass, under the path of that pass', () => {
    const pod = podSpec({ hostPID: 'true', containers: ['app'] });
    const first = conform(pod, 'Pod');
    expect(conform(pod, 'Pod')).toEqual(first);
    expect(conform({ template: pod }, 'PodTemplate').wrong.map(({ path }) => formatFieldPath(path))).toEqual([
      'template.spec.hostPID',
      'template.spec.containers[0]',
    ]);
  });

  test('is found at both places of an alias', () => {
    const shared = { app: 1 };
    expect(wrongOf({ metadata: { labels: shared }, spec: { nodeSelector: shared } })).toEqual([
      'metadata.labels.app: a string, not a number',
      'spec.nodeSelector.app: a string, not a number',
    ]);
  });

  test('may stand in a value that contains itself', () => {
    const pod: Value = {};
    pod['metadata'] = pod;
    pod['spec'] = pod;
    expect(() => conform(pod, 'Pod')).not.toThrow();
  });
});

describe('an unknown field', () => {
  test.each<[Value, string, string | undefined]>([
    [podSpec({ hostnetwork: true }), 'spec.hostnetwork', 'hostNetwork'],
    [podSpec({ securtyContext: {} }), 'spec.securtyContext', 'securityContext'],
    [podSpec({ container: [] }), 'spec.container', 'containers'],
    [container({ Image: 'x' }), 'spec.containers[0].Image', 'image'],
    [
      container({ securityContext: { privileged: true, priviledged: true } }),
      'spec.containers[0].securityContext.priviledged',
      'privileged',
    ],
    [container({ securityContext: { sysctls: [] } }), 'spec.containers[0].securityContext.sysctls', undefined],
    [podSpec({ volumes: [{ name: 'x', hostpath: {} }] }), 'spec.volumes[0].hostpath', 'hostPath'],
    [{ spec: {}, Spec: null }, 'Spec', 'spec'],
    [{ toString: 1 }, 'toString', undefined],
    [JSON.parse('{"__proto__": 1}') as Value, '__proto__', undefined],
  ])('is told with the nearest name: %j', (value, path, near) => {
    const { unknownFields, wrong } = conform(value, 'Pod');
    expect(wrong).toEqual([]);
    expect(unknownFields.map((field) => [formatFieldPath(field.path), field.nearest])).toEqual([[path, near]]);
  });

  test('is none of a map, whose keys are free', () => {
    const labels = JSON.parse('{"constructor": "x", "__proto__": 1}') as Value;
    expect(wrongOf({ metadata: { labels } })).toEqual(['metadata.labels.__proto__: a string, not a number']);
    expect(() => Object.values(labels)).toThrow(UnreadableField);
  });

  test('does not slow down a manifest that has a hundred thousand', () => {
    const value = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`field${index}`, index]));
    const started = performance.now();
    expect(conform(value, 'PodSpec').unknownFields).toHaveLength(100_000);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('an older API version', () => {
  test('is read with its own structure', () => {
    const ingress = { spec: { backend: { serviceName: 'web', servicePort: 80 } } };
    expect(conform(ingress, 'IngressV1beta1')).toEqual({ wrong: [], unknownFields: [] });
    expect(conform(ingress, 'Ingress').unknownFields).toHaveLength(1);
  });
});

describe('any JSON', () => {
  test('conforms without a throw, and then every value is readable or throws UnreadableField', () => {
    const key = fc.oneof(
      fc.constantFrom('spec', 'metadata', 'containers', 'template', 'labels', 'env', 'volumes', '__proto__'),
      fc.string(),
    );
    const json = fc.letrec<{ value: unknown; object: Value }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom(null, true, 1, 1.5, 'text', '1Gi'),
        fc.array(tie('value'), { maxLength: 3 }),
        tie('object'),
      ),
      object: fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    })).object;
    fc.assert(
      fc.property(json, fc.constantFrom(...structureNames()), (value, structure) => {
        const first = conform(value, structure);
        const unreadable = countUnreadable(value);
        expect(unreadable).toBe(first.wrong.length);
        expect(conform(value, structure)).toEqual(first);
      }),
      { numRuns: 500 },
    );
  });
});

function countUnreadable(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  for (const key of Object.keys(value)) {
    try {
      count += countUnreadable((value as Value)[key]);
    } catch (error) {
      if (!(error instanceof UnreadableField)) throw error;
      count += 1;
    }
  }
  return count;
}
