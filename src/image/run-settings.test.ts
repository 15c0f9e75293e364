import * as v from 'valibot';
import { expect, test } from 'vitest';
import { FileIndex } from './file-index.ts';
import { configSchema } from './manifest.ts';
import { settingsOf } from './run-settings.ts';

function configOf(config: object | undefined): v.InferOutput<typeof configSchema> {
  return v.parse(configSchema, { rootfs: {}, config });
}

function filesOf(...directories: readonly string[]): FileIndex {
  const index = new FileIndex();
  const entry = { type: 'directory', linkName: '', mode: 0o755, userId: 0, groupId: 0, size: 0, modified: 0 } as const;
  index.add(directories.map((name) => ({ ...entry, name, body: { offset: 0, length: 0 }, isSparse: false })));
  return index;
}

test('how an image runs is what its configuration and its files say', () => {
  const config = { User: 'web:web', Volumes: { '/data': {} }, ExposedPorts: { '80/tcp': {}, '443/tcp': {} } };
  expect(settingsOf(configOf(config), filesOf('var/cache/nginx/', 'run/'))).toEqual({
    user: 'web:web',
    volumes: ['/data'],
    ports: ['80/tcp', '443/tcp'],
    written: ['/var/cache/nginx'],
  });
});

test('an image of Windows says so', () => {
  const config = v.parse(configSchema, { os: 'windows', rootfs: {}, config: { User: 'ContainerUser' } });
  expect(settingsOf(config, filesOf())).toMatchObject({ user: 'ContainerUser', isWindows: true });
});

test.each([[undefined], [{}], [{ User: 7, Volumes: null, ExposedPorts: 'x' }]])('%j says nothing', (config) => {
  expect(settingsOf(configOf(config), filesOf())).toEqual({ user: '', volumes: [], ports: [], written: [] });
});
