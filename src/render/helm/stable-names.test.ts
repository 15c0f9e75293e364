import { expect, test } from 'vitest';
import { withStableNames } from './stable-names.ts';

const part = (text: string) => [{ template: 'templates/pod.yaml', text }];

test.each([
  ['a name', 'name: web-a1b2c\n', 'name: web-z9y8x\n', 'name: web-xxxxx\n'],
  [
    'what refers to it',
    'name: a1b2c\nsecretName: a1b2c\n',
    'name: z9y8x\nsecretName: z9y8x\n',
    'name: xxxxx\nsecretName: xxxxx\n',
  ],
  [
    'no field that is called like it',
    'name: privileged\nprivileged: true\n',
    'name: aaaaaaaaaa\nprivileged: true\n',
    'name: xxxxxxxxxx\nprivileged: true\n',
  ],
  [
    'no field that is called like it on a line that differs',
    'name: true-a1b2\nprivileged: true # a1b2\n',
    'name: none-z9y8\nprivileged: true # z9y8\n',
    'name: xxxx-xxxx\nprivileged: true # xxxx\n',
  ],
  ['nothing but names', 'name: a\nimage: web:a1b2c\n', 'name: a\nimage: web:z9y8x\n', 'name: a\nimage: web:a1b2c\n'],
  ['nothing of renderings that are not alike', 'name: a1b2c\n', 'name: z9y8x\na: 1\n', 'name: a1b2c\n'],
])('what is drawn by lot is blotted out: %s', (_, text, again, expected) => {
  expect(withStableNames(part(text), part(again))).toEqual(part(expected));
});
