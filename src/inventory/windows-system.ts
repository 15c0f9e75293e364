import { WINDOWS, windowsServerOf } from '../advisories/support/windows-server.ts';
import type { Distribution } from '../core/distribution.ts';
import type { ImageConfig } from '../image/manifest.ts';

/**
 * The Windows of an image: as its registry tells it, and otherwise its configuration, which names that of its base with its last update.
 * Source: https://github.com/opencontainers/image-spec/blob/main/config.md, os.version.
 */
export function windowsOf(
  { os, 'os.version': told = '' }: ImageConfig,
  registered: Distribution | undefined,
): Distribution | undefined {
  if (os !== 'windows') return undefined;
  if (registered?.id === WINDOWS) return registered;
  const version = /^[\d.]{1,40}$/.test(told) ? told : '';
  const server = windowsServerOf(version);
  const name = server === undefined ? 'Windows' : `Windows Server ${server}`;
  return {
    id: WINDOWS,
    like: [],
    version,
    codename: '',
    prettyName: version === '' ? name : `${name} (${version})`,
    cpe: '',
    variant: '',
  };
}
