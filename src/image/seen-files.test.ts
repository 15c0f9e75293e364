import { expect, test } from 'vitest';
import type { ByteSource } from '../core/ports.ts';
import { memorySource } from '../formats/byte-source.ts';
import { SeenFiles } from './seen-files.ts';

function seeing(...opened: readonly (readonly [path: string, identity: string | undefined])[]): Promise<SeenFiles> {
  const sources = opened.map(([, identity]): ByteSource | undefined => {
    if (identity === 'none') return undefined;
    return { ...memorySource(new Uint8Array()), ...(identity === undefined ? {} : { identity }) };
  });
  const seen = new SeenFiles({ open: async () => sources.shift() }, (path) => `/${path}`);
  return opened.reduce(async (before, [path]) => {
    await before;
    await seen.open(path);
    return seen;
  }, Promise.resolve(seen));
}

test.each([
  [
    'each file once, and what is not there',
    [
      ['a', '1'],
      ['b', 'none'],
      ['a', '1'],
    ],
    [
      ['/a', '1'],
      ['/b', 'absent'],
    ],
  ],
  [
    'nothing where one cannot be told from another',
    [
      ['a', '1'],
      ['b', undefined],
    ],
    undefined,
  ],
  [
    'nothing where one was changed meanwhile',
    [
      ['a', '1'],
      ['a', '2'],
    ],
    undefined,
  ],
  [
    'nothing where one was changed and changed back',
    [
      ['a', '1'],
      ['a', '2'],
      ['a', '1'],
    ],
    undefined,
  ],
  ['nothing where nothing was opened', [], undefined],
] as const)('remembers %s', async (_, opened, paths) => {
  expect((await seeing(...opened)).paths()).toEqual(paths);
});
