/** Where an image lies, as skopeo names the places. */
export type ImageName = LocalName | DaemonName | RegistryName;

/** An image in a file or directory. */
export interface LocalName {
  readonly transport: 'docker-archive' | 'oci-archive' | 'oci' | 'dir' | 'path';
  /** The file or directory. */
  readonly path: string;
  /** Which image of those in it; empty for the only one. */
  readonly reference: string;
}

/** An image of a daemon of Docker or Podman. */
export interface DaemonName {
  readonly transport: 'docker-daemon';
  /** Its name or identifier, as the daemon knows it. */
  readonly reference: string;
}

/** An image in a registry. */
export interface RegistryName {
  readonly transport: 'registry';
  /** As it was written: `nginx:1.27`. */
  readonly reference: string;
}

const LOCAL = ['docker-archive', 'oci-archive', 'oci'] as const;

const DIRECTORY = 'dir:';
const DAEMON = 'docker-daemon:';

/** Skopeo's transport for registries. */
const REGISTRY = 'docker://';

/** A name without a transport that can only be a path: every other one is that of a registry. */
const PATH = /^\.{0,2}\/|^[A-Za-z]:[\\/]|\.tar(?:\.gz|\.zst)?$/;

/**
 * Reads the name of an image: `docker-archive:cart.tar`, `oci:layout:v1`, `./cart.tar`, or a reference to one in a registry. Undefined
 * for a transport without a path.
 * Source: https://github.com/containers/image/blob/main/docs/containers-transports.5.md.
 */
export function parseImageName(text: string): ImageName | undefined {
  if (text.startsWith(REGISTRY)) return { transport: 'registry', reference: text.slice(REGISTRY.length) };
  if (text.startsWith(DIRECTORY)) return directoryName(text.slice(DIRECTORY.length));
  if (text.startsWith(DAEMON)) return daemonName(text.slice(DAEMON.length));
  const transport = LOCAL.find((each) => text.startsWith(`${each}:`));
  if (transport !== undefined) return localName(transport, text.slice(transport.length + 1));
  return PATH.test(text)
    ? { transport: 'path', path: text, reference: '' }
    : { transport: 'registry', reference: text };
}

function localName(transport: LocalName['transport'], rest: string): LocalName | undefined {
  const drive = /^[A-Za-z]:[\\/]/.test(rest) ? 2 : 0;
  const colon = rest.indexOf(':', drive);
  const path = colon < 0 ? rest : rest.slice(0, colon);
  return path === '' ? undefined : { transport, path, reference: colon < 0 ? '' : rest.slice(colon + 1) };
}

/** Syft's name for a root file system. There is one image in it, so that a colon is a part of its path. */
function directoryName(path: string): LocalName | undefined {
  return path === '' ? undefined : { transport: 'dir', path, reference: '' };
}

function daemonName(reference: string): DaemonName | undefined {
  return reference === '' ? undefined : { transport: 'docker-daemon', reference };
}
