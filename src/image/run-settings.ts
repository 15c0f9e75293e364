import type { ImageSettings } from '../core/images.ts';
import type { FileIndex } from './file-index.ts';
import type { ImageConfig } from './manifest.ts';

/**
 * Directories to which programs write as they start, each by its usual place: caches and temporary files of nginx, process numbers and sockets
 * of servers, logs of Apache. The packages and official images of the programs make them.
 */
const WRITTEN_AT_START = [
  '/run/mysqld',
  '/run/nginx',
  '/run/php',
  '/run/postgresql',
  '/usr/local/apache2/logs',
  '/var/cache/nginx',
  '/var/run/mysqld',
  '/var/run/postgresql',
];

/** How containers of an image run, as its configuration and its files say. */
export function settingsOf({ os, config }: ImageConfig, files: Pick<FileIndex, 'find'>): ImageSettings {
  return {
    user: config?.User ?? '',
    ...(os === 'windows' ? { isWindows: true } : {}),
    volumes: Object.keys(config?.Volumes ?? {}),
    ports: Object.keys(config?.ExposedPorts ?? {}),
    written: WRITTEN_AT_START.filter((path) => files.find(path.slice(1))?.type === 'directory'),
  };
}
