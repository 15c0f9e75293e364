/** Where an image lies, as skopeo names the places. */
export interface ImageName {
  readonly transport: 'docker-archive' | 'oci-archive' | 'oci' | 'path';
  /** The file or directory. */
  readonly path: string;
  /** Which image of those in it; empty for the only one. */
  readonly reference: string;
}

const TRANSPORTS = ['docker-archive', 'oci-archive', 'oci'] as const;

/** A name without a transport that can only be a path: every other one is that of a registry. */
const PATH = /^\.{0,2}\/|^[A-Za-z]:[\\/]|\.tar(?:\.gz|\.zst)?$/;

/**
 * Reads the name of an image in a local place: `docker-archive:cart.tar`, `oci:layout:v1`, `./cart.tar`. Undefined for every other one.
 * Source: https://github.com/containers/image/blob/main/docs/containers-transports.5.md.
 */
export function parseImageName(text: string): ImageName | undefined {
  const transport = TRANSPORTS.find((each) => text.startsWith(`${each}:`));
  if (transport === undefined) return PATH.test(text) ? { transport: 'path', path: text, reference: '' } : undefined;
  const rest = text.slice(transport.length + 1);
  const drive = /^[A-Za-z]:[\\/]/.test(rest) ? 2 : 0;
  const colon = rest.indexOf(':', drive);
  const path = colon < 0 ? rest : rest.slice(0, colon);
  return path === '' ? undefined : { transport, path, reference: colon < 0 ? '' : rest.slice(colon + 1) };
}
