import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { detectors } from './detectors/index.ts';
import { expandExample, seededNumbers } from './example.ts';
import { findCredentials } from './find.ts';
import { maskCredentials } from './mask.ts';
import { findNamedCredentials } from './named.ts';
import { findCredentialInValue } from './value.ts';

const LARGE = 200_000;
/** Enough to tell linear from quadratic time, and many detectors are tried. */
const PIECE = 30_000;
/** Generous: an honest pass takes a few hundredths of a second, a quadratic one minutes. */
const LIMIT_MS = 4000;

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function fill(unit: string, size = LARGE): string {
  return unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
}

const openings = detectors.flatMap(({ id, literals, examples: { bad } }) => {
  const example = expandExample(bad[0], seededNumbers(2));
  const literal = literals.find((one) => example.includes(one)) ?? literals[0];
  const cut = example.slice(0, Math.max(example.indexOf(literal) + literal.length, example.length - 2));
  return [
    { id, how: 'its literal', unit: literals[0], size: LARGE },
    { id, how: 'its literal after a space', unit: ` ${literals[0]}`, size: PIECE },
    { id, how: 'its literal, then letters', unit: `${literals[0]}${'aB3'.repeat(3000)}`, size: PIECE },
    { id, how: 'an example cut short', unit: `${cut} `, size: PIECE },
    { id, how: 'an example', unit: `${example}\n`, size: PIECE },
  ];
});

describe('hostile text takes time in proportion to its length', () => {
  test.each(openings)('$id: $how again and again', ({ unit, size }) => {
    const text = fill(unit, size);
    expect(timed(() => findCredentials(text))).toBeLessThan(LIMIT_MS);
  });

  test.each([
    ['a'],
    ['='],
    [':'],
    ['"'],
    [' '],
    ['\n'],
    ['\\'],
    ['-'],
    ['password'],
    ['password:'],
    ['password: '],
    ['password="'],
    ['password: |\n '],
    ['--token '],
    ['- name: TOKEN\n'],
    ['value: x\nname: TOKEN\n'],
    ['"name":"TOKEN","value":"'],
    ['token=a1B2c3D4e5\n'],
    ['secret_'],
    ['key.'],
    ['ENV token x'],
    ['curl -u a:'],
    ['mysql -p'],
    ['name: PASSWORD\n  value: aaaaaaaaaaaaaaaa\n'],
    ['{"auth":'],
    ['eyJ.'],
    ['eyJaaaaaaaaaaaa.'],
    ['://a:b'],
    ['://:'],
    ['://a?password='],
    ['Host=Password='],
    ['@tcp(a:b'],
    ['Bearer a'],
    ['ZXlKaGJHY2lP'],
  ])('%j again and again, in all functions', (unit) => {
    const text = fill(unit);
    expect(timed(() => findNamedCredentials(text))).toBeLessThan(LIMIT_MS);
    expect(timed(() => maskCredentials(text))).toBeLessThan(LIMIT_MS);
    expect(timed(() => findCredentialInValue('PASSWORD', text))).toBeLessThan(LIMIT_MS);
    expect(timed(() => findCredentialInValue(text, 'x'))).toBeLessThan(LIMIT_MS);
  });
});

test('any text is answered with spans inside it, sorted, without overlaps', () => {
  const pieces = fc.constantFrom(...detectors.flatMap(({ literals }) => literals));
  const text = fc
    .array(fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), pieces), { maxLength: 30 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (given) => {
      let last = 0;
      for (const { start, end } of findNamedCredentials(given)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
      expect(last).toBeLessThanOrEqual(given.length);
    }),
  );
});
