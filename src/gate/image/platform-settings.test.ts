import { describe, expect, test } from 'vitest';
import { settingsOfAll } from './platform-settings.ts';

const NONE = { volumes: [], ports: [], written: [] };

describe('how an image for several platforms runs', () => {
  test.each([
    [['10001', '10002'], '10001'],
    [['10001', 'app'], 'app'],
    [['app', '10001', ''], ''],
    [['10001:0', '0:0'], '0:0'],
    [['1', 'root'], 'root'],
  ])('of the users %j it is %j that counts', (users, expected) => {
    expect(settingsOfAll(users.map((user) => ({ ...NONE, user })))?.user).toBe(expected);
  });

  test('what any of them writes and opens counts, once', () => {
    const one = { user: '1', volumes: ['/data'], ports: ['80/tcp'], written: ['/run/php'] };
    const other = { user: '1', volumes: ['/data', '/log'], ports: ['443/tcp'], written: [] };
    expect(settingsOfAll([one, other])).toEqual({
      user: '1',
      volumes: ['/data', '/log'],
      ports: ['80/tcp', '443/tcp'],
      written: ['/run/php'],
    });
  });

  test('its users on Windows count where it is there for Windows alone', () => {
    const windows = { ...NONE, user: 'ContainerUser', isWindows: true };
    expect(settingsOfAll([windows, { ...NONE, user: '10001' }])).toEqual({ ...NONE, user: '10001' });
    expect(settingsOfAll([windows])).toEqual(windows);
  });

  test('nothing is known of none', () => {
    expect(settingsOfAll([])).toBeUndefined();
  });
});
