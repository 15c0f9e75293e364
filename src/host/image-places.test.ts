import { describe, expect, test } from 'vitest';
import { credentialPaths, daemonAddresses } from './image-places.ts';

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

describe('a daemon is looked for', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['at a socket', { DOCKER_HOST: 'unix:///x.sock' }, ['http://localhost /x.sock']],
    ['at an address', { DOCKER_HOST: 'tcp://127.0.0.1:2375/' }, ['http://127.0.0.1:2375']],
    ['nowhere else', { DOCKER_HOST: 'ssh://host' }, []],
    [
      'at the sockets of Docker and Podman',
      { XDG_RUNTIME_DIR: '/run/u' },
      [
        'http://localhost /var/run/docker.sock',
        'http://localhost /run/u/docker.sock',
        'http://localhost /run/u/podman/podman.sock',
        'http://localhost /run/podman/podman.sock',
      ],
    ],
  ])('%s', (_, environment, addresses) => {
    const found = daemonAddresses(environment, 1000).map(({ url, socket }) =>
      socket === undefined ? url : `${url} ${socket}`,
    );
    expect(found).toEqual(addresses);
  });
});
