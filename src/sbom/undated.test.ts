import { assert, date, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { type DatedFields, datedText, fieldBeginning, NO_NUMBER, undatedDocument } from './undated.ts';

const IN_SECONDS: DatedFields = {
  noTime: '1970-01-01T00:00:00Z',
  times: ['made', 'looked'],
  numbers: [fieldBeginning('number')],
};
const EXACT: DatedFields = { ...IN_SECONDS, noTime: '1970-01-01T00:00:00.000Z' };

const UUID = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function written(text: string, created: Date, fields = EXACT) {
  const { noTime } = fields;
  const document = { number: NO_NUMBER, name: text, made: noTime, parts: [{ looked: noTime, other: noTime }] };
  return JSON.parse(datedText(undatedDocument(document, fields), created));
}

const dates = date({
  min: new Date('1970-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});

test('the time stands where it belongs, and nowhere else', () => {
  assert(
    property(string({ unit: 'binary' }), dates, (text, created) => {
      const time = created.toISOString();
      expect(written(text, created)).toEqual({
        number: expect.stringMatching(UUID),
        name: JSON.parse(JSON.stringify(text)),
        made: time,
        parts: [{ looked: time, other: EXACT.noTime }],
      });
    }),
  );
});

test.each([
  `"made": "${EXACT.noTime}"`,
  `\\"made": "${EXACT.noTime}"`,
  `x", "made": "${EXACT.noTime}", "number": "${NO_NUMBER}"`,
  `\n  "number": "${NO_NUMBER}"`,
])('%j is a text like any other', (text) => {
  expect(written(text, new Date('2024-02-03T04:05:06.789Z')).name).toBe(text);
});

test('a format without milliseconds gets none, and another number only with the next second', () => {
  const first = written('x', new Date('2024-02-03T04:05:06.001Z'), IN_SECONDS);
  expect(first.made).toBe('2024-02-03T04:05:06Z');
  expect(written('x', new Date('2024-02-03T04:05:06.999Z'), IN_SECONDS)).toEqual(first);
  expect(written('x', new Date('2024-02-03T04:05:07.000Z'), IN_SECONDS).number).not.toBe(first.number);
});

test('the number is another one for another time, and for another content', () => {
  assert(
    property(dates, dates, string(), (first, second, text) => {
      const { number } = written(text, first);
      expect(written(text, second).number === number).toBe(first.getTime() === second.getTime());
      expect(written(`${text}.`, first).number).not.toBe(number);
    }),
  );
});

test('a document without a place for its number is a bug', () => {
  expect(() => undatedDocument({ number: 'x' }, EXACT)).toThrow('a document without "number": "');
});
