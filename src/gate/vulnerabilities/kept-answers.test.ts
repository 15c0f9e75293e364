import { beforeEach, describe, expect, test } from 'vitest';
import type { KeptResults, OwnFiles } from '../../core/ports.ts';
import { memorySource } from '../../formats/byte-source.ts';
import { KeptAnswers, type Question } from './kept-answers.ts';

/** What the files of a database are; undefined for one that changed a moment ago. */
let identities: Record<string, string | undefined>;
let kept: Map<string, Uint8Array<ArrayBuffer>>;
let calls: number;
beforeEach(() => {
  identities = { 'database.json': 'catalogue 1', 'a.pldb': 'shard 1' };
  kept = new Map();
  calls = 0;
});

const results: KeptResults = {
  has: async (key) => kept.has(key),
  read: async (key) => kept.get(key),
  keep: async (key, bytes) => void kept.set(key, Uint8Array.from(bytes)),
};

const never = async (): Promise<never> => {
  throw new Error('is not asked for');
};

function database(place = '/db', named?: string): OwnFiles {
  return {
    place,
    ...(named === undefined ? {} : { named }),
    list: never,
    open: async (name) => {
      if (!Object.hasOwn(identities, name)) return undefined;
      const identity = identities[name];
      return { ...memorySource(Buffer.from(name)), ...(identity === undefined ? {} : { identity }) };
    },
    identityOf: (name) => (Object.hasOwn(identities, name) ? identities[name] : 'absent'),
    write: never,
    remove: never,
    alone: never,
  };
}

interface Asking {
  readonly files?: OwnFiles;
  readonly asked?: string;
  /** The files that are opened for the answer. */
  readonly opens?: readonly string[];
  readonly isKept?: boolean;
}

/** Asks, and tells whether the database was asked. */
async function isAsked({ files = database(), asked = 'flaws', isKept = true, ...rest }: Asking = {}): Promise<boolean> {
  const { opens = ['database.json', 'a.pldb', 'absent.json'] } = rest;
  const question: Question<string, readonly [string]> = {
    asked,
    pack: (answer) => (isKept ? [answer] : undefined),
    unpack: ([answer]) => answer,
  };
  const before = calls;
  const answer = await new KeptAnswers(results).of(files, question, async (watched) => {
    calls += 1;
    for (const name of opens) await (await watched.open(name))?.close();
    return `answer to ${asked}`;
  });
  expect(answer).toBe(`answer to ${asked}`);
  return calls > before;
}

describe('the answer of a database', () => {
  test('is known while its files are what they were', async () => {
    expect([await isAsked(), await isAsked()]).toEqual([true, false]);
  });

  test.each<[string, () => void]>([
    ['its catalogue is another one', () => (identities['database.json'] = 'catalogue 2')],
    ['a shard was changed', () => (identities['a.pldb'] = 'shard 2')],
    ['a shard was changed a moment ago', () => (identities['a.pldb'] = undefined)],
    ['a shard is gone', () => delete identities['a.pldb']],
    ['a file is there that was not', () => (identities['absent.json'] = 'file 1')],
  ])('is asked for again where %s', async (_, change) => {
    await isAsked();
    change();
    expect(await isAsked()).toBe(true);
  });

  test('is not asked for again where a file was changed that it does not come from', async () => {
    identities['other.pldb'] = 'other 1';
    await isAsked();
    identities['other.pldb'] = 'other 2';
    expect(await isAsked()).toBe(false);
  });

  test.each<[string, Asking]>([
    ['to another question', { asked: 'ends' }],
    ['of another database', { files: database('/other') }],
    [
      'of a database that is named otherwise, since what is missing is told with its name',
      { files: database('/db', 'db') },
    ],
  ])('is none %s', async (_, other) => {
    await isAsked();
    expect(await isAsked(other)).toBe(true);
  });

  test.each<[string, Asking]>([
    ['that is not to be kept', { isKept: false }],
    ['that comes from no file', { opens: [] }],
  ])('is not kept %s', async (_, asking) => {
    await isAsked(asking);
    expect(kept.size).toBe(0);
  });

  test('is not kept where one of its files was changed a moment ago, or while it was asked', async () => {
    identities['a.pldb'] = undefined;
    await isAsked();
    const question: Question<string, string> = { asked: 'x', pack: (each) => each, unpack: (each) => each };
    identities['a.pldb'] = 'shard 1';
    await new KeptAnswers(results).of(database(), question, async (watched) => {
      await watched.open('a.pldb');
      identities['a.pldb'] = 'shard 2';
      await watched.open('a.pldb');
      return '';
    });
    expect(kept.size).toBe(0);
  });
});
