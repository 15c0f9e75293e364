import { describe, expect, test } from 'vitest';
import { credentialPaths } from './image-places.ts';

describe('credentials are looked for', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['at home', { HOME: '/h' }, ['/h/.config/containers/auth.json', '/h/.docker/config.json']],
    [
      'in the directories that the environment names',
      { HOME: '/h', XDG_RUNTIME_DIR: '/run/1', XDG_CONFIG_HOME: '/c', DOCKER_CONFIG: '/d' },
      ['/run/1/containers/auth.json', '/c/containers/auth.json', '/d/config.json'],
    ],
    ['in one file that is named', { HOME: '/h', REGISTRY_AUTH_FILE: '/a.json', DOCKER_CONFIG: '/d' }, ['/a.json']],
    [
      'at home where what is named is empty',
      { HOME: '/h', REGISTRY_AUTH_FILE: '', DOCKER_CONFIG: '' },
      ['/h/.config/containers/auth.json', '/h/.docker/config.json'],
    ],
  ])('%s', (_, environment, paths) => {
    expect(credentialPaths(environment)).toEqual(paths);
  });
});
