import { expect, test } from 'vitest';
import type { DatabaseReport } from '../../core/report.ts';
import { joinedDatabases } from './joined-databases.ts';

const DEBIAN = { name: 'Debian', modified: '2026-01-02T00:00:00Z', taken: '2026-01-03T00:00:00Z' };
const NPM = { name: 'npm', modified: '2026-01-01T00:00:00Z', taken: '2026-01-03T00:00:00Z' };

function report(sources: DatabaseReport['sources'], unasked: DatabaseReport['unasked']): DatabaseReport {
  return { path: '/db', modified: sources[0]?.modified ?? '', sources, unasked };
}

test('what a database was asked for several images stands in one report, each source once', () => {
  const joined = joinedDatabases([report([NPM], { conda: 1 }), report([DEBIAN, NPM], { conda: 2, opkg: 3 })]);
  expect(joined).toEqual({
    path: '/db',
    modified: DEBIAN.modified,
    sources: [DEBIAN, NPM],
    unasked: { conda: 3, opkg: 3 },
  });
  expect(joinedDatabases([])).toBeUndefined();
});
