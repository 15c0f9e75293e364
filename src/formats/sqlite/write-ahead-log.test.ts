import { assert, integer, nat, property } from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CREATE_PACKAGES, INSERT_PACKAGE, sqliteLog } from '../../../test/formats/sqlite-log.ts';
import { isInstalled } from '../../../test/programs.ts';
import { type TemporaryTree, temporaryTree } from '../../../test/temporary-tree.ts';
import { committedPages } from './write-ahead-log.ts';

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
