import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../core/errors.ts';
import { loadPolicy, profilePolicy } from './load.ts';

function load(text: string) {
  return loadPolicy({ path: 'plimsoll.yaml', text });
}

function faultsOf(text: string): readonly string[] {
  try {
    load(text);
  } catch (error) {
    if (error instanceof UserError)
      return error.problem.message
        .split('\n')
        .slice(1)
        .map((line) => line.trim());
    throw error;
  }
  return [];
}

const EXCEPTION = `exceptions:
  - rule: network/egress-limited
    scope: { kind: Deployment, name: crawler }
    owner: team-search
    reason: crawls the web
    expires: 2027-01-31
`;

describe('a policy file', () => {
  test('that says nothing is the restricted profile', () => {
    for (const text of ['', '# a comment\n', '{}', '---\n']) {
      expect(load(text).settings).toEqual(profilePolicy('restricted').settings);
    }
  });

  test('names a profile', () => {
    const policy = load('profile: baseline\n');
    expect(policy.profile).toBe('baseline');
    expect(policy.settings).toEqual(profilePolicy('baseline').settings);
  });

  test('sets actions and options of rules', () => {
    const policy = load(`rules:
  image/pinned-by-digest: warn
  namespace/pod-security-level: { action: deny, options: { level: restricted } }
`);
    const setting = (id: string) => policy.settings.find(({ rule }) => rule.id === id);
    expect(setting('image/pinned-by-digest')?.action).toBe('warn');
    expect(setting('namespace/pod-security-level')).toMatchObject({ action: 'deny', options: { level: 'restricted' } });
  });

  test('reads off without quotes, which YAML makes a boolean', () => {
    const policy = load('rules:\n  image/pinned-by-digest: off\n  network/egress-limited: { action: off }\n');
    const actions = policy.settings.map(({ rule, action }) => [rule.id, action]);
    expect(actions).toContainEqual(['image/pinned-by-digest', 'off']);
    expect(actions).toContainEqual(['network/egress-limited', 'off']);
  });

  test('keeps the action of the profile where only options are set', () => {
    const policy = load('rules: { namespace/pod-security-level: { options: { level: restricted } } }\n');
    const setting = policy.settings.find(({ rule }) => rule.id === 'namespace/pod-security-level');
    expect(setting?.action).toBe('warn');
  });

  test('holds exceptions', () => {
    expect(load(EXCEPTION).exceptions).toEqual([
      {
        rule: 'network/egress-limited',
        scope: { kind: 'Deployment', name: 'crawler' },
        owner: 'team-search',
        reason: 'crawls the web',
        expires: '2027-01-31',
        file: 'plimsoll.yaml',
        line: 2,
      },
    ]);
  });

  test('adds kinds that hold a pod template', () => {
    const policy = load('workloads: [{ group: example.com, kind: Fleet, podTemplate: spec.pods.template }]\n');
    expect(policy.workloads).toMatchObject([
      { group: 'example.com', kind: 'Fleet', template: ['spec', 'pods', 'template'] },
    ]);
  });
});

describe('a policy file that is not there alone', () => {
  test('keeps what a rule is to be at admission', () => {
    const policy = load('rules: { image/fixed-tag: { at: { admission: off } } }\n');
    const setting = policy.settings.find(({ rule }) => rule.id === 'image/fixed-tag');
    expect(setting?.at).toEqual({ admission: 'off' });
    expect(setting?.action).toBe(setting?.rule.profiles.restricted);
  });

  test('has sections for namespaces, which may say off without quotes', () => {
    const policy = load('namespaces: [{ match: { names: [a] }, rules: { image/fixed-tag: off } }]\n');
    expect(policy.namespaces[0]?.rules.get('image/fixed-tag')).toBe('off');
  });

  test('allows rules to be ignored, one by one or by area', () => {
    const { ignorable } = load('ignores: { allow: [image/fixed-tag, access/*] }\n');
    expect(ignorable.has('image/fixed-tag')).toBe(true);
    expect([...ignorable].filter((id) => id.startsWith('access/')).length).toBeGreaterThan(5);
    expect(ignorable.has('image/pinned-by-digest')).toBe(false);
  });
});

describe('what is wrong with a policy file', () => {
  test.each([
    ['profle: baseline\n', ['plimsoll.yaml:1:1 profle is not known; did you mean "profile"?']],
    [
      'profile: basline\n',
      ['plimsoll.yaml:1:1 profile must be baseline or restricted, not "basline"; did you mean baseline?'],
    ],
    [
      'rules:\n  image/pined-by-digest: warn\n',
      ['plimsoll.yaml:2:3 rules["image/pined-by-digest"] is not known; did you mean "image/pinned-by-digest"?'],
    ],
    [
      'rules:\n  image/pinned-by-digest: block\n',
      ['plimsoll.yaml:2:3 rules["image/pinned-by-digest"] must be deny, warn, audit, off or a mapping, not "block"'],
    ],
    [
      'rules:\n  namespace/pod-security-level: { options: { levl: baseline } }\n',
      ['plimsoll.yaml:2:46 rules["namespace/pod-security-level"].options.levl is not known; did you mean "level"?'],
    ],
    [EXCEPTION.replace(/ {4}owner.*\n/, ''), ['plimsoll.yaml:2:5 exceptions[0].owner is required']],
    [
      EXCEPTION.replace('{ kind: Deployment, name: crawler }', '{}'),
      ['plimsoll.yaml:3:5 exceptions[0].scope must name at least one part of the subject'],
    ],
    [EXCEPTION.replace('2027-01-31', 'soon'), ['plimsoll.yaml:6:5 exceptions[0].expires must be a day, as 2027-01-31']],
    [
      EXCEPTION.replace('2027-01-31', '2027-02-31'),
      ['plimsoll.yaml:6:5 exceptions[0].expires must be a day, as 2027-01-31'],
    ],
    [
      EXCEPTION.replace('egress-limited', 'egress-limit'),
      ['plimsoll.yaml:2:5 exceptions[0].rule "network/egress-limit" is no rule; did you mean network/egress-limited?'],
    ],
    [
      EXCEPTION.replace('egress-limited', '*'),
      [
        'plimsoll.yaml:2:5 exceptions[0].rule "network/*" is a pattern; an exception names one rule, so that it accepts nothing that nobody has seen',
      ],
    ],
    ['locked: [secret/*]\n', ['plimsoll.yaml:1:10 locked[0] "secret/*" is no rule; did you mean secrets/*?']],
    [
      'ignores: { allow: [image/fixd-tag] }\n',
      ['plimsoll.yaml:1:20 ignores.allow[0] "image/fixd-tag" is no rule; did you mean image/fixed-tag?'],
    ],
    ['namespaces: [{ match: {} }]\n', ['plimsoll.yaml:1:16 namespaces[0].match must have names or labels']],
    ['namespaces: [{ rules: {} }]\n', ['plimsoll.yaml:1:14 namespaces[0].match is required']],
    [
      'namespaces: [{ match: { labels: { env: dev } } }]\n',
      ['plimsoll.yaml:1:35 namespaces[0].match.labels.env is not known; known are matchLabels, matchExpressions'],
    ],
    [
      'namespaces: [{ match: { labels: { matchExpressions: [{ key: a, operator: Exists, values: [b] }] } } }]\n',
      [
        'plimsoll.yaml:1:54 namespaces[0].match.labels.matchExpressions[0] must have values for In and NotIn, and none for Exists and DoesNotExist',
      ],
    ],
    [
      'namespaces: [{ match: { names: [a] }, rules: { image/fixd-tag: deny } }]\n',
      ['plimsoll.yaml:1:48 namespaces[0].rules["image/fixd-tag"] is not known; did you mean "image/fixed-tag"?'],
    ],
    [
      'namespaces: [{ match: { names: [a] }, rules: { image/fixed-tag: { action: deny, options: {} } } }]\n',
      [
        'plimsoll.yaml:1:81 namespaces[0].rules["image/fixed-tag"].options cannot differ by namespace: options are for the whole policy, in rules at the top',
      ],
    ],
    ['namespaces: { shop: {} }\n', ['plimsoll.yaml:1:1 namespaces must be a list, not a mapping']],
    ['- a\n', ['plimsoll.yaml:1:1 the policy must be a mapping, not a list']],
    ['profile: restricted\n---\nprofile: baseline\n', ['plimsoll.yaml:3:1 A policy file holds one document.']],
  ])('%j', (text, faults) => {
    expect(faultsOf(text)).toEqual(faults);
  });

  test('is told all at once', () => {
    expect(faultsOf('profle: x\nrules: { a/b: deny }\nexceptions: 3\n')).toHaveLength(3);
  });

  test('is told where YAML itself cannot be read', () => {
    expect(faultsOf('profile: [\n')[0]).toMatch(/^plimsoll\.yaml:\d+:\d+ /);
    expect(faultsOf('profile: baseline\nprofile: restricted\n')[0]).toMatch(/^plimsoll\.yaml:2:1 /);
  });

  test('never is anything but a UserError, whatever the file holds', () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom('profile', 'rules', 'exceptions', 'workloads', '__proto__'), fc.jsonValue()),
    );
    fc.assert(
      fc.property(value, (anything) => {
        expect(() => faultsOf(JSON.stringify(anything))).not.toThrow();
      }),
    );
  });
});
