import { describe, expect, test } from 'vitest';
import { runRules } from '../../test/rules/run-rule.ts';
import type { Action } from '../core/action.ts';
import type { Finding } from '../core/finding.ts';
import { defineRule, type LocalRule } from '../evidence/rule.ts';
import { ExceptionLedger } from './exceptions.ts';
import { judge } from './judge.ts';
import type { Exception, Policy } from './policy.ts';

const NOW = new Date('2027-01-15T12:00:00Z');

const POD = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  containers:
    - name: web
      image: nginx
    - name: proxy
      image: envoy
`;

interface Shape {
  readonly refines?: readonly string[];
  readonly deep?: boolean;
}

function rule(id: string, { refines = [], deep = false }: Shape = {}): LocalRule {
  return defineRule({
    id,
    title: id,
    severity: 'high',
    since: '0.1.0',
    target: 'container',
    profiles: { baseline: 'warn', restricted: 'deny' },
    standards: [],
    refines,
    why: 'Why.',
    remediation: 'Do.',
    messages: { found: () => `${id} does not hold.` },
    examples: async () => ({ examples: { bad: [], good: [] } }),
    check: (_, { report }) => report('found', deep ? ['image', 'inside'] : ['image']),
  });
}

function judged(
  settings: readonly (readonly [LocalRule, Action])[],
  exceptions: readonly Exception[] = [],
  pod = POD,
): { readonly findings: readonly Finding[]; readonly ledger: ExceptionLedger } {
  const ledger = new ExceptionLedger(exceptions, NOW);
  const policy: Policy = {
    profile: 'restricted',
    kubernetes: 37,
    settings: settings.map(([each, action]) => ({ rule: each, action, options: {} })),
    namespaces: [],
    exceptions,
    ignorable: new Set(),
    workloads: [],
    files: [],
  };
  const rules = settings.filter(([, action]) => action !== 'off').map(([each]) => each);
  return { findings: judge({ unit: 'shop', reported: runRules(rules, pod) }, policy, ledger), ledger };
}

const broad = rule('image/broad');
const precise = rule('image/precise', { refines: ['image/broad'] });
const deeper = rule('image/deeper', { refines: ['image/precise'], deep: true });

function exception(over: Partial<Exception> = {}): Exception {
  return {
    rule: 'image/broad',
    scope: { container: 'web' },
    owner: 'a',
    reason: 'b',
    expires: '2027-01-15',
    file: 'plimsoll.yaml',
    line: 3,
    ...over,
  };
}

function shown(findings: readonly Finding[]): readonly string[] {
  return findings.map(
    ({ rule: id, subject, also }) => `${id} ${subject.container} [${also.map((each) => each.rule).join(' ')}]`,
  );
}

describe('findings that say the same', () => {
  test('fold into the more precise one, container by container', () => {
    const { findings } = judged([
      [broad, 'deny'],
      [precise, 'deny'],
    ]);
    expect(shown(findings)).toEqual(['image/precise web [image/broad]', 'image/precise proxy [image/broad]']);
  });

  test('fold through a chain into the most precise one, at a nested path', () => {
    const { findings } = judged([
      [broad, 'warn'],
      [precise, 'warn'],
      [deeper, 'deny'],
    ]);
    expect(shown(findings)[0]).toBe('image/deeper web [image/broad image/precise]');
  });

  test.each([
    ['below', precise, rule('image/last', { refines: ['image/broad', 'image/precise'], deep: true }), broad],
    ['above', rule('image/broad', { deep: true }), rule('image/last', { refines: ['image/broad'] }), undefined],
  ])('fold in a pod of many containers, into those at a path %s', (_, first, last, other) => {
    const names = Array.from({ length: 100 }, (__, index) => `c${index}`);
    const containers = names.map((name) => `    - { name: ${name}, image: nginx }\n`);
    const rules = [first, last, ...(other === undefined ? [] : [other])];
    const { findings } = judged(
      rules.map((each) => [each, 'deny']),
      [],
      POD.replace(/ {4}- name: web[^]*/, containers.join('')),
    );
    expect(findings).toHaveLength(100);
    expect(findings.map(({ subject }) => subject.container)).toEqual(names);
    for (const { also } of findings) expect(also.map(({ rule: id }) => id)).toHaveLength(rules.length - 1);
  });

  test('stay apart where the more precise one is less strict', () => {
    const { findings } = judged([
      [broad, 'deny'],
      [precise, 'warn'],
    ]);
    expect(shown(findings)).toHaveLength(4);
  });

  test('stay apart where an exception takes only the more precise one away', () => {
    const { findings } = judged(
      [
        [broad, 'deny'],
        [precise, 'deny'],
      ],
      [exception({ rule: 'image/precise' })],
    );
    expect(shown(findings)).toEqual([
      'image/broad web []',
      'image/precise web []',
      'image/precise proxy [image/broad]',
    ]);
  });

  test('stay apart where neither refines the other', () => {
    const { findings } = judged([
      [broad, 'deny'],
      [rule('image/other'), 'deny'],
    ]);
    expect(findings).toHaveLength(4);
  });
});

describe('an exception', () => {
  test('accepts the findings of its scope until the end of its last day', () => {
    const { findings, ledger } = judged([[broad, 'deny']], [exception()]);
    const accepted = { source: 'policy', owner: 'a', reason: 'b', expires: '2027-01-15' };
    expect(findings.map((each) => each.exception)).toEqual([accepted, undefined]);
    expect(ledger.report()).toMatchObject([{ state: 'applied', findings: 1, daysLeft: 0 }]);
  });

  test('accepts nothing after its last day, and is told', () => {
    const { findings, ledger } = judged([[broad, 'deny']], [exception({ expires: '2027-01-14' })]);
    expect(findings.every(({ exception: accepted }) => accepted === undefined)).toBe(true);
    expect(ledger.report()).toMatchObject([{ state: 'expired', findings: 1, daysLeft: -1 }]);
  });

  test('until a fix ships ends with the fix, whichever rule tells of it', () => {
    const ledger = new ExceptionLedger([exception({ until: 'fixed', scope: { package: 'openssl' } })], NOW);
    const covering = (id: string, fixed: string | undefined): unknown =>
      ledger.covering({
        rule: { id },
        subject: { package: 'openssl' },
        vulnerability: { fixed, names: [], advisories: [], installed: ['libssl3'] },
      });
    expect(covering('image/other', undefined)).toBeUndefined();
    expect(ledger.report()).toMatchObject([{ state: 'unused' }]);
    expect(covering('image/other', '3.0.8-1')).toBeUndefined();
    expect(covering('image/broad', '3.0.8-1')).toBeUndefined();
    expect(ledger.report()).toMatchObject([{ state: 'expired', findings: 2, mendedIn: '3.0.8-1' }]);
    expect(covering('image/broad', undefined)).toMatchObject({ until: 'fixed' });
    expect(ledger.report()).toMatchObject([{ state: 'applied', findings: 1 }]);
  });

  test.each<[Exception['scope'], readonly string[], boolean]>([
    [{ vulnerability: 'CVE-2023-0286' }, ['libssl3'], true],
    [{ vulnerability: 'GHSA-x4qr-2fvf-3mr5' }, ['libssl3'], true],
    [{ vulnerability: 'DSA-5343-1' }, ['libssl3'], true],
    [{ vulnerability: 'CVE-2023-0287' }, ['libssl3'], false],
    [{ package: 'openssl' }, ['libssl3', 'openssl'], true],
    [{ package: 'libssl3' }, ['libssl3'], true],
    // What is said of one package of a source is not said of the others.
    [{ package: 'libssl3' }, ['libssl3', 'openssl'], false],
    [{ image: 'GHSA-x4qr-2fvf-3mr5' }, ['libssl3'], false],
  ])('of scope %j is about a flaw by any of its names, installed as %j: %s', (scope, installed, isAbout) => {
    const ledger = new ExceptionLedger([exception({ scope })], NOW);
    const covered = {
      rule: { id: 'image/broad' },
      subject: { image: 'cart', package: 'openssl', vulnerability: 'CVE-2023-0286' },
      vulnerability: {
        fixed: '3.0.8-1',
        names: ['CVE-2023-0286', 'GHSA-x4qr-2fvf-3mr5'],
        advisories: ['DSA-5343-1'],
        installed,
      },
    };
    expect(ledger.covering(covered) !== undefined).toBe(isAbout);
  });

  test('that covers nothing is told', () => {
    const { ledger } = judged([[broad, 'deny']], [exception({ scope: { name: 'other' } })]);
    expect(ledger.report()).toMatchObject([{ state: 'unused', findings: 0 }]);
  });

  test.each<[Exception['scope'], number]>([
    [{ container: '*' }, 2],
    [{ container: 'web', kind: 'Pod', namespace: 'shop' }, 1],
    [{ container: 'web', kind: 'Deployment' }, 0],
    [{ cluster: '*' }, 0],
    [{ name: 'we' }, 0],
    [{ name: 'web*' }, 0],
  ])('of scope %j covers %i findings', (scope, count) => {
    const { findings } = judged([[broad, 'deny']], [exception({ scope })]);
    expect(findings.filter(({ exception: accepted }) => accepted !== undefined)).toHaveLength(count);
  });
});
