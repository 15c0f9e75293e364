import { describe, expect, test } from 'vitest';
import { errorTables } from '../src/cli/error-tables.ts';
import { VERSION } from '../src/core/plimsoll-version.ts';
import { rules } from '../src/rules/all.ts';
import { listFiles, readText } from './repository.ts';

const CODES = errorTables.flatMap((table) => Object.keys(table));

describe('error codes', () => {
  test('are unique', () => {
    expect(CODES.filter((code, position) => CODES.indexOf(code) !== position)).toEqual([]);
  });

  test('are all joined in src/cli/error-tables.ts', () => {
    const declared = listFiles('src/**/errors.ts').flatMap((path) =>
      [...readText(path).matchAll(/^ {2}(PL_E_\w+): \{$/gm)].map(([, code = '']) => code),
    );
    expect(declared.length).toBeGreaterThan(0);
    expect(declared.filter((code) => !CODES.includes(code))).toEqual([]);
  });

  test('are all documented', () => {
    const page = readText('docs/reference/errors.md');
    expect(CODES.filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
  });

  test.each(errorTables.flatMap((table) => Object.entries(table)))(
    '%s has a status of HTTP for its fault',
    (_, { http }) => {
      expect(http).toBeGreaterThanOrEqual(400);
      expect(http).toBeLessThan(600);
    },
  );
});

describe('the reference', () => {
  test('has nothing that is still to be written', () => {
    expect(listFiles('src/rules/*/*.ts').filter((path) => readText(path).includes('TODO'))).toEqual([]);
  });

  test('has a page for each rule', () => {
    const pages = listFiles('docs/reference/rules/*/*.md').map((path) =>
      path.slice('docs/reference/rules/'.length, -3),
    );
    expect(pages.toSorted()).toEqual(rules.map(({ id }) => id).toSorted());
  });

  test('the version is that of the package', () => {
    expect(JSON.parse(readText('package.json'))).toMatchObject({ version: VERSION });
  });
});
