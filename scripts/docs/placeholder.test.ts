import { expect, test } from 'vitest';
import { shapeOf } from './placeholder.ts';

const quoted = (names: readonly string[]): string => names.map((name) => JSON.stringify(name)).join(', ');

test.each([
  ['text', ({ path }: { path: string }) => `${path} is missing.`, '<path> is missing.'],
  ['a number', ({ limit }: { limit: number }) => `At most ${limit}.`, 'At most <limit>.'],
  ['text that is changed', ({ kind }: { kind: string }) => `A ${kind.toLowerCase()}.`, 'A <kind>.'],
  ['quoted text', ({ name }: { name: string }) => `No ${JSON.stringify(name)}.`, 'No "<name>".'],
  ['a list', ({ names }: { names: readonly string[] }) => `One of ${quoted(names)}.`, 'One of "<names>".'],
  [
    'a part of a list',
    ({ names }: { names: readonly string[] }) =>
      names
        .slice(0, 3)
        .map((each) => each)
        .join(', '),
    '<names>',
  ],
  [
    'a list of objects',
    ({ all }: { all: readonly { name: string }[] }) => all.map(({ name }) => name).join(),
    '<name>',
  ],
  ['an object', ({ found }: { found: { kind: string } }) => `A ${found.kind}.`, 'A <kind>.'],
  ['what is computed', ({ share }: { share: number }) => `EPSS ${share * 100} %`, 'EPSS <number> %'],
  ['something that may be absent', ({ near }: { near: string | undefined }) => near ?? 'none', '<near>'],
])('a message with %s shows its shape', (_, message, shape) => {
  expect(shapeOf(message)).toBe(shape);
});
