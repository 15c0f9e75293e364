import { describe, expect, test } from 'vitest';
import { UserError } from '../core/errors.ts';
import type { VexWord } from '../core/vex.ts';
import type { Reported } from '../evidence/reported.ts';
import { loadPolicy } from './load.ts';
import type { Policy, RuleSetting } from './policy.ts';
import { trusts, vexOutcome } from './vex.ts';

/** A policy of several files, by their paths; the last one is that which is named. */
function load(files: Readonly<Record<string, string>>): Policy {
  const [path = '', text = ''] = Object.entries(files).at(-1) ?? [];
  return loadPolicy({ path, text }, undefined, (named) => ({ path: named, text: files[named] ?? '' }));
}

function faultIn(text: string): string {
  try {
    load({ 'plimsoll.yaml': text });
  } catch (error) {
    if (error instanceof UserError) return error.problem.message;
    throw error;
  }
  return '';
}

describe('what a policy says of VEX', () => {
  test('is a list of documents, as seen from its file', () => {
    expect(load({ 'platform/plimsoll.yaml': 'vex: [a.json, ../b.json, /c.json]\n' }).vex).toEqual({
      files: ['platform/a.json', 'b.json', '/c.json'],
      authors: [],
      noted: undefined,
    });
    expect(load({ 'plimsoll.yaml': 'profile: baseline\n' }).vex).toBeUndefined();
  });

  test('is put together: documents of all files, authors that every file names, rules that any notes', () => {
    const policy = load({
      'platform.yaml': 'vex: { files: [a.json], authors: [vendor, shop], noted: [image/fixed-tag] }\n',
      'plimsoll.yaml': 'extends: platform.yaml\nvex: { files: [a.json, b.json], authors: [shop, us], noted: [] }\n',
    });
    expect(policy.vex?.files).toEqual(['a.json', 'b.json']);
    expect(['vendor', 'shop', 'us', ''].filter((author) => trusts(policy, author))).toEqual(['shop']);
    expect(policy.vex?.noted).toEqual(new Set(['image/fixed-tag']));
  });

  test.each([
    ['vex: 7\n', /plimsoll\.yaml:1:1 vex must be/],
    ['vex: [https://example.com/vex.json]\n', /must be a path: nothing is fetched from elsewhere/],
    ['vex: { noted: [image/fixed-tags] }\n', /"image\/fixed-tags" is no rule; did you mean image\/fixed-tag\?/],
    ['vex: { author: [x] }\n', /did you mean "authors"\?/],
  ])('%j is wrong', (text, fault) => {
    expect(faultIn(text)).toMatch(fault);
  });
});

const WORD: VexWord = {
  status: 'not_affected',
  justification: 'component_not_present',
  says: '',
  author: '',
  file: 'vex.json',
  place: 'statements[0]',
  except: [],
};

function outcome(word: Partial<VexWord> | undefined, setting: Partial<RuleSetting> = {}, rule = 'image/fixed-tag') {
  const vulnerability = word === undefined ? {} : { vulnerability: { vex: { ...WORD, ...word } } };
  return vexOutcome({ rule: { id: rule }, ...vulnerability } as unknown as Reported, setting as RuleSetting, undefined);
}

describe('what VEX does to a finding', () => {
  test('is nothing where it says nothing, or that the flaw may be there', () => {
    for (const word of [undefined, { status: 'affected' }, { status: 'under_investigation' }] as const)
      expect(outcome(word)).toBeUndefined();
  });

  test('is to accept it', () => {
    for (const status of ['not_affected', 'fixed'] as const)
      expect(outcome({ status })).toMatchObject({ exception: { source: 'vex', status, file: 'vex.json' } });
  });

  test('is a refusal of what is known to be exploited', () => {
    expect(outcome({}, {}, 'image/known-exploited-vulnerability')).toEqual({
      refusal:
        'VEX of nobody named (vex.json) says that it is not affected; findings of image/known-exploited-vulnerability are accepted by an exception alone.',
    });
  });

  test('is a refusal where a file that does not name it locks the rule', () => {
    const floor = { action: 'deny', isWritten: true, sections: [], place: 'platform.yaml:2:3' } as const;
    expect(outcome({}, { floors: [floor] })).toMatchObject({ refusal: expect.stringContaining('platform.yaml:2:3') });
    expect(outcome({}, { floors: [{ ...floor, vexFiles: new Set(['vex.json']) }] })).toHaveProperty('exception');
  });

  test('is a refusal where packages are left, of which it names three', () => {
    expect(outcome({ except: ['a', 'b', 'c', 'd', 'e'] })).toMatchObject({
      refusal: expect.stringMatching(/says nothing of a, b, c and 2 more\.$/),
    });
  });
});
