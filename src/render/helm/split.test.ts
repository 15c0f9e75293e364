import { describe, expect, test } from 'vitest';
import { splitOutput } from './split.ts';

describe('what Helm prints is split', () => {
  test.each([
    [
      'by its templates',
      '---\n# Source: c/templates/a.yaml\na: 1\n---\n# Source: c/templates/b.yaml\nb: 1\n',
      [
        ['templates/a.yaml', 'a: 1\n'],
        ['templates/b.yaml', 'b: 1\n'],
      ],
    ],
    [
      'not in a block of text',
      '---\n# Source: c/templates/a.yaml\na: |\n  x\n  ---\n  y\n',
      [['templates/a.yaml', 'a: |\n  x\n  ---\n  y\n']],
    ],
    [
      'without what is empty',
      '---\n# Source: c/templates/a.yaml\n\n---\n# Source: c/templates/b.yaml\nb: 1',
      [['templates/b.yaml', 'b: 1']],
    ],
    ['with CRLF', '---\r\n# Source: c/templates/a.yaml\r\na: 1\r\n', [['templates/a.yaml', 'a: 1\n']]],
    [
      'into charts below it',
      '---\n# Source: c/charts/redis/templates/a.yaml\na: 1\n',
      [['charts/redis/templates/a.yaml', 'a: 1\n']],
    ],
    ['nothing', '', []],
  ])('%s', (_, output, expected) => {
    expect(splitOutput(output, 'c').map(({ template, text }) => [template, text])).toEqual(expected);
  });
});
