import { assert, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { billFormats } from './formats.ts';
import { bills } from './testing/bills.ts';
import { schemaFaults } from './testing/schemas.ts';

const CREATED = new Date('2024-02-03T04:05:06Z');

describe.each([
  ['cyclonedx-json@1.6', 'CycloneDX 1.6'],
  ['cyclonedx-json@1.7', 'CycloneDX 1.7'],
  ['spdx-json@2.3', 'SPDX 2.3'],
] as const)('%s', (format, schema) => {
  const write = billFormats[format].write;

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
});

function numberOf(text: string): unknown {
  const { serialNumber, documentNamespace } = JSON.parse(text);
  return serialNumber ?? documentNamespace;
}
