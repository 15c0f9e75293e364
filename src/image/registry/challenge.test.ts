import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseChallenge } from './challenge.ts';

describe('a challenge', () => {
  const realm = 'https://auth.example.com/token';
  test.each<[string, unknown]>([
    ['Basic realm="x"', { scheme: 'basic' }],
    ['basic', { scheme: 'basic' }],
    [`Bearer realm="${realm}",service="s",scope="repository:a:pull,push"`, { scheme: 'bearer', realm, service: 's' }],
    [`bearer  realm = "${realm}" , service=s`, { scheme: 'bearer', realm, service: 's' }],
    [`Basic realm="x", Bearer realm="${realm}"`, { scheme: 'bearer', realm, service: undefined }],
    [`Bearer realm="${realm}", Basic realm="x"`, { scheme: 'bearer', realm, service: undefined }],
    ['Bearer realm="a\\"b",x', { scheme: 'bearer', realm: 'a"b', service: undefined }],
    ['Bearer service="s"', undefined],
    ['Negotiate', undefined],
    ['', undefined],
    [`Bearer realm="${'x'.repeat(10_000)}"`, undefined],
  ])('%s', (header, challenge) => {
    expect(parseChallenge(header)).toEqual(challenge);
  });

  test('of any text is read, or is none', () => {
    const pieces = fc.constantFrom('Bearer ', 'Basic', 'realm', '=', '"', '\\', ',', ' ', 'x');
    fc.assert(
      fc.property(fc.array(pieces), (texts) => {
        const challenge = parseChallenge(texts.join(''));
        expect(['undefined', 'object']).toContain(typeof challenge);
      }),
    );
  });
});
