import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Instruction } from './dockerfile.ts';
import { readDockerfile } from './read-dockerfile.ts';

function read(text: string) {
  return readDockerfile({ path: 'Dockerfile', text });
}

/** The instructions of the last stage. */
function instructions(text: string): readonly Instruction[] {
  const { dockerfile, problems } = read(text);
  expect(problems).toEqual([]);
  return dockerfile?.stages.at(-1)?.instructions ?? [];
}

function commands(text: string): readonly string[] {
  return instructions(text).flatMap((each) =>
    each.commands.map(({ words }) => words.map((word) => word.text).join(' ')),
  );
}

describe('stages', () => {
  test('are told by what they begin with', () => {
    const { dockerfile } = read(
      'ARG V=3.20\nARG IMAGE=alpine:$V\nFROM $IMAGE AS Build\nRUN x\nFROM build AS test\nFROM scratch\nFROM --platform=$BUILDPLATFORM a:${MISSING}\n',
    );
    expect(dockerfile?.stages.map(({ base, name }) => [name, { ...base, span: undefined }])).toEqual([
      ['build', { kind: 'image', image: 'alpine:3.20', text: '$IMAGE', span: undefined }],
      ['test', { kind: 'stage', stage: 0, text: 'build', span: undefined }],
      [undefined, { kind: 'scratch', text: 'scratch', span: undefined }],
      [undefined, { kind: 'unknown', text: 'a:${MISSING}', span: undefined }],
    ]);
  });

  test.each([
    ['${V:-9}', '9'],
    ['${E:-9}', '9'],
    ['${E-9}', ''],
    ['${V:+9}', undefined],
    ['${S:+9}', '9'],
    ['\\$S', '$S'],
    ['${S#x}', undefined],
  ])('replace %s', (tag, expected) => {
    const base = read(`ARG V\nARG E=""\nARG S=s\nFROM a:x${tag}\n`).dockerfile?.stages[0]?.base;
    const wanted = tag === '${V:+9}' ? 'a:x' : expected === undefined ? undefined : `a:x${expected}`;
    expect(base?.kind === 'image' ? base.image : undefined).toBe(wanted);
  });
});

describe('an instruction', () => {
  test('has flags, words and a span', () => {
    const text = 'FROM a\nCOPY --from=build --chown=1:2 \\\n  # a comment\n  a b /\n';
    const [copy] = instructions(text);
    expect(copy?.flags.map(({ name, value }) => [name, value])).toEqual([
      ['from', 'build'],
      ['chown', '1:2'],
    ]);
    expect(copy?.words.map(({ text: word, span }) => [word, text.slice(span.start, span.end)])).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['/', '/'],
    ]);
    expect(text.slice(copy?.span.start, copy?.span.end)).toBe(text.slice(7, -1));
  });

  test('sets variables in each of the forms', () => {
    const [env, old, label, argument] = instructions(
      'FROM a\nENV A=1 B="two words"\nENV C d e\nLABEL "x.y"=z\nARG D\n',
    );
    const settings = [env, old, label, argument].flatMap((each) => each?.settings ?? []);
    expect(settings.map(({ name, value }) => [name, value])).toEqual([
      ['A', '1'],
      ['B', 'two words'],
      ['C', 'd e'],
      ['x.y', 'z'],
      ['D', undefined],
    ]);
  });

  test('has heredocs, which are no words', () => {
    const [copy] = instructions('FROM a\nCOPY <<one <<"two" /dest/\n1\none\n2 $X\ntwo\n');
    expect(copy?.heredocs.map(({ name, content }) => [name, content.trimEnd()])).toEqual([
      ['one', '1'],
      ['two', '2 $X'],
    ]);
    expect(copy?.words.map(({ text }) => text)).toEqual(['<<one', '<<"two"', '/dest/']);
  });

  test('is left to others by ONBUILD', () => {
    const [onBuild] = instructions('FROM a\nONBUILD RUN make all\n');
    expect(onBuild?.trigger).toMatchObject({
      keyword: 'RUN',
      commands: [{ words: [{ text: 'make' }, { text: 'all' }] }],
    });
  });

  test('goes on with the escape character that a directive names', () => {
    expect(commands('# escape=`\nFROM a\nRUN dir C:\\ `\n  && more\n')).toEqual(['dir C: ', 'more']);
  });
});

describe('commands', () => {
  test.each([
    ['RUN a b && c || d; e | f & g', ['a b', 'c', 'd', 'e', 'f', 'g']],
    ['RUN a \\\n # no\n\n  && b \\\n  c', ['a', 'b c']],
    ['RUN a "b c" \'d "e\' f\\ g "h\\"i"', ['a b c d "e f g h"i']],
    ['RUN a > /dev/null 2>&1 < in b', ['a b']],
    ['RUN a # b && c', ['a']],
    ['RUN sh -c "$(curl x | y)"', ['sh -c $(curl x | y)', '$(curl x | y)']],
    ['RUN (a; b) && { c; }', ['a', 'b', '{ c', '}']],
    ['RUN ["a", "b c"]', ['a b c']],
    ['RUN ["/bin/bash", "-ec", "a && b"]', ['/bin/bash -ec a && b', 'a', 'b']],
    ['RUN <<EOF\na b\n# no\nc \\\nd\nEOF', ['a b', 'c d']],
    ['RUN bash -e <<EOF\na\nEOF', ['bash -e', 'a']],
    ['RUN python3 <<EOF\nimport os\nEOF', ['python3']],
    ['RUN --mount=type=secret,id=x a', ['a']],
    ['HEALTHCHECK --interval=5s CMD curl x', ['curl x']],
    ['CMD a b', ['a b']],
    ['RUN bash <(curl x)', ['bash <(curl x)']],
  ])('%s', (line, expected) => {
    expect(commands(`FROM a\n${line}\n`)).toEqual(expected);
  });

  test('stand where they are written', () => {
    const text = 'FROM a\nRUN a && \\\n  # no\n  b "c d" \\\n  e\n';
    const [run] = instructions(text);
    expect(run?.commands.map(({ span }) => text.slice(span.start, span.end))).toEqual(['a', 'b "c d" \\\n  e']);
  });

  test('tell what reads what', () => {
    const [run] = instructions('FROM a\nRUN a | b && c |& d\n');
    expect(run?.commands.map(({ isPiped }) => isPiped)).toEqual([false, true, false, true]);
  });
});

describe('what a build would refuse', () => {
  test.each([
    ['', 'there is no FROM in it', 1],
    ['# only a comment\n', 'there is no FROM in it', 1],
    ['RUN x\nFROM a\n', 'RUN stands before the first FROM', 1],
    ['FROM a\nFETCH b\n', 'there is no instruction "FETCH"', 2],
    ['FROM a b\n', 'FROM takes an image, and AS with a name', 1],
    ['FROM a\n\nUSER\n', 'USER is given nothing', 3],
    ['FROM a\nCOPY --from=b <<"E<<" /c\nE\n', 'its parts cannot be told apart', 2],
    ['FROM a\nRUN <<EOF\nx\n', 'nothing ends the text that <<EOF begins', 2],
  ])('%j', (text, why, line) => {
    const { problems } = read(text);
    expect(problems).toMatchObject([{ code: 'PL_E_DOCKERFILE_SYNTAX', what: expect.stringContaining(why), line }]);
  });

  test('hides nothing of the rest', () => {
    const { dockerfile, problems } = read('FROM a\nFETCH b\nUSER 1\n');
    expect(problems).toHaveLength(1);
    expect(dockerfile?.stages[0]?.instructions.map(({ keyword }) => keyword)).toEqual(['FETCH', 'USER']);
  });

  test('is a Dockerfile that is too long', () => {
    expect(read(`FROM a\n${'#\n'.repeat(200_000)}`)).toMatchObject({
      dockerfile: undefined,
      problems: [{ code: 'PL_E_DOCKERFILE_TOO_LARGE' }],
    });
  });
});

test('any text is read, with spans that lie in it', () => {
  const piece = constantFrom(
    'FROM a',
    'RUN ',
    'ENV ',
    'COPY ',
    '<<E',
    'E',
    '\n',
    '\r\n',
    '\\\n',
    '"',
    "'",
    '$(',
    '`',
    '{',
    '[',
    ']',
    ',',
    '=',
    '#',
    ' ',
    '--a=b',
    'ONBUILD ',
    '|',
    '>',
    '\t',
    '\u0000',
    'x',
  );
  assert(
    property(array(piece, { maxLength: 60 }), (pieces) => {
      const text = `FROM a\n${pieces.join('')}`;
      for (const stage of read(text).dockerfile?.stages ?? []) {
        for (const { span, words, settings, commands: ran, heredocs } of stage.instructions) {
          for (const each of [{ span }, ...words, ...settings, ...ran, ...heredocs]) {
            expect(each.span.start).toBeLessThanOrEqual(each.span.end);
            expect(each.span.end).toBeLessThanOrEqual(text.length);
          }
        }
      }
    }),
    { numRuns: 500 },
  );
});
