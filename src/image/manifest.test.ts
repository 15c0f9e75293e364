import * as v from 'valibot';
import { expect, test } from 'vitest';
import { configSchema } from './manifest.ts';

const EMPTY = { User: '', Env: [], Entrypoint: [], Cmd: [], WorkingDir: '', ExposedPorts: {}, Volumes: {}, Labels: {} };

test.each<[string, unknown, unknown]>([
  ['nothing', undefined, undefined],
  ['null, as older versions of Docker write it', null, undefined],
  ['a list', [], EMPTY],
  ['nulls', { User: null, Env: null, Entrypoint: null, Labels: null, Volumes: null }, EMPTY],
  ['other types', { User: 0, Env: 'PATH=/bin', Cmd: [1], ExposedPorts: 80, Labels: { a: 1 } }, EMPTY],
  [
    'a sound one',
    { User: 'app', Env: ['A=b'], Volumes: { '/data': {} } },
    { ...EMPTY, User: 'app', Env: ['A=b'], Volumes: { '/data': {} } },
  ],
])('how an image runs keeps none from being read: %s', (_, config, expected) => {
  expect(v.parse(configSchema, { rootfs: {}, config }).config).toEqual(expected);
});
