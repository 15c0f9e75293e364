import { describe, expect, test } from 'vitest';
import type { Report } from '../../core/report.ts';
import { check } from '../../gate/check.ts';
import { loadManifests } from '../../gate/load-manifests.ts';
import { fixedTag, runAsNonRoot } from '../../rules/index.ts';
import { loadPolicy } from '../load.ts';
import { selectStandard } from '../standard.ts';

const RULES = [fixedTag, runAsNonRoot];
const ROOT = 'workload/run-as-non-root';

interface Given {
  readonly policy: string;
  readonly units: string;
  readonly context?: string;
  readonly standard?: string;
  readonly namespace?: string;
}

async function checked({ policy, units, context = '', standard, namespace }: Given): Promise<Report> {
  const loaded = loadPolicy({ path: 'plimsoll.yaml', text: policy }, RULES);
  const options = namespace === undefined ? {} : { namespace };
  return check({
    units: [loadManifests([{ path: 'm.yaml', text: units }], options)],
    context: [loadManifests([{ path: 'platform.yaml', text: context }])],
    policy: standard === undefined ? loaded : selectStandard(loaded, standard),
    clock: { now: () => new Date('2027-01-15T12:00:00Z') },
  });
}

function pod(namespace?: string): string {
  const metadata = namespace === undefined ? '{ name: a }' : `{ name: a, namespace: ${namespace} }`;
  return `apiVersion: v1\nkind: Pod\nmetadata: ${metadata}\nspec: { containers: [{ name: a, image: "a:1" }] }\n---\n`;
}

function namespaceOf(name: string, labels = '{}'): string {
  return `apiVersion: v1\nkind: Namespace\nmetadata: { name: ${name}, labels: ${labels} }\n---\n`;
}

/** The actions of the one rule of interest, in the order of the findings. */
function actionsIn({ findings }: Report): readonly string[] {
  return findings.filter(({ rule }) => rule === ROOT).map(({ action }) => action);
}

/** A policy with one action for all, and sections as `match => action`, in order. */
function policyOf(action: string, ...sections: readonly (readonly [match: string, action: string])[]): string {
  const written = sections.map(([match, each]) => `  - match: ${match}\n    rules: { ${ROOT}: ${each} }\n`);
  return `rules: { ${ROOT}: ${action} }\nnamespaces:\n${written.join('')}`;
}

const DEV = '{ labels: { matchLabels: { env: dev } } }';
const PROD = '{ labels: { matchExpressions: [{ key: env, operator: In, values: [prod] }] } }';

describe('a section for names', () => {
  test.each([
    ['[shop]', 'shop', 'warn'],
    ['[shop]', 'shop-2', 'deny'],
    ['[a, "sh*"]', 'shop', 'warn'],
    ['["*"]', 'shop', 'warn'],
    ['["s*p*"]', 'shop', 'warn'],
    ['["sho*op"]', 'shop', 'deny'],
    ['["s*o"]', 'shop', 'deny'],
    ['["s.op"]', 'shop', 'deny'],
  ])('%s holds in namespace %s: %s', async (names, name, action) => {
    const report = await checked({ policy: policyOf('deny', [`{ names: ${names} }`, 'warn']), units: pod(name) });
    expect(actionsIn(report)).toEqual([action]);
  });

  test('counts before one above it, and gives way to one below', async () => {
    const policy = policyOf('audit', ['{ names: ["*"] }', 'deny'], ['{ names: [shop] }', 'warn']);
    expect(actionsIn(await checked({ policy, units: pod('shop') + pod('cart') }))).toEqual(['warn', 'deny']);
  });

  test('makes a rule run that is off elsewhere, and counts only where it is on', async () => {
    const policy = policyOf('off', ['{ names: [shop] }', 'deny']);
    const report = await checked({ policy, units: pod('shop') + pod('cart') });
    expect(actionsIn(report)).toEqual(['deny']);
    expect(report.rules.find(({ id }) => id === ROOT)).toMatchObject({ failed: 1 });
  });

  test('turns a rule off', async () => {
    const report = await checked({ policy: policyOf('deny', ['{ names: [shop] }', 'off']), units: pod('shop') });
    expect(report).toMatchObject({ verdict: 'passed', findings: [] });
  });

  test('holds for a namespace that -n supplies', async () => {
    const policy = policyOf('warn', ['{ names: [shop] }', 'deny']);
    expect(actionsIn(await checked({ policy, units: pod(), namespace: 'shop' }))).toEqual(['deny']);
  });

  test.each([
    ['warn', 'deny', 'deny'],
    ['deny', 'warn', 'deny'],
    ['audit', 'off', 'audit'],
  ])('only makes %s stricter where no namespace is named: with %s it is %s', async (action, inSection, result) => {
    const report = await checked({ policy: policyOf(action, ['{ names: [shop] }', inSection]), units: pod() });
    expect(actionsIn(report)).toEqual([result]);
    expect(report.policy.notes).toEqual([expect.stringContaining('name it with -n')]);
  });
});

const section = (rules: string) => `${rules}namespaces: [{ match: { names: [shop] }, profile: baseline }]\n`;

describe('a profile of a section', () => {
  test('takes the place of that of the policy', async () => {
    const report = await checked({ policy: section(''), units: pod('shop') + pod('cart') });
    expect(actionsIn(report)).toEqual(
      [runAsNonRoot.profiles.baseline, runAsNonRoot.profiles.restricted].filter((action) => action !== 'off'),
    );
  });

  test('gives way to what the policy says of a rule', async () => {
    expect(actionsIn(await checked({ policy: section(`rules: { ${ROOT}: audit }\n`), units: pod('shop') }))).toEqual([
      'audit',
    ]);
  });
});

const notesOf = async (given: Given) => (await checked(given)).policy.notes;

describe('a section for labels', () => {
  test.each<[string, string, string, string, string]>([
    ['lowers', 'of a Namespace that is already there', namespaceOf('shop', '{ env: dev }'), '', 'warn'],
    ['does not lower', 'that are not known', '', '', 'deny'],
    ['does not lower', 'of a Namespace in the unit', '', namespaceOf('shop', '{ env: dev }'), 'deny'],
    [
      'does not lower',
      'that the unit would set',
      namespaceOf('shop', '{ env: prod }'),
      namespaceOf('shop', '{ env: dev }'),
      'deny',
    ],
    [
      'does not lower',
      'that the unit would take away',
      namespaceOf('shop', '{ env: dev }'),
      namespaceOf('shop', '{ env: prod }'),
      'deny',
    ],
    [
      'lowers',
      'that the unit leaves as they are',
      namespaceOf('shop', '{ env: dev }'),
      namespaceOf('shop', '{ a: b }'),
      'warn',
    ],
    ['does not lower', 'of another Namespace', namespaceOf('cart', '{ env: dev }'), '', 'deny'],
    ['does not lower', 'that do not match', namespaceOf('shop', '{ env: prod }'), '', 'deny'],
    [
      'does not lower',
      'on which two Namespaces do not agree',
      namespaceOf('shop', '{ env: dev }') + namespaceOf('shop'),
      '',
      'deny',
    ],
    ['does not lower', 'that cannot be read', namespaceOf('shop', '{ env: [dev] }'), '', 'deny'],
  ])('%s by labels %s', async (_, __, context, inUnit, action) => {
    const report = await checked({ policy: policyOf('deny', [DEV, 'warn']), units: inUnit + pod('shop'), context });
    expect(actionsIn(report)).toEqual([action]);
  });

  test.each([
    ['of a Namespace that is already there', namespaceOf('shop', '{ env: prod }'), ''],
    ['that are not known', '', ''],
    ['of a Namespace in the unit', '', namespaceOf('shop', '{ env: prod }')],
    ['that the unit would take away', namespaceOf('shop', '{ env: prod }'), namespaceOf('shop', '{ env: dev }')],
    ['that the unit would set', namespaceOf('shop', '{ env: dev }'), namespaceOf('shop', '{ env: prod }')],
  ])('makes a rule stricter by labels %s', async (_, context, inUnit) => {
    const report = await checked({ policy: policyOf('warn', [PROD, 'deny']), units: inUnit + pod('shop'), context });
    expect(actionsIn(report)).toEqual(['deny']);
  });

  test('believes the Namespace of the unit where the policy says so', async () => {
    const policy = policyOf('deny', [DEV.replace('labels', 'trustUnit: true, labels'), 'warn']);
    expect(actionsIn(await checked({ policy, units: namespaceOf('shop', '{ env: dev }') + pod('shop') }))).toEqual([
      'warn',
    ]);
    expect(actionsIn(await checked({ policy, units: pod('shop') }))).toEqual(['deny']);
  });

  test('never looks at the labels of the workload', async () => {
    const labelled = pod('shop').replace('{ name: a,', '{ name: a, labels: { env: dev },');
    expect(actionsIn(await checked({ policy: policyOf('deny', [DEV, 'warn']), units: labelled }))).toEqual(['deny']);
  });

  test('knows the label that the API server sets', async () => {
    const named = '{ labels: { matchLabels: { kubernetes.io/metadata.name: shop } } }';
    const report = await checked({
      policy: policyOf('deny', [named, 'warn']),
      units: pod('shop'),
      context: namespaceOf('shop'),
    });
    expect(actionsIn(report)).toEqual(['warn']);
  });

  test('says what would have told, and only where it makes a difference', async () => {
    const policy = policyOf('deny', [DEV, 'warn']);
    expect(await notesOf({ policy, units: pod('shop') })).toEqual([
      expect.stringContaining('namespace shop are not known'),
    ]);
    expect(await notesOf({ policy, units: pod('shop'), context: namespaceOf('shop') })).toEqual([]);
    expect(await notesOf({ policy: policyOf('deny', [DEV, 'deny']), units: pod('shop') })).toEqual([]);
  });
});

test('a standard that does not have a rule keeps it off everywhere', async () => {
  const policy = `namespaces: [{ match: { names: [shop] }, rules: { image/fixed-tag: deny } }]\n`;
  const report = await checked({ policy, units: pod('shop').replace('a:1', 'a'), standard: 'pss' });
  expect(report.rules.map(({ id }) => id)).toEqual([ROOT]);
});
