import { assert, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bill } from './bill.ts';
import { bills } from './testing/bills.ts';
import { schemaFaults } from './testing/schemas.ts';
import { writeBill } from './write-bill.ts';

const CREATED = new Date('2024-02-03T04:05:06Z');

describe.each([
  ['cyclonedx-json@1.6', 'CycloneDX 1.6'],
  ['cyclonedx-json@1.7', 'CycloneDX 1.7'],
  ['spdx-json@2.3', 'SPDX 2.3'],
  ['spdx-json@3.0', 'SPDX 3.0.1'],
] as const)('%s', (format, schema) => {
  const write = (bill: Bill, created: Date): string => writeBill(bill, format, created);

  test('is what the official schema asks for, whatever the bill', () => {
    assert(
      property(bills, (bill) => {
        expect(schemaFaults(schema, write(bill, CREATED))).toEqual([]);
      }),
    );
  });

  test('is the same for the same bill and time, and has another number at another time', () => {
    assert(
      property(bills, (bill) => {
        const text = write(bill, CREATED);
        expect(write(structuredClone(bill), CREATED)).toBe(text);
        expect(numberOf(write(bill, new Date('2025-01-01T00:00:00Z')))).not.toBe(numberOf(text));
      }),
      { numRuns: 20 },
    );
  });

  test('is another one at another time in its times and its number alone', () => {
    assert(
      property(bills, (bill) => {
        const [first, second] = [CREATED, new Date('2025-01-01T00:00:00Z')].map((created) => {
          const text = write(bill, created);
          const time = created.toISOString();
          return text
            .replaceAll(time, 'time')
            .replaceAll(time.replace('.000', ''), 'time')
            .replaceAll(numberOf(text), '');
        });
        expect(second).toBe(first);
      }),
      { numRuns: 20 },
    );
  });
});

function numberOf(text: string): string {
  const { serialNumber, documentNamespace, '@graph': graph = [] } = JSON.parse(text);
  return serialNumber ?? documentNamespace ?? graph[1].spdxId.replace(/#.*/, '');
}

test('the tag-value form of SPDX says at another time the same but for its times and its number', () => {
  const hostile: Bill['unknown'] = ['\nCreated: 1970-01-01T00:00:00Z\nDocumentNamespace: x', 'é'];
  assert(
    property(bills, (bill) => {
      const [first = [], second = []] = [CREATED, new Date('2025-01-01T00:00:00Z')].map((created) =>
        writeBill({ ...bill, unknown: [...hostile, ...bill.unknown] }, 'spdx-tag-value', created).split('\n'),
      );
      const changed = first.flatMap((line, at) => (line === second[at] ? [] : [line]));
      expect(changed.filter((line) => !/^AnnotationDate: 2024-02-03T04:05:06Z$/.test(line))).toEqual([
        expect.stringMatching(/^DocumentNamespace: urn:uuid:[0-9a-f-]{36}$/),
        'Created: 2024-02-03T04:05:06Z',
      ]);
      expect(second).toContain('Created: 1970-01-01T00:00:00Z');
    }),
    { numRuns: 50 },
  );
});
