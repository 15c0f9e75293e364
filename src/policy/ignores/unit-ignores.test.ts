import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../core/report.ts';
import { check } from '../../gate/check.ts';
import { loadManifests } from '../../gate/load-manifests.ts';
import { fixedTag, resourceRequests, runAsNonRoot } from '../../rules/index.ts';
import { loadPolicy } from '../load.ts';
import { selectStandard } from '../standard.ts';

const RULES = [fixedTag, resourceRequests, runAsNonRoot];
const ACTIONS = 'rules: { image/fixed-tag: warn, workload/resource-requests: audit, workload/run-as-non-root: deny }\n';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx
    - name: proxy
      image: envoy
`;

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    metadata:
      annotations:
        ignore.plimsoll.dev/image.fixed-tag: ours
    spec:
      containers: [{ name: web, image: nginx }]
`;

async function checked(text: string, policy = ACTIONS, standard?: string): Promise<Report> {
  const loaded = loadPolicy({ path: 'plimsoll.yaml', text: policy }, RULES);
  return check({
    units: [loadManifests([{ path: 'm.yaml', text }])],
    policy: standard === undefined ? loaded : selectStandard(loaded, standard),
    clock: { now: () => new Date('2027-01-15T12:00:00Z') },
  });
}

function acceptedIn({ findings }: Report): readonly string[] {
  return findings
    .filter(({ exception }) => exception !== undefined)
    .map(({ rule, subject, exception }) => `${rule} ${subject.container} ${exception?.source}: ${exception?.reason}`);
}

function said({ ignores }: Report): readonly string[] {
  return ignores.map(({ line, source, rule, state, findings }) => `${line} ${source} ${rule} ${state} ${findings}`);
}

const item = (name: string) =>
  `  - apiVersion: v1\n    kind: Pod\n    metadata: { name: ${name} }\n    spec: { containers: [{ name: ${name}, image: nginx }] }\n`;

const annotated = (key: string, value: string) =>
  POD.replace('name: web\nspec', `name: web\n  annotations:\n    ${key}: ${value}\nspec`);

describe('a comment', () => {
  test('ignores what warns or is recorded, where it stands and nowhere else', async () => {
    const text = POD.replace(
      'name: web\n      image: nginx',
      'name: web\n      image: nginx # plimsoll-ignore image/fixed-tag: ours',
    );
    const report = await checked(text);
    expect(acceptedIn(report)).toEqual(['image/fixed-tag web comment: ours']);
    expect(said(report)).toEqual(['8 comment image/fixed-tag applied 1']);
  });

  test('above a list item is for all in it, also for fields that are absent', async () => {
    const text = POD.replace(
      '    - name: proxy',
      '    # plimsoll-ignore workload/resource-requests, image/fixed-tag: ours\n    - name: proxy',
    );
    expect(acceptedIn(await checked(text))).toEqual([
      'image/fixed-tag proxy comment: ours',
      'workload/resource-requests proxy comment: ours',
    ]);
  });

  test('at the head of a document is for it, and for no other', async () => {
    const report = await checked(`${POD}---\n# plimsoll-ignore image/fixed-tag: ours\n${POD}`);
    expect(acceptedIn(report)).toEqual(['image/fixed-tag web comment: ours', 'image/fixed-tag proxy comment: ours']);
    expect(
      report.findings.filter(({ rule, exception }) => rule === 'image/fixed-tag' && exception === undefined),
    ).toHaveLength(2);
  });

  test('above an item of a List is for that resource', async () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n${item('a')}  # plimsoll-ignore image/fixed-tag: ours\n${item('b')}`;
    expect(acceptedIn(await checked(list))).toEqual(['image/fixed-tag b comment: ours']);
  });

  test('does nothing to what is denied, and the finding and the report say so', async () => {
    const report = await checked(`# plimsoll-ignore workload/run-as-non-root: ours\n${POD}`);
    expect(report.verdict).toBe('blocked');
    expect(acceptedIn(report)).toEqual([]);
    expect(report.ignores).toMatchObject([
      { state: 'refused', findings: 2, why: 'the policy denies workload/run-as-non-root.' },
    ]);
    expect(report.findings.find(({ rule }) => rule === 'workload/run-as-non-root')?.refusal).toBe(
      'The comment at line 1 does not apply: the policy denies workload/run-as-non-root.',
    );
  });

  test('ignores what is denied where the policy allows it by name', async () => {
    const policy = `${ACTIONS}ignores: { allow: [workload/*] }\n`;
    const report = await checked(`# plimsoll-ignore workload/run-as-non-root: ours\n${POD}`, policy);
    expect(report.verdict).toBe('passed');
    expect(report.ignores).toMatchObject([{ state: 'applied', findings: 2 }]);
  });

  test('does nothing to a locked rule that only warns', async () => {
    const report = await checked(
      `# plimsoll-ignore image/fixed-tag: ours\n${POD}`,
      `${ACTIONS}locked: [image/fixed-tag]\n`,
    );
    expect(acceptedIn(report)).toEqual([]);
    expect(report.ignores).toMatchObject([{ state: 'refused', why: 'plimsoll.yaml:2:10 locks image/fixed-tag.' }]);
  });

  test('does nothing where a level of Pod Security is asked for', async () => {
    const report = await checked(`# plimsoll-ignore workload/run-as-non-root: ours\n${POD}`, ACTIONS, 'pss/restricted');
    expect(report).toMatchObject({ verdict: 'blocked', ignores: [] });
  });

  test.each([
    ['without a reason', 'image/fixed-tag', 'it has no reason: it is written as `# plimsoll-ignore <rule>: <reason>`.'],
    ['without a rule', '', 'it names no rule: it is written as `# plimsoll-ignore <rule>: <reason>`.'],
    ['for a rule that is not', 'image/fixd-tag: a', 'there is no rule "image/fixd-tag"; did you mean image/fixed-tag?'],
    ['for a pattern', 'image/*: a', 'there is no rule "image/*"'],
  ])('%s is told, and does nothing', async (_, rest, why) => {
    const report = await checked(`# plimsoll-ignore ${rest}\n${POD}`);
    expect(acceptedIn(report)).toEqual([]);
    expect(report.ignores).toMatchObject([{ state: 'invalid', line: 1, file: 'm.yaml' }]);
    expect(report.ignores[0]?.why).toContain(why);
  });

  test('that matches nothing is told', async () => {
    const report = await checked(POD.replace('metadata:', 'metadata: # plimsoll-ignore image/fixed-tag: ours'));
    expect(said(report)).toEqual(['3 comment image/fixed-tag unused 0']);
  });

  test('is told once where its file is part of two units, with what it did in either', async () => {
    const text = `# plimsoll-ignore image/fixed-tag: ours\n${POD}`;
    const unit = () => loadManifests([{ path: 'm.yaml', text }]);
    const policy = loadPolicy({ path: 'plimsoll.yaml', text: ACTIONS }, RULES);
    const clock = { now: () => new Date('2027-01-15T12:00:00Z') };
    const report = await check({ units: [unit(), unit()], policy, clock });
    expect(said(report)).toEqual(['1 comment image/fixed-tag applied 4']);
  });

  test('never changes what is denied, wherever it stands', async () => {
    const lines = POD.trimEnd().split('\n');
    const rules = RULES.map(({ id }) => id);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ at: fc.nat(lines.length), rule: fc.constantFrom(...rules), own: fc.boolean() }), {
          maxLength: 5,
        }),
        async (comments) => {
          const written = [...lines];
          for (const { at, rule, own } of comments) {
            const comment = `# plimsoll-ignore ${rule}: because`;
            if (own || written[at] === undefined) written.splice(at, 0, comment);
            else written[at] += ` ${comment}`;
          }
          const { verdict, findings } = await checked(`${written.join('\n')}\n`);
          expect(verdict).toBe('blocked');
          expect(findings.filter(({ action, exception }) => action === 'deny' && exception === undefined)).toHaveLength(
            2,
          );
        },
      ),
    );
  });
});

const originOf = () => ({ file: 'chart/templates/web.yaml', line: 12, column: 1 });

test('a comment in a template is told where it was written', async () => {
  const text = `# plimsoll-ignore workload/run-as-non-root: ours\n${POD}`;
  const source = { path: 'chart', text, rendering: { by: 'helm', originOf } } as const;
  const policy = loadPolicy({ path: 'plimsoll.yaml', text: ACTIONS }, RULES);
  const clock = { now: () => new Date('2027-01-15T12:00:00Z') };
  const { ignores, findings } = await check({ units: [loadManifests([source])], policy, clock });
  expect(ignores).toMatchObject([{ file: 'chart/templates/web.yaml', line: 12, state: 'refused' }]);
  expect(findings.map(({ refusal }) => refusal)).toContain(
    'The comment at chart/templates/web.yaml:12 does not apply: the policy denies workload/run-as-non-root.',
  );
});

describe('an annotation', () => {
  test('of a resource ignores what warns in all of it', async () => {
    const report = await checked(annotated('ignore.plimsoll.dev/image.fixed-tag', 'ours'));
    expect(acceptedIn(report)).toEqual([
      'image/fixed-tag web annotation: ours',
      'image/fixed-tag proxy annotation: ours',
    ]);
    expect(said(report)).toEqual(['6 annotation image/fixed-tag applied 2']);
  });

  test('of a pod template does it for the workload', async () => {
    const report = await checked(DEPLOYMENT);
    expect(acceptedIn(report)).toEqual(['image/fixed-tag web annotation: ours']);
    expect(said(report)).toEqual(['8 annotation image/fixed-tag applied 1']);
  });

  test('does nothing to what is denied', async () => {
    const report = await checked(annotated('ignore.plimsoll.dev/workload.run-as-non-root', 'ours'));
    expect(report.verdict).toBe('blocked');
    expect(said(report)).toEqual(['6 annotation workload/run-as-non-root refused 2']);
  });

  test.each([
    ['ignore.plimsoll.dev/image.fixed-tag', '""', 'it has no reason'],
    ['ignore.plimsoll.dev/image.fixd-tag', 'a', 'did you mean image/fixed-tag?'],
    ['ignore.plimsoll.dev/', 'a', 'it names no rule'],
  ])('%s: %s is told, and does nothing', async (key, value, why) => {
    const report = await checked(annotated(key, value));
    expect(acceptedIn(report)).toEqual([]);
    expect(report.ignores).toMatchObject([{ state: 'invalid', line: 6 }]);
    expect(report.ignores[0]?.why).toContain(why);
  });

  test('of the wrong type is no crash', async () => {
    expect((await checked(annotated('ignore.plimsoll.dev/image.fixed-tag', '[1]'))).ignores).toEqual([]);
    expect((await checked(POD.replace('name: web\nspec', 'name: web\n  annotations: plimsoll\nspec'))).ignores).toEqual(
      [],
    );
  });
});
