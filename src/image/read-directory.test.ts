import { describe, expect, test } from 'vitest';
import { problemOf, UserError } from '../core/errors.ts';
import type { FileTrees, FoundFiles, TreeFile, UnseenPath } from '../core/ports.ts';
import { memorySource } from '../formats/byte-source.ts';
import { imageErrors } from './errors.ts';
import { layerReader } from './layer-reader.ts';
import { openDirectory } from './open-directory.ts';
import { readImage } from './read-image.ts';
import type { VisitFile } from './read-layer.ts';

interface Opened {
  count: number;
}

function file(name: string, content: string, opened: Opened = { count: 0 }): TreeFile {
  const bytes = Buffer.from(content);
  const described = { target: '', mode: 0o644, userId: 0, groupId: 0, modified: 0 };
  return {
    name,
    type: 'file',
    ...described,
    size: bytes.length,
    open: async () => {
      opened.count += 1;
      const source = memorySource(bytes);
      return {
        ...source,
        close: async () => {
          opened.count -= 1;
        },
      };
    },
  };
}

async function* inBatches(files: readonly (TreeFile | UnseenPath)[]): FoundFiles {
  for (let at = 0; at < files.length; at += 2) yield files.slice(at, at + 2);
}

async function read<Item>(files: readonly (TreeFile | UnseenPath)[], visit?: VisitFile<Item>) {
  const trees: FileTrees = { has: async () => true, walk: () => inBatches(files) };
  const image = await openDirectory('dir:root', 'root', trees);
  return readImage(image, { maxBytes: 1000, verifies: true }, { reader: layerReader(visit) });
}

const firstByte: VisitFile<string> = async (_, body) => Buffer.from(await body.head(1)).toString();

describe('a directory is read as a layer', () => {
  test('whose files are visited while they are open, and closed', async () => {
    const opened = { count: 0 };
    const heads: string[] = [];
    const visit: VisitFile<number> = async ({ name }, body) => {
      if (name !== 'a') return undefined;
      heads.push(Buffer.from(await body.head(2)).toString());
      const source = await body.open();
      await source.close();
      heads.push(Buffer.from(await source.read(1, 2)).toString(), String(opened.count));
      return body.length;
    };
    const { layers, index, problems } = await read([file('a', 'text', opened), file('b', 'x', opened)], visit);
    expect(heads).toEqual(['te', 'ex', '1']);
    expect(opened.count).toBe(0);
    expect(layers[0]?.visited).toEqual([{ entry: 0, item: 4 }]);
    expect(layers[0]).toMatchObject({ size: 5, digest: undefined, diffId: undefined });
    expect([...index.files()].map(({ path }) => path)).toEqual(['a', 'b']);
    expect(problems).toEqual([]);
  });

  test('in which what is named like a whiteout is a file', async () => {
    const { index } = await read([file('a', ''), file('.wh.a', ''), file('.wh..wh..opq', '')]);
    expect([...index.files()].map(({ path }) => path)).toEqual(['.wh..wh..opq', '.wh.a', 'a']);
  });

  test('of which what cannot be read is told, and the rest is read', async () => {
    const denied = problemOf(imageErrors, 'PL_E_IMAGE_UNREAD', { image: 'x', part: 'b', why: 'no' });
    const closed: TreeFile = {
      ...file('b', 'x'),
      open: async () => {
        throw new UserError(denied);
      },
    };
    const { layers, problems } = await read(
      [{ name: 'd', why: 'permission denied' }, closed, file('c', 'y')],
      firstByte,
    );
    expect(problems.map(({ message }) => message)).toEqual([
      'Of image dir:root was not read: d: permission denied.',
      denied.message,
    ]);
    expect(layers[0]?.visited).toEqual([{ entry: 1, item: 'y' }]);
  });

  test('of which a hundred unread paths are told one by one, and the others counted', async () => {
    const unseen = Array.from({ length: 250 }, (_, index) => ({ name: String(index), why: 'no' }));
    const { problems } = await read(unseen);
    expect(problems).toHaveLength(101);
    expect(problems.at(-1)?.message).toContain('150 more paths');
  });
});
