import { describe, expect, test } from 'vitest';
import { readDockerfile } from '../../dockerfile/read-dockerfile.ts';
import { imageOfDockerfile } from './dockerfile-view.ts';
import type { ImageView } from './image-view.ts';

function view(text: string): ImageView {
  const { dockerfile } = readDockerfile({ path: 'a/Dockerfile', text });
  if (dockerfile === undefined) throw new Error('there is no stage in it');
  return imageOfDockerfile(dockerfile, 'a/Dockerfile');
}

describe('the user', () => {
  test.each([
    ['FROM a\nUSER 1\nUSER 2:3\n', { state: 'set', name: '2:3' }],
    ['FROM a AS x\nUSER 1\nFROM x AS y\nFROM y\n', { state: 'set', name: '1' }],
    ['FROM a AS x\nUSER 1\nFROM b\n', { state: 'unset', base: { text: 'b' } }],
    ['FROM scratch\n', { state: 'unset', base: undefined }],
    ['ARG UID=7\nFROM a\nARG UID\nENV NAME=$UID\nUSER ${NAME}\n', { state: 'set', name: '7' }],
    ['ARG UID=7\nFROM a\nUSER ${UID}\n', { state: 'unknown', text: '${UID}' }],
    ['FROM a\nONBUILD USER 1\n', { state: 'unset' }],
  ])('of %j', (text, expected) => {
    expect(view(text).user).toMatchObject(expected);
  });
});

describe('the images that it is made with', () => {
  test.each([
    ['FROM a AS x\nFROM b\nCOPY --from=x / /\nCOPY --from=0 / /\nCOPY --from=c:1 / /\n', ['a', 'b', 'c:1']],
    ['FROM a AS x\nFROM x\n', ['a']],
    ['FROM scratch\n', []],
    ['ARG B\nFROM $B\n', [undefined]],
  ])('of %j', (text, expected) => {
    expect(view(text).bases.map(({ image }) => image)).toEqual(expected);
  });
});

test('steps say whether their result is in the image', () => {
  const { steps } = view('ARG A\nFROM a AS x\nRUN 1\nFROM b AS y\nRUN 2\nFROM y\nRUN 3\nONBUILD RUN 4\n');
  expect(
    steps.map(({ keyword, stage, commands }) => [keyword, stage, commands.map(({ program }) => program).join()]),
  ).toEqual([
    ['ARG', 'build', ''],
    ['RUN', 'build', '1'],
    ['RUN', 'image', '2'],
    ['RUN', 'image', '3'],
    ['ONBUILD', 'image', '4'],
  ]);
});

/** The keys of every step, its settings and its commands. */
function keys(text: string): readonly string[] {
  return view(text).steps.flatMap(({ at, settings, commands }) =>
    [at, ...[...settings, ...commands].map((each) => each.at)].map(({ key }) => key),
  );
}

test('places are known again when lines come before them', () => {
  const before = keys('FROM a\nENV A=1\nRUN /usr/bin/apt-get -y install b=1 && make\n');
  expect(before).toEqual(['last/ENV', 'last/ENV A', 'last/RUN', 'last/RUN apt-get install', 'last/RUN make']);
  const after = keys('FROM x AS y\nRUN z\nFROM a\n\nRUN c\nENV B=2\nENV A=3\nRUN apt-get install b=2 && make\n');
  expect(before.filter((key) => !after.includes(key))).toEqual([]);
});
