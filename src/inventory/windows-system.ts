import { WINDOWS, windowsServerOf } from '../advisories/support/windows-server.ts';
import type { Distribution } from '../core/distribution.ts';
import type { ImageConfig } from '../image/manifest.ts';

/**
 * The system of an image as its files tell it. Windows is told by its registry, and otherwise by the configuration, which names that of the base with its
 * last update; a registry in an image for another system tells nothing: whoever puts one there would have the packages held against no advisories.
 * Source: https://github.com/opencontainers/image-spec/blob/main/config.md, os.version.
 */
export function systemOf(
  { os, 'os.version': written = '' }: ImageConfig,
  told: Distribution | undefined,
): Distribution | undefined {
  if (os !== 'windows') return os !== '' && told?.id === WINDOWS ? undefined : told;
  if (told?.id === WINDOWS) return told;
  const version = /^[\d.]{1,40}$/.test(written) ? written : '';
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
