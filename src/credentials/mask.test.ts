import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectors } from './detectors/index.ts';
import { expandExample, seededNumbers } from './example.ts';
import { findCredentials } from './find.ts';
import { maskCredentials, maskInSentence } from './mask.ts';

const linesOf = (text: string) => text.split('\n').length;

const maskExample = (template: string) => maskCredentials(expandExample(template, seededNumbers(3)));

const maskInside = (secret: string) => maskCredentials(`x ${secret} y`, [{ start: 2, end: 2 + secret.length }]);

test.each([
  ['DB_PASSWORD=hunter2', 'DB_PASSWORD=****'],
  ['  password: hunter2', '  password: ****'],
  ['  password: correct horse battery', '  password: ****'],
  ['  password: correct horse battery # old', '  password: **** # old'],
  ['  password: "hunter2"', '  password: "****"'],
  ['- name: DB_PASSWORD\n  value: hunter2\n', '- name: DB_PASSWORD\n  value: ****\n'],
  ['- value: hunter2\n  name: DB_PASSWORD\n', '- value: ****\n  name: DB_PASSWORD\n'],
  ['postgres://shop:hunter2@db/shop', 'postgres://shop:****@db/shop'],
  ['password: |\n  hunter2\n  hunter3\nuser: shop', 'password: |\n  ****\n  ****\nuser: shop'],
  ['--password hunter2 --user shop', '--password **** --user shop'],
  ['password: {{ .Values.password }}', 'password: {{ .Values.password }}'],
  ['password: $(PASSWORD)', 'password: $(PASSWORD)'],
  ['passwordFile: /run/secrets/db', 'passwordFile: /run/secrets/db'],
  ['nothing to see', 'nothing to see'],
  ['', ''],
])('%j becomes %j', (text, masked) => {
  expect(maskCredentials(text)).toBe(masked);
});

test.each([
  ['DB_PASSWORD holds a credential: Password.', 'DB_PASSWORD holds a credential: Password.'],
  ['The image postgres://shop:hunter2@db/shop is none.', 'The image postgres://shop:****@db/shop is none.'],
  ['', ''],
])('in a sentence, %j becomes %j', (text, masked) => {
  expect(maskInSentence(text)).toBe(masked);
});

test('a public prefix stays, at most four characters of it', () => {
  expect(maskExample('ghp_{checksummed:30}')).toBe('ghp_****');
  expect(maskExample('github_pat_{base62:22}_{base62:59}')).toBe('gith****');
});

test('a known span is masked whatever it holds, and where it stands again', () => {
  const text = 'a: open-sesame\nb: open-sesame\n';
  expect(maskCredentials(text, [{ start: 3, end: 14 }])).toBe('a: ****\nb: ****\n');
});

test('a key of several lines keeps its lines and their indentation', () => {
  const key = expandExample('-----BEGIN EC PRIVATE KEY-----\n{pem}\n-----END EC PRIVATE KEY-----', seededNumbers(5));
  const masked = maskCredentials(`key: |\n  ${key.replaceAll('\n', '\n  ')}\nnext: 1\n`);
  expect(masked).toBe(`key: |\n${'  ****\n'.repeat(14)}next: 1\n`);
});

test('of two known secrets that begin alike, the longer is masked whole', () => {
  const text = 'abcdefgh-1 abcdefgh-12345 abcdefgh-12345';
  expect(
    maskCredentials(text, [
      { start: 0, end: 10 },
      { start: 11, end: 25 },
    ]),
  ).toBe('**** **** ****');
});

test('spans outside the text are cut to it', () => {
  expect(maskCredentials('secret', [{ start: -4, end: 99 }])).toBe('****');
});

describe('for every detector', () => {
  const examples = detectors.flatMap(({ id, examples: { bad } }) => bad.map((template) => ({ id, template })));
  test.each(examples)('the masked text no longer holds the $id of $template', ({ template }) => {
    const text = `first\n  value: ${expandExample(template, seededNumbers(11))}\nlast\n`;
    const masked = maskCredentials(text);
    const secrets = findCredentials(text).map(({ start, end }) => text.slice(start, end));
    // a plain word, such as the guest of guest:guest, may stand elsewhere as a word
    for (const secret of secrets.filter((one) => /[^a-z]/.test(one))) expect(masked).not.toContain(secret);
    expect(findCredentials(masked)).toEqual([]);
    expect(linesOf(masked)).toBe(linesOf(text));
  });
});

const anyText = fc
  .array(
    fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        '\n',
        '\r\n',
        ' ',
        ': ',
        '=',
        '"',
        'password',
        'DB_TOKEN',
        '- name: ',
        '\n  value: ',
        '--',
        '|',
        '://',
        '@',
      ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));

describe('laws', () => {
  test('a known secret is never in the masked text, and the lines are as many', () => {
    fc.assert(
      fc.property(anyText, fc.stringMatching(/^[A-Za-z\d!?+-]{8,24}\d$/), anyText, (before, secret, after) => {
        const text = before + secret + after;
        const masked = maskCredentials(text, [{ start: before.length, end: before.length + secret.length }]);
        expect(masked).not.toContain(secret);
        expect(linesOf(masked)).toBe(linesOf(text));
      }),
    );
  });

  test('the length of a secret does not show', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{8,30}$/), fc.stringMatching(/^[a-z]{8,30}$/), (one, other) => {
        expect(maskInside(one)).toBe(maskInside(other));
      }),
    );
  });

  test('masking what is masked changes nothing', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = maskCredentials(text);
        expect(maskCredentials(once)).toBe(once);
      }),
    );
  });
});
