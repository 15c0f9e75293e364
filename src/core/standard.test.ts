import { expect, test } from 'vitest';
import { namesStandard } from './standard.ts';

test.each([
  ['pss/baseline', 'pss/baseline', true],
  ['pss', 'pss/baseline', true],
  ['pss/', 'pss/baseline', true],
  ['pss/base', 'pss/baseline', false],
  ['cis-kubernetes-1.12/5.2.1', 'cis-kubernetes-1.12/5.2.1', true],
  ['cis-kubernetes-1.12/5.2.1', 'cis-kubernetes-1.12/5.2.11', false],
  ['cis-kubernetes-1.12/5.2', 'cis-kubernetes-1.12/5.2.11', true],
  ['cis-kubernetes-1', 'cis-kubernetes-1.12/5.2.11', true],
  ['cis', 'cis-kubernetes-1.12/5.2.11', true],
  ['nist-800-190/4.4.3', 'nist-800-190/4.4', false],
  ['', 'pss/baseline', false],
])('%o names %s: %s', (query, id, expected) => {
  expect(namesStandard(query, id)).toBe(expected);
});
