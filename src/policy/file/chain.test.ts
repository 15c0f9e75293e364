import { describe, expect, test } from 'vitest';
import { UserError } from '../../core/errors.ts';
import { loadPolicy } from '../load.ts';
import { CHAIN_LIMITS } from './chain.ts';

function load(files: Readonly<Record<string, string>>, path = 'a.yaml') {
  return loadPolicy({ path, text: files[path] ?? '' }, undefined, (named) => {
    if (files[named] === undefined) {
      throw new UserError({ code: 'PL_E_FILE_NOT_FOUND', message: `There is no ${named}.`, remedy: '', exit: 2 });
    }
    return { path: named, text: files[named] };
  });
}

function problemOf(files: Readonly<Record<string, string>>): string {
  try {
    load(files);
  } catch (error) {
    if (error instanceof UserError) return `${error.problem.code} ${error.problem.message}`;
    throw error;
  }
  return '';
}

const EXCEPTION = (name: string) =>
  `exceptions:\n  - { rule: image/fixed-tag, scope: { name: ${name} }, owner: o, reason: r, expires: 2099-01-01 }\n`;

describe('a policy file that extends others', () => {
  const files = {
    'a.yaml': `extends: [b.yaml, c.yaml]\nrules: { image/fixed-tag: audit }\n${EXCEPTION('a')}`,
    'b.yaml': `extends: d.yaml\nprofile: baseline\nrules: { image/fixed-tag: deny, image/pinned-by-digest: audit }\n`,
    'c.yaml': `extends: d.yaml\nrules: { image/pinned-by-digest: warn }\n`,
    'd.yaml': `profile: restricted\nrules: { namespace/pod-security-level: { action: deny, options: { level: restricted } } }\n${EXCEPTION('d')}`,
  };
  const setting = (id: string) => load(files).settings.find(({ rule }) => rule.id === id);

  test('starts from them, the first first, and each takes part once', () => {
    expect(load(files).files.map(({ path }) => path)).toEqual(['d.yaml', 'b.yaml', 'c.yaml', 'a.yaml']);
  });

  test('has the last word on profile, actions and options', () => {
    expect(load(files).profile).toBe('baseline');
    expect(setting('image/fixed-tag')?.action).toBe('audit');
    expect(setting('image/pinned-by-digest')?.action).toBe('warn');
    expect(setting('namespace/pod-security-level')).toMatchObject({ action: 'deny', options: { level: 'restricted' } });
  });

  test('has their exceptions, each with its place', () => {
    expect(load(files).exceptions).toMatchObject([
      { scope: { name: 'd' }, file: 'd.yaml', line: 4 },
      { scope: { name: 'a' }, file: 'a.yaml', line: 4 },
    ]);
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['itself', { 'a.yaml': 'extends: a.yaml\n' }, /^PL_E_POLICY_EXTENDS_CYCLE a\.yaml:1:1 .*a\.yaml extends a\.yaml/],
    [
      'one that extends it',
      { 'a.yaml': 'profile: baseline\nextends: [b.yaml]\n', 'b.yaml': 'extends: a.yaml\n' },
      /^PL_E_POLICY_EXTENDS_CYCLE b\.yaml:1:1 .*a\.yaml extends b\.yaml extends a\.yaml/,
    ],
    [
      'what is not there',
      { 'a.yaml': 'extends:\n  - no.yaml\n' },
      /a\.yaml:2:5 extends\[0\] cannot be read: There is no no\.yaml\./,
    ],
    [
      'an address',
      { 'a.yaml': 'extends: https://example.com/base.yaml\n' },
      /a\.yaml:1:1 extends must be a path: nothing is fetched/,
    ],
    ['an empty path', { 'a.yaml': 'extends: [""]\n' }, /extends\[0\] must name a file/],
    [
      'one that is wrong',
      { 'a.yaml': 'extends: b.yaml\n', 'b.yaml': 'profle: x\n' },
      /The policy file b\.yaml is not valid:\n {2}b\.yaml:1:1 profle/,
    ],
    [
      'a tower',
      Object.fromEntries(
        Array.from({ length: 20 }, (_, at) => [at === 0 ? 'a.yaml' : `${at}.yaml`, `extends: ${at + 1}.yaml\n`]),
      ),
      /^PL_E_POLICY_EXTENDS_LIMIT 7\.yaml:1:1 .*at most 8/,
    ],
    [
      'a crowd',
      Object.fromEntries([
        ['a.yaml', `extends: [${Array.from({ length: CHAIN_LIMITS.files }, (_, at) => `${at}.yaml`).join(', ')}]\n`],
        ...Array.from({ length: CHAIN_LIMITS.files }, (_, at) => [`${at}.yaml`, '']),
      ]),
      /^PL_E_POLICY_EXTENDS_LIMIT /,
    ],
  ])('cannot extend %s', (_, given, message) => {
    expect(problemOf(given)).toMatch(message);
  });

  test('says what is to be done where nothing is given to read them with', () => {
    expect(() => loadPolicy({ path: 'a.yaml', text: 'extends: b.yaml\n' })).toThrow(
      'a.yaml extends b.yaml, and nothing was given',
    );
  });
});
