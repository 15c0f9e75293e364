import { expect, test } from 'vitest';
import { UserError } from '../core/errors.ts';
import { compareVersions, satisfies, type VersionScheme } from './compare.ts';

function remedyOf(call: () => unknown): string {
  try {
    return `no error: ${String(call())}`;
  } catch (error) {
    return error instanceof UserError ? `${error.problem.code} ${error.problem.remedy}` : 'a bug';
  }
}

test.each<[string, string]>([
  ['deb', 'PL_E_VERSION_SCHEME Name dpkg.'],
  ['PyPI', 'PL_E_VERSION_SCHEME Name pep440.'],
  ['rmp', 'PL_E_VERSION_SCHEME Name rpm.'],
  ['constructor', 'PL_E_VERSION_SCHEME Name one of alpm, apk, '],
])('a caller without types who asks for %s is told what there is', (name, told) => {
  const scheme = name as VersionScheme;
  expect(remedyOf(() => compareVersions(scheme, '1', '2'))).toContain(told);
  expect(remedyOf(() => satisfies(scheme, '1', '>1'))).toContain(told);
});
