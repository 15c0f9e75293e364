import { expect, test } from 'vitest';
import { dataFolder } from './database-place.ts';

test.each<[NodeJS.Platform, Readonly<Record<string, string>>, string, string | undefined]>([
  ['linux', {}, '/home/me', '/home/me/.local/share'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/home/me', '/data'],
  ['linux', { XDG_DATA_HOME: 'data' }, '/home/me', '/home/me/.local/share'],
  ['linux', {}, '', undefined],
  ['darwin', {}, '/Users/me', '/Users/me/Library/Application Support'],
  ['win32', { LOCALAPPDATA: 'C:\\me' }, 'C:\\home', 'C:\\me'],
  ['win32', {}, 'C:\\home', undefined],
])('on %s with %j and the home %s the data are in %s', (platform, environment, home, expected) => {
  expect(dataFolder({ platform, environment, home })).toBe(expected);
});
