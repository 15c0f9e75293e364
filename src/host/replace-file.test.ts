import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { temporaryTree } from '../../test/temporary-tree.ts';
import { replaceFile } from './replace-file.ts';

const tree = temporaryTree();
const path = tree.path('a.yaml');
beforeEach(() => {
  writeFileSync(path, 'before\r\n');
});
afterAll(() => {
  tree.remove();
});

describe('a file that is replaced', () => {
  test('keeps its mode and leaves nothing beside it', () => {
    chmodSync(path, 0o640);
    replaceFile(path, 'before\r\n', 'after\r\n');
    expect(readFileSync(path, 'utf8')).toBe('after\r\n');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(tree.root)).toEqual(['a.yaml']);
  });

  test('keeps its byte order mark', () => {
    writeFileSync(path, '\uFEFFbefore');
    replaceFile(path, 'before', 'after');
    expect(readFileSync(path, 'utf8')).toBe('\uFEFFafter');
  });

  test('that a link leads to is replaced there', () => {
    const link = tree.path('link.yaml');
    symlinkSync(path, link);
    replaceFile(link, 'before\r\n', 'after');
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('after');
  });

  test('that somebody changed meanwhile is left', () => {
    expect(() => {
      replaceFile(path, 'something else', 'after');
    }).toThrow('was changed by somebody else meanwhile');
    expect(readFileSync(path, 'utf8')).toBe('before\r\n');
  });

  test('that is not there any more is told', () => {
    expect(() => {
      replaceFile(tree.path('gone.yaml'), '', 'after');
    }).toThrow('could not be written: it is not there');
  });
});
