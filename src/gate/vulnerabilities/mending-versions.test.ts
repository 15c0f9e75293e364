import { expect, test } from 'vitest';
import type { VulnerablePackage } from './find-vulnerabilities.ts';
import { MendingVersions } from './mending-versions.ts';

function row(name: string, id: string, fixed: string | undefined): VulnerablePackage {
  return {
    version: '1.0.0',
    groups: [
      {
        questions: [],
        name,
        names: [name],
        packages: [],
        lowest: {
          package: { type: 'npm', name, version: '1.0.0', evidence: 'installed' },
          layer: 0,
          path: `node_modules/${name}/package.json`,
          owner: undefined,
          programs: [],
        },
        owner: undefined,
        programs: [],
      },
    ],
    imports: [],
    vulnerability: {
      id,
      names: [id],
      judgement: { severity: 'high', by: '' },
      state: 'affected',
      fixed,
      elsewhere: undefined,
      fixState: fixed === undefined ? 'no-fix-yet' : 'fixed',
      evidence: [
        {
          advisory: {
            id,
            aliases: [],
            upstream: [],
            related: [],
            judgement: { severity: 'high', by: '' },
          },
          question: { ecosystem: 'npm', name, version: '1.0.0' },
          answer: { state: 'affected', ranges: [], isListed: true, fixed },
          imports: () => [],
          doubt: '',
          takes: '',
          word: undefined,
        },
      ],
    },
  };
}

test('the flaws of a package are mended by the latest of their fixes, and those without one by none', () => {
  const rows = [row('a', '1', '1.9.0'), row('a', '2', '1.10.0'), row('a', '3', undefined), row('b', '4', '1.2.0')];
  const mending = new MendingVersions(rows);
  expect(rows.map((each) => mending.of(each))).toEqual(['1.10.0', '1.10.0', undefined, '1.2.0']);
});
