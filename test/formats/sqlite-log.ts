import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The write-ahead log that a program of Python leaves in a directory that ends before it closes its database; empty where there is none. */
export function sqliteLog(directory: string, ...statements: readonly string[]): Buffer {
  const program = [
    'import os, sqlite3, sys',
    'database = sqlite3.connect(sys.argv[1], isolation_level=None)',
    'database.execute("PRAGMA journal_mode = WAL")',
    'database.execute("PRAGMA cache_size = 1")',
    ...statements.map((each) => `database.execute(${JSON.stringify(each)})`),
    'os._exit(0)',
  ].join('\n');
  execFileSync('python3', ['-c', program, join(directory, 'rpmdb.sqlite')]);
  const path = join(directory, 'rpmdb.sqlite-wal');
  return existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
}

/** What makes the table of rpm's packages, and what adds one. */
export const CREATE_PACKAGES = 'CREATE TABLE Packages (hnum INTEGER PRIMARY KEY, blob BLOB NOT NULL)';
export const INSERT_PACKAGE = 'INSERT INTO Packages VALUES (NULL, zeroblob(10000))';
