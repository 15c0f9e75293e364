import { assert, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bill, BilledComponent } from './bill.ts';
import type { BillFormatName } from './formats.ts';
import { readBill, rewriteBill } from './read-bill.ts';
import { bills } from './testing/bills.ts';
import { writeBill } from './write-bill.ts';

const CREATED = new Date('2024-02-03T04:05:06Z');

function bytes(text: string): Uint8Array {
  return Buffer.from(text);
}

/** References by position, since a format may have ids of its own; digests in one order; without the name that the document got as it was written. */
function comparable({ components, ...bill }: Bill): unknown {
  const positions = new Map(components.map(({ id }, index) => [id, index]));
  return {
    ...bill,
    link: undefined,
    writers: undefined,
    components: components.map(({ dependsOn, owner, package: each, ...component }: BilledComponent) => ({
      ...component,
      id: undefined,
      package: { ...each, hashes: each.hashes?.map(({ algorithm, value }) => `${algorithm} ${value}`).toSorted() },
      owner: owner === undefined ? undefined : positions.get(owner),
      dependsOn: dependsOn.map((other) => positions.get(other)),
    })),
  };
}

describe.each<BillFormatName>([
  'cyclonedx-json@1.6',
  'cyclonedx-json@1.7',
  'spdx-json',
  'spdx-tag-value',
  'spdx-json@3.0',
])('%s', (format) => {
  test('tells all of a bill: what is read of it is what was written', () => {
    assert(
      property(bills, (bill) => {
        const read = readBill(bytes(writeBill(bill, format, CREATED)), 'x').bill;
        expect(comparable(read)).toEqual(comparable(bill));
      }),
      { numRuns: 300 },
    );
  });

  test('is left as it is to the byte, where it is asked for again', () => {
    assert(
      property(bills, (bill) => {
        const text = writeBill(bill, format, CREATED);
        expect(rewriteBill(readBill(bytes(text), 'x'), format, new Date(0))).toBe(text);
      }),
      { numRuns: 20 },
    );
  });
});

test.each<[BillFormatName, BillFormatName]>([
  ['cyclonedx-json', 'spdx-json'],
  ['spdx-json', 'cyclonedx-json'],
  ['spdx-json', 'spdx-tag-value'],
  ['spdx-tag-value', 'spdx-json'],
  ['spdx-tag-value', 'cyclonedx-json'],
  ['spdx-json', 'spdx-json@3.0'],
  ['spdx-json@3.0', 'spdx-json'],
  ['spdx-json@3.0', 'cyclonedx-json'],
])('%s becomes %s without a loss', (from, to) => {
  assert(
    property(bills, (bill) => {
      const first = readBill(bytes(writeBill(bill, from, CREATED)), 'x');
      const second = readBill(bytes(rewriteBill(first, to, CREATED)), 'x');
      expect(comparable(second.bill)).toEqual(comparable(bill));
    }),
  );
});
