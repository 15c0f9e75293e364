import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { inOrder } from './in-order.ts';

describe('work that is shared', () => {
  test('is told in order, whichever was begun first, and no more is made at once than may be', async () => {
    const begun: number[] = [];
    let [now, most] = [0, 0];
    const make = async (item: number): Promise<string> => {
      begun.push(item);
      now += 1;
      most = Math.max(most, now);
      for (let turn = 0; turn < item; turn += 1) await setImmediate();
      now -= 1;
      return `made ${item}`;
    };
    const told: (readonly [number, string])[] = [];
    for await (const pair of inOrder([1, 2, 3, 4], make, { atOnce: 2, begun: [4, 3, 2, 1] })) told.push(pair);
    expect(told).toEqual([1, 2, 3, 4].map((item) => [item, `made ${item}`]));
    expect(begun).toEqual([4, 3, 2, 1]);
    expect(most).toBe(2);
  });

  test('an error is thrown when it is its turn, and nothing is begun any more', async () => {
    const begun: number[] = [];
    const make = async (item: number): Promise<number> => {
      begun.push(item);
      if (item === 2) throw new Error('two');
      await setImmediate();
      return item;
    };
    const told: number[] = [];
    const work = async (): Promise<void> => {
      for await (const [item] of inOrder([1, 2, 3, 4, 5, 6], make, { atOnce: 1 })) told.push(item);
    };
    await expect(work()).rejects.toThrow('two');
    for (let turn = 0; turn < 10; turn += 1) await setImmediate();
    expect(told).toEqual([1]);
    expect(begun.length).toBeLessThan(6);
  });
});
