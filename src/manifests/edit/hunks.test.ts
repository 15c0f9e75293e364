import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { array, assert as assertLaw, constantFrom, nat, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unifiedHunks } from './hunks.ts';
import { EditedText, type Splice, spliceText } from './splice.ts';

const text = Array.from({ length: 20 }, (_, index) => `line ${index + 1}\n`).join('');

function at(line: string): number {
  return text.indexOf(`${line}\n`);
}

describe('unifiedHunks', () => {
  test('shows what goes, what comes and three lines around', () => {
    const start = at('line 10');
    expect(unifiedHunks(text, [{ start, end: start + 7, text: 'ten\nand a half' }])).toEqual([
      '@@ -7,7 +7,8 @@\n line 7\n line 8\n line 9\n-line 10\n+ten\n+and a half\n line 11\n line 12\n line 13\n',
    ]);
  });

  test('an insertion removes nothing', () => {
    const end = at('line 2') + 6;
    expect(unifiedHunks(text, [{ start: end, end, text: '\nnew' }], 1)).toEqual([
      '@@ -2,2 +2,3 @@\n line 2\n+new\n line 3\n',
    ]);
  });

  test('places that are near share a hunk, others do not', () => {
    const splices = ['line 2', 'line 6', 'line 15'].map((line) => ({
      start: at(line),
      end: at(line) + 4,
      text: 'LINE',
    }));
    expect(unifiedHunks(text, splices).map((hunk) => hunk.split('\n', 1)[0])).toEqual([
      '@@ -1,9 +1,9 @@',
      '@@ -12,7 +12,7 @@',
    ]);
  });

  test('a last line without a line end is told', () => {
    expect(unifiedHunks('a\nb', [{ start: 3, end: 3, text: '\nc' }])).toEqual([
      '@@ -1,2 +1,3 @@\n a\n-b\n\\ No newline at end of file\n+b\n+c\n\\ No newline at end of file\n',
    ]);
  });

  test('nothing changed, nothing shown', () => {
    expect(unifiedHunks(text, [])).toEqual([]);
    expect(unifiedHunks(text, [{ start: 0, end: 4, text: 'line' }])).toEqual([]);
  });
});

const edits = array(tuple(nat(60), nat(12), constantFrom('', 'x', '\n', 'y\nz', 'line\n')), {
  minLength: 1,
  maxLength: 4,
});

function editedBy(before: string, changes: readonly [number, number, string][]): EditedText {
  const edited = new EditedText(before);
  for (const [start, length, put] of changes) {
    const now = edited.text;
    const from = Math.min(start, now.length);
    edited.apply({ start: from, end: Math.min(from + length, now.length), text: put });
  }
  return edited;
}

test('splices of edits one after the other are what leads from the first text to the last', () => {
  assertLaw(
    property(array(constantFrom('a\n', 'b', '\n', 'cc\n'), { maxLength: 30 }), edits, (parts, changes) => {
      const before = parts.join('');
      let expected = before;
      for (const [start, length, put] of changes) {
        const from = Math.min(start, expected.length);
        expected = expected.slice(0, from) + put + expected.slice(from + length);
      }
      const edited = editedBy(before, changes);
      expect(edited.text).toBe(expected);
      const ends = edited.splices.flatMap(({ start, end }: Splice) => [start, end]);
      expect(ends).toEqual(ends.toSorted((left, right) => left - right));
    }),
  );
});

const hasPatch = spawnSync('patch', ['--version']).status === 0;

test.skipIf(!hasPatch)(
  `patch makes the text after of the text before${hasPatch ? '' : ' (skipped: no patch here)'}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
    const file = join(folder, 'f');
    assertLaw(
      property(
        array(constantFrom('a\n', 'b', '\n', 'cc\n'), { minLength: 5, maxLength: 40 }),
        edits,
        (parts, changes) => {
          const before = parts.join('');
          const { splices } = editedBy(before, changes);
          const hunks = unifiedHunks(before, splices);
          const after = spliceText(before, splices);
          if (before === '' || after === '' || hunks.length === 0) return;
          writeFileSync(file, before);
          const run = spawnSync('patch', ['-s', '-f', '-F0', file], {
            input: `--- f\n+++ f\n${hunks.join('')}`,
            encoding: 'utf8',
          });
          expect(run.stdout + run.stderr).toBe('');
          expect(readFileSync(file, 'utf8')).toBe(after);
        },
      ),
      { numRuns: 60 },
    );
    rmSync(folder, { recursive: true });
  },
);
