import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runMain } from '../src/cli/testing/run-main.ts';
import { isInstalled } from './programs.ts';

// Whoever writes the manifests is the subject of the gate. Each test is a way in which they could try to lower it, with all that they
// can write: the manifests, and a policy file beside them. The pipeline names the policy: docs/guide/policy.md says how.

const PRIVILEGED = 'workload/privileged-container';

/** The policy of the platform team: what is locked, and sections for namespaces. */
const PLATFORM = `profile: baseline
rules:
  ${PRIVILEGED}: deny
  secrets/credential-in-environment: deny
locked:
  - ${PRIVILEGED}
  - secrets/*
namespaces:
  - match: { labels: { matchLabels: { env: sandbox } } }
    rules: { workload/host-pid: off }
  - match: { names: [production] }
    rules: { workload/run-as-non-root: deny }
`;

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  containers:
    - name: web
      image: registry.example.com/web:1.2.3
      securityContext:
        privileged: true
`;

const HOST_PID = POD.replace('containers:', 'hostPID: true\n  containers:').replace(
  'privileged: true',
  'privileged: false',
);

const SANDBOX = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { env: sandbox } }\n---\n';

let folder = '';

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** Runs `check` on `service/k8s` in the directory of the service, with the policy file that the pipeline names. */
async function gated(policy: string, ...more: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return runMain(['check', join(folder, 'service/k8s'), '--policy', join(folder, policy), ...more], {
    directory: join(folder, 'service'),
    environment: { PATH: process.env['PATH'] },
    width: 200,
  });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plimsoll-bypass-'));
});
beforeEach(() => {
  rmSync(folder, { recursive: true });
  write({ 'platform/plimsoll.yaml': PLATFORM });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('what is written into the manifests leaves the verdict blocked', () => {
  test.each<[string, string, RegExp]>([
    ['nothing', POD, /deny high workload\/privileged-container|deny critical workload\/privileged-container/],
    [
      'a comment on the line',
      POD.replace('privileged: true', `privileged: true # plimsoll-ignore ${PRIVILEGED}: ours`),
      /does not apply/,
    ],
    [
      'a comment above the container',
      POD.replace('    - name', `    # plimsoll-ignore ${PRIVILEGED}: ours\n    - name`),
      /does not apply/,
    ],
    [
      'a comment at the head',
      `# plimsoll-ignore ${PRIVILEGED}: ours\n${POD}`,
      /platform\/plimsoll\.yaml:6:5 locks workload\/privileged-container/,
    ],
    ['a comment for everything', `# plimsoll-ignore *: ours\n${POD}`, /there is no rule "\*"/],
    ['a comment for the area', `# plimsoll-ignore workload/*: ours\n${POD}`, /there is no rule "workload\/\*"/],
    [
      'an annotation',
      POD.replace(
        '  name: web\n',
        '  name: web\n  annotations: { ignore.plimsoll.dev/workload.privileged-container: ours }\n',
      ),
      /does not apply/,
    ],
    [
      'the label of a sandbox on the pod',
      HOST_PID.replace('  name: web\n', '  name: web\n  labels: { env: sandbox }\n'),
      /deny \w+ workload\/host-pid/,
    ],
    [
      'the Namespace of a sandbox',
      SANDBOX + HOST_PID,
      /deny \w+ workload\/host-pid[^]*The labels of namespace shop are not known/,
    ],
    ['a second Namespace', SANDBOX + SANDBOX.replace('sandbox', 'other') + HOST_PID, /deny \w+ workload\/host-pid/],
    [
      'no namespace',
      POD.replace('  namespace: shop\n', '').replace('true', 'false'),
      /deny \w+ workload\/run-as-non-root[^]*name it with -n/,
    ],
    [
      'a List around it',
      `apiVersion: v1\nkind: List\nitems:\n- ${POD.trimEnd().replaceAll('\n', '\n  ')}\n`,
      /workload\/privileged-container/,
    ],
  ])('%s', async (_, manifests, words) => {
    write({ 'service/k8s/pod.yaml': manifests });
    const { code, out } = await gated('platform/plimsoll.yaml', '--all');
    expect(out).toMatch(words);
    expect(out).toMatch(/\nblocked: /);
    expect(code).toBe(1);
  });

  test('labels that change those of the Namespace that is already there', async () => {
    const production = SANDBOX.replace('sandbox', 'production');
    const section =
      '  - match: { labels: { matchLabels: { env: production } } }\n    rules: { workload/memory-limit: deny }\n';
    write({
      'service/k8s/pod.yaml': SANDBOX + POD.replace('true', 'false'),
      'platform/namespaces.yaml': production,
      'platform/strict.yaml': PLATFORM + section,
    });
    const { code, out } = await gated('platform/strict.yaml', '--with', join(folder, 'platform/namespaces.yaml'));
    expect(out).toMatch(/deny \w+ workload\/memory-limit/);
    expect(code).toBe(1);
  });

  test.skipIf(!isInstalled('helm', 'version'))(
    'a chart with the name of a relaxed namespace (skipped without helm)',
    async () => {
      write({
        'service/k8s/Chart.yaml': 'apiVersion: v2\nname: sandbox\nversion: 1.0.0\n',
        'service/k8s/templates/web.yaml': HOST_PID.replace('  namespace: shop\n', ''),
        'service/k8s/templates/other.yaml': HOST_PID.replace('shop', '{{ .Release.Namespace }}').replace(
          'web',
          'other',
        ),
        'platform/names.yaml': 'namespaces: [{ match: { names: [sandbox] }, rules: { workload/host-pid: off } }]\n',
      });
      const { code, out } = await gated('platform/names.yaml', '--all');
      expect(out.match(/deny \w+ workload\/host-pid/g)).toHaveLength(2);
      expect(out).toContain('name it with -n');
      expect(code).toBe(1);
      const { out: named } = await gated('platform/names.yaml', '--all', '-n', 'sandbox');
      expect(named).not.toContain('workload/host-pid');
    },
  );

  test.skipIf(!isInstalled('helm', 'version'))(
    'a chart with the name of a namespace that an exception is for (skipped without helm)',
    async () => {
      write({
        'service/k8s/Chart.yaml': 'apiVersion: v2\nname: sandbox\nversion: 1.0.0\n',
        'service/k8s/templates/web.yaml': HOST_PID.replace('  namespace: shop\n', ''),
        'platform/accepting.yaml':
          'exceptions: [{ rule: workload/host-pid, scope: { namespace: sandbox }, owner: o, reason: r, expires: 2099-01-01 }]\n',
      });
      const { code, out } = await gated('platform/accepting.yaml', '--all');
      expect(out).toMatch(/deny \w+ workload\/host-pid/);
      expect(out.replaceAll(/\s+/g, ' ')).toContain('it applies when -n names the namespace');
      expect(code).toBe(1);
      const { out: named } = await gated('platform/accepting.yaml', '--all', '-n', 'sandbox');
      expect(named).toContain('accepted by o');
    },
  );

  test('a field of the wrong type, which nobody can judge, does not pass', async () => {
    write({ 'service/k8s/pod.yaml': POD.replace('true', '"true"') });
    expect((await gated('platform/plimsoll.yaml')).code).toBe(3);
  });

  test('a policy file beside them, when the pipeline names another', async () => {
    const own = `rules: { ${PRIVILEGED}: off }\n`;
    write({ 'service/k8s/pod.yaml': POD, 'service/plimsoll.yaml': own, 'service/k8s/plimsoll.yaml': own });
    expect((await gated('platform/plimsoll.yaml')).code).toBe(1);
  });

  test('an exception after its last day, however long it was valid', async () => {
    const expired = `exceptions: [{ rule: ${PRIVILEGED}, scope: { kind: "*" }, owner: a, reason: b, expires: 2020-01-01 }]\n`;
    write({ 'service/k8s/pod.yaml': POD, 'platform/expired.yaml': PLATFORM + expired });
    const { code, out } = await gated('platform/expired.yaml');
    expect(out).toMatch(
      /the exception of a for workload\/privileged-container expired on 2020-01-01, .* 1 finding not accepted/,
    );
    expect(code).toBe(1);
  });

  test('while the Namespace that is already there lowers as the policy says', async () => {
    write({ 'service/k8s/pod.yaml': HOST_PID, 'platform/namespaces.yaml': SANDBOX });
    const { code } = await gated('platform/plimsoll.yaml', '--with', join(folder, 'platform/namespaces.yaml'));
    expect(code).toBe(0);
  });
});

describe('a policy file of the service that extends that of the platform', () => {
  const exception = `exceptions: [{ rule: ${PRIVILEGED}, scope: { kind: "*" }, owner: me, reason: ours, expires: 2999-01-01 }]\n`;
  const ways: readonly (readonly [string, string])[] = [
    ['a lower action', `rules: { ${PRIVILEGED}: warn }\n`],
    ['a rule that is off', `rules: { ${PRIVILEGED}: off }\n`],
    ['an action in its mapping', `rules: { ${PRIVILEGED}: { action: audit } }\n`],
    ['an exception', exception],
    ['a section for its namespace', `namespaces: [{ match: { names: [shop] }, rules: { ${PRIVILEGED}: off } }]\n`],
    ['a section for all', `namespaces: [{ match: { names: ["*"] }, rules: { ${PRIVILEGED}: warn } }]\n`],
    [
      'a section by a label that it writes itself',
      `namespaces: [{ match: { labels: { matchLabels: { env: sandbox } }, trustUnit: true }, rules: { ${PRIVILEGED}: off } }]\n`,
    ],
    ['comments allowed', `ignores: { allow: [${PRIVILEGED}] }\n`],
    ['all comments allowed', 'ignores: { allow: ["*"] }\n'],
    ['pods hidden from every rule', 'workloads: [{ group: "", kind: Pod, podTemplate: spec.nothing }]\n'],
  ];

  test.each(ways)('is refused with %s', async (_, text) => {
    write({
      'service/k8s/pod.yaml': SANDBOX + POD,
      'service/plimsoll.yaml': `extends: ../platform/plimsoll.yaml\n${text}`,
    });
    const { code, out, err } = await gated('service/plimsoll.yaml');
    expect(err).toContain('PL_E_POLICY_LOCKED');
    expect(err).toMatch(/service\/plimsoll\.yaml:2:\d+ .*platform\/plimsoll\.yaml:\d+:\d+/);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  test.each(ways)(
    'is refused with %s where it does not extend, and the file of the pipeline puts it behind',
    async (_, text) => {
      write({
        'service/k8s/pod.yaml': SANDBOX + POD,
        'service/plimsoll.yaml': `profile: baseline\n${text}`,
        'platform/gate.yaml': 'extends: [plimsoll.yaml, ../service/plimsoll.yaml]\n',
      });
      const { code, err } = await gated('platform/gate.yaml');
      expect(err).toContain('PL_E_POLICY_LOCKED');
      expect(code).toBe(2);
    },
  );

  test.each(ways)('is refused with %s in a file that it puts before that of the platform', async (_, text) => {
    write({
      'service/k8s/pod.yaml': SANDBOX + POD,
      'service/own.yaml': `profile: baseline\n${text}`,
      'service/plimsoll.yaml': 'extends: [own.yaml, ../platform/plimsoll.yaml]\n',
    });
    const { code, err } = await gated('service/plimsoll.yaml');
    expect(err).toContain('PL_E_POLICY_LOCKED');
    expect(code).toBe(2);
  });

  test('is refused with a file in between that lowers', async () => {
    write({
      'service/k8s/pod.yaml': POD,
      'service/between.yaml': `extends: ../platform/plimsoll.yaml\nrules: { ${PRIVILEGED}: off }\n`,
      'service/plimsoll.yaml': 'extends: between.yaml\n',
    });
    const { code, err } = await gated('service/plimsoll.yaml');
    expect(err).toContain('service/between.yaml:2:10');
    expect(code).toBe(2);
  });

  test.each([
    [
      'a circle',
      { 'service/plimsoll.yaml': 'extends: other.yaml\n', 'service/other.yaml': 'extends: plimsoll.yaml\n' },
    ],
    [
      'a tower',
      Object.fromEntries(
        Array.from({ length: 12 }, (_, at) => [
          at === 0 ? 'service/plimsoll.yaml' : `service/${at}.yaml`,
          `extends: ${at + 1}.yaml\n`,
        ]),
      ),
    ],
    ['a file that is not there', { 'service/plimsoll.yaml': 'extends: ../platform/none.yaml\n' }],
    ['an address', { 'service/plimsoll.yaml': 'extends: https://example.com/plimsoll.yaml\n' }],
  ])('is refused with %s', async (_, files) => {
    write({ 'service/k8s/pod.yaml': POD, ...files });
    const { code, out, err } = await gated('service/plimsoll.yaml');
    expect(err).toMatch(/PL_E_POLICY_(?:EXTENDS_CYCLE|EXTENDS_LIMIT|INVALID)/);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  test('leaves the verdict blocked where it only says what it may', async () => {
    const text = 'extends: ../platform/plimsoll.yaml\nrules: { workload/host-pid: off, image/fixed-tag: warn }\n';
    write({ 'service/k8s/pod.yaml': POD, 'service/plimsoll.yaml': text });
    expect((await gated('service/plimsoll.yaml')).code).toBe(1);
  });

  test('is told with the digest of each file that took part', async () => {
    write({ 'service/k8s/pod.yaml': POD, 'service/plimsoll.yaml': 'extends: ../platform/plimsoll.yaml\n' });
    const { out } = await gated('service/plimsoll.yaml', '-o', 'json');
    const digests = [...out.matchAll(/"path": ".*\/(?<path>\w+\/plimsoll\.yaml)",\s+"sha256": "[0-9a-f]{64}"/g)];
    expect(digests.map(({ groups }) => groups?.['path'])).toEqual(['platform/plimsoll.yaml', 'service/plimsoll.yaml']);
  });
});
