import { describe, expect, test } from 'vitest';
import { setValues } from './set-values.ts';
import { ValuesFile, valueOf } from './values.ts';

const paths = (...names: readonly string[]): readonly string[][] => names.map((name) => name.split('.'));

describe('the value that a line shows', () => {
  const values = new ValuesFile({
    path: 'values.yaml',
    text: `image:
  repository: r/cart
  tag: v1
replicas: 2
security:
  runAsUser: 0
  capabilities:
    drop: [ALL, NET_RAW]
empty: {}
`,
  });
  test.each([
    ['image: "r/cart:v1"', paths('image.tag'), 'image.tag 3'],
    ['image: "r/cart:v1"', paths('nothing', 'image.repository'), 'image.repository 2'],
    ['replicas: 2', paths('replicas'), 'replicas 4'],
    ['  runAsUser: 0', paths('security'), 'security.runAsUser 6'],
    ['    - "NET_RAW"', paths('security'), 'security.capabilities.drop[1] 8'],
    ['capabilities:', paths('security'), 'security.capabilities 7'],
    ['securityContext: {}', paths('empty'), 'empty 9'],
    ['image: "mirror/other"', paths('image.tag', 'image.repository'), undefined],
    ['image: "x"', paths('unset'), undefined],
  ])('%s', (text, reads, expected) => {
    const found = valueOf({ text, reads, hasWords: true }, [values]);
    expect(found === undefined ? undefined : `${found.path} ${found.line}`).toBe(expected);
  });

  test('of a line of spaces is looked for in the time of its length', () => {
    const text = `replicas: 2 # a${' '.repeat(300_000)}b${' '.repeat(300_000)}c`;
    const started = performance.now();
    expect(valueOf({ text, reads: paths('replicas'), hasWords: true }, [values])?.path).toBe('replicas');
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test('is not guessed for a line of an included template', () => {
    expect(valueOf({ text: 'app: cart', reads: paths('security'), hasWords: false }, [values])).toBeUndefined();
  });

  test.each([
    ['replicas: 5', 'replicas=5', 'replicas', undefined],
    ['image: "r/cart:v9"', 'image.tag=v9', 'image.tag', undefined],
    ['image: "r/cart:v9"', 'a=1,image.tag=v9', 'image.tag', undefined],
    ['a: 9', 'security.capabilities.drop[0]=9', 'security.capabilities.drop', undefined],
    ['runAsUser: 0', 'security.privileged=true', 'security', 'security.runAsUser'],
    ['replicas: 2', 'other\\.replicas=5', 'replicas', 'replicas'],
  ])('%s is not looked for in a file where --set %s sets it', (text, set, read, expected) => {
    const found = valueOf({ text, reads: paths(read), hasWords: true }, [setValues([set], []), values]);
    expect(found?.path).toBe(expected);
  });

  test('is that of the first file that sets it, and of a chart below another by the name that the parent has for it', () => {
    const parent = new ValuesFile({ path: 'prod.yaml', text: 'cache:\n  image:\n    tag: v1\n' }, ['cache']);
    expect(valueOf({ text: 'image: r:v1', reads: paths('image.tag'), hasWords: true }, [parent, values])).toEqual({
      path: 'cache.image.tag',
      file: 'prod.yaml',
      line: 3,
      column: 5,
    });
  });
});
