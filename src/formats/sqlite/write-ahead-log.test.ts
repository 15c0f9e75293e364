import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { assert, integer, nat, property } from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CREATE_PACKAGES, INSERT_PACKAGE, sqliteLog } from '../../../test/formats/sqlite-log.ts';
import { isInstalled } from '../../../test/programs.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { BinaryFault } from '../byte-view.ts';
import { readTable } from './read-table.ts';
import { committedPages, withCommitted } from './write-ahead-log.ts';

let tree: TemporaryTree;
beforeEach(() => {
  tree = temporaryTree({});
});
afterEach(() => {
  tree.remove();
});

function logOf(...statements: readonly string[]): Buffer {
  return sqliteLog(tree.root, ...statements);
}

describe.skipIf(!isInstalled('python3'))('a log of SQLite (skipped without python3)', () => {
  test('has the pages of transactions', () => {
    const log = logOf(CREATE_PACKAGES, INSERT_PACKAGE);
    const pageSize = log.readUInt32BE(8);
    expect(committedPages(log)).toBe((log.length - 32) / (24 + pageSize));
    expect(committedPages(log)).toBeGreaterThan(3);
  });

  test('has none of a transaction that was not committed', () => {
    const log = logOf(
      CREATE_PACKAGES,
      'PRAGMA wal_checkpoint(TRUNCATE)',
      'BEGIN',
      ...Array.from({ length: 40 }, () => INSERT_PACKAGE),
    );
    expect(log.length).toBeGreaterThan(32 + 24 + 512);
    expect(committedPages(log)).toBe(0);
  });

  test('ends where it is damaged, and is never more than there is', () => {
    const log = logOf(CREATE_PACKAGES, INSERT_PACKAGE, INSERT_PACKAGE);
    const whole = committedPages(log);
    assert(
      property(nat(log.length - 1), integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = Buffer.from(log);
        damaged[at] = (damaged[at] ?? 0) ^ change;
        expect(committedPages(damaged)).toBeLessThan(whole);
      }),
    );
    assert(
      property(nat(log.length), (length) => {
        expect(committedPages(log.subarray(0, length))).toBeLessThanOrEqual(whole);
      }),
    );
  });
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['text', Buffer.from('frames')],
  ['zeros', Buffer.alloc(4096)],
])('%s is no log', (_, bytes) => {
  expect(committedPages(bytes)).toBe(0);
});

/** The rows of a table, by their keys as SQLite has them and the sizes of their second columns. */
function sizesIn(database: Uint8Array): readonly unknown[] {
  return [...readTable(database, 'Packages')].map((row) =>
    row instanceof BinaryFault ? row.why : (row[1]?.value.length ?? -1),
  );
}

function sizesBySqlite(path: string): readonly unknown[] {
  const program =
    'import json, sqlite3, sys; print(json.dumps([row[0] for row in sqlite3.connect(sys.argv[1]).execute("SELECT length(blob) FROM Packages ORDER BY hnum")]))';
  return JSON.parse(execFileSync('python3', ['-c', program, path], { encoding: 'utf8' }));
}

function insert(size: number): string {
  return `INSERT INTO Packages VALUES (NULL, zeroblob(${size}))`;
}

describe.skipIf(!isInstalled('python3'))('a database with its log (skipped without python3)', () => {
  test.each<[string, readonly string[]]>([
    ['all of which is in the log', [CREATE_PACKAGES, insert(10), insert(20_000)]],
    [
      'with rows in both',
      [CREATE_PACKAGES, insert(1), insert(9000), 'PRAGMA wal_checkpoint(TRUNCATE)', insert(30_000)],
    ],
    [
      'of which the log takes some away and changes others',
      [
        CREATE_PACKAGES,
        ...Array.from({ length: 60 }, (_, index) => insert(100 * index)),
        'PRAGMA wal_checkpoint(TRUNCATE)',
        'DELETE FROM Packages WHERE hnum % 3 = 0',
        'UPDATE Packages SET blob = zeroblob(7777) WHERE hnum % 5 = 0',
      ],
    ],
    [
      'that the log makes smaller',
      [
        CREATE_PACKAGES,
        ...Array.from({ length: 20 }, () => insert(20_000)),
        'PRAGMA wal_checkpoint(TRUNCATE)',
        'DELETE FROM Packages WHERE hnum > 2',
        'VACUUM',
      ],
    ],
    [
      'whose log was begun anew over old frames',
      [
        CREATE_PACKAGES,
        ...Array.from({ length: 20 }, () => insert(20_000)),
        'PRAGMA wal_checkpoint(RESTART)',
        insert(5),
      ],
    ],
    [
      'with a transaction that was not committed',
      [CREATE_PACKAGES, insert(3), 'BEGIN', ...Array.from({ length: 40 }, () => insert(9000))],
    ],
    ['with pages of another size', ['PRAGMA page_size = 512', CREATE_PACKAGES, insert(3), insert(3000)]],
  ])('%s is read as SQLite reads it', (_, statements) => {
    const log = logOf(...statements);
    const path = tree.path('rpmdb.sqlite');
    const whole = withCommitted(readFileSync(path), log);
    expect(whole === undefined ? 'none' : sizesIn(whole)).toEqual(sizesBySqlite(path));
  });

  test('is not made of a log of another database', () => {
    const log = logOf(CREATE_PACKAGES, INSERT_PACKAGE);
    const other = Buffer.alloc(1024);
    other.writeUInt16BE(512, 16);
    expect(withCommitted(other, log)).toBeUndefined();
    expect(withCommitted(Buffer.alloc(0), Buffer.from('frames'))).toBeUndefined();
  });

  test('is as large as what is there, whatever the log says', () => {
    const log = logOf(CREATE_PACKAGES, INSERT_PACKAGE);
    assert(
      property(nat(log.length - 1), integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = Buffer.from(log);
        damaged[at] = (damaged[at] ?? 0) ^ change;
        expect(withCommitted(Buffer.alloc(0), damaged)?.length ?? 0).toBeLessThanOrEqual(log.length);
      }),
    );
  });
});
