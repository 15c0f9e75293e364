import { expect, test } from 'vitest';
import type { Problem } from '../../core/errors.ts';
import type { Progress } from '../../core/progress.ts';
import { resolveImages, type TaggedImage } from './resolve-images.ts';

const UNREACHABLE: Problem = { code: 'PL_E_REGISTRY_UNREACHABLE', message: 'm', remedy: 'r', exit: 3 };
const image = (registry: string, path: string): TaggedImage => ({
  registry,
  path,
  tag: 'v1',
  digest: undefined,
});

test('each image is asked for once, and a few at a time', async () => {
  const asked: string[] = [];
  let running = 0;
  let most = 0;
  const images = Array.from({ length: 60 }, (_, index) => image('r.example.com', `web${index % 20}`));
  const answers = await resolveImages(images, {
    resolve: async (name) => {
      asked.push(name);
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return `sha256:${name}`;
    },
  });
  expect(asked).toHaveLength(20);
  expect(answers.size).toBe(20);
  expect(most).toBeLessThanOrEqual(6);
});

test('a registry that is not there is not asked again, and the others are', async () => {
  let asked = 0;
  const images = [
    ...Array.from({ length: 30 }, (_, index) => image('gone.example.com', `web${index}`)),
    image('here.example.com', 'web'),
  ];
  const answers = await resolveImages(images, {
    resolve: async (name) => {
      asked += 1;
      return name.startsWith('gone') ? UNREACHABLE : 'sha256:a';
    },
  });
  expect(asked).toBeLessThan(10);
  expect(answers.get('gone.example.com/web29:v1')).toBe(UNREACHABLE);
  expect(answers.get('here.example.com/web:v1')).toBe('sha256:a');
});

test('who waits is told which image of how many is asked for, and that it is over also where asking fails', async () => {
  const told: string[] = [];
  const begin: Progress['begin'] = ({ name }) => {
    let ended = 0;
    told.push(name(ended));
    return {
      read: () => {},
      endPart: () => {
        ended += 1;
        told.push(name(ended));
      },
      end: () => told.push('end'),
    };
  };
  const images = ['web', 'web', 'cart'].map((path) => image('r.example.com', path));
  await resolveImages(images, { resolve: async () => 'sha256:a' }, { begin });
  expect(told).toEqual(['image 1 of 2', 'image 2 of 2', 'image 2 of 2', 'end']);
  const failing = resolveImages(images, { resolve: async () => Promise.reject(new Error('a bug')) }, { begin });
  await expect(failing).rejects.toThrow('a bug');
  expect(told.at(-1)).toBe('end');
});
