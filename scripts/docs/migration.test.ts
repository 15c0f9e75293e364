import { expect, test } from 'vitest';
import { loadPolicy } from '../../src/policy/load.ts';
import { rules } from '../../src/rules/all.ts';
import { readText } from '../../test/repository.ts';
import { migratedTools, migrationTable } from './migration.ts';

const PAGE = readText('docs/guide/migrating.md');

test('every rule that the page names exists', () => {
  const areas = new Set(rules.map(({ id }) => id.split('/')[0]));
  const ids = new Set(rules.map(({ id }) => id));
  const named = [...PAGE.matchAll(/(?<![\w./-])(?<area>[a-z]+)[/.](?<name>[a-z]+(?:-[a-z]+)+)(?!\.[a-z]*md)/g)];
  const words = named.map(({ groups }) => `${groups?.['area']}/${groups?.['name']}`);
  const unknown = words.filter((word) => areas.has(word.split('/')[0] ?? '') && !ids.has(word));
  expect(words.filter((word) => ids.has(word)).length).toBeGreaterThan(50);
  expect(unknown).toEqual([]);
});

test.each(migratedTools)('%s has a section with its table, of which most rows have an answer', (tool) => {
  expect(PAGE).toContain(`<!-- generated:migration-${tool} -->`);
  const rows = migrationTable(tool).split('\n').slice(2);
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter((row) => row.includes('](../reference/rules/')).length).toBeGreaterThan(rows.length * 0.7);
});

test('every exception that the page shows is valid', () => {
  const blocks = [...PAGE.matchAll(/^```yaml\n(?<text>exceptions:\n[^]*?)^```$/gm)].map(
    ({ groups }) => groups?.['text'] ?? '',
  );
  expect(blocks).toHaveLength(4);
  for (const text of blocks) expect(() => loadPolicy({ path: 'plimsoll.yaml', text })).not.toThrow();
});
