import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Action, actions, compareAction } from '../../core/action.ts';
import { UserError } from '../../core/errors.ts';
import type { Subject } from '../../core/subject.ts';
import { rules as allRules } from '../../rules/all.ts';
import { loadPolicy } from '../load.ts';
import { NamespaceActions } from '../namespaces/namespace-actions.ts';
import type { Policy } from '../policy.ts';

const DIGEST = 'image/pinned-by-digest';
const LEVEL = 'namespace/pod-security-level';
const RULES = allRules.filter(({ id }) => [DIGEST, LEVEL, 'workload/run-as-non-root'].includes(id));

/** Loads `team.yaml` among these files, each by its path. */
function load(files: Readonly<Record<string, string>>): Policy {
  const source = (path: string) => ({ path, text: files[path] ?? '' });
  return loadPolicy(source('team.yaml'), RULES, source);
}

function messageOf(files: Readonly<Record<string, string>>): string {
  try {
    load(files);
  } catch (error) {
    if (error instanceof UserError) return `${error.problem.code} ${error.problem.message}`;
    throw error;
  }
  return '';
}

function pod(namespace: string): Subject {
  return { apiVersion: 'v1', kind: 'Pod', name: 'a', namespace };
}

function actionOf(policy: Policy, rule: string, subject: Subject = pod('shop')): Action | undefined {
  const setting = policy.settings.find((each) => each.rule.id === rule);
  return setting === undefined ? undefined : new NamespaceActions(policy, []).actionOf(setting, subject);
}

const EXCEPTION = `exceptions: [{ rule: ${DIGEST}, scope: { name: a }, owner: o, reason: r, expires: 2099-01-01 }]\n`;

describe('a rule that the extended file locks', () => {
  const base = `rules: { ${DIGEST}: { action: warn, at: { admission: audit } } }\nlocked: [${DIGEST}]\nnamespaces:\n  - match: { names: [prod] }\n    rules: { ${DIGEST}: deny }\n`;

  test.each([
    [
      'its action',
      `rules:\n  ${DIGEST}: audit\n`,
      'team.yaml:3:3',
      'would make image/pinned-by-digest audit; base.yaml:2:10 locks it at warn',
    ],
    ['its being on', `rules:\n  ${DIGEST}: off\n`, 'team.yaml:3:3', 'off; base.yaml:2:10 locks it at warn'],
    [
      'its action at admission',
      `rules:\n  ${DIGEST}: { at: { admission: off } }\n`,
      'team.yaml:3:29',
      'at admission off; base.yaml:2:10 locks it at audit',
    ],
    [
      'its action in a namespace',
      `namespaces:\n  - match: { names: [dev] }\n    rules: { ${DIGEST}: audit }\n`,
      'team.yaml:4:14',
      'audit; base.yaml:2:10 locks it at warn',
    ],
    [
      'its action where it is stricter',
      `namespaces:\n  - match: { names: ["pro*"] }\n    rules: { ${DIGEST}: warn }\n`,
      'team.yaml:4:14',
      'warn; base.yaml:2:10 locks it at deny',
    ],
    [
      'its action by a label',
      `namespaces:\n  - match: { labels: { matchLabels: { a: b } } }\n    rules: { ${DIGEST}: warn }\n`,
      'team.yaml:4:14',
      'warn; base.yaml:2:10 locks it at deny',
    ],
    [
      'its findings',
      EXCEPTION,
      'team.yaml:2:14',
      'would accept findings of image/pinned-by-digest, which base.yaml:2:10 locks',
    ],
    [
      'its findings by comments',
      'ignores: { allow: [image/*] }\n',
      'team.yaml:2:20',
      'would let findings of image/pinned-by-digest be ignored',
    ],
    [
      'where pods are',
      'workloads: [{ group: apps, kind: Deployment, podTemplate: spec.none }]\n',
      'team.yaml:2:13',
      'would say of Deployment that its pods are elsewhere',
    ],
  ])('cannot have %s lowered', (_, text, place, words) => {
    const message = messageOf({ 'base.yaml': base, 'team.yaml': `extends: base.yaml\n${text}` });
    expect(message).toMatch(/^PL_E_POLICY_LOCKED /);
    expect(message).toContain(place);
    expect(message).toContain(words);
  });

  test('cannot be lowered by another profile', () => {
    const files = { 'base.yaml': 'locked: ["*"]\n', 'team.yaml': 'extends: base.yaml\nprofile: baseline\n' };
    expect(messageOf(files)).toContain('team.yaml:2:1 profile would make ');
  });

  test('cannot have its options changed', () => {
    const locked = `rules: { ${LEVEL}: { options: { level: restricted } } }\nlocked: [namespace/*]\n`;
    const team = (level: string) => `extends: base.yaml\nrules: { ${LEVEL}: { options: { level: ${level} } } }\n`;
    expect(messageOf({ 'base.yaml': locked, 'team.yaml': team('baseline') })).toContain('would change options');
    expect(messageOf({ 'base.yaml': locked, 'team.yaml': team('restricted') })).toBe('');
  });

  test.each<[string, Action]>([
    [`rules: { ${DIGEST}: deny }\n`, 'deny'],
    [`rules: { ${DIGEST}: warn }\n`, 'warn'],
    [`namespaces: [{ match: { names: [shop] }, rules: { ${DIGEST}: deny } }]\n`, 'deny'],
    [`namespaces: [{ match: { names: [dev] }, rules: { ${DIGEST}: warn } }]\n`, 'warn'],
  ])('can be made stricter: %j', (text, action) => {
    expect(actionOf(load({ 'base.yaml': base, 'team.yaml': `extends: base.yaml\n${text}` }), DIGEST)).toBe(action);
  });

  test('is locked for the files behind the one that locks it, too', () => {
    const files = {
      'team.yaml': 'extends: [base.yaml, service.yaml]\n',
      'base.yaml': base,
      'service.yaml': `rules: { ${DIGEST}: off }\n`,
    };
    expect(messageOf(files)).toContain('The policy file service.yaml lowers what another file has locked');
  });

  test.each([
    ['a lower action', `rules: { ${DIGEST}: off }\n`],
    ['an exception', EXCEPTION],
    ['a section', `namespaces: [{ match: { names: [shop] }, rules: { ${DIGEST}: off } }]\n`],
    ['ignores', 'ignores: { allow: ["*"] }\n'],
    ['pods elsewhere', 'workloads: [{ group: apps, kind: Deployment, podTemplate: spec.none }]\n'],
  ])('is locked for a file before the one that locks it, with %s', (_, text) => {
    const files = { 'team.yaml': 'extends: [service.yaml, base.yaml]\n', 'base.yaml': base, 'service.yaml': text };
    expect(messageOf(files)).toContain('The policy file service.yaml lowers what another file has locked');
  });

  test('is locked for the profile of a file before the one that locks it', () => {
    const files = { 'team.yaml': 'extends: [service.yaml, base.yaml]\n', 'service.yaml': 'profile: baseline\n' };
    expect(messageOf({ ...files, 'base.yaml': 'locked: ["*"]\n' })).toContain('service.yaml:1:1 profile would make ');
    expect(messageOf({ ...files, 'base.yaml': 'profile: restricted\nlocked: ["*"]\n' })).toBe('');
  });

  test('may be lowered by the file itself that locks it', () => {
    const own = `${base}  - match: { names: [kube-system] }\n    rules: { ${DIGEST}: off }\n${EXCEPTION}`;
    const policy = load({ 'base.yaml': own, 'team.yaml': 'extends: base.yaml\n' });
    expect(actionOf(policy, DIGEST, pod('kube-system'))).toBe('off');
    expect(policy.exceptions).toMatchObject([{ file: 'base.yaml', line: 8 }]);
  });
});

describe('a chain of policy files', () => {
  const name = fc.constantFrom('prod', 'dev', 'p*', '*');
  const setting = fc.option(fc.constantFrom(...actions), { nil: undefined });
  const section = fc.record({ name, setting, profile: fc.constantFrom('baseline', 'restricted', undefined) });
  const layer = fc.record({
    profile: fc.constantFrom('baseline', 'restricted', undefined),
    setting,
    sections: fc.array(section, { maxLength: 3 }),
  });
  const order = fc.constantFrom(
    { middle: ['base.yaml'], team: ['middle.yaml'] },
    { middle: [], team: ['base.yaml', 'middle.yaml'] },
    { middle: [], team: ['middle.yaml', 'base.yaml'] },
    { middle: ['base.yaml'], team: ['middle.yaml', 'base.yaml'] },
  );
  type Layer = typeof layer extends fc.Arbitrary<infer Value> ? Value : never;

  function written(each: Layer, more: object): string {
    return JSON.stringify({
      ...more,
      ...(each.profile === undefined ? {} : { profile: each.profile }),
      rules: each.setting === undefined ? {} : { [DIGEST]: each.setting },
      namespaces: each.sections.map(({ name: pattern, setting: action, profile }) => ({
        match: { names: [pattern] },
        ...(profile === undefined ? {} : { profile }),
        rules: action === undefined ? {} : { [DIGEST]: action },
      })),
    });
  }

  test('never makes a locked rule less strict, in any namespace, unless it is an error', () => {
    let loaded = 0;
    fc.assert(
      fc.property(fc.tuple(layer, layer, layer, order), ([first, second, third, { middle, team }]) => {
        const files = {
          'base.yaml': written(first, { locked: [DIGEST] }),
          'middle.yaml': written(second, { extends: middle }),
          'team.yaml': written(third, { extends: team }),
        };
        const message = messageOf(files);
        expect(message.slice(0, 'PL_E_POLICY_LOCKED'.length)).toBe(message === '' ? '' : 'PL_E_POLICY_LOCKED');
        fc.pre(message === '');
        loaded += 1;
        const base = loadPolicy({ path: 'base.yaml', text: files['base.yaml'] }, RULES);
        const policy = load(files);
        for (const namespace of ['prod', 'dev', 'pilot', 'other']) {
          const [floor, action] = [base, policy].map((each) => actionOf(each, DIGEST, pod(namespace)) ?? 'off');
          expect(compareAction(action ?? 'off', floor ?? 'deny')).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 300 },
    );
    expect(loaded).toBeGreaterThan(20);
  });

  test('is the same as the files read one after the other, however they extend each other', () => {
    fc.assert(
      fc.property(fc.tuple(layer, layer, layer), ([first, second, third]) => {
        const base = { 'base.yaml': written(first, {}) };
        const chain = load({
          ...base,
          'middle.yaml': written(second, { extends: 'base.yaml' }),
          'team.yaml': written(third, { extends: 'middle.yaml' }),
        });
        const list = load({
          ...base,
          'middle.yaml': written(second, {}),
          'team.yaml': written(third, { extends: ['base.yaml', 'middle.yaml'] }),
        });
        expect({ ...chain, files: [] }).toEqual({ ...list, files: [] });
      }),
    );
  });
});
