import { describe, expect, test } from 'vitest';
import type { Files } from '../core/ports.ts';
import type { Report } from '../core/report.ts';
import { loadPolicy, profilePolicy } from '../policy/load.ts';
import {
  credentialInEnvironment,
  egressIsolated,
  nonRootUser,
  pinnedByDigest,
  podSecurityLevel,
  runAsNonRoot,
} from '../rules/index.ts';
import { check, gate } from './check.ts';
import type { GateInput } from './input.ts';
import { loadDockerfile } from './load-dockerfile.ts';
import { loadManifestFiles, loadManifests } from './load-manifests.ts';

const clock = { now: () => new Date('2027-01-15T12:00:00Z') };

function pod(name: string, spec = 'securityContext: { runAsNonRoot: true }'): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: ${name}, labels: { app: ${name} } }
spec:
  ${spec}
  containers:
    - name: ${name}
      image: r.example.com/${name}@sha256:${'a'.repeat(64)}
`;
}

const DENY_EGRESS = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: none }
spec: { podSelector: {}, policyTypes: [Egress, Ingress] }
`;

/** A few rules of every kind: what is tested here is how they are run, and the catalogue grows. */
const RULES = [credentialInEnvironment, egressIsolated, pinnedByDigest, podSecurityLevel, runAsNonRoot];

const ONLY_ROOT = loadPolicy(
  {
    path: 'plimsoll.yaml',
    text: 'rules: { network/egress-isolated: off, namespace/pod-security-level: off }\n',
  },
  RULES,
);

async function checked(text: string, policy = ONLY_ROOT): Promise<Report> {
  return check({ units: [loadManifests([{ path: 'm.yaml', text }])], policy, clock });
}

function memory(files: Readonly<Record<string, string | Uint8Array>>): Files {
  return {
    list: async (path) => ({
      root: path,
      files: Object.keys(files)
        .filter((file) => file === path || file.startsWith(`${path}/`))
        .map((file) => ({ path: file })),
      outside: [],
      hidden: 0,
    }),
    kindOf: async (path) => (Object.hasOwn(files, path) ? 'file' : 'absent'),
    read: async (path) => {
      const content = files[path] ?? '';
      return typeof content === 'string' ? new TextEncoder().encode(content) : content;
    },
  };
}

const ROOT = 'securityContext: { runAsNonRoot: false }';
const BOMB = `a: &a [x, x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
f: [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
`;

describe('input that is not as it should be', () => {
  test.each<[string, string, Report['verdict'], readonly string[], number]>([
    [
      'broken YAML between good documents',
      `${pod('a', ROOT)}---\nfoo: [\n---\n${pod('b', ROOT)}`,
      'blocked',
      ['PL_E_YAML_SYNTAX'],
      2,
    ],
    ['broken YAML beside good documents', `${pod('a')}---\nfoo: [\n`, 'incomplete', ['PL_E_YAML_SYNTAX'], 0],
    ['a duplicate key', pod('a').replace('kind: Pod', 'kind: Pod\nkind: Pod'), 'incomplete', ['PL_E_DUPLICATE_KEY'], 0],
    ['an alias bomb', `${BOMB}---\n${pod('a', ROOT)}`, 'blocked', ['PL_E_YAML_ALIAS_LIMIT'], 1],
    ['a depth bomb', `${'['.repeat(5000)}\n---\n${pod('a', ROOT)}`, 'blocked', ['PL_E_DOCUMENT_DEPTH'], 1],
    ['tabs as indentation', 'a:\n\tb: 1\n', 'incomplete', ['PL_E_YAML_TAB'], 0],
    [
      'a version that Kubernetes never had',
      pod('a').replace('v1', 'v7'),
      'incomplete',
      ['PL_E_MANIFEST_API_VERSION'],
      0,
    ],
    ['half a header', 'kind: Pod\nmetadata: { name: a }\n', 'incomplete', ['PL_E_MANIFEST_HEADER'], 0],
    [
      'a Deployment without template',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: {}\n',
      'incomplete',
      ['PL_E_MANIFEST_POD_TEMPLATE'],
      0,
    ],
    [
      'a template of the wrong type',
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { template: x }\n',
      'incomplete',
      ['PL_E_MANIFEST_WRONG_TYPE'],
      0,
    ],
    [
      'a pod without containers',
      'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [] }\n',
      'incomplete',
      ['PL_E_MANIFEST_NO_CONTAINERS'],
      0,
    ],
    ['a List of something else', 'apiVersion: v1\nkind: List\nitems: 3\n', 'incomplete', ['PL_E_MANIFEST_ITEMS'], 0],
    ['nothing', '', 'incomplete', ['PL_E_NOTHING_TO_JUDGE'], 0],
    ['no manifest', 'replicas: 3\n', 'incomplete', ['PL_E_NOTHING_TO_JUDGE'], 0],
    ['CRLF', pod('a', ROOT).replaceAll('\n', '\r\n'), 'blocked', [], 1],
    ['a byte order mark', `\uFEFF${pod('a', ROOT)}`, 'blocked', [], 1],
    ['merge keys and anchors', pod('a', 'securityContext: { <<: &x { runAsNonRoot: false } }'), 'blocked', [], 1],
    [
      'JSON',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'a' },
        spec: { containers: [{ name: 'a', image: 'a' }] },
      }),
      'blocked',
      [],
      2,
    ],
  ])('%s', async (_, text, verdict, codes, failures) => {
    const report = await checked(text);
    expect(report.verdict).toBe(verdict);
    expect(report.incomplete.map(({ code }) => code)).toEqual(codes);
    expect(report.findings.filter(({ status }) => status === 'fail')).toHaveLength(failures);
    for (const { what, supply } of report.incomplete) expect(`${what} ${supply}`).not.toContain('undefined');
  });

  test.each<[string, Uint8Array, string]>([
    ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x61, 0]), 'PL_E_TEXT_ENCODING'],
    ['binary', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 0]), 'PL_E_TEXT_BINARY'],
    ['invalid UTF-8', Uint8Array.from([0x61, 0xc3, 0x28]), 'PL_E_TEXT_BINARY'],
  ])('a file of %s, beside which the others are judged', async (_, bytes, code) => {
    const files = memory({ 'k8s/a.yaml': bytes, 'k8s/b.yaml': pod('b', ROOT) });
    const report = await check({ units: await loadManifestFiles({ files }, 'k8s'), policy: ONLY_ROOT, clock });
    expect(report).toMatchObject({ verdict: 'blocked', incomplete: [{ code, file: 'k8s/a.yaml' }] });
  });

  test('a field of the wrong type is unknown for the rules that read it, and for no others', async () => {
    const report = await checked(`${pod('a', 'securityContext: { runAsNonRoot: "true" }')}---\n${pod('b')}`);
    expect(report.verdict).toBe('incomplete');
    expect(report.findings).toMatchObject([
      {
        rule: 'workload/run-as-non-root',
        status: 'unknown',
        message: 'spec.securityContext.runAsNonRoot must be a boolean, not the string "true".',
        location: { line: 5, path: 'spec.securityContext.runAsNonRoot' },
      },
    ]);
  });

  test('a resource of a version that never was is made as safe to read as the nearest', async () => {
    const role = `apiVersion: rbac.authorization.k8s.io/v7
kind: ClusterRole
metadata: { name: a, annotations: { x: 1 } }
rules: [{ apiGroups: [a], resources: [b], verbs: [null] }, null, { verbs: x }]
`;
    const report = await checked(role, profilePolicy());
    expect(report.verdict).toBe('incomplete');
    expect(report.incomplete.map(({ code }) => code)).toEqual(['PL_E_MANIFEST_API_VERSION']);
    expect(report.findings.every(({ status }) => status === 'unknown')).toBe(true);
  });

  test('containers that are no list make every rule over containers unknown, said once', async () => {
    const report = await checked('apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: {} }\n');
    expect(report.verdict).toBe('incomplete');
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]?.also.length).toBeGreaterThan(0);
    expect(report.rules.filter(({ unknown }) => unknown > 0).length).toBe((report.findings[0]?.also.length ?? 0) + 1);
  });
});

describe('a unit', () => {
  const policy = profilePolicy('restricted', RULES);

  test('is judged by itself: a policy of one never satisfies a pod of another', async () => {
    const units = [
      loadManifests([{ path: 'dev', text: `${pod('a')}---\n${DENY_EGRESS}` }]),
      loadManifests([{ path: 'prod', text: pod('a') }]),
    ];
    const report = await check({ units, policy, clock });
    expect(report.units).toEqual([
      { path: 'dev', verdict: 'passed' },
      { path: 'prod', verdict: 'blocked' },
    ]);
  });

  test('sees what is already there, without judging it', async () => {
    const units = [loadManifests([{ path: 'service', text: pod('a') }])];
    const platform = [loadManifests([{ path: 'platform', text: `${DENY_EGRESS}---\n${pod('b', ROOT)}` }])];
    const report = await check({ units, context: platform, policy, clock });
    expect(report.verdict).toBe('passed');
    expect(report.checked.workloads).toBe(1);
  });

  test('never concludes from what could not be read that a network policy is missing', async () => {
    const report = await check({
      units: [loadManifests([{ path: 'm.yaml', text: `${pod('a')}---\nkind: [\n` }])],
      policy,
      clock,
    });
    expect(report.verdict).toBe('incomplete');
    expect(report.findings).toMatchObject([{ rule: 'network/egress-isolated', status: 'unknown' }]);
  });

  test('keeps namespaces apart, and a missing one is not "default"', async () => {
    const inDefault = DENY_EGRESS.replace('name: none', 'name: none, namespace: default');
    const report = await check({
      units: [loadManifests([{ path: 'm', text: `${pod('a')}---\n${inDefault}` }])],
      policy,
      clock,
    });
    expect(report.verdict).toBe('blocked');
    const named = await check({
      units: [loadManifests([{ path: 'm', text: `${pod('a')}---\n${inDefault}` }], { namespace: 'default' })],
      policy,
      clock,
    });
    expect(named.verdict).toBe('passed');
  });
});

describe('the workloads', () => {
  test('of kinds that the policy file adds are judged', async () => {
    const policy = loadPolicy(
      {
        path: 'plimsoll.yaml',
        text: 'workloads: [{ group: example.com, kind: Fleet, podTemplate: spec.pods }]\nrules: { network/egress-isolated: off }\n',
      },
      RULES,
    );
    const fleet =
      'apiVersion: example.com/v1\nkind: Fleet\nmetadata: { name: f }\nspec: { pods: { spec: { containers: [{ name: a, image: b }] } } }\n';
    expect((await checked(fleet, policy)).findings.map(({ rule, location }) => [rule, location.path])).toEqual([
      ['image/pinned-by-digest', 'spec.pods.spec.containers[0].image'],
      ['workload/run-as-non-root', 'spec.pods.spec.containers[0].securityContext.runAsNonRoot'],
    ]);
    expect((await checked(fleet)).checked.workloads).toBe(0);
  });

  test('of a Helm chart are not read raw: the chart is missing until it is rendered', async () => {
    const files = memory({
      'k8s/chart/Chart.yaml': 'apiVersion: v2\nname: c\n',
      'k8s/chart/templates/pod.yaml': 'kind: {{ .Values.kind }}\n',
      'k8s/pod.yaml': pod('a', ROOT),
    });
    const report = await check({ units: await loadManifestFiles({ files }, 'k8s'), policy: ONLY_ROOT, clock });
    expect(report.incomplete.map(({ code, file }) => [code, file])).toEqual([
      ['PL_E_NOT_RENDERED', 'k8s/chart/Chart.yaml'],
    ]);
    expect(report.verdict).toBe('blocked');
  });
});

describe('the gate', () => {
  const units = [
    loadManifests([
      { path: 'm', text: `${pod('a')}---\n${pod('a').replace('name: a,', 'name: b,')}---\n${DENY_EGRESS}` },
    ]),
  ];
  const policy = profilePolicy('restricted', [...RULES, nonRootUser]);

  test('opens each image once, and is incomplete while one is unknown', async () => {
    const opened: string[] = [];
    const images = {
      open: async (reference: string) => {
        opened.push(reference);
        return { state: 'unknown', why: 'no registry.', supply: 'Connect.' } as const;
      },
    };
    const report = await gate({ units, policy, clock, images });
    expect(opened).toHaveLength(1);
    expect(report.verdict).toBe('incomplete');
    expect(report.images).toMatchObject([{ workloads: ['Pod a', 'Pod b'] }]);
    expect(report.incomplete).toMatchObject([{ code: 'PL_E_IMAGE_NOT_OPENED', supply: 'Connect.' }]);
  });

  test('passes when manifests and images do', async () => {
    const images = { open: async () => ({ state: 'known', digest: `sha256:${'a'.repeat(64)}` }) as const };
    const report = await gate({ units, policy, clock, images });
    expect([report.verdict, report.checked.images]).toEqual(['passed', 1]);
  });

  test('judges what images bring, and holds only a few open at once', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `app-${index}`);
    const many = [
      loadManifests([{ path: 'm', text: `${names.map((name) => pod(name)).join('---\n')}---\n${DENY_EGRESS}` }]),
    ];
    let [open, most] = [0, 0];
    const images: GateInput['images'] = {
      open: async (reference) => {
        open += 1;
        most = Math.max(most, open);
        await new Promise((resolve) => {
          setImmediate(resolve);
        });
        open -= 1;
        return {
          state: 'known',
          digest: undefined,
          units: [loadDockerfile({ path: reference, text: 'FROM scratch\nUSER 0\n' })],
        };
      },
    };
    const report = await gate({ units: many, policy, clock, images });
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThan(5);
    expect(report.verdict).toBe('blocked');
    const references = report.images.map(({ reference }) => reference);
    expect(references).toEqual(references.toSorted());
    expect(report.units).toEqual([
      { path: 'm', verdict: 'passed' },
      ...references.map((path) => ({ path, verdict: 'blocked' })),
    ]);
  });

  test('opens none where the policy asks nothing of images', async () => {
    const images = {
      open: async (): Promise<never> => {
        throw new Error('opened');
      },
    };
    const report = await gate({ units, policy: profilePolicy('restricted', RULES), clock, images });
    expect([report.verdict, report.images]).toEqual(['passed', []]);
  });
});
