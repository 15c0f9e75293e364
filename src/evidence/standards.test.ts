import { expect, test } from 'vitest';
import { requirementTitle } from './standards.ts';

test.each([
  ['pss/baseline', 'Baseline'],
  ['cis-kubernetes-1.12/5.2.2', 'Minimize the admission of privileged containers'],
  ['mitre/T1611', 'Escape to Host'],
  ['pss/privileged', undefined],
  ['pss', undefined],
  ['', undefined],
  ['toString/call', undefined],
  ['pss/toString', undefined],
])('%s is %s', (id, title) => {
  expect(requirementTitle(id)).toBe(title);
});
