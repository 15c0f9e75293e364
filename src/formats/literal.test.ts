import { array, assert as assertLaw, constantFrom, nat, property } from 'fast-check';
import { EVENT_ID, getScalarValue, parseEvents, type ScalarEvent } from 'js-yaml';
import { expect, test } from 'vitest';
import { literalText } from './literal.ts';

const lines = array(
  constantFrom('', ' ', '  ', '   ', '    ', '  a', '   b ', '  # c', '\tx', '  \t', '    d', '  a\r'),
  { maxLength: 8 },
);

test('is what js-yaml makes of it', () => {
  let compared = 0;
  assertLaw(
    property(constantFrom('|', '|-', '|+', '|1', '|2-', '|3+'), lines, nat(1), (header, content, ending) => {
      const text = `k: ${header}\n${content.join('\n')}${'\n'.repeat(ending)}`;
      for (const event of scalars(text)) {
        expect(literalText(text, event)).toBe(getScalarValue(text, event));
        compared += 1;
      }
    }),
    { numRuns: 2000 },
  );
  expect(compared).toBeGreaterThan(300);
});

function scalars(text: string): ScalarEvent[] {
  try {
    return parseEvents(text, {}).filter(
      (event) => event.type === EVENT_ID.SCALAR && event.style === 4,
    ) as ScalarEvent[];
  } catch {
    return [];
  }
}
