import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Changes } from './changes.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** What the next changes are, and after how many milliseconds they are told. */
async function told(changes: Changes): Promise<{ readonly after: number; readonly changed: unknown }> {
  const start = performance.now();
  const changed = await changes.next();
  return { after: performance.now() - start, changed: Object.fromEntries(changed) };
}

test('events of one save are told once, when it is quiet', async () => {
  const changes = new Changes();
  const next = told(changes);
  changes.add('removed', 'a.yaml');
  await vi.advanceTimersByTimeAsync(20);
  changes.add('added', 'a.yaml');
  changes.add('changed', 'b.yaml');
  await vi.advanceTimersByTimeAsync(200);
  expect(await next).toEqual({ after: 80, changed: { 'a.yaml': 'changed', 'b.yaml': 'changed' } });
});

test('events that never end are told after a second', async () => {
  const changes = new Changes();
  const next = told(changes);
  for (let index = 0; index < 60; index += 1) {
    changes.add('changed', 'a.yaml');
    await vi.advanceTimersByTimeAsync(30);
  }
  expect((await next).after).toBeLessThanOrEqual(1030);
});

test('what happens while nobody waits is told to the next who does', async () => {
  const changes = new Changes();
  changes.add('changed', 'a.yaml');
  await vi.advanceTimersByTimeAsync(200);
  expect(await told(changes)).toEqual({ after: 0, changed: { 'a.yaml': 'changed' } });
  const next = told(changes);
  await vi.advanceTimersByTimeAsync(100);
  changes.add('added', 'b.yaml');
  await vi.advanceTimersByTimeAsync(100);
  expect((await next).changed).toEqual({ 'b.yaml': 'added' });
});
