import { describe, expect, test } from 'vitest';
import type { Detector } from '../detector.ts';
import { expandExample, seededNumbers } from '../example.ts';
import { findCredentials } from '../find.ts';
import { findCredentialInValue } from '../value.ts';
import { detectors } from './index.ts';
import { namedFormats } from './named.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

function kindsIn(text: string): readonly string[] {
  return findCredentials(text).map(({ kind }) => kind);
}

test('every detector has an id of its own', () => {
  const ids = detectors.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z\d]+(?:-[a-z\d]+)*$/);
});

describe.each(detectors)('$id', ({ pattern, literals }) => {
  test('has a sticky pattern, with indices where it names the secret', () => {
    expect(pattern.sticky).toBe(true);
    expect(pattern.hasIndices).toBe(pattern.source.includes('(?<secret>'));
  });

  test('has literals of at least two characters', () => {
    for (const literal of literals) expect(literal.length).toBeGreaterThan(1);
  });

  test('has no unbounded quantifier', () => {
    const withoutClasses = pattern.source.replaceAll(/\\./g, '').replaceAll(/\[[^\]]*\]/g, 'c');
    expect(withoutClasses).not.toMatch(/[c)a-z][*+]|\{\d+,\}/i);
  });
});

const table = (pick: (detector: Detector) => readonly string[]) =>
  detectors.flatMap((detector) => pick(detector).map((template) => ({ id: detector.id, template })));

describe('finds', () => {
  test.each(table(({ examples }) => examples.bad))('$id in $template', ({ id, template }) => {
    for (const seed of SEEDS) {
      const text = expandExample(template, seededNumbers(seed));
      expect(kindsIn(text)).toContain(id);
      expect(kindsIn(`x: "${text}"\n`)).toContain(id);
    }
  });

  test.each(namedFormats.flatMap(({ id, examples }) => examples.map(([name, value]) => ({ id, name, value }))))(
    '$id under $name',
    ({ id, name, value }) => {
      for (const seed of SEEDS) {
        const text = expandExample(value, seededNumbers(seed));
        expect(findCredentialInValue(name, text)).toMatchObject([{ kind: id, start: 0, end: text.length }]);
      }
    },
  );
});

describe('leaves', () => {
  test.each(table(({ examples }) => examples.good ?? []))('what is no $id: $template', ({ id, template }) => {
    for (const seed of SEEDS) expect(kindsIn(expandExample(template, seededNumbers(seed)))).not.toContain(id);
  });
});

describe('leaves the account of a demonstration', () => {
  test.each([
    'postgresql+psycopg2://scott:tiger@localhost/test',
    'mssql+pyodbc://scott:tiger^5HHH@mssql2017:1433/test',
  ])('%s', (text) => {
    expect(kindsIn(text)).toEqual([]);
  });

  test.each(['postgres://scott:Vb7kettleRowlock42@db/shop', 'SERVER=db;DATABASE=user;UID=sa;PWD=secret'])(
    'and finds %s',
    (text) => {
      expect(kindsIn(text)).toHaveLength(1);
    },
  );
});
