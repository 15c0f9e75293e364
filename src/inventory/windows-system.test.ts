import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { Distribution } from '../core/distribution.ts';
import { configSchema } from '../image/manifest.ts';
import { systemOf } from './windows-system.ts';

function distribution(id: string, version: string): Distribution {
  return { id, like: [], version, codename: '', prettyName: `${id} ${version}`, cpe: '', variant: '' };
}

const DEBIAN = distribution('debian', '12');
const WINDOWS = distribution('windows', '10.0.20348.1');

test.each([
  ['linux', undefined, DEBIAN, 'debian 12'],
  ['linux', '10.0.26100.1', WINDOWS, undefined],
  ['linux', undefined, undefined, undefined],
  ['', undefined, WINDOWS, 'windows 10.0.20348.1'],
  ['windows', '10.0.26100.1', WINDOWS, 'windows 10.0.20348.1'],
  ['windows', '10.0.26100.1', DEBIAN, 'Windows Server 2025 (10.0.26100.1)'],
  ['windows', undefined, undefined, 'Windows'],
  ['windows', '<script>', undefined, 'Windows'],
])('the system of an image for %j with os.version %j whose files tell %o', (os, version, told, expected) => {
  const config = v.parse(configSchema, { os, 'os.version': version, rootfs: {} });
  expect(systemOf(config, told)?.prettyName).toBe(expected);
});
