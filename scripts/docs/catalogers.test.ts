import { expect, test } from 'vitest';
import { catalogerTable } from './catalogers.ts';

test('each cataloger is a row, with what it claims', () => {
  const cataloger = { id: 'a/b', summary: 'x | y', version: 1, maxBytes: 1, catalog: () => [] };
  expect(
    catalogerTable([
      { ...cataloger, claims: ['**/*.x', 'y'] },
      { ...cataloger, executables: true },
    ]),
  ).toBe(
    [
      '| cataloger | finds | in |',
      '| --- | --- | --- |',
      '| `a/b` | x \\| y | `**/*.x`, `y` |',
      '| `a/b` | x \\| y | every program and library |',
    ].join('\n'),
  );
});
